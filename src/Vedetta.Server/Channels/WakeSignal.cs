namespace Vedetta.Server.Channels;

/// <summary>Wakes a worker that waits for news.</summary>
internal abstract class WakeSignal : IDisposable
{
    private readonly SemaphoreSlim _signal = new(0, 1);

    /// <summary>Something is new.</summary>
    public void Wake()
    {
        try
        {
            _signal.Release();
        }
        catch (SemaphoreFullException)
        {
            // The worker is awake already.
            return;
        }
    }

    /// <summary>Waits for news, or for as long as given.</summary>
    public Task WaitAsync(TimeSpan atMost, CancellationToken cancel) => _signal.WaitAsync(atMost, cancel);

    public void Dispose() => _signal.Dispose();
}

/// <summary>Wakes the sender when there is something new to send.</summary>
internal sealed class OutboxSignal : WakeSignal;

/// <summary>Wakes the worker of routing when something is due before it would wake by itself.</summary>
internal sealed class RoutingSignal : WakeSignal
{
    private long _wakes = long.MaxValue;

    /// <summary>The worker says when it wakes.</summary>
    public void Sleeps(DateTimeOffset until) => Interlocked.Exchange(ref _wakes, until.UtcTicks);

    /// <summary>Something is due then.</summary>
    public void Due(DateTimeOffset at)
    {
        if (at.UtcTicks < Interlocked.Read(ref _wakes)) Wake();
    }
}
