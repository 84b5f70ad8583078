using Vedetta.Core.Models;
using Vedetta.Core.Monitors;

namespace Vedetta.Core.Incidents.Noise;

/// <summary>How much a monitor asked of people, and what they thought of it.</summary>
/// <param name="Model">The model.</param>
/// <param name="Monitor">The monitor's name.</param>
/// <param name="Metric">What it measures.</param>
/// <param name="Fired">Incidents it was part of that fired, history left out.</param>
/// <param name="Useful">Of these, called useful.</param>
/// <param name="Noise">Of these, called noise.</param>
/// <param name="MedianDuration">Median time from firing to its end, of those that are over; null without any.</param>
/// <param name="Flaps">How often its incidents were over and came back.</param>
/// <param name="Windows">Windows of the span it could judge.</param>
/// <param name="BadWindows">Of these, with a bad verdict.</param>
/// <param name="Suggestions">What would make it quieter, the weightiest first.</param>
public sealed record NoisyMonitor(
    ModelId Model, string Monitor, MonitorMetric Metric, int Fired, int Useful, int Noise, TimeSpan? MedianDuration, int Flaps, int Windows, int BadWindows, IReadOnlyList<NoiseSuggestion> Suggestions)
{
    /// <summary>Share of noise among the incidents people spoke of; null when nobody did.</summary>
    public double? NoiseShare => Useful + Noise == 0 ? null : (double)Noise / (Useful + Noise);
}

/// <summary>What would make a monitor quieter.</summary>
public enum NoiseCause
{
    /// <summary>At least half of the windows are bad: the baseline no longer fits.</summary>
    BaselineMismatch,

    /// <summary>People call its incidents noise, or one window in five is bad: the threshold is too low for this model.</summary>
    RaiseThreshold,

    /// <summary>Its threshold is below what is usual for the metric.</summary>
    LowThreshold,

    /// <summary>Most windows hold few rows: longer windows would be steadier.</summary>
    LargerWindow,

    /// <summary>Most incidents are over after one window: it should wait longer before it fires.</summary>
    LongerPending,

    /// <summary>It comes and goes: it should stay healthy for longer before it is over.</summary>
    KeepFiring,

    /// <summary>More than one window in five cannot be judged: rows or baseline are missing.</summary>
    OftenUndecided,

    /// <summary>More than one window in ten was revised by late data.</summary>
    LateData,

    /// <summary>The value goes one way only: a counter, a date or an id.</summary>
    GrowsByItself,
}

/// <summary>One suggestion.</summary>
/// <param name="Cause">What is wrong.</param>
/// <param name="Number">What it goes with: the share of windows, the threshold proposed or usual, the median of rows; null where there is none.</param>
/// <param name="Column">The column it is about; null for the whole monitor.</param>
public sealed record NoiseSuggestion(NoiseCause Cause, double? Number = null, string? Column = null);
