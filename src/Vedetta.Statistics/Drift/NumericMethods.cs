namespace Vedetta.Statistics.Drift;

/// <summary>Numeric columns: which method computes what.</summary>
internal static class NumericMethods
{
    // Quantile .95 of Kolmogorov's limit law: half width of the band around both distribution functions.
    private const double KolmogorovQuantile = 1.3580986;

    public static DriftResult Compare(DriftMethod method, NumericPair pair, DriftOptions options)
    {
        if (!DriftMethods.TakesNumeric(method))
            throw new ArgumentException($"Drift method '{DriftMethods.Name(method)}' compares categorical columns; for a numeric one use psi, ks, js, wasserstein, anderson_darling or auto.", nameof(method));
        var facts = new DriftResult
        {
            Method = method,
            Numeric = true,
            ReferenceRows = pair.ReferenceRows,
            CurrentRows = pair.CurrentRows,
            ReferenceMissing = pair.ReferenceMissing,
            CurrentMissing = pair.CurrentMissing,
            ReferenceInfinities = pair.ReferenceInfinities,
            CurrentInfinities = pair.CurrentInfinities,
        };
        if (pair.ReferenceRows == 0 || pair.CurrentRows == 0)
            return facts with { UndecidedReason = pair.ReferenceRows == 0 ? "the reference has no rows" : "there are no rows" };
        facts = facts with { Constant = ConstantOf(pair) };
        return WithConstant(Dispatch(method, facts, pair, options), pair, options);
    }

    private static DriftResult Dispatch(DriftMethod method, DriftResult facts, NumericPair pair, DriftOptions options)
    {
        if (TableMethods.Takes(method))
        {
            var (reference, current, note) = NumericBins.Of(pair, options);
            if (note is not null)
                facts = facts with { Notes = [.. facts.Notes, note] };
            if (pair.ReferenceMissing + pair.CurrentMissing > 0)
                (reference, current) = ([.. reference, pair.ReferenceMissing], [.. current, pair.CurrentMissing]);
            return TableMethods.Compare(method, facts, reference, current, options);
        }
        if (method == DriftMethod.Auto)
            return AutoMethod.Numeric(facts, pair, options);
        return MissingChange.Join(OverOrder(method, facts, pair, options), pair, options);
    }

    private static DriftResult OverOrder(DriftMethod method, DriftResult facts, NumericPair pair, DriftOptions options)
    {
        if (pair.N == 0 || pair.M == 0)
            return facts with { UndecidedReason = pair.N == 0 ? "the reference has no values" : "there are no values" };
        return method switch
        {
            DriftMethod.Ks => Kolmogorov(facts, pair, options),
            DriftMethod.Wasserstein => FiniteMethods.Wasserstein(facts, pair, options),
            DriftMethod.AndersonDarling => FrequentValues.Judge(AndersonDarlingTest(facts, pair), facts, pair, options),
            DriftMethod.TTest => FiniteMethods.Welch(facts, pair),
            DriftMethod.MannWhitney => RankTests.MannWhitney(facts, pair),
            DriftMethod.CramerVonMises => FrequentValues.Judge(RankTests.CramerVonMises(facts, pair), facts, pair, options),
            DriftMethod.Energy => FiniteMethods.Energy(facts, pair, options),
            DriftMethod.EppsSingleton => FiniteMethods.EppsSingleton(facts, pair),
            _ => throw new ArgumentException($"Drift method '{DriftMethods.Name(method)}' is not available.", nameof(method)),
        };
    }

    private static DriftResult Kolmogorov(DriftResult facts, NumericPair pair, DriftOptions options)
    {
        var d = pair.KolmogorovSmirnov();
        var band = KolmogorovQuantile * Math.Sqrt((1.0 / pair.N) + (1.0 / pair.M));
        var exact = pair.Inexact is null && Math.Max(pair.N, pair.M) <= options.ExactLimit;
        return Bounds(facts, pair, new Bounded(d.Low, d.High)) with
        {
            Statistic = d.Low,
            PValue = exact ? KolmogorovExact.PValue(d.Low, pair.N, pair.M) : KolmogorovSmirnov.PValue(d.Low, pair.N, pair.M),
            LargestAt = d.Sign == 0 ? null : d.At,
            LargestSign = d.Sign == 0 ? null : d.Sign,
            Low = Math.Max(0, d.Low - band),
            High = Math.Min(1, d.High + band),
            Effects = [new("KS distance", d.Low, 0.1, 0.2)],
        };
    }

    private static DriftResult AndersonDarlingTest(DriftResult facts, NumericPair pair)
    {
        if (pair.AndersonDarling(null, midranks: true) is not { } test)
            return facts with { UndecidedReason = "Anderson-Darling needs two values on each side" };
        var constant = facts.Constant == ConstantSide.Equal;
        return Bounds(facts, pair, default) with
        {
            Statistic = constant ? null : test.Statistic,
            PValue = constant ? 1 : test.PValue,
            BoundLow = null,
            BoundHigh = null,
            Effects = pair.Wasserstein(null) is { } w ? DistanceInDeviations(pair, w.Low) : [],
        };
    }

    /// <summary>Distance over the reference's standard deviation; a constant reference counts any distance as a hundred.</summary>
    internal static Effect[] DistanceInDeviations(NumericPair pair, double distance, Atoms? without = null)
    {
        var deviation = pair.ReferenceConstant is null ? pair.ReferenceDeviation(without) : 0;
        var value = deviation > 0 ? distance / deviation : distance > 0 ? 100 : 0;
        return [new("Wasserstein distance in standard deviations", value, 0.1, 0.25)];
    }

    internal static DriftResult Bounds(DriftResult facts, NumericPair pair, Bounded bounds) => pair.Inexact is null
        ? facts
        : facts with { BoundLow = bounds.Low, BoundHigh = bounds.High, Notes = [.. facts.Notes, pair.Inexact] };

    private static ConstantSide ConstantOf(NumericPair pair) => (pair.ReferenceConstant, pair.CurrentConstant) switch
    {
        ({ } a, { } b) => a == b ? ConstantSide.Equal : ConstantSide.Different,
        ({ }, null) => pair.M > 0 ? ConstantSide.Reference : ConstantSide.None,
        (null, { }) => pair.N > 0 ? ConstantSide.Current : ConstantSide.None,
        _ => ConstantSide.None,
    };

    /// <summary>
    /// A column with one value on one side only is also compared as a table {that value, any other}: deciles of a
    /// constant do not see values that scatter around it.
    /// </summary>
    private static DriftResult WithConstant(DriftResult result, NumericPair pair, DriftOptions options)
    {
        if (result.Constant is not (ConstantSide.Reference or ConstantSide.Current or ConstantSide.Different))
            return result;
        var value = (pair.ReferenceConstant ?? pair.CurrentConstant)!.Value;
        var (a, b) = (pair.CountOf(value, current: false), pair.CountOf(value, current: true));
        if (TableTest.Of([a, pair.N - a], [b, pair.M - b], options) is not { } table)
            return result;
        var judged = result.JudgedPValue ?? result.PValue;
        return result with
        {
            Effects = [.. result.Effects, new("share of the constant value, as PSI corrected for noise", table.AdjustedPsi, 0.1, 0.25)],
            JudgedPValue = judged is { } p ? Math.Min(1, 2 * Math.Min(p, table.PValue)) : table.PValue,
            Notes = [.. result.Notes, result.Constant switch
            {
                ConstantSide.Reference => "constant in the reference only",
                ConstantSide.Current => "constant now, not in the reference",
                _ => "constant on both sides, at different values",
            }],
        };
    }
}
