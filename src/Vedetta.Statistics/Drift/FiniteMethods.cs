using MathNet.Numerics.Distributions;

namespace Vedetta.Statistics.Drift;

/// <summary>Methods with means or integrals: over the finite values, infinities are counted and stand apart.</summary>
internal static class FiniteMethods
{
    // Below this a double has lost digits.
    private const double MinimumNormal = 2.2250738585072014e-308;
    private const string NoFinite = "there are no finite values on one side";

    public static DriftResult Wasserstein(DriftResult facts, NumericPair pair, DriftOptions options)
    {
        if (pair.Wasserstein(null) is not { } w)
            return facts with { UndecidedReason = NoFinite };
        var deviation = pair.ReferenceConstant is null ? pair.ReferenceDeviation(null) : 0;
        var unit = options.Normed != true ? 1 : deviation > 0 ? deviation : double.NaN;
        return NumericMethods.Bounds(Noted(facts, pair), pair, new Bounded(w.Low / unit, w.High / unit)) with
        {
            Statistic = double.IsFinite(w.Low / unit) ? w.Low / unit : null,
            PValue = AutoMethod.Numeric(facts, pair, options).PValue,
            Effects = NumericMethods.DistanceInDeviations(pair, w.Low),
        };
    }

    public static DriftResult Energy(DriftResult facts, NumericPair pair, DriftOptions options)
    {
        if (pair.Energy() is not { } energy)
            return facts with { UndecidedReason = NoFinite };
        var share = energy.Share;
        var statistic = options.Normed == false ? energy.Raw : new Bounded(Math.Sqrt(share.Low), Math.Sqrt(share.High));
        var noise = (1.0 / pair.ReferenceMoments.Count) + (1.0 / pair.CurrentMoments.Count);
        return NumericMethods.Bounds(Noted(facts, pair), pair, statistic) with
        {
            Statistic = statistic.Low,
            PValue = AutoMethod.Numeric(facts, pair, options).PValue,
            Effects = [new("energy distance over its largest possible value, corrected for noise", Math.Sqrt(Math.Max(0, share.Low - (noise / 2))), 0.05, 0.125)],
        };
    }

    public static DriftResult EppsSingleton(DriftResult facts, NumericPair pair)
    {
        var (n, m) = (pair.ReferenceMoments.Count, pair.CurrentMoments.Count);
        if (n < Drift.EppsSingleton.Smallest || m < Drift.EppsSingleton.Smallest)
            return facts with { UndecidedReason = "Epps-Singleton needs five finite values on each side" };
        if (Drift.EppsSingleton.Of(pair.Points(current: false), pair.Points(current: true)) is not { } test)
            return facts with { PValue = 1, Effects = [] };
        var distance = Math.Max(0, test.Pooled - test.Rank) * ((1.0 / n) + (1.0 / m));
        string[] notes = [
            .. test.SpreadIsDeviation ? (string[])["half of the values or more are one value: the standard deviation is the unit"] : [],
            .. pair.Inexact is null ? (string[])[] : ["order statistics of the profile stand for the values"],
        ];
        return Noted(facts, pair) with
        {
            Statistic = test.Rank == 0 ? null : test.Statistic,
            PValue = test.PValue,
            JudgedPValue = test.PooledPValue,
            Dof = test.Rank,
            Effects = [new("distance of the characteristic functions in standard deviations, corrected for noise", Math.Sqrt(distance), 0.2, 0.5)],
            Notes = [.. Noted(facts, pair).Notes, .. notes],
        };
    }

    public static DriftResult Welch(DriftResult facts, NumericPair pair)
    {
        var (a, b) = (pair.ReferenceMoments, pair.CurrentMoments);
        if (a.Count < 2 || b.Count < 2)
            return facts with { UndecidedReason = "a t-test needs two finite values on each side" };
        var (va, vb) = (a.Variance / a.Count, b.Variance / b.Count);
        var difference = b.Mean - a.Mean;
        if (!double.IsFinite(va + vb + difference) || (va + vb < MinimumNormal && facts.Constant == ConstantSide.None))
            return facts with { UndecidedReason = "the squares of the values leave the range of a double: change their unit" };
        if (va + vb == 0)
            return facts with { Statistic = null, PValue = difference == 0 ? 1 : 0, Effects = NumericMethods.DistanceInDeviations(pair, Math.Abs(difference)) };
        var t = difference / Math.Sqrt(va + vb);
        var share = va / (va + vb);
        var dof = 1 / ((share * share / (a.Count - 1)) + ((1 - share) * (1 - share) / (b.Count - 1)));
        var pooled = Math.Sqrt((((a.Count - 1) * a.Variance) + ((b.Count - 1) * b.Variance)) / (a.Count + b.Count - 2));
        return facts with
        {
            Statistic = t,
            PValue = 2 * StudentT.CDF(0, 1, dof, -Math.Abs(t)),
            Dof = dof,
            Effects = [new("difference of means in standard deviations", pooled == 0 ? 0 : Math.Abs(difference) / pooled, 0.2, 0.5)],
        };
    }

    private static DriftResult Noted(DriftResult facts, NumericPair pair) => pair.ReferenceInfinities + pair.CurrentInfinities == 0
        ? facts
        : facts with { Notes = [.. facts.Notes, $"infinite values stand apart: {pair.ReferenceInfinities} in the reference, {pair.CurrentInfinities} now"] };
}
