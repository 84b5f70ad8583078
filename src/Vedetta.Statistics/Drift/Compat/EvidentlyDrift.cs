namespace Vedetta.Statistics.Drift.Compat;

/// <summary>
/// Drift of one column exactly as Evidently 0.7.21 defines it: cleaning, default test, binning, filling of zeros,
/// thresholds. Where Evidently raises an error and loses the whole report, the column is undecided with the reason.
/// Its random p-values (tvd, mmd) come from our seeded generator.
/// </summary>
public static class EvidentlyDrift
{
    private const ulong Seed = 20_260_101;

    /// <summary>Whether Evidently takes a column of numbers as categories: whole numbers, none missing, at most ten of them.</summary>
    public static bool ReadsAsCategorical(ReadOnlySpan<double> values)
    {
        var distinct = new HashSet<double>();
        foreach (var value in values)
        {
            if (!double.IsInteger(value) || (distinct.Add(value) && distinct.Count > 10))
                return false;
        }
        return values.Length > 0;
    }

    /// <summary>Whether Evidently takes a column of texts as free text: more distinct ones than half its rows.</summary>
    public static bool ReadsAsText(CategoricalSample sample)
    {
        ArgumentNullException.ThrowIfNull(sample);
        return sample.Counts.Count > 0.5 * (sample.Rows - sample.Missing);
    }

    /// <summary>Compares a numeric column; infinite and missing values are dropped.</summary>
    /// <param name="reference">The reference.</param>
    /// <param name="current">The current side.</param>
    /// <param name="method">The test; auto for Evidently's default.</param>
    /// <param name="threshold">Null for the test's default.</param>
    public static CompatColumn Compare(ReadOnlySpan<double> reference, ReadOnlySpan<double> current, DriftMethod method = DriftMethod.Auto, double? threshold = null)
    {
        var (a, b) = (Finite(reference), Finite(current));
        var facts = new DriftResult
        {
            Method = method,
            Numeric = true,
            ReferenceRows = reference.Length,
            CurrentRows = current.Length,
            ReferenceMissing = CountMissing(reference),
            CurrentMissing = CountMissing(current),
        };
        facts = facts with
        {
            ReferenceInfinities = facts.ReferenceRows - facts.ReferenceMissing - a.Length,
            CurrentInfinities = facts.CurrentRows - facts.CurrentMissing - b.Length,
        };
        if (a.Length == 0 || b.Length == 0)
            return Failed(facts, Empty(a.Length == 0));
        if (method == DriftMethod.Auto)
            method = EvidentlyRule.Default(numeric: true, a.Length, ValueTable.Of(a, b).Levels);
        return Decide(facts, method, EvidentlyNumbers.Compare(method, a, b, Seed), threshold);
    }

    /// <summary>Compares a categorical column; missing values are dropped.</summary>
    /// <param name="reference">The reference.</param>
    /// <param name="current">The current side.</param>
    /// <param name="method">The test; auto for Evidently's default.</param>
    /// <param name="threshold">Null for the test's default.</param>
    public static CompatColumn Compare(CategoricalSample reference, CategoricalSample current, DriftMethod method = DriftMethod.Auto, double? threshold = null)
    {
        ArgumentNullException.ThrowIfNull(reference);
        ArgumentNullException.ThrowIfNull(current);
        var pair = CategoricalPair.Of(reference, current);
        var facts = new DriftResult
        {
            Method = method,
            Numeric = false,
            ReferenceRows = reference.Rows,
            CurrentRows = current.Rows,
            ReferenceMissing = reference.Missing,
            CurrentMissing = current.Missing,
            NewCategories = pair.NewCategories,
            VanishedCategories = pair.VanishedCategories,
        };
        var table = ValueTable.Of(reference, current);
        if (table.N == 0 || table.M == 0)
            return Failed(facts, Empty(table.N == 0));
        if (method == DriftMethod.Auto)
            method = EvidentlyRule.Default(numeric: false, table.N, table.Levels);
        return Decide(facts, method, EvidentlyTables.Compare(method, table, Seed), threshold);
    }

    private static CompatColumn Decide(DriftResult facts, DriftMethod method, EvidentlyScore score, double? threshold)
    {
        facts = facts with { Method = method };
        if (score.Problem is not null)
            return Failed(facts, score.Problem);
        var limit = threshold ?? EvidentlyRule.Threshold(method);
        var distance = method is DriftMethod.Wasserstein or DriftMethod.Energy or DriftMethod.Psi or DriftMethod.Kl or DriftMethod.Js or DriftMethod.Hellinger;
        double? number = double.IsNaN(score.Score) ? null : score.Score;
        facts = facts with
        {
            Statistic = score.Statistic is { } s && double.IsFinite(s) ? s : null,
            PValue = distance ? null : number,
            Effects = distance && number is { } d && limit > 0 ? [new Effect("Evidently's distance", d, limit, limit)] : [],
        };
        return new CompatColumn(facts, number, limit, number is { } x && EvidentlyRule.Drifted(method, x, limit), !distance);
    }

    private static CompatColumn Failed(DriftResult facts, string reason) => new(facts with { UndecidedReason = reason }, null, null, null, false);

    private static string Empty(bool reference) =>
        $"{(reference ? "the reference has" : "there are")} no values: Evidently's whole report fails here";

    private static double[] Finite(ReadOnlySpan<double> values)
    {
        var kept = new double[values.Length];
        var n = 0;
        foreach (var value in values)
        {
            if (double.IsFinite(value))
                kept[n++] = value + 0.0;
        }
        Array.Resize(ref kept, n);
        RadixSort.Sort(kept);
        return kept;
    }

    private static long CountMissing(ReadOnlySpan<double> values)
    {
        long missing = 0;
        foreach (var value in values)
            missing += double.IsNaN(value) ? 1 : 0;
        return missing;
    }
}
