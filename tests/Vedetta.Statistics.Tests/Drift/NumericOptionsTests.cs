using Vedetta.Statistics.Drift;
using Vedetta.Statistics.Profiles;

namespace Vedetta.Statistics.Tests.Drift;

public class NumericOptionsTests
{
    [Fact]
    public void Place_and_sign_of_the_largest_gap_say_where_and_which_way()
    {
        double[] reference = [1, 2, 3, 4, 5, 6, 7, 8];
        double[] larger = [4, 5, 6, 7, 8, 9, 10, 11];
        var result = Comparison.Of(DriftMethod.Ks, reference, larger);
        result.LargestAt.ShouldBe(3);
        result.LargestSign.ShouldBe(1);
        Comparison.Of(DriftMethod.Ks, larger, reference).LargestSign.ShouldBe(-1);
        Comparison.Of(DriftMethod.Ks, reference, reference).LargestAt.ShouldBeNull();
        var a = Samples.Normal(20_000, 1);
        var grid = NumericGrid.FromReference(a);
        var profiles = Comparison.Of(DriftMethod.Ks, Profile(grid, a), Profile(grid, Samples.Normal(5000, 2, mean: 1)));
        profiles.LargestAt!.Value.ShouldBe(0.5, 0.25);
        profiles.LargestSign.ShouldBe(1);
    }

    [Theory]
    [InlineData(1, 1, 1.0, 1.0)]
    [InlineData(2, 2, 1.0, 1 / 3.0)]
    [InlineData(3, 3, 1.0, 0.1)]
    [InlineData(2, 3, 1.0, 0.2)]
    [InlineData(4, 4, 0.25, 1.0)]
    public void Exact_p_of_ks_counts_orders(int n, int m, double distance, double p)
    {
        Near.Relative(KolmogorovExact.PValue(distance, n, m), p, 1e-12);
        Near.Relative(KolmogorovExact.PValue(distance, m, n), p, 1e-12);
    }

    [Fact]
    public void Exact_p_of_ks_meets_the_asymptotic_one_in_large_samples()
    {
        foreach (var (n, m) in new[] { (500, 400), (2000, 3000) })
        {
            foreach (var d in new[] { 0.02, 0.05, 0.1 })
                KolmogorovExact.PValue(d, n, m).ShouldBe(KolmogorovSmirnov.PValue(d, n, m), 0.02);
        }
    }

    [Fact]
    public void Exact_mann_whitney_equals_counting_all_splits()
    {
        // Five of eight ranks: U of the pairs, counted one by one.
        var counts = new Dictionary<int, int>();
        for (var mask = 0; mask < 256; mask++)
        {
            if (System.Numerics.BitOperations.PopCount((uint)mask) != 5)
                continue;
            var u = 0;
            for (var i = 0; i < 8; i++)
            {
                for (var j = 0; j < i; j++)
                    u += (mask >> i & 1) == 1 && (mask >> j & 1) == 0 ? 1 : 0;
            }
            counts[u] = counts.GetValueOrDefault(u) + 1;
        }
        for (var u = 0; u <= 15; u++)
            Near.Relative(MannWhitneyExact.UpperTail(u, 5, 3), counts.Where(c => c.Key >= u).Sum(c => c.Value) / 56.0, 1e-12);
    }

    [Fact]
    public void Bins_can_be_of_equal_width_at_given_edges_or_at_other_quantiles()
    {
        double[] reference = [.. Enumerable.Range(0, 100).Select(i => (double)i)];
        double[] current = [.. Enumerable.Range(0, 100).Select(i => i * i / 100.0)];
        var fixedEdges = Comparison.Of(DriftMethod.Linf, reference, current, new DriftOptions { Bins = BinRule.FixedEdges, Edges = [25, 50] });
        Near.Relative(fixedEdges.Statistic!.Value, 0.25, 1e-12); // 0.51 of the current side is at most 25, 0.26 of the reference
        var four = Comparison.Of(DriftMethod.Linf, reference, current, new DriftOptions { Bins = BinRule.EqualWidth, BinCount = 4 });
        var quarters = Comparison.Of(DriftMethod.Linf, reference, current, new DriftOptions { BinCount = 4 });
        Near.Relative(four.Statistic!.Value, quarters.Statistic!.Value, 1e-12);
        var two = Comparison.Of(DriftMethod.Psi, reference, current, new DriftOptions { Bins = BinRule.EqualWidth, BinCount = 2 });
        two.Statistic!.Value.ShouldBeLessThan(Comparison.Of(DriftMethod.Psi, reference, current).Statistic!.Value);
        Should.Throw<ArgumentException>(() => Comparison.Of(DriftMethod.Psi, reference, current, new DriftOptions { Bins = BinRule.FixedEdges })).Message.ShouldContain("at least one edge");
        Should.Throw<ArgumentException>(() => Comparison.Of(DriftMethod.Psi, reference, current, new DriftOptions { Bins = BinRule.FixedEdges, Edges = [2, 1] })).Message.ShouldContain("ascend");
        Should.Throw<ArgumentException>(() => Comparison.Of(DriftMethod.Psi, reference, current, new DriftOptions { BinCount = 1 })).Message.ShouldContain("2 to 1,000");
    }

    [Fact]
    public void Bins_from_profiles_move_to_edges_of_the_grid_and_say_so()
    {
        var a = Samples.Normal(20_000, 1);
        var b = Samples.Normal(8000, 2, mean: 0.4);
        var grid = NumericGrid.FromReference(a);
        foreach (var options in new DriftOptions[] { new() { Bins = BinRule.EqualWidth, BinCount = 12 }, new() { Bins = BinRule.FixedEdges, Edges = [-1, 0, 1] }, new() { BinCount = 20 } })
        {
            var (rows, profiles) = (Comparison.Of(DriftMethod.Psi, a, b, options), Comparison.Of(DriftMethod.Psi, Profile(grid, a), Profile(grid, b), options));
            profiles.Statistic!.Value.ShouldBe(rows.Statistic!.Value, 0.03);
            profiles.Notes.ShouldContain(n => n.Contains("nearest", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Logarithms_change_their_base_on_request()
    {
        var (a, b) = (Samples.Normal(2000, 1), Samples.Normal(500, 2, mean: 0.7));
        var natural = new DriftOptions { Logarithm = LogarithmBase.Natural };
        Near.Relative(Comparison.Of(DriftMethod.Js, a, b, natural).Statistic!.Value, Comparison.Of(DriftMethod.Js, a, b).Statistic!.Value * Math.Sqrt(Math.Log(2)), 1e-12);
        var bits = new DriftOptions { Logarithm = LogarithmBase.Two };
        Near.Relative(Comparison.Of(DriftMethod.Kl, a, b, bits).Statistic!.Value * Math.Log(2), Comparison.Of(DriftMethod.Kl, a, b).Statistic!.Value, 1e-12);
    }

    [Fact]
    public void Change_of_the_missing_share_is_seen_by_methods_over_order()
    {
        var reference = Samples.Normal(2000, 1);
        var current = Samples.Normal(1000, 2);
        for (var i = 0; i < current.Length; i += 3)
            current[i] = double.NaN;
        foreach (var method in (DriftMethod[])[DriftMethod.Ks, DriftMethod.TTest, DriftMethod.MannWhitney, DriftMethod.CramerVonMises, DriftMethod.AndersonDarling, DriftMethod.Energy, DriftMethod.EppsSingleton, DriftMethod.Wasserstein])
        {
            var judged = DriftJudge.Judge("x", Comparison.Of(method, reference, current));
            judged.Verdict.ShouldBeOfType<Verdict.Critical>(method.ToString());
            judged.Result.Notes.ShouldContain(n => n.StartsWith("missing 0 % in the reference, 33", StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData(DriftMethod.Energy)]
    [InlineData(DriftMethod.EppsSingleton)]
    public void New_methods_alarm_on_a_shift_and_rarely_without_one(DriftMethod method)
    {
        var reference = Samples.Normal(2000, 1);
        DriftJudge.Judge("x", Comparison.Of(method, reference, Samples.Normal(500, 2, mean: 1))).Verdict.ShouldBeOfType<Verdict.Critical>();
        var alarms = 0;
        for (var seed = 0; seed < 150; seed++)
            alarms += DriftJudge.Judge("x", Comparison.Of(method, reference, Samples.Normal(100, 100 + seed))).Verdict.IsAlarm ? 1 : 0;
        alarms.ShouldBeLessThanOrEqualTo(6); // 1 % of 150 is 1.5; seven have probability 0.0008
    }

    private static NumericProfile Profile(NumericGrid grid, double[] values)
    {
        var profile = new NumericProfile(grid);
        profile.Add(values);
        return profile;
    }
}
