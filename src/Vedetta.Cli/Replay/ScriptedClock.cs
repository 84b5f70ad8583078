namespace Vedetta.Cli.Replay;

/// <summary>A clock that a replay moves: the past is played as if it were the present.</summary>
internal sealed class ScriptedClock(DateTimeOffset start) : TimeProvider
{
    private long _ticks = start.UtcTicks;

    /// <summary>Moves the clock forward; never back.</summary>
    public void MoveTo(DateTimeOffset moment)
    {
        if (moment.UtcTicks > Interlocked.Read(ref _ticks)) Interlocked.Exchange(ref _ticks, moment.UtcTicks);
    }

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref _ticks), TimeSpan.Zero);
}
