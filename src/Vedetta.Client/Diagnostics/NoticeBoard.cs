namespace Vedetta.Client.Diagnostics;

/// <summary>
/// Notices on their way to the application, each kind once until it is over. Thread safe. Posting never calls the
/// application: <see cref="Deliver"/> does, and only background threads call that.
/// </summary>
internal sealed class NoticeBoard(Action<ClientNotice>? callback)
{
    private readonly Lock gate = new();
    private readonly Lock delivery = new();
    private readonly Queue<ClientNotice> waiting = new();
    private Action<ClientNotice>? callback = callback;
    private int posted;

    /// <summary>Whether this kind was posted and is not over.</summary>
    public bool IsPosted(NoticeKind kind) => (Volatile.Read(ref posted) & (1 << (int)kind)) != 0;

    /// <summary>Posts a notice unless its kind stands already.</summary>
    public void Post(NoticeKind kind, string message)
    {
        int bit = 1 << (int)kind;
        if ((Interlocked.Or(ref posted, bit) & bit) == 0)
        {
            lock (gate)
            {
                waiting.Enqueue(new ClientNotice(kind, message));
            }
        }
    }

    /// <summary>The trouble of this kind is over; the next one is told again.</summary>
    public void Over(NoticeKind kind) => Interlocked.And(ref posted, ~(1 << (int)kind));

    /// <summary>Tells the application what waits, one notice at a time.</summary>
    public void Deliver()
    {
        if (!delivery.TryEnter())
        {
            return;
        }

        try
        {
            while (Next() is { } notice)
            {
                callback?.Invoke(notice);
            }
        }
        catch (Exception)
        {
            // There is nobody left to tell: the one who would be told is the one who failed. It is not called again.
            callback = null;
        }
        finally
        {
            delivery.Exit();
        }
    }

    private ClientNotice? Next()
    {
        lock (gate)
        {
            return waiting.TryDequeue(out ClientNotice notice) ? notice : null;
        }
    }
}
