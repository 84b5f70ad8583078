using Vedetta.Core.Monitors;
using Vedetta.Core.Readings;
using Vedetta.Statistics;
using Vedetta.Statistics.Intervals;
using Vedetta.Web.Shell;

namespace Vedetta.Web.Correlations;

/// <summary>What the page of correlations shows.</summary>
/// <param name="Scope">Its windows.</param>
/// <param name="Columns">Columns of the matrix: those whose correlations changed most, in the order of the model.</param>
/// <param name="Left">Columns that are left out of the matrix; they are in the table.</param>
/// <param name="Pairs">Every pair, the greatest change beyond noise first.</param>
public sealed record CorrelationsView(Scope Scope, IReadOnlyList<string> Columns, int Left, IReadOnlyList<PairChange> Pairs)
{
    /// <summary>Columns that a matrix shows at most.</summary>
    public const int Most = 28;

    private readonly Dictionary<(string, string), PairChange> _byName = Pairs.SelectMany(pair => new[] { ((pair.Pair.A, pair.Pair.B), pair), ((pair.Pair.B, pair.Pair.A), pair) }).ToDictionary(each => each.Item1, each => each.pair);

    /// <summary>Builds the view.</summary>
    public static CorrelationsView Of(Scope scope, CorrelationAnswer answer)
    {
        var compared = answer.Pairs.Count(pair => pair is { Value: not null, Baseline: not null });
        var pairs = answer.Pairs.Select(pair => PairChange.Of(pair, compared)).OrderByDescending(pair => pair.IsSignificant).ThenByDescending(pair => pair.Change ?? -1)
            .ThenBy(pair => pair.Pair.A, StringComparer.Ordinal).ThenBy(pair => pair.Pair.B, StringComparer.Ordinal).ToList();
        var worst = pairs.SelectMany(pair => new[] { pair.Pair.A, pair.Pair.B }).Distinct(StringComparer.Ordinal).Take(Most).ToHashSet(StringComparer.Ordinal);
        var shown = answer.Columns.Where(worst.Contains).ToList();
        return new CorrelationsView(scope, shown, answer.Columns.Count - shown.Count, pairs);
    }

    /// <summary>The pair of two columns; null for a column with itself.</summary>
    public PairChange? Find(string a, string b) => _byName.GetValueOrDefault((a, b));

    /// <summary>Pairs whose change is beyond the warning threshold and more than noise.</summary>
    public IReadOnlyList<PairChange> Bad => [.. Pairs.Where(pair => pair.Verdict is VerdictKind.Warning or VerdictKind.Critical)];
}

/// <summary>How a correlation changed.</summary>
/// <param name="Pair">The pair, now and in the baseline.</param>
/// <param name="Change">Now minus baseline, without its sign; null where one side is not known.</param>
/// <param name="P">Chance of such a change, corrected for all pairs (Bonferroni); null where one side is not known.</param>
public sealed record PairChange(CorrelationPair Pair, double? Change, double? P)
{
    /// <summary>Whether the change is more than noise.</summary>
    public bool IsSignificant => P <= DefaultMonitors.Alpha;

    /// <summary>Now minus baseline, with its sign.</summary>
    public double? Signed => Pair is { Value: { } now, Baseline: { } was } ? now - was : null;

    /// <summary>Change over the warning threshold; null where not compared.</summary>
    public double? Excess => Change / Thresholds.Warning;

    /// <summary>What the default monitor would say of this pair.</summary>
    public VerdictKind Verdict => Change is not { } change || Pair.N < DefaultMonitors.MinimumSample ? VerdictKind.Undecided
        : !IsSignificant || change < Thresholds.Warning ? VerdictKind.Healthy
        : change >= Thresholds.Critical ? VerdictKind.Critical : VerdictKind.Warning;

    /// <summary>Step of the ramp: below ½, ½–1, 1–2, 2–4 and above 4 thresholds; -1 where not compared. A change that is no more than noise stays below its threshold.</summary>
    public int Bin => Excess is not { } excess || Verdict == VerdictKind.Undecided ? -1 : new[] { 0.5, 1, 2, 4 }.Count(edge => (IsSignificant ? excess : Math.Min(excess, 0.99)) >= edge);

    private static (double Warning, double Critical) Thresholds => DefaultThresholds.Of(MonitorMetric.Correlation);

    /// <summary>Compares a pair.</summary>
    /// <param name="pair">The pair.</param>
    /// <param name="compared">How many pairs are compared at once.</param>
    public static PairChange Of(CorrelationPair pair, int compared)
    {
        if (pair is not { Value: { } now, Baseline: { } was }) return new PairChange(pair, null, null);
        var p = FisherZ.Difference(now, pair.N, was, pair.BaselineN);
        return new PairChange(pair, Math.Abs(now - was), double.IsNaN(p) ? null : Math.Min(1, p * compared));
    }
}
