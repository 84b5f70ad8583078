using Vedetta.Statistics.Profiles;

namespace Vedetta.Core.Profiles.Building;

/// <summary>Which rows a delta is about.</summary>
internal readonly record struct DeltaKey(string Version, SegmentKey Segment, DateTimeOffset Hour);

/// <summary>Profiles of one hour, version and segment while they are in memory. A column is absent while it has no value.</summary>
internal sealed class ProfileDelta
{
    public Dictionary<string, ColumnProfile> Columns { get; } = new(StringComparer.Ordinal);

    public CorrelationProfile? Correlation { get; set; }

    /// <summary>Adds everything another delta of the same hour has seen.</summary>
    public void MergeSameHour(ProfileDelta other)
    {
        foreach (var (name, profile) in other.Columns)
        {
            if (Columns.TryGetValue(name, out var mine)) mine.MergeSameHour(profile);
            else Columns.Add(name, profile.Clone());
        }

        if (other.Correlation is null) return;
        if (Correlation is null) Correlation = other.Correlation.Clone();
        else Correlation.Merge(other.Correlation);
    }
}
