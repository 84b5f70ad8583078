namespace Vedetta.Core.Time;

/// <summary>The length of a window, aligned to the model's zone. Weeks begin on Monday (ISO 8601).</summary>
public enum WindowSize
{
    /// <summary>One hour of the zone; the repeated hour of autumn counts twice.</summary>
    Hour,

    /// <summary>Midnight to midnight.</summary>
    Day,

    /// <summary>Monday to Monday.</summary>
    Week,

    /// <summary>A calendar month.</summary>
    Month,

    /// <summary>A calendar year.</summary>
    Year,

    /// <summary>The whole span asked for.</summary>
    All,
}
