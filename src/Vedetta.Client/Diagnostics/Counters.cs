namespace Vedetta.Client.Diagnostics;

/// <summary>What became of the events, since the client was made. Thread safe. Logged = sent + rejected + failed + dropped + still queued.</summary>
internal sealed class Counters
{
    private long logged;
    private long sent;
    private long rejected;
    private long failed;
    private long dropped;

    public long Logged => Interlocked.Read(ref logged);

    public long Sent => Interlocked.Read(ref sent);

    public long Rejected => Interlocked.Read(ref rejected);

    public long Failed => Interlocked.Read(ref failed);

    public long Dropped => Interlocked.Read(ref dropped);

    public void AddLogged() => Interlocked.Increment(ref logged);

    public void AddDropped() => Interlocked.Increment(ref dropped);

    public void AddSent(int events) => Interlocked.Add(ref sent, events);

    public void AddRejected(int events) => Interlocked.Add(ref rejected, events);

    public void AddFailed(int events) => Interlocked.Add(ref failed, events);
}
