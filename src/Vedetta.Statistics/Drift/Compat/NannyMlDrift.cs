namespace Vedetta.Statistics.Drift.Compat;

/// <summary>
/// One column of two files as NannyML 0.13.1 judges a chunk: the current side is one chunk, thresholds come from the
/// chunks of the reference (as large as the current side where that makes six or more, otherwise its default of ten).
/// Where NannyML raises an error, the column is undecided with the reason.
/// </summary>
public static class NannyMlDrift
{
    // Below this many chunks NannyML itself warns that its thresholds are rough.
    private const int FewestChunks = 6;
    private const double ChiSquareLevel = 0.05;

    /// <summary>Compares a numeric column.</summary>
    /// <param name="reference">The reference, in the order in which it is cut.</param>
    /// <param name="current">The chunk.</param>
    /// <param name="method">js (the default of auto), ks, wasserstein or hellinger.</param>
    public static CompatColumn Compare(ReadOnlySpan<double> reference, ReadOnlySpan<double> current, DriftMethod method = DriftMethod.Auto)
    {
        if (method == DriftMethod.Auto)
            method = DriftMethod.Js;
        var facts = new DriftResult
        {
            Method = method,
            Numeric = true,
            ReferenceRows = reference.Length,
            CurrentRows = current.Length,
            ReferenceMissing = CountMissing(reference),
            CurrentMissing = CountMissing(current),
        };
        if (Problem(facts, method is DriftMethod.Js or DriftMethod.Ks or DriftMethod.Wasserstein or DriftMethod.Hellinger) is { } problem)
            return Failed(facts, problem);
        if (HasInfinite(reference) || HasInfinite(current))
            return Failed(facts, "NannyML fails on infinite values");
        var fitted = new NannyMlNumeric(reference);
        var rows = reference.ToArray();
        var chunks = Chunks(reference.Length, current.Length).Select(chunk => Distance(fitted, rows.AsSpan(chunk), method)).ToArray();
        var threshold = NannyMlThreshold.StandardDeviation(chunks, 0, method == DriftMethod.Wasserstein ? null : 1);
        return Decide(facts, Distance(fitted, current, method), threshold);
    }

    /// <summary>Compares a categorical column.</summary>
    /// <param name="reference">The reference, in the order in which it is cut; null is missing.</param>
    /// <param name="current">The chunk.</param>
    /// <param name="method">js (the default of auto), chi2, linf or hellinger.</param>
    public static CompatColumn Compare(IReadOnlyList<string?> reference, IReadOnlyList<string?> current, DriftMethod method = DriftMethod.Auto)
    {
        ArgumentNullException.ThrowIfNull(reference);
        ArgumentNullException.ThrowIfNull(current);
        if (method == DriftMethod.Auto)
            method = DriftMethod.Js;
        var (whole, chunk) = (CategoricalSample.From(reference), CategoricalSample.From(current));
        var pair = CategoricalPair.Of(whole, chunk);
        var facts = new DriftResult
        {
            Method = method,
            Numeric = false,
            ReferenceRows = whole.Rows,
            CurrentRows = chunk.Rows,
            ReferenceMissing = whole.Missing,
            CurrentMissing = chunk.Missing,
            NewCategories = pair.NewCategories,
            VanishedCategories = pair.VanishedCategories,
        };
        if (Problem(facts, method is DriftMethod.Js or DriftMethod.Chi2 or DriftMethod.Linf or DriftMethod.Hellinger) is { } problem)
            return Failed(facts, problem);
        var fitted = new NannyMlCategorical(whole);
        if (method == DriftMethod.Chi2)
        {
            var (statistic, p) = fitted.Chi2(chunk);
            return new CompatColumn(facts with { Statistic = statistic, PValue = p }, p, ChiSquareLevel, p < ChiSquareLevel, true);
        }
        var chunks = Chunks(reference.Count, current.Count)
            .Select(range => Distance(fitted, CategoricalSample.From(Slice(reference, range)), method)).ToArray();
        return Decide(facts, Distance(fitted, chunk, method), NannyMlThreshold.StandardDeviation(chunks, 0, 1));
    }

    private static IReadOnlyList<Range> Chunks(int rows, int size) =>
        rows / size >= FewestChunks ? NannyMlChunks.OfSize(rows, size) : NannyMlChunks.OfCount(rows);

    private static IEnumerable<string?> Slice(IReadOnlyList<string?> values, Range range)
    {
        var (from, length) = range.GetOffsetAndLength(values.Count);
        for (var i = from; i < from + length; i++)
            yield return values[i];
    }

    private static double Distance(NannyMlNumeric fitted, ReadOnlySpan<double> chunk, DriftMethod method) => method switch
    {
        DriftMethod.Ks => fitted.KolmogorovSmirnov(chunk),
        DriftMethod.Wasserstein => fitted.Wasserstein(chunk),
        DriftMethod.Hellinger => fitted.Hellinger(chunk),
        _ => fitted.JensenShannon(chunk),
    };

    private static double Distance(NannyMlCategorical fitted, CategoricalSample chunk, DriftMethod method) => method switch
    {
        DriftMethod.Linf => fitted.LInfinity(chunk),
        DriftMethod.Hellinger => fitted.Hellinger(chunk),
        _ => fitted.JensenShannon(chunk),
    };

    private static string? Problem(DriftResult facts, bool known)
    {
        if (!known)
            return $"NannyML has no method '{DriftMethods.Name(facts.Method)}' for such a column";
        return facts.ReferenceRows == facts.ReferenceMissing ? "the reference has no values"
            : facts.CurrentRows == facts.CurrentMissing ? "there are no values"
            : null;
    }

    private static CompatColumn Decide(DriftResult facts, double distance, NannyMlThreshold threshold)
    {
        var effect = threshold.Upper is { } upper && upper > 0 ? (IReadOnlyList<Effect>)[new Effect("NannyML's distance", distance, upper, upper)] : [];
        // Of these methods only the upper limit is used.
        var drifted = distance > threshold.Upper;
        return new CompatColumn(facts with { Statistic = distance, Effects = effect }, distance, threshold.Upper, drifted, false);
    }

    private static CompatColumn Failed(DriftResult facts, string reason) => new(facts with { UndecidedReason = reason }, null, null, null, false);

    private static long CountMissing(ReadOnlySpan<double> values)
    {
        long missing = 0;
        foreach (var value in values)
            missing += double.IsNaN(value) ? 1 : 0;
        return missing;
    }

    private static bool HasInfinite(ReadOnlySpan<double> values)
    {
        foreach (var value in values)
        {
            if (double.IsInfinity(value))
                return true;
        }
        return false;
    }
}
