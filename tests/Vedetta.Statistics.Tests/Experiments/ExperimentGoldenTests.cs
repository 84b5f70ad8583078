using Vedetta.Statistics.Experiments;

namespace Vedetta.Statistics.Tests.Experiments;

public class ExperimentGoldenTests
{
    [Fact]
    public void Two_proportions_sample_ratio_and_sequential_test_are_those_of_the_golden_file()
    {
        var g = FormulaGolden.Group("ab");
        var effect = ProportionEffect.Of((long)g.Number("xa"), (long)g.Number("na"), (long)g.Number("xb"), (long)g.Number("nb")).ShouldNotBeNull();
        Near.Relative(effect.Statistic, g.Number("z_pooled"), 1e-9);
        Near.Relative(effect.PValue, g.Number("p_two_sided"), 1e-9);
        Near.Relative(effect.Interval.Low, g.Numbers("newcombe_ci95")[0], 1e-9);
        Near.Relative(effect.Interval.High, g.Numbers("newcombe_ci95")[1], 1e-9);
        Near.Relative(ProportionEffect.Wald(effect).Low, g.Numbers("wald_ci95")[0], 1e-9);
        Near.Relative(ProportionEffect.Wald(effect).High, g.Numbers("wald_ci95")[1], 1e-9);
        foreach (var name in (string[])["srm", "srm_bad"])
        {
            var split = SampleRatio.Of(g.GetProperty(name).Counts("counts")).ShouldNotBeNull();
            Near.Relative(split.Statistic, g.Number(name, "chi2"), 1e-9);
            Near.Relative(split.PValue, g.Number(name, "p"), 1e-7);
            split.Holds.ShouldBe(name == "srm");
        }
        var m = g.GetProperty("msprt");
        var reading = new AlwaysValid(m.Number("V"), m.Number("tau2")).Read(m.Number("diff"), m.Number("n_per_arm"));
        Near.Relative(reading.Likelihood, m.Number("Lambda"), 1e-9);
        Near.Relative(reading.PValue, m.Number("p_always_valid"), 1e-9);
    }

    [Fact]
    public void Welch_is_that_of_the_golden_file()
    {
        var g = FormulaGolden.Group("welch");
        var effect = MeanEffect.Welch(g.Numbers("a"), g.Numbers("b")).ShouldNotBeNull();
        Near.Relative(effect.Statistic, g.Number("t"), 1e-9);
        Near.Relative(effect.PValue, g.Number("p"), 1e-9);
        Near.Relative(effect.Interval.Low, g.Numbers("ci95")[0], 1e-9);
        Near.Relative(effect.Interval.High, g.Numbers("ci95")[1], 1e-9);
    }

    [Fact]
    public void Cuped_and_delta_method_are_those_of_the_golden_file()
    {
        var g = FormulaGolden.Group("cuped");
        var table = FormulaGolden.Table("cuped.csv");
        double[] Of(string column, double arm) => [.. table[column].Where((_, i) => table["arm"][i] == arm)];
        var effect = MeanEffect.Cuped(Of("pre", 0), Of("post", 0), Of("pre", 1), Of("post", 1)).ShouldNotBeNull();
        Near.Relative(effect.Theta, g.Number("theta"), 1e-9);
        Near.Relative(effect.Raw.Difference, g.Number("diff_raw"), 1e-9);
        Near.Relative(effect.Adjusted.Difference, g.Number("diff_adj"), 1e-9);
        Near.Relative(effect.Adjusted.Statistic, g.Number("welch_t_adj"), 1e-9);
        Near.Relative(effect.Adjusted.PValue, g.Number("p_adj"), 1e-9);
        Near.Relative(effect.VarianceRemoved, g.Number("rho2"), 1e-9);

        var ratio = FormulaGolden.Group("delta_method_ratio");
        var (value, error) = MeanEffect.RatioOf(ratio.Numbers("x"), ratio.Numbers("y")).ShouldNotBeNull();
        Near.Relative(value, ratio.Number("R"), 1e-9);
        Near.Relative(error, ratio.Number("se"), 1e-9);
    }
}
