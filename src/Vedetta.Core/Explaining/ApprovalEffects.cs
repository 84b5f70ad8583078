using MathNet.Numerics.Distributions;
using Vedetta.Core.Monitors.Evaluating;
using Vedetta.Statistics.Intervals;
using Vedetta.Statistics.Learners;
using Vedetta.Statistics.Profiles;

namespace Vedetta.Core.Explaining;

/// <summary>What a change does to the approval rate. Pure.</summary>
internal static class ApprovalEffects
{
    /// <summary>The approval rate now against the baseline; for a feature also what it would be if that feature alone had moved.</summary>
    public static IReadOnlyList<Effect> Of(ExplainFacts facts)
    {
        var effects = new List<Effect>();
        if (ByColumn(facts) is { } alone) effects.Add(alone);
        if (Overall(facts.Latest) is { } overall) effects.Add(overall);
        return effects;
    }

    private static Effect? Overall(WindowFacts window)
    {
        if (window.Baseline?.Sides is not [var side, ..]) return null;
        if (ApprovalShare.Of(window.Model, window.Current.Columns) is not { } now || ApprovalShare.Of(window.Model, side.Columns) is not { } before) return null;
        var (rateNow, rateBefore) = (now.Approved / now.Rows, before.Approved / before.Rows);
        var (low, high) = Proportion.Newcombe(now.Approved, now.Rows, before.Approved, before.Rows);
        return new Effect(EffectKind.ApprovalRate, "", rateBefore, rateNow, rateNow - rateBefore, low, high, now.Rows);
    }

    // Direct standardisation: the approval rate of each bin as the baseline's rows have it, weighted by the bins now.
    private static Effect? ByColumn(ExplainFacts facts)
    {
        if (facts.IsOutput || facts.Rows is not { } rows || facts.Latest.Current.Columns.GetValueOrDefault(facts.Column) is not { } now) return null;
        if (facts.Latest.Baseline?.Find(facts.Column, now) is not { } before || before.Rows == 0 || now.Rows == 0) return null;
        if (rows.Table.Find(facts.Column) is not { } column || ApprovedRows(facts, rows.Table) is not { } approved) return null;
        if (ColumnBins.Of([before, now]) is not { } bins) return null;
        var (sum, n) = (new double[bins.Count], new double[bins.Count]);
        for (var row = 0; row < rows.Rows; row++)
        {
            if (double.IsNaN(approved[row])) continue;
            var bin = column is NumericColumn numbers ? bins.BinOf(numbers.Values[row]) : bins.BinOf(TextOf((CategoricalColumn)column, row));
            sum[bin] += approved[row];
            n[bin]++;
        }

        var total = n.Sum();
        if (total < facts.Monitor.MinimumSample) return null;
        var (was, become) = (bins.CountsOf(before), bins.CountsOf(now));
        var known = Enumerable.Range(0, bins.Count).Where(bin => n[bin] > 0).ToList();
        var (rows0, rows1) = (known.Sum(bin => (double)was[bin]), known.Sum(bin => (double)become[bin]));
        if (rows0 == 0 || rows1 == 0) return null;
        var (rate0, rate1, variance) = (0.0, 0.0, 0.0);
        foreach (var bin in known)
        {
            var (p0, p1, rate) = (was[bin] / rows0, become[bin] / rows1, sum[bin] / n[bin]);
            rate0 += p0 * rate;
            rate1 += p1 * rate;

            // Half a row of each kind keeps a bin of one kind from claiming to be certain.
            var smooth = (sum[bin] + 0.5) / (n[bin] + 1);
            variance += (p1 - p0) * (p1 - p0) * smooth * (1 - smooth) / n[bin];
        }

        var half = Normal.InvCDF(0, 1, 0.975) * Math.Sqrt(variance);
        return new Effect(EffectKind.ApprovalRateByColumn, facts.Column, rate0, rate1, rate1 - rate0, rate1 - rate0 - half, rate1 - rate0 + half, now.Rows, 1 - (rows1 / now.Rows));
    }

    private static double[]? ApprovedRows(ExplainFacts facts, LearningTable table)
    {
        if (table.Find("decision") is CategoricalColumn decisions && decisions.Levels.Any(ApprovalShare.IsApproval))
            return [.. Enumerable.Range(0, table.Rows).Select(row => TextOf(decisions, row) is { } decision ? ApprovalShare.IsApproval(decision) ? 1 : 0 : double.NaN)];
        if (facts.Latest.Model.Task == Models.ModelTask.Binary && table.Find("score") is NumericColumn scores)
            return [.. scores.Values.Select(score => double.IsNaN(score) ? double.NaN : ApprovalShare.IsApproved(facts.Latest.Model, score) ? 1 : 0)];
        return null;
    }

    private static string? TextOf(CategoricalColumn column, int row) => column.Codes[row] is >= 0 and var code ? column.Levels[code] : null;
}
