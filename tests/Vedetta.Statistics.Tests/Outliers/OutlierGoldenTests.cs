using System.Globalization;
using System.Text.Json;
using Vedetta.Statistics.Outliers;
using Vedetta.Statistics.Tests.Multivariate;

namespace Vedetta.Statistics.Tests.Outliers;

/// <summary>Scores of detectors against the golden file.</summary>
public class OutlierGoldenTests
{
    [Fact]
    public void Mahalanobis_distances_tails_thresholds_and_shrinkage_agree()
    {
        using var json = StaticGolden.Open();
        var test = json.RootElement.GetProperty("mahalanobis");
        var (reference, rows) = (test.GetProperty("ref").Rows().Table(), test.GetProperty("test").Rows().Table());
        var plain = MahalanobisDetector.Fit(reference, CovarianceEstimate.Sample, OutlierEncoding.OwnUnits);
        Same(plain.CovarianceMatrix.ToArray(), [.. test.GetProperty("cov_ddof1").Rows().SelectMany(r => r)]);
        var distances = plain.Score(rows);
        Same(distances, test.GetProperty("d2_test").Numbers());
        Same([.. distances.Select(plain.NormalPValue)], test.GetProperty("p_chi2").Numbers());
        var inside = plain.Score(reference);
        Same(inside[..10], test.GetProperty("d2_ref_first10").Numbers());
        var conformal = ConformalScores.Of(inside);
        Same([.. distances.Select(conformal.PValue)], test.GetProperty("empirical_p_plus1").Numbers());
        Near.Relative(conformal.Threshold(0.05)!.Value, test.GetProperty("thr_q95_higher").GetDouble(), 1e-9);
        var shrunk = MahalanobisDetector.Fit(reference, CovarianceEstimate.LedoitWolf, OutlierEncoding.OwnUnits);
        Near.Relative(shrunk.Shrinkage, test.GetProperty("ledoit_wolf_shrinkage").GetDouble(), 1e-9);
        Same(shrunk.CovarianceMatrix.ToArray(), [.. test.GetProperty("ledoit_wolf_cov").Rows().SelectMany(r => r)]);
    }

    [Fact]
    public void Distances_to_the_nearest_class_and_relative_ones_agree()
    {
        using var json = StaticGolden.Open();
        var test = json.RootElement.GetProperty("mahalanobis_class_conditional");
        var classes = test.GetProperty("classes").EnumerateArray().Select(c => c.Rows()).ToArray();
        var table = classes.SelectMany(c => c).ToArray().Table();
        int[] of = [.. classes.SelectMany((c, k) => c.Select(_ => k))];
        var rows = test.GetProperty("test").Rows().Table();
        Same(ClassMahalanobisDetector.Fit(table, of, encoding: OutlierEncoding.OwnUnits).Score(rows), test.GetProperty("score_min").Numbers());
        Same(ClassMahalanobisDetector.Fit(table, of, relative: true, OutlierEncoding.OwnUnits).Score(rows), test.GetProperty("score_relative").Numbers());
    }

    [Fact]
    public void Distances_to_neighbours_and_residuals_of_components_agree()
    {
        using var json = StaticGolden.Open();
        var data = json.RootElement.GetProperty("mahalanobis");
        var (reference, rows) = (data.GetProperty("ref").Rows().Table(), data.GetProperty("test").Rows().Table());
        var test = json.RootElement.GetProperty("knn_lof_pca");
        foreach (var k in new[] { 1, 5, 10 })
            Same(NeighbourDetector.Fit(reference, k, OutlierEncoding.OwnUnits).Score(rows), test.GetProperty("knn_k" + k.ToString(CultureInfo.InvariantCulture)).Numbers());
        var residual = ResidualDetector.Fit(reference, 2, OutlierEncoding.OwnUnits);
        Same(residual.Score(rows), test.GetProperty("pca_residual_top2").Numbers());
        Same([.. residual.Eigenvalues], test.GetProperty("eigenvalues").Numbers());
    }

    [Fact]
    public void Depths_and_scores_of_isolation_forests_agree()
    {
        using var json = StaticGolden.Open();
        var test = json.RootElement.GetProperty("isolation_forest");
        foreach (var entry in test.GetProperty("c_n").EnumerateObject())
            Near.Relative(IsolationForest.ExpectedDepth(int.Parse(entry.Name, CultureInfo.InvariantCulture)), entry.Value.GetDouble(), 1e-9, 1e-12, entry.Name);
        foreach (var example in test.GetProperty("examples").EnumerateArray())
            Near.Relative(IsolationForest.ScoreOf(example.GetProperty("Eh").GetDouble(), example.GetProperty("psi").GetInt32()), example.GetProperty("score").GetDouble(), 1e-9);
    }

    [Fact]
    public void Scores_of_logits_agree()
    {
        using var json = StaticGolden.Open();
        var test = json.RootElement.GetProperty("ood_logits");
        var rows = test.GetProperty("logits").Rows();
        var (logits, classes) = (rows.SelectMany(r => r).ToArray(), rows[0].Length);
        Same(UncertaintyScores.FromLogits(logits, classes, UncertaintyMeasure.MaximumProbability), test.GetProperty("one_minus_msp").Numbers());
        Same(UncertaintyScores.FromLogits(logits, classes, UncertaintyMeasure.Entropy), test.GetProperty("entropy_nat").Numbers());
        Same([.. UncertaintyScores.FromLogits(logits, classes, UncertaintyMeasure.Margin).Select(s => 1 - s)], test.GetProperty("margin_top1_top2").Numbers());
        Same(UncertaintyScores.FromLogits(logits, classes, UncertaintyMeasure.Energy), test.GetProperty("energy_T1").Numbers());
        Same(UncertaintyScores.FromLogits(logits, classes, UncertaintyMeasure.Energy, 2), test.GetProperty("energy_T2").Numbers());
        Same([.. UncertaintyScores.FromLogits(logits, classes, UncertaintyMeasure.MaximumLogit).Select(s => -s)], test.GetProperty("max_logit").Numbers());
        Same([.. UncertaintyScores.FromLogits(logits, classes, UncertaintyMeasure.MaximumProbability, 2).Select(s => 1 - s)], test.GetProperty("msp_temperature_2").Numbers());
        double[] softmax = [.. test.GetProperty("softmax").Rows().SelectMany(r => r)];
        Same(UncertaintyScores.FromProbabilities(softmax, classes, UncertaintyMeasure.Entropy), test.GetProperty("entropy_nat").Numbers());
        Should.Throw<ArgumentException>(() => UncertaintyScores.FromProbabilities(softmax, classes, UncertaintyMeasure.Energy)).Message.ShouldContain("logits");
    }

    private static void Same(double[] actual, double[] expected)
    {
        actual.Length.ShouldBe(expected.Length);
        for (var i = 0; i < actual.Length; i++)
            Near.Relative(actual[i], expected[i], 1e-9, 1e-12, $"entry {i}");
    }
}
