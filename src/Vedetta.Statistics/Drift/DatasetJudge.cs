using System.Globalization;

namespace Vedetta.Statistics.Drift;

/// <summary>Settings of the verdict on a whole dataset.</summary>
public sealed record DatasetOptions
{
    /// <summary>The defaults.</summary>
    public static DatasetOptions Default { get; } = new();

    /// <summary>Share of drifted columns from which the dataset is a warning.</summary>
    public double Warning { get; init; } = 0.3;

    /// <summary>Share from which it is critical.</summary>
    public double Critical { get; init; } = 0.6;

    /// <summary>
    /// Importance of columns for the model, on any scale. Where given, the share is that of the importance and columns
    /// without one do not count in it; empty to count every column alike.
    /// </summary>
    public IReadOnlyDictionary<string, double> Importances { get; init; } = new Dictionary<string, double>(StringComparer.Ordinal);
}

/// <summary>The verdict on a dataset.</summary>
/// <param name="Columns">All columns.</param>
/// <param name="Judged">Columns that could be judged.</param>
/// <param name="Drifted">Columns with a warning or a critical verdict.</param>
/// <param name="Share">Share that was judged: drifted importance over judged importance, or drifted columns over judged ones; null when nothing was judged.</param>
/// <param name="Weighted">True when importances decided.</param>
/// <param name="Verdict">What is said.</param>
public sealed record JudgedDataset(int Columns, int Judged, IReadOnlyList<string> Drifted, double? Share, bool Weighted, Verdict Verdict);

/// <summary>
/// Judges a dataset by the share of its columns that drifted. The columns were judged as one family, so without change a
/// share above zero is as rare as one false alarm; the share says how widely a change is spread, not whether it is real.
/// </summary>
public static class DatasetJudge
{
    /// <summary>Judges the columns of one window together; drifted columns are named the furthest beyond their thresholds first.</summary>
    /// <inheritdoc cref="Judge(IReadOnlyList{ValueTuple{string, Verdict}}, DatasetOptions?)"/>
    public static JudgedDataset Judge(IReadOnlyList<JudgedColumn> columns, DatasetOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(columns);
        return Judge([.. columns.OrderByDescending(c => c.Excess ?? 0).Select(c => (c.Column, c.Verdict))], options);
    }

    /// <summary>Judges the verdicts of the columns of one window together.</summary>
    /// <exception cref="ArgumentException">Thresholds are not 0 &lt; warning &lt;= critical &lt;= 1, or an importance is negative or not finite.</exception>
    public static JudgedDataset Judge(IReadOnlyList<(string Column, Verdict Verdict)> columns, DatasetOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(columns);
        options ??= DatasetOptions.Default;
        Check(options);
        var judged = columns.Where(c => c.Verdict.Kind != VerdictKind.Undecided).ToArray();
        var drifted = judged.Where(c => c.Verdict.IsAlarm).Select(c => c.Column).ToArray();
        if (judged.Length == 0)
            return new JudgedDataset(columns.Count, 0, drifted, null, false, new Verdict.Undecided(columns.Count == 0 ? "there are no columns to compare" : "no column could be judged"));
        var total = judged.Sum(c => Importance(c.Column));
        var weighted = total > 0;
        var share = weighted ? drifted.Sum(Importance) / total : (double)drifted.Length / judged.Length;
        return new JudgedDataset(columns.Count, judged.Length, drifted, share, weighted, VerdictOf(share, weighted, judged.Length, drifted, options));

        double Importance(string column) => options.Importances.GetValueOrDefault(column);
    }

    private static void Check(DatasetOptions options)
    {
        if (!(options.Warning > 0 && options.Warning <= options.Critical && options.Critical <= 1))
            throw new ArgumentException($"Thresholds of a share need 0 < warning <= critical <= 1, got {options.Warning} and {options.Critical}.", nameof(options));
        foreach (var (name, importance) in options.Importances)
        {
            if (!(importance >= 0 && double.IsFinite(importance)))
                throw new ArgumentException($"The importance of column '{name}' is {importance}; it must be finite and at least 0.", nameof(options));
        }
    }

    private static Verdict VerdictOf(double share, bool weighted, int judged, string[] drifted, DatasetOptions options)
    {
        var importance = weighted ? string.Create(CultureInfo.InvariantCulture, $", {share:P0} of the importance") : "";
        var names = drifted.Length == 0 ? "" : $" ({string.Join(", ", drifted.Take(5))}{(drifted.Length > 5 ? " ..." : "")})";
        var text = string.Create(CultureInfo.InvariantCulture,
            $"{drifted.Length} of {judged} columns drifted{names}{importance}; threshold {(share >= options.Critical ? options.Critical : options.Warning):P0}");
        return share >= options.Critical ? new Verdict.Critical(text) : share >= options.Warning ? new Verdict.Warning(text) : new Verdict.Healthy(text);
    }
}
