using FsCheck;
using FsCheck.Fluent;
using Vedetta.Statistics.Drift;
using Vedetta.Statistics.Profiles;

namespace Vedetta.Statistics.Tests.Drift;

/// <summary>Laws every method keeps whatever the data: symmetry, zero for equal samples, invariance, p within 0 and 1.</summary>
public class DriftLawsTests
{
    private static readonly DriftMethod[] Numeric = [.. DriftMethods.Available.Where(DriftMethods.TakesNumeric)];
    private static readonly DriftMethod[] Symmetric = [DriftMethod.Ks, DriftMethod.Wasserstein, DriftMethod.Energy, DriftMethod.EppsSingleton, DriftMethod.CramerVonMises, DriftMethod.AndersonDarling];
    private static readonly DriftMethod[] Ranks = [DriftMethod.Ks, DriftMethod.MannWhitney, DriftMethod.CramerVonMises, DriftMethod.AndersonDarling];

    [Fact]
    public void P_values_lie_between_0_and_1_and_nothing_is_nan() => Each((a, b) =>
    {
        foreach (var method in Numeric)
        {
            var result = Comparison.Of(method, a, b);
            foreach (var p in (double?[])[result.PValue, result.JudgedPValue])
                (p is null or (>= 0 and <= 1)).ShouldBeTrue($"{method} p {p}");
            (result.Statistic is null || double.IsFinite(result.Statistic.Value)).ShouldBeTrue($"{method} {result.Statistic}");
            result.Effects.ShouldAllBe(e => e.Value >= 0);
        }
    });

    [Fact]
    public void Exchanging_the_sides_changes_no_symmetric_statistic() => Each((a, b) =>
    {
        foreach (var method in Symmetric)
        {
            var (there, back) = (Comparison.Of(method, a, b), Comparison.Of(method, b, a));
            Near.Relative(there.Statistic ?? -1, back.Statistic ?? -1, 1e-9, 1e-9, method.ToString());
        }
        var (u, v) = (Comparison.Of(DriftMethod.MannWhitney, a, b), Comparison.Of(DriftMethod.MannWhitney, b, a));
        Near.Relative(u.Statistic!.Value + v.Statistic!.Value, (double)a.Length * b.Length, 1e-12);
        Near.Relative(u.PValue!.Value, v.PValue!.Value, 1e-9, 1e-12);
        var (t, s) = (Comparison.Of(DriftMethod.TTest, a, b), Comparison.Of(DriftMethod.TTest, b, a));
        Near.Relative(t.Statistic ?? 0, -(s.Statistic ?? 0), 1e-12);
    });

    [Fact]
    public void A_sample_does_not_differ_from_itself() => Each((a, _) =>
    {
        foreach (var method in (DriftMethod[])[DriftMethod.Psi, DriftMethod.Kl, DriftMethod.Js, DriftMethod.Hellinger, DriftMethod.Tvd, DriftMethod.Linf, DriftMethod.Ks, DriftMethod.Wasserstein, DriftMethod.Energy])
            Near.Relative(Comparison.Of(method, a, a).Statistic!.Value, 0, 0, 1e-12, method.ToString());
        foreach (var method in Numeric)
            DriftJudge.Judge("x", Comparison.Of(method, a, a)).Verdict.IsAlarm.ShouldBeFalse(method.ToString());
    });

    [Fact]
    public void Rank_tests_see_only_the_order() => Each((a, b) =>
    {
        var (bent, alsoBent) = (Array.ConvertAll(a, Monotone), Array.ConvertAll(b, Monotone));
        foreach (var method in Ranks)
        {
            var (plain, after) = (Comparison.Of(method, a, b), Comparison.Of(method, bent, alsoBent));
            Near.Relative(after.Statistic ?? -1, plain.Statistic ?? -1, 1e-9, 1e-9, method.ToString());
            Near.Relative(after.PValue!.Value, plain.PValue!.Value, 1e-9, 1e-12, method.ToString());
        }
    });

    [Fact]
    public void Scale_and_shift_move_wasserstein_by_the_scale_and_the_normed_methods_not_at_all() => Each((a, b) =>
    {
        // A power of two and a whole number: nothing is rounded.
        var (x, y) = (Array.ConvertAll(a, v => (8 * v) + 64), Array.ConvertAll(b, v => (8 * v) + 64));
        Near.Relative(Comparison.Of(DriftMethod.Wasserstein, x, y).Statistic!.Value, 8 * Comparison.Of(DriftMethod.Wasserstein, a, b).Statistic!.Value, 1e-9, 1e-9);
        var normed = new DriftOptions { Normed = true };
        Near.Relative(Comparison.Of(DriftMethod.Wasserstein, x, y, normed).Statistic ?? 0, Comparison.Of(DriftMethod.Wasserstein, a, b, normed).Statistic ?? 0, 1e-9, 1e-9);
        Near.Relative(Comparison.Of(DriftMethod.Energy, x, y).Statistic!.Value, Comparison.Of(DriftMethod.Energy, a, b).Statistic!.Value, 1e-9, 1e-9);
        var (raw, scaled) = (new DriftOptions { Normed = false }, Math.Sqrt(8));
        Near.Relative(Comparison.Of(DriftMethod.Energy, x, y, raw).Statistic!.Value, scaled * Comparison.Of(DriftMethod.Energy, a, b, raw).Statistic!.Value, 1e-9, 1e-9);
    });

    [Fact]
    public void Certain_bounds_from_profiles_hold_the_value_of_the_rows()
    {
        for (var seed = 0; seed < 6; seed++)
        {
            var a = Array.ConvertAll(Samples.Normal(6000, seed), v => seed % 2 == 0 ? v : Math.Exp(v));
            var b = Array.ConvertAll(Samples.Normal(3000, 50 + seed, 0.1 * seed, 1.2), v => seed % 2 == 0 ? v : Math.Exp(v));
            var grid = NumericGrid.FromReference(a);
            var (p, q) = (Profile(grid, a), Profile(grid, b));
            foreach (var (method, options) in new[] { (DriftMethod.Energy, DriftOptions.Default), (DriftMethod.Energy, new DriftOptions { Normed = false }), (DriftMethod.Wasserstein, DriftOptions.Default), (DriftMethod.Ks, DriftOptions.Default) })
            {
                var rows = Comparison.Of(method, a, b, options).Statistic!.Value;
                var profiles = Comparison.Of(method, p, q, options);
                profiles.BoundLow!.Value.ShouldBeLessThanOrEqualTo(rows * (1 + 1e-12), $"{method} {seed}");
                profiles.BoundHigh!.Value.ShouldBeGreaterThanOrEqualTo(rows * (1 - 1e-12), $"{method} {seed}");
                profiles.Notes.ShouldNotBeEmpty();
            }
            var (w, approximate) = (Comparison.Of(DriftMethod.EppsSingleton, a, b), Comparison.Of(DriftMethod.EppsSingleton, p, q));
            Near.Relative(approximate.Statistic!.Value, w.Statistic!.Value, 0.05, 0.1, $"Epps-Singleton {seed}");
        }
    }

    private static double Monotone(double v) => v < 0 ? v * 4 : (v * v * v) + v;

    private static NumericProfile Profile(NumericGrid grid, double[] values)
    {
        var profile = new NumericProfile(grid);
        profile.Add(values);
        return profile;
    }

    /// <summary>Samples of 20 to 120 values: rounded, so that ties are common, shifted and spread at random.</summary>
    private static void Each(Action<double[], double[]> law)
    {
        var sample = from n in Gen.Choose(20, 120)
                     from shift in Gen.Choose(-3, 3)
                     from spread in Gen.Choose(1, 4)
                     from values in Gen.Choose(-400, 400).ArrayOf(n)
                     select Array.ConvertAll(values, v => shift + (v * spread / 128.0));
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(15), Prop.ForAll((from a in sample from b in sample select (a, b)).ToArbitrary(), pair => law(pair.a, pair.b)));
    }
}
