namespace Vedetta.Core.Tests.Time;

/// <summary>A clock that tests move.</summary>
internal sealed class FakeTime(DateTimeOffset start) : TimeProvider
{
    private DateTimeOffset _now = start;

    public DateTimeOffset Now
    {
        get => _now;
        set => _now = value >= _now ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "time does not go back");
    }

    public override DateTimeOffset GetUtcNow() => _now;

    public void Advance(TimeSpan by) => Now += by;
}
