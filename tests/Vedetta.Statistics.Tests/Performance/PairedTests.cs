using System.Text.Json;
using Vedetta.Statistics.Performance.Binary;
using Vedetta.Statistics.Performance.Paired;

namespace Vedetta.Statistics.Tests.Performance;

public class PairedTests
{
    [Fact]
    public void Paired_areas_agree_with_the_formulas_file()
    {
        var (a, b, labels, _) = FormulaTests.Rows();
        using var json = JsonDocument.Parse(File.ReadAllText(SharedFolder.Require("golden", "formulas", "golden.json")));
        var golden = json.RootElement.GetProperty("discrimination");
        var paired = PairedAreas.Of(a, b, labels).ShouldNotBeNull();
        Near.Relative(paired.First, golden.GetProperty("auc_a").GetDouble(), 1e-9);
        Near.Relative(paired.FirstVariance, golden.GetProperty("delong_var_a").GetDouble(), 1e-9);
        Near.Relative(paired.SecondVariance, golden.GetProperty("delong_var_b").GetDouble(), 1e-9);
        Near.Relative(paired.Covariance, golden.GetProperty("delong_cov_ab").GetDouble(), 1e-9);
        var test = golden.GetProperty("paired_delong");
        Near.Relative(paired.Difference, test.GetProperty("diff").GetDouble(), 1e-9);
        Near.Relative(paired.StandardError, test.GetProperty("se").GetDouble(), 1e-9);
        Near.Relative(paired.Z!.Value, test.GetProperty("z").GetDouble(), 1e-9);
        Near.Relative(paired.PValue, test.GetProperty("p_two_sided").GetDouble(), 1e-9);
    }

    [Fact]
    public void A_score_compared_with_itself_differs_by_nothing()
    {
        var (a, _, labels, weights) = FormulaTests.Rows();
        var paired = PairedAreas.Of(a, a, labels, weights).ShouldNotBeNull();
        paired.Difference.ShouldBe(0);
        paired.StandardError.ShouldBe(0, 1e-7);
        PairedAreas.Of([0.1, 0.2], [0.3, 0.4], [true, true]).ShouldBeNull();
    }

    [Fact]
    public void Rows_where_one_model_is_right_decide()
    {
        var one = new McNemar(100, 15, 5);
        Near.Relative(one.Statistic, 5, 1e-12);
        // 2 P(Bin(20, 1/2) >= 15) = 2 * 21700 / 2^20.
        Near.Relative(one.PValue, 2 * 21700 / Math.Pow(2, 20), 1e-9);
        one.Interval()!.Value.Contains(0.1).ShouldBeTrue();
        new McNemar(100, 0, 0).PValue.ShouldBe(1);
        McNemar.Of([1, 0, 1], [1, 1, 1], [1, 0, 0]).ShouldBe(new McNemar(3, 1, 0));
    }

    [Fact]
    public void Resampling_is_reproducible_and_near_the_closed_form()
    {
        var (a, b, labels, _) = FormulaTests.Rows();
        var closed = PairedAreas.Of(a, b, labels)!;
        var first = Run(7);
        first.ShouldBe(Run(7));
        first.Difference.ShouldNotBeNull().ShouldBe(closed.Difference, 1e-12);
        (first.Interval!.Value.High - first.Interval.Value.Low).ShouldBe(2 * 1.96 * closed.StandardError, 0.025);

        PairedBootstrap Run(ulong seed) => PairedBootstrap.Of(labels.Length, rows => Area(a, rows) - Area(b, rows), seed, 300);
        double? Area(double[] scores, IReadOnlyList<int> rows) =>
            RocAuc.Of(BinaryScores.From([.. rows.Select(r => scores[r])], [.. rows.Select(r => labels[r])]))?.Value;
    }
}
