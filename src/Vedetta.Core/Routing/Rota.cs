namespace Vedetta.Core.Routing;

/// <summary>Who is on call: people in turn, a week each.</summary>
/// <param name="Name">Unique within the policy.</param>
/// <param name="Members">In the order of their weeks.</param>
/// <param name="Starting">The first member's week begins on the first day of hand-over on or after this one.</param>
/// <param name="HandOverDay">Day of hand-over.</param>
/// <param name="HandOverAt">Time of hand-over by the clock of the policy's zone.</param>
public sealed record Rota(string Name, IReadOnlyList<RotaMember> Members, DateOnly Starting, DayOfWeek HandOverDay, TimeOnly HandOverAt)
{
    /// <summary>Who is on call at the moment; null in an empty rota. Before the first week it counts backwards.</summary>
    public RotaMember? OnCall(DateTimeOffset moment, TimeZoneInfo zone)
    {
        if (Members.Count == 0) return null;
        var weeks = (LastHandOver(moment, zone).DayNumber - FirstHandOver.DayNumber) / 7;
        return Members[(int)(((long)weeks % Members.Count + Members.Count) % Members.Count)];
    }

    /// <summary>When the present week ends.</summary>
    public DateTimeOffset NextHandOver(DateTimeOffset moment, TimeZoneInfo zone) => LocalClock.At(LastHandOver(moment, zone).AddDays(7), HandOverAt, zone);

    private DateOnly FirstHandOver => Starting.AddDays(((int)HandOverDay - (int)Starting.DayOfWeek + 7) % 7);

    // Weeks are counted by the calendar, so the hour that spring takes does not move a hand-over.
    private DateOnly LastHandOver(DateTimeOffset moment, TimeZoneInfo zone)
    {
        var today = LocalClock.DayOf(moment, zone);
        var day = today.AddDays(-(((int)today.DayOfWeek - (int)HandOverDay + 7) % 7));
        return LocalClock.At(day, HandOverAt, zone) <= moment ? day : day.AddDays(-7);
    }
}

/// <summary>A person of a rota.</summary>
/// <param name="Name">The name.</param>
/// <param name="Channels">Channels that reach this person alone; empty when the channels of the route reach everybody.</param>
public sealed record RotaMember(string Name, IReadOnlyList<string> Channels);
