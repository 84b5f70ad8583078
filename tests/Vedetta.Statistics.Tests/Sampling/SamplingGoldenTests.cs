using Vedetta.Statistics.Performance.Binary;
using Vedetta.Statistics.Sampling;

namespace Vedetta.Statistics.Tests.Sampling;

public class SamplingGoldenTests
{
    [Fact]
    public void Sizes_for_a_proportion_are_those_of_the_golden_file()
    {
        foreach (var expected in FormulaGolden.Group("sample_size").EnumerateArray())
        {
            var (p, half) = (expected.Number("p"), expected.Number("half_width"));
            SampleSize.ForProportion(p, half, SizeMethod.Wald).ShouldBe(expected.GetProperty("wald").GetInt64());
            SampleSize.ForProportion(p, half).ShouldBe(expected.GetProperty("wilson").GetInt64());
            SampleSize.ForProportion(p, half, SizeMethod.ClopperPearson).ShouldBe(expected.GetProperty("clopper_pearson").GetInt64());
            SampleSize.ForProportion(p, half, SizeMethod.Wald, population: 5000).ShouldBe(expected.GetProperty("wald_fpc_N5000").GetInt64());
        }
    }

    [Fact]
    public void Sizes_for_two_proportions_are_those_of_the_golden_file()
    {
        foreach (var e in FormulaGolden.Group("sample_size_two_prop").EnumerateArray())
        {
            SampleSize.ForTwoProportions(e.Number("p1"), e.Number("p2"), e.Number("alpha"), e.Number("power")).ShouldBe(e.GetProperty("n_per_arm_unpooled").GetInt64());
            SampleSize.ForTwoProportionsArcsine(e.Number("p1"), e.Number("p2"), e.Number("alpha"), e.Number("power")).ShouldBe(e.GetProperty("n_per_arm_arcsine").GetInt64());
        }
    }

    [Fact]
    public void Stratified_estimate_and_allocation_are_those_of_the_golden_file()
    {
        var golden = FormulaGolden.Group("stratified");
        var strata = golden.GetProperty("strata").EnumerateArray()
            .Select(s => new Stratum(s.GetProperty("N").GetInt64(), s.GetProperty("n").GetInt64(), s.Number("pos"))).ToArray();

        var estimate = StratifiedSample.Estimate(strata).ShouldNotBeNull();
        Near.Relative(estimate.Value, golden.Number("estimate"), 1e-9);
        Near.Relative(estimate.StandardError, golden.Number("se"), 1e-9);
        estimate.Interval.Contains(estimate.Value).ShouldBeTrue();

        var shares = StratifiedSample.NeymanShares([.. strata.Select(s => s.Size)], [.. strata.Select(s => s.Share)], 300);
        foreach (var (actual, expected) in shares.Zip(golden.Numbers("neyman_allocation_of_300")))
            Near.Relative(actual, expected, 1e-9);
    }

    [Fact]
    public void Weighted_estimates_are_those_of_the_golden_file()
    {
        var golden = FormulaGolden.Group("ipw");
        var table = FormulaGolden.Table("scores.csv");
        var weights = table["w"];
        bool[] bad = [.. table["y"].Select(y => y == 1)];
        bool[] predicted = [.. table["pd_a"].Select(p => p >= golden.Number("threshold"))];
        bool[] both = [.. bad.Zip(predicted, (y, h) => y && h)];
        bool[] falseAlarm = [.. bad.Zip(predicted, (y, h) => !y && h)];

        Near.Relative(WeightedSample.Total([.. weights.Select(_ => 1.0)], weights), golden.Number("ht_total_population"), 1e-9);
        Near.Relative(WeightedSample.Total(table["y"], weights), golden.Number("ht_positives"), 1e-9);
        Near.Relative(WeightedSample.EffectiveRows(weights), golden.Number("kish_ess"), 1e-9);
        var precision = WeightedSample.Ratio(both, predicted, weights);
        Near.Relative(precision.Value!.Value, golden.Number("precision"), 1e-9);
        Near.Relative(precision.StandardError!.Value, golden.Number("se_precision_poisson"), 1e-9);
        var recall = WeightedSample.Ratio(both, bad, weights);
        Near.Relative(recall.Value!.Value, golden.Number("recall"), 1e-9);
        Near.Relative(recall.StandardError!.Value, golden.Number("se_recall_poisson"), 1e-9);
        Near.Relative(WeightedSample.Ratio(falseAlarm, [.. bad.Select(y => !y)], weights).Value!.Value, golden.Number("fpr"), 1e-9);
        Near.Relative(WeightedSample.Ratio(bad, [.. bad.Select(_ => true)], weights).Value!.Value, golden.Number("prevalence_hajek"), 1e-9);
        Near.Relative(RocAuc.Of(BinaryScores.From(table["pd_a"], bad, weights))!.Value, golden.Number("weighted_auc"), 1e-9);
    }
}
