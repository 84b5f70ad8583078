using Vedetta.Statistics.Estimation;
using Vedetta.Statistics.Estimation.Binary;
using Vedetta.Statistics.Estimation.Calibration;

namespace Vedetta.Statistics.Tests.Estimation;

/// <summary>Expected metrics of rows whose labels are chances: means, gradients and variances.</summary>
public sealed class ExpectationTests
{
    private static readonly CellValues Values = new(5, -10, -50, 50);
    private static readonly EstimatedMetric[] All = [.. EstimatedMetrics.Binary, EstimatedMetric.BusinessValue];

    [Fact]
    public void Metrics_of_certain_labels_are_the_realized_ones()
    {
        // Four rows, two tied: AUC by hand is (1 + 1 + 1/2 + 1) / 4 with positives at 0.6 and 0.9.
        double[] scores = [0.2, 0.6, 0.6, 0.9];
        double[] labels = [0, 0, 1, 1];
        bool[] predicted = [false, true, true, true];
        var metrics = Value(scores, labels, predicted);
        metrics[EstimatedMetric.RocAuc].ShouldBe(0.875, 1e-15);
        metrics[EstimatedMetric.Gini].ShouldBe(0.75, 1e-15);
        metrics[EstimatedMetric.AveragePrecision].ShouldBe((0.5 * 1) + (0.5 * 2 / 3), 1e-15);
        metrics[EstimatedMetric.Accuracy].ShouldBe(0.75, 1e-15);
        metrics[EstimatedMetric.Precision].ShouldBe(2.0 / 3, 1e-15);
        metrics[EstimatedMetric.Recall].ShouldBe(1);
        metrics[EstimatedMetric.Specificity].ShouldBe(0.5);
        metrics[EstimatedMetric.F1].ShouldBe(0.8, 1e-15);
        metrics[EstimatedMetric.Brier].ShouldBe((0.04 + 0.36 + 0.16 + 0.01) / 4, 1e-15);
        metrics[EstimatedMetric.LogLoss].ShouldBe(-(Math.Log(0.8) + Math.Log(0.4) + Math.Log(0.6) + Math.Log(0.9)) / 4, 1e-15);
        metrics[EstimatedMetric.BusinessValue].ShouldBe(5 - 10 + 100);
    }

    [Fact]
    public void Numerator_of_area_and_average_precision_has_the_mean_over_all_labels()
    {
        // With few rows every label vector can be visited: numerator and denominator of AUC are exact means.
        double[] scores = [0.1, 0.3, 0.3, 0.6, 0.8];
        double[] p = [0.2, 0.4, 0.4, 0.7, 0.9];
        bool[] predicted = [false, false, true, true, true];
        var (concordant, pairs, precision, positives) = (0.0, 0.0, 0.0, 0.0);
        for (var bits = 0; bits < 32; bits++)
        {
            var labels = Enumerable.Range(0, 5).Select(i => (double)((bits >> i) & 1)).ToArray();
            var chance = Enumerable.Range(0, 5).Aggregate(1.0, (product, i) => product * (labels[i] == 1 ? p[i] : 1 - p[i]));
            var ones = labels.Sum();
            pairs += chance * ones * (5 - ones);
            positives += chance * ones;
            var realized = Value(scores, labels, predicted);
            concordant += ones is > 0 and < 5 ? chance * realized[EstimatedMetric.RocAuc] * ones * (5 - ones) : 0;
            precision += ones > 0 ? chance * realized[EstimatedMetric.AveragePrecision] * ones : 0;
        }
        var expected = Value(scores, p, predicted);
        expected[EstimatedMetric.RocAuc].ShouldBe(concordant / pairs, 1e-12);
        expected[EstimatedMetric.AveragePrecision].ShouldBe(precision / positives, 1e-12);
    }

    [Fact]
    public void Variances_are_those_of_finite_differences()
    {
        var random = new Random(3);
        var scores = Samples.Fill(60, () => Math.Round(random.NextDouble(), 1)).Order().ToArray();
        var p = Array.ConvertAll(scores, s => Math.Clamp(s + (0.1 * (random.NextDouble() - 0.5)), 0.01, 0.99));
        var predicted = Array.ConvertAll(scores, s => s > 0.5);
        var labels = Array.ConvertAll(p, x => random.NextDouble() < x ? 1.0 : 0);
        var bins = ReferenceBins.Of(scores, labels, 7);
        var moments = BinaryExpectation.Of(new BinaryRows(scores, p, predicted), bins, All, Values, withVariance: true, out _);
        var sampling = new double[All.Length];
        var byBin = All.Select(_ => new double[bins.Count]).ToArray();
        const double Step = 1e-6;
        for (var row = 0; row < p.Length; row++)
        {
            var up = Value(scores, [.. p[..row], p[row] + Step, .. p[(row + 1)..]], predicted);
            var down = Value(scores, [.. p[..row], p[row] - Step, .. p[(row + 1)..]], predicted);
            var bin = 0;
            while (bin < bins.Edges.Length && scores[row] > bins.Edges[bin])
                bin++;
            for (var m = 0; m < All.Length; m++)
            {
                var gradient = (up[All[m]] - down[All[m]]) / (2 * Step);
                sampling[m] += gradient * gradient * p[row] * (1 - p[row]);
                byBin[m][bin] += gradient;
            }
        }
        for (var m = 0; m < All.Length; m++)
        {
            var calibration = byBin[m].Select((g, b) => g * g * bins.Variances[b]).Sum();
            Near.Relative(moments[m].Sampling, sampling[m], 1e-5, 1e-12, All[m].ToString());
            Near.Relative(moments[m].Calibration, calibration, 1e-5, 1e-12, All[m].ToString());
        }
    }

    [Fact]
    public void Standard_error_is_the_spread_of_drawn_labels()
    {
        var random = new Random(5);
        var scores = Samples.Fill(400, random.NextDouble).Order().ToArray();
        var predicted = Array.ConvertAll(scores, s => s > 0.5);
        var moments = BinaryExpectation.Of(new BinaryRows(scores, scores, predicted), null, All, Values, withVariance: true, out _);
        var draws = Enumerable.Range(0, 600).Select(_ => Value(scores, Array.ConvertAll(scores, s => random.NextDouble() < s ? 1.0 : 0), predicted)).ToArray();
        for (var m = 0; m < All.Length; m++)
        {
            var mean = draws.Average(d => d[All[m]]);
            var deviation = Math.Sqrt(draws.Average(d => (d[All[m]] - mean) * (d[All[m]] - mean)));
            Near.Relative(Math.Sqrt(moments[m].Sampling), deviation, 0.12, what: All[m].ToString());
            Math.Abs(moments[m].Value - mean).ShouldBeLessThan(0.2 * deviation, All[m].ToString());
        }
    }

    private static Dictionary<EstimatedMetric, double> Value(double[] scores, double[] p, bool[] predicted)
    {
        var moments = BinaryExpectation.Of(new BinaryRows(scores, p, predicted), null, All, Values, withVariance: false, out _);
        return All.Zip(moments).ToDictionary(x => x.First, x => x.Second.Value);
    }
}
