using Vedetta.Statistics.Drift;

namespace Vedetta.Statistics.Tests.Drift;

/// <summary>What decided, in words, and the verdict on a whole dataset.</summary>
public class JudgedRuleTests
{
    private static readonly double[] Reference = Samples.Normal(5000, 1);

    [Fact]
    public void Rule_of_auto_names_the_test_that_fitted_and_the_thresholds_of_the_deciding_effect()
    {
        var numbers = DriftJudge.Judge("x", Comparison.Of(DriftMethod.Auto, Reference, Samples.Normal(1000, 2, mean: 0.3)));
        var rule = JudgedRule.Of(numbers);
        rule.Test.ShouldBe("Anderson-Darling test");
        rule.Effect!.Name.ShouldBe("Wasserstein distance in standard deviations");
        (rule.Effect.Warning, rule.Effect.Critical).ShouldBe((0.1, 0.5));
        rule.Text.ShouldBe("Anderson-Darling test: warning when p is at most 0.01 and Wasserstein distance in standard deviations is at least 0.1, critical from 0.5");
        (numbers.Warning, numbers.Critical).ShouldBe((0.1, 0.5));

        var categories = DriftJudge.Judge("c", Comparison.Of(DriftMethod.Auto, Levels(800, 200), Levels(600, 400)));
        var table = JudgedRule.Of(categories, columns: 7);
        table.Test.ShouldBe("chi-square test of the categories");
        (table.Effect!.Warning, table.Effect.Critical).ShouldBe((0.03, 0.2));
        table.Text.ShouldContain("corrected by Holm over 7 columns");

        var zeros = Array.ConvertAll(Reference, v => v > 0 ? 0 : v);
        var atoms = DriftJudge.Judge("z", Comparison.Of(DriftMethod.Auto, zeros, Array.ConvertAll(Samples.Normal(1000, 3), v => v > -0.5 ? 0 : v)));
        JudgedRule.Of(atoms).Test.ShouldContain("frequent values");
    }

    [Fact]
    public void Rule_follows_the_settings_and_other_methods_have_their_title()
    {
        var options = new JudgeOptions { Warning = 0.05, Critical = 0.3, Alpha = 0.001, Correction = Correction.BenjaminiHochberg };
        var judged = DriftJudge.Judge("x", Comparison.Of(DriftMethod.Psi, Reference, Samples.Normal(1000, 2, mean: 0.3)), options);
        var rule = JudgedRule.Of(judged, options, 3);
        rule.Text.ShouldContain("Benjamini and Hochberg over 3 columns");
        rule.Text.ShouldContain("at most 0.001");
        (rule.Effect!.Warning, rule.Effect.Critical).ShouldBe((0.05, 0.3));
        rule.Test.ShouldNotContain("_");
        var empty = DriftJudge.Judge("x", Comparison.Of(DriftMethod.Psi, Reference, []));
        JudgedRule.Of(empty).Text.ShouldContain("no effect could be computed");
    }

    [Fact]
    public void Effect_beyond_its_critical_threshold_decides_before_one_further_beyond_its_warning_threshold()
    {
        var result = Comparison.Of(DriftMethod.Auto, Reference, Samples.Normal(1000, 2, mean: 0.3)) with
        {
            PValue = 1e-6,
            Effects = [new("first", 0.45, 0.1, 0.5), new("second", 0.3, 0.1, 0.25)],
        };
        var judged = DriftJudge.Judge("x", result);
        judged.Verdict.ShouldBeOfType<Verdict.Critical>();
        judged.Deciding!.Name.ShouldBe("second");
        judged.Excess!.Value.ShouldBe(4.5, 1e-12);
    }

    [Theory]
    [InlineData(Correction.None, 3)]
    [InlineData(Correction.Bonferroni, 1)]
    [InlineData(Correction.Holm, 1)]
    [InlineData(Correction.BenjaminiHochberg, 2)]
    public void Correction_is_a_choice(Correction correction, int alarms)
    {
        var result = Comparison.Of(DriftMethod.Auto, Reference, Samples.Normal(1000, 2, mean: 0.3));
        var family = new[] { 0.0001, 0.004, 0.009, 0.5, 0.9 }.Select((p, i) => ($"c{i}", result with { PValue = p })).ToArray();
        DriftJudge.Judge(family, new JudgeOptions { Correction = correction }).Count(c => c.Verdict.IsAlarm).ShouldBe(alarms);
    }

    [Fact]
    public void Dataset_is_judged_by_the_share_of_columns_or_of_their_importance()
    {
        Verdict calm = new Verdict.Healthy();
        Verdict bad = new Verdict.Critical("drifted");
        Verdict open = new Verdict.Undecided("few rows");
        (string, Verdict)[] columns = [("a", bad), ("b", calm), ("c", calm), ("d", calm), ("e", open)];
        var plain = DatasetJudge.Judge(columns);
        (plain.Columns, plain.Judged, plain.Share, plain.Weighted).ShouldBe((5, 4, 0.25, false));
        plain.Verdict.ShouldBeOfType<Verdict.Healthy>();
        var weights = new Dictionary<string, double> { ["a"] = 3, ["b"] = 1, ["c"] = 1, ["e"] = 9 };
        var weighted = DatasetJudge.Judge(columns, new DatasetOptions { Importances = weights });
        (weighted.Share, weighted.Weighted).ShouldBe((0.6, true));
        weighted.Verdict.ShouldBeOfType<Verdict.Critical>().Reason!.ShouldContain("1 of 4 columns drifted (a)");
        DatasetJudge.Judge([("e", open)]).Verdict.ShouldBeOfType<Verdict.Undecided>();
        DatasetJudge.Judge(Array.Empty<JudgedColumn>()).Verdict.ShouldBeOfType<Verdict.Undecided>();
        Should.Throw<ArgumentException>(() => DatasetJudge.Judge(columns, new DatasetOptions { Warning = 0.7, Critical = 0.6 }));
        Should.Throw<ArgumentException>(() => DatasetJudge.Judge(columns, new DatasetOptions { Importances = new Dictionary<string, double> { ["a"] = double.NaN } }));
    }

    [Fact]
    public void Columns_that_drifted_furthest_are_named_first()
    {
        var near = DriftJudge.Judge("near", Comparison.Of(DriftMethod.Auto, Reference, Samples.Normal(1000, 2, mean: 0.3)));
        var far = DriftJudge.Judge("far", Comparison.Of(DriftMethod.Auto, Reference, Samples.Normal(1000, 3, mean: 2)));
        DatasetJudge.Judge([near, far]).Drifted.ShouldBe(["far", "near"]);
    }

    private static CategoricalSample Levels(long a, long b) => new(new Dictionary<string, long> { ["a"] = a, ["b"] = b }, 0);
}
