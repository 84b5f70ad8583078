using Vedetta.Core.Profiles;
using Vedetta.Statistics.Profiles;

namespace Vedetta.Core.Monitors.Evaluating;

/// <summary>The other side of a comparison: a reference, or several windows merged.</summary>
/// <param name="Name">What it is, in words.</param>
/// <param name="Notes">What one must know, for example whose reference it is.</param>
/// <param name="Sides">Candidates, the preferred first: a numeric column is compared with the first one on its own grid.</param>
public sealed record BaselineFacts(string Name, IReadOnlyList<string> Notes, IReadOnlyList<BaselineSide> Sides)
{
    /// <summary>Rows of the preferred side.</summary>
    public long Rows => Sides.Count == 0 ? 0 : Sides[0].Rows;

    /// <summary>The baseline's profile of a column that can be compared with the current one; null when there is none.</summary>
    public ColumnProfile? Find(string column, ColumnProfile? current)
    {
        foreach (var side in Sides)
        {
            if (!side.Columns.TryGetValue(column, out var profile)) continue;
            if (current is null || Fits(profile, current)) return profile;
        }

        return null;
    }

    private static bool Fits(ColumnProfile baseline, ColumnProfile current) => (baseline, current) switch
    {
        (NumericProfile a, NumericProfile b) => a.Grid?.Fingerprint == b.Grid?.Fingerprint,
        _ => baseline.GetType() == current.GetType(),
    };
}

/// <summary>One candidate of a baseline.</summary>
/// <param name="Rows">Its rows.</param>
/// <param name="Columns">A profile per column.</param>
/// <param name="Correlation">Co-moments; null where none are kept.</param>
public sealed record BaselineSide(long Rows, IReadOnlyDictionary<string, ColumnProfile> Columns, CorrelationProfile? Correlation);
