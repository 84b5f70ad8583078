using System.Globalization;
using Vedetta.Statistics.Drift;
using Vedetta.Statistics.Learners;

namespace Vedetta.Statistics.Outliers;

/// <summary>Detectors for rows of a table. Names in files and answers are the snake_case of these.</summary>
public enum OutlierMethod
{
    /// <summary>Squared Mahalanobis distance with shrinkage.</summary>
    Mahalanobis,

    /// <summary>Isolation forest.</summary>
    IsolationForest,

    /// <summary>Distance to the fifth nearest neighbour.</summary>
    Knn,

    /// <summary>Residual of principal components.</summary>
    PcaResidual,
}

/// <summary>Settings of an outlier comparison.</summary>
public sealed record OutlierOptions
{
    /// <summary>The defaults.</summary>
    public static OutlierOptions Default { get; } = new();

    /// <summary>Share of ordinary rows that is flagged.</summary>
    public double Rate { get; init; } = 0.01;

    /// <summary>Share of the reference the detector is fitted to; the rest sets the threshold.</summary>
    public double FitShare { get; init; } = 0.5;

    /// <summary>Most rows of each side that are used, drawn by the seed.</summary>
    public int MaxRows { get; init; } = 20_000;

    /// <summary>Seed of samples and splits.</summary>
    public ulong Seed { get; init; } = 20_260_101;
}

/// <summary>How many current rows are outliers beside the reference, as facts.</summary>
/// <param name="Method">The detector.</param>
/// <param name="Share">Rows flagged; null when the reference is too small.</param>
/// <param name="Effect">Share of flagged rows above the expected one; null when the reference is too small.</param>
/// <param name="PValues">Conformal p-value of every current row used.</param>
/// <param name="Rows">Numbers of the current rows used, in the order of the p-values.</param>
/// <param name="ReferenceRows">Rows of the reference.</param>
/// <param name="CurrentRows">Rows of the current side.</param>
/// <param name="Notes">What a reader should know.</param>
/// <param name="UndecidedReason">Why nothing could be computed; null where something was.</param>
public sealed record OutlierResult(
    OutlierMethod Method,
    OutlierShare? Share,
    Effect? Effect,
    IReadOnlyList<double> PValues,
    IReadOnlyList<int> Rows,
    int ReferenceRows,
    int CurrentRows,
    IReadOnlyList<string> Notes,
    string? UndecidedReason);

/// <summary>
/// Counts outliers among current rows: a detector is fitted to one part of the reference, its threshold comes from the
/// other, and a share of flagged rows above the expected one is judged like drift.
/// </summary>
public static class OutlierComparison
{
    private const double Warning = 0.02;
    private const double Critical = 0.1;

    /// <summary>Fits, sets the threshold and counts.</summary>
    /// <param name="reference">Ordinary rows.</param>
    /// <param name="current">Rows to look at, with the same columns.</param>
    /// <param name="method">The detector.</param>
    /// <param name="options">Settings; null for the defaults.</param>
    /// <exception cref="ArgumentException">The current table lacks a column of the reference or has it with another type, or a setting is out of range.</exception>
    public static OutlierResult Compare(LearningTable reference, LearningTable current, OutlierMethod method, OutlierOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(reference);
        ArgumentNullException.ThrowIfNull(current);
        options ??= OutlierOptions.Default;
        if (!(options.Rate is > 0 and < 1 && options.FitShare is > 0 and < 1 && options.MaxRows >= 50))
            throw new ArgumentException($"The settings {options} cannot be used: Rate and FitShare lie between 0 and 1, MaxRows is at least 50.", nameof(options));
        var sample = Permutation.Sample(reference.Rows, options.MaxRows, options.Seed);
        var order = Permutation.Of(sample.Length, options.Seed + 1);
        var cut = (int)(sample.Length * options.FitShare);
        var needed = (int)Math.Ceiling((1 / options.Rate) - 1 - 1e-9);
        var empty = new OutlierResult(method, null, null, [], [], reference.Rows, current.Rows, [], null);
        if (sample.Length - cut < needed || cut < 20)
            return empty with { UndecidedReason = Invariant($"a threshold at a rate of {options.Rate} needs {Math.Max(needed, 20)} reference rows beside the {Math.Max(20, cut)} the detector is fitted to; there are {reference.Rows}") };
        if (current.Rows == 0)
            return empty with { UndecidedReason = "there are no current rows" };
        if (reference.Columns.Count == 0)
            return empty with { UndecidedReason = "there are no columns" };
        var detector = Fit(reference.Pick(Array.ConvertAll(order[..cut], i => sample[i])), method, options.Seed);
        var conformal = ConformalScores.Of(detector.Score(reference.Pick(Array.ConvertAll(order[cut..], i => sample[i]))));
        var rows = Permutation.Sample(current.Rows, options.MaxRows, options.Seed + 2);
        var scores = detector.Score(rows.Length == current.Rows ? current : current.Pick(rows));
        var share = conformal.Flag(scores, options.Rate)!;
        List<string> notes = [Invariant($"Fitted to {cut} reference rows; the threshold comes from {conformal.Count} others and is exceeded by {100 * options.Rate:0.##} % of ordinary rows.")];
        if (rows.Length < current.Rows || sample.Length < reference.Rows)
            notes.Add(Invariant($"A random sample was used: {sample.Length} of {reference.Rows} rows of the reference, {rows.Length} of {current.Rows} now."));
        var effect = new Effect("share of outliers above the expected one", Math.Max(0, share.Share - options.Rate), Warning, Critical);
        return empty with { Share = share, Effect = effect, PValues = Array.ConvertAll(scores, conformal.PValue), Rows = rows, Notes = notes };
    }

    /// <summary>Gives the verdict: many outliers (effect beyond its threshold) and not by chance (p at most alpha).</summary>
    public static Verdict Judge(OutlierResult result, JudgeOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(result);
        options ??= JudgeOptions.Default;
        if (result.UndecidedReason is { } reason)
            return new Verdict.Undecided(reason);
        if (result.CurrentRows < options.MinimumCurrent)
            return new Verdict.Undecided(Invariant($"{result.CurrentRows} rows are fewer than the {options.MinimumCurrent} a judgement needs"));
        var (share, excess) = (result.Share!, result.Effect!.Value);
        var (warning, critical) = (options.Warning ?? Warning, Math.Max(options.Warning ?? Warning, options.Critical ?? Critical));
        var isReal = share.PValue <= options.Alpha;
        if (!isReal || excess < warning)
            return new Verdict.Healthy(excess >= warning ? "large, but not more than sampling noise at this size" : null);
        var why = Invariant($"{100 * share.Share:0.#} % of {share.Rows} rows are outliers where {100 * share.Rate:0.##} % are expected; p {share.PValue:G2} is at most {options.Alpha:G3}");
        return excess >= critical ? new Verdict.Critical(why) : new Verdict.Warning(why);
    }

    private static OutlierDetector Fit(LearningTable table, OutlierMethod method, ulong seed) => method switch
    {
        OutlierMethod.Mahalanobis => MahalanobisDetector.Fit(table),
        OutlierMethod.IsolationForest => IsolationForest.Fit(table, seed: seed),
        OutlierMethod.Knn => NeighbourDetector.Fit(table, seed: seed),
        _ => ResidualDetector.Fit(table),
    };

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
