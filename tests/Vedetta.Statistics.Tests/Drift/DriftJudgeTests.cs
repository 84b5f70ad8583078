using Vedetta.Statistics.Drift;
using Vedetta.Statistics.Profiles;

namespace Vedetta.Statistics.Tests.Drift;

public class DriftJudgeTests
{
    public static TheoryData<DriftMethod> NumericMethods =>
        [DriftMethod.Auto, DriftMethod.Psi, DriftMethod.Ks, DriftMethod.Js, DriftMethod.Wasserstein, DriftMethod.Chi2, DriftMethod.AndersonDarling];

    [Theory]
    [MemberData(nameof(NumericMethods))]
    public void Reference_constant_and_window_varying_around_it_is_critical(DriftMethod method)
    {
        var reference = Enumerable.Repeat(0.42, 4531).ToArray();
        var window = Samples.Normal(336, 3, 0.42, 0.01);
        DriftJudge.Judge("x", Comparison.Of(method, reference, window)).Verdict.ShouldBeOfType<Verdict.Critical>();
        var grid = NumericGrid.FromReference(reference);
        DriftJudge.Judge("x", Comparison.Of(method, Profile(grid, reference), Profile(grid, window))).Verdict.ShouldBeOfType<Verdict.Critical>();
        DriftJudge.Judge("x", Comparison.Of(method, reference, Enumerable.Repeat(0.42, 336).ToArray())).Verdict
            .ShouldBeOfType<Verdict.Healthy>().Note.ShouldBe("constant at the same value on both sides");
        DriftJudge.Judge("x", Comparison.Of(method, window, Enumerable.Repeat(0.42, 336).ToArray())).Verdict.ShouldBeOfType<Verdict.Critical>();
        DriftJudge.Judge("x", Comparison.Of(method, reference, Enumerable.Repeat(0.43, 336).ToArray())).Verdict.ShouldBeOfType<Verdict.Critical>();
    }

    [Theory]
    [MemberData(nameof(NumericMethods))]
    public void Too_few_or_no_rows_are_undecided_with_the_reason(DriftMethod method)
    {
        var reference = Samples.Normal(1000, 1);
        DriftJudge.Judge("x", Comparison.Of(method, reference, [])).Verdict.ShouldBeOfType<Verdict.Undecided>().Reason!.ShouldContain("no rows");
        var few = DriftJudge.Judge("x", Comparison.Of(method, reference, Samples.Normal(19, 2)));
        few.Verdict.ShouldBeOfType<Verdict.Undecided>().Reason!.ShouldContain("19 rows");
        few.Result.Statistic.ShouldNotBeNull();
        DriftJudge.Judge("x", Comparison.Of(method, Samples.Normal(30, 2), reference)).Verdict.ShouldBeOfType<Verdict.Undecided>();
        DriftJudge.Judge("x", Comparison.Of(method, [], reference)).Verdict.ShouldBeOfType<Verdict.Undecided>();
        var empty = Enumerable.Repeat(NumericValue.Missing, 500).ToArray();
        DriftJudge.Judge("x", Comparison.Of(method, empty, empty)).Verdict.IsAlarm.ShouldBeFalse();
    }

    [Theory]
    [MemberData(nameof(NumericMethods))]
    public void Large_shift_is_critical_and_none_is_healthy(DriftMethod method)
    {
        var reference = Samples.Normal(5000, 1);
        DriftJudge.Judge("x", Comparison.Of(method, reference, Samples.Normal(1000, 2, mean: 1))).Verdict.ShouldBeOfType<Verdict.Critical>();
        var calm = DriftJudge.Judge("x", Comparison.Of(method, reference, Samples.Normal(1000, 4)));
        calm.Verdict.ShouldBeOfType<Verdict.Healthy>();
        calm.Excess!.Value.ShouldBeLessThan(1);
    }

    [Fact]
    public void Psi_of_a_small_window_without_change_is_above_its_threshold_and_still_healthy()
    {
        var reference = Samples.Normal(5000, 1);
        var large = 0;
        var alarms = 0;
        for (var seed = 0; seed < 200; seed++)
        {
            var result = Comparison.Of(DriftMethod.Psi, reference, Samples.Normal(50, 1000 + seed));
            large += result.Statistic > 0.1 ? 1 : 0;
            alarms += DriftJudge.Judge("x", result).Verdict.IsAlarm ? 1 : 0;
        }
        large.ShouldBeGreaterThan(150);
        alarms.ShouldBeLessThan(9);
    }

    [Fact]
    public void Many_columns_need_a_smaller_p_than_one()
    {
        var reference = Samples.Normal(5000, 1);
        var shifted = Enumerable.Range(0, 100)
            .Select(seed => Comparison.Of(DriftMethod.Ks, reference, Samples.Normal(200, seed, mean: 0.23)))
            .First(r => r.PValue is > 0.0005 and < 0.01);
        DriftJudge.Judge("x", shifted).Verdict.IsAlarm.ShouldBeTrue();
        var family = Enumerable.Range(0, 60).Select(i => ($"c{i}", i == 0 ? shifted : Comparison.Of(DriftMethod.Ks, reference, Samples.Normal(200, 100 + i)))).ToArray();
        DriftJudge.Judge(family)[0].Verdict.IsAlarm.ShouldBeFalse();
    }

    [Fact]
    public void Given_thresholds_replace_the_defaults()
    {
        var result = Comparison.Of(DriftMethod.Psi, Samples.Normal(5000, 1), Samples.Normal(2000, 2, mean: 0.35));
        var judged = DriftJudge.Judge("x", result);
        judged.Verdict.ShouldBeOfType<Verdict.Warning>();
        DriftJudge.Judge("x", result, new JudgeOptions { Warning = 0.05, Critical = 0.1 }).Verdict.ShouldBeOfType<Verdict.Critical>();
        DriftJudge.Judge("x", result, new JudgeOptions { Warning = 0.3, Critical = 0.5 }).Verdict.ShouldBeOfType<Verdict.Healthy>();
        Should.Throw<ArgumentException>(() => DriftJudge.Judge("x", result, new JudgeOptions { Warning = 0.3, Critical = 0.2 }));
    }

    [Fact]
    public void New_and_vanished_categories_are_named_and_judged()
    {
        var reference = new CategoricalSample(new Dictionary<string, long> { ["a"] = 500, ["b"] = 400, ["c"] = 100 }, 0);
        var current = new CategoricalSample(new Dictionary<string, long> { ["a"] = 200, ["d"] = 200 }, 100);
        foreach (var method in new[] { DriftMethod.Psi, DriftMethod.Chi2, DriftMethod.Js, DriftMethod.Auto })
        {
            var judged = DriftJudge.Judge("x", Comparison.Of(method, reference, current));
            judged.Verdict.ShouldBeOfType<Verdict.Critical>();
            judged.Result.NewCategories.ShouldBe(["d"]);
            judged.Result.VanishedCategories.ShouldBe(["b", "c"]);
            judged.Result.NewCategoryRate!.Value.ShouldBe(0.6, 1e-12);
            judged.Result.VanishedCategoryRate!.Value.ShouldBe(0.5, 1e-12);
        }
    }

    [Fact]
    public void Method_names_are_those_of_the_contract_and_unknown_ones_are_told()
    {
        foreach (var method in DriftMethods.Available)
            DriftMethods.Parse(DriftMethods.Name(method)).ShouldBe(method);
        foreach (var method in Enum.GetValues<DriftMethod>())
            DriftMethods.Name(method).ShouldBe(string.Concat(method.ToString().Select((c, i) => char.IsUpper(c) && i > 0 ? $"_{char.ToLowerInvariant(c)}" : $"{char.ToLowerInvariant(c)}")));
        Should.Throw<FormatException>(() => DriftMethods.Parse("mmd")).Message.ShouldContain("whole tables");
        Should.Throw<FormatException>(() => DriftMethods.Parse("pis")).Message.ShouldContain("psi");
        Should.Throw<ArgumentException>(() => Comparison.Of(DriftMethod.Ks, CategoricalSample.From(["a"]), CategoricalSample.From(["b"])));
    }

    [Fact]
    public void Psi_interval_covers_the_true_value()
    {
        // Five levels, shares changed so that PSI is known.
        double[] p = [0.2, 0.2, 0.2, 0.2, 0.2];
        double[] q = [0.3, 0.2, 0.2, 0.2, 0.1];
        var truth = p.Zip(q).Sum(x => (x.Second - x.First) * Math.Log(x.Second / x.First));
        var random = new Random(11);
        var covered = 0;
        for (var i = 0; i < 400; i++)
        {
            var result = Comparison.Of(DriftMethod.Psi, Draw(random, p, 3000), Draw(random, q, 500));
            covered += result.Low <= truth && truth <= result.High ? 1 : 0;
        }
        covered.ShouldBeInRange(400 * 90 / 100, 400);
    }

    private static CategoricalSample Draw(Random random, double[] shares, int n)
    {
        var counts = new Dictionary<string, long>();
        for (var i = 0; i < n; i++)
        {
            var u = random.NextDouble();
            var level = 0;
            while (level < shares.Length - 1 && u >= shares[level])
                u -= shares[level++];
            counts[$"{level}"] = counts.GetValueOrDefault($"{level}") + 1;
        }
        return new CategoricalSample(counts, 0);
    }

    private static NumericProfile Profile(NumericGrid grid, double[] values)
    {
        var profile = new NumericProfile(grid);
        profile.Add(values);
        return profile;
    }
}
