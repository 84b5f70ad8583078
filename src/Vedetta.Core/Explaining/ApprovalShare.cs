using Vedetta.Core.Models;
using Vedetta.Statistics.Profiles;

namespace Vedetta.Core.Explaining;

/// <summary>How many rows of a window are approved, by their decisions or else by the score at the threshold. Pure.</summary>
public static class ApprovalShare
{
    private static readonly HashSet<string> Approvals = new(["approve", "approved", "accept", "accepted"], StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a decision says yes.</summary>
    public static bool IsApproval(string? decision) => decision is not null && Approvals.Contains(decision);

    /// <summary>Approved rows of all that were decided; null when the model decides nothing.</summary>
    public static (double Approved, long Rows)? Of(ModelDefinition model, IReadOnlyDictionary<string, ColumnProfile> columns)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(columns);
        if (columns.GetValueOrDefault("decision") is CategoricalProfile { Values: > 0 } decisions && decisions.Counts.Keys.Any(IsApproval))
            return (decisions.Counts.Where(pair => IsApproval(pair.Key)).Sum(pair => pair.Value), decisions.Values);
        if (model.Task != ModelTask.Binary || columns.GetValueOrDefault("score") is not NumericProfile { Values: > 0 } score) return null;
        var below = UpTo(score, model.Threshold);
        return (model.Score.ApproveAbove ? score.Values - below : below, score.Values);
    }

    /// <summary>Whether a score is approved at the model's threshold.</summary>
    public static bool IsApproved(ModelDefinition model, double score) => model.Score.ApproveAbove ? score >= model.Threshold : score < model.Threshold;

    // Values below the cut-off: exact while they are known, otherwise shared out inside one bin of a thousand or one interval of the grid.
    private static double UpTo(NumericProfile score, double cutOff)
    {
        double below = score.NegativeInfinities;
        if (score.ExactCounts() is { } exact) return below + exact.Where(pair => pair.Value < cutOff).Sum(pair => (double)pair.Count);
        if (score.Fine is { } fine && cutOff > fine.Low && cutOff <= fine.High)
        {
            below += fine.Below;
            for (var bin = 0; bin < FineHistogram.Bins; bin++)
            {
                var (from, to) = (fine.EdgeOf(bin), fine.EdgeOf(bin + 1));
                if (from >= cutOff) break;
                below += fine.Counts[bin] * Math.Min(1, (cutOff - from) / (to - from));
            }

            return below;
        }

        if (score.Grid is not { } grid) return below;
        for (var cell = 0; cell < score.Cells.Length; cell++)
        {
            var (low, high) = grid.Bounds(cell);
            low = Math.Max(low, score.Min);
            high = Math.Min(high, score.Max);
            if (high < cutOff) below += score.Cells[cell];
            else if (low < cutOff && high > low) below += score.Cells[cell] * (cutOff - low) / (high - low);
        }

        return below;
    }
}
