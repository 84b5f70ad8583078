using System.Globalization;
using Vedetta.Statistics;
using Vedetta.Statistics.Intervals;
using Vedetta.Statistics.Profiles;

namespace Vedetta.Core.Monitors.Evaluating;

/// <summary>Largest change of a pairwise correlation, the pairs being one family. Pure.</summary>
internal static class CorrelationReadings
{
    /// <summary>The pair that changed most beyond noise; when none did, the pair that changed most.</summary>
    public static Reading Of(WindowFacts facts, MonitorDefinition monitor)
    {
        var thresholds = Judgement.ThresholdsOf(monitor);
        var baseline = facts.Baseline?.Sides.Select(side => side.Correlation).FirstOrDefault(each => each is not null);
        var n = facts.Current.Rows;
        var why = Judgement.WhyNot(facts, monitor, n, baseline?.Rows);
        if (facts.Current.Correlation is not { } current || baseline is null)
            return Empty(facts, thresholds, baseline?.Rows ?? 0, why ?? "the model has fewer than two numeric features");
        var pairs = Changes(current, baseline);
        if (pairs.Count == 0) return Empty(facts, thresholds, baseline.Rows, why ?? "no pair of numeric features varies on both sides");
        var worst = pairs.OrderByDescending(pair => pair.P * pairs.Count <= monitor.Alpha).ThenByDescending(pair => pair.Change).First();
        var p = Math.Min(1, worst.P * pairs.Count);
        var verdict = why is not null ? new Verdict.Undecided(why) : Judgement.Of(worst.Change, p <= monitor.Alpha, thresholds, string.Create(CultureInfo.InvariantCulture,
            $"correlation of {worst.Now.First} and {worst.Now.Second} {worst.Now.Value:0.00} [{worst.Now.Low:0.00}, {worst.Now.High:0.00}], {worst.Before.Value:0.00} in {facts.Baseline!.Name}, threshold {(worst.Change >= thresholds.Critical ? thresholds.Critical : thresholds.Warning):0.00}, n = {worst.Now.N:N0}"));
        return new Reading(worst.Change, null, null, p, null, n, baseline.Rows, thresholds.Warning, thresholds.Critical, worst.Change / thresholds.Warning, facts.Completeness, verdict);
    }

    private static List<(Correlation Now, Correlation Before, double Change, double P)> Changes(CorrelationProfile current, CorrelationProfile baseline)
    {
        var before = baseline.Correlations().ToDictionary(pair => (pair.First, pair.Second));
        var changes = new List<(Correlation Now, Correlation Before, double Change, double P)>();
        foreach (var now in current.Correlations())
        {
            if (!before.TryGetValue((now.First, now.Second), out var was) || now.Value is not { } r1 || was.Value is not { } r0) continue;
            var p = FisherZ.Difference(r1, now.N, r0, was.N);
            if (!double.IsNaN(p)) changes.Add((now, was, Math.Abs(r1 - r0), p));
        }

        return changes;
    }

    private static Reading Empty(WindowFacts facts, (double Warning, double Critical) thresholds, long baselineN, string why) => new(
        null, null, null, null, null, facts.Current.Rows, baselineN, thresholds.Warning, thresholds.Critical, null, facts.Completeness, new Verdict.Undecided(why));
}
