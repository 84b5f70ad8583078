using Vedetta.Statistics.Estimation;
using Vedetta.Statistics.Estimation.Multiclass;

namespace Vedetta.Statistics.Tests.Estimation;

/// <summary>Estimates of models with several classes.</summary>
public sealed class MulticlassEstimatorTests
{
    private static readonly EstimationOptions Cbpe = new() { Method = EstimationMethod.Cbpe, Backtest = false };

    [Fact]
    public void Standard_error_is_the_spread_of_drawn_labels()
    {
        var random = new Random(21);
        var rows = Draw(400, random);
        var chances = rows.Scores.ToArray();
        var expectation = new ClassExpectation(rows, chances);
        var draws = Enumerable.Range(0, 400).Select(_ => Relabel(rows, random)).Select(r => EstimatedMetrics.Multiclass.Select(m => new ClassExpectation(r, Certain(r)).Value(m, null)).ToArray()).ToArray();
        for (var m = 0; m < EstimatedMetrics.Multiclass.Count; m++)
        {
            var gradient = chances.Select(c => new double[c.Length]).ToArray();
            var value = expectation.Value(EstimatedMetrics.Multiclass[m], gradient);
            var mean = draws.Average(d => d[m]);
            var deviation = Math.Sqrt(draws.Average(d => (d[m] - mean) * (d[m] - mean)));
            Near.Relative(Math.Sqrt(expectation.Sampling(gradient)), deviation, 0.15, what: EstimatedMetrics.Multiclass[m].ToString());
            Math.Abs(value - mean).ShouldBeLessThan(0.25 * deviation, EstimatedMetrics.Multiclass[m].ToString());
        }
    }

    [Fact]
    public void Estimates_cover_the_labels()
    {
        var random = new Random(22);
        var misses = new Dictionary<EstimatedMetric, int>();
        for (var draw = 0; draw < 40; draw++)
        {
            var window = Draw(400, random);
            var estimator = MulticlassEstimator.Fit(Draw(2000, random), Cbpe);
            foreach (var (estimate, truth) in estimator.Estimate(window).Metrics.Zip(estimator.Realized(window)))
                misses[estimate.Metric] = misses.GetValueOrDefault(estimate.Metric) + (truth < estimate.Low || truth > estimate.High ? 1 : 0);
        }
        // Two of forty are expected; eight or more have a probability of one in a thousand.
        misses.Values.Max().ShouldBeLessThan(8);
    }

    [Fact]
    public void Missing_scores_and_classes_are_said_and_nothing_is_thrown()
    {
        var random = new Random(23);
        var estimator = MulticlassEstimator.Fit(Draw(2000, random), Cbpe);
        var rows = Draw(200, random);
        var holed = new ClassRows([[double.NaN, .. rows.Scores[0][1..]], rows.Scores[1], rows.Scores[2]], rows.Predicted);
        var estimate = estimator.Estimate(holed);
        estimate.Used.ShouldBe(199);
        estimate.Find(EstimatedMetric.Accuracy)!.Value.ShouldNotBeNull();
        estimator.Estimate(rows.Slice(0, 8)).Metrics.ShouldAllBe(m => m.Verdict.Kind == VerdictKind.Undecided);
        var narrow = Draw(500, random);
        var one = new ClassRows(narrow.Scores, narrow.Predicted, new int[500]);
        MulticlassEstimator.Fit(one, Cbpe).UndecidedReason.ShouldBe("only 1 of 3 classes are among the labels of the reference");
        MulticlassEstimator.Fit(one, Cbpe).Estimate(rows).Metrics.ShouldAllBe(m => m.Value == null);
    }

    private static double[][] Certain(ClassRows rows) => [.. Enumerable.Range(0, rows.Classes).Select(rows.Indicator)];

    private static ClassRows Draw(int n, Random random)
    {
        var scores = new[] { new double[n], new double[n], new double[n] };
        var predicted = new int[n];
        for (var i = 0; i < n; i++)
        {
            double[] raw = [Math.Exp(Samples.Gauss(random)), Math.Exp(Samples.Gauss(random)), Math.Exp(Samples.Gauss(random))];
            for (var c = 0; c < 3; c++)
                scores[c][i] = raw[c] / raw.Sum();
            predicted[i] = Array.IndexOf(raw, raw.Max());
        }
        return Relabel(new ClassRows(scores, predicted), random);
    }

    private static ClassRows Relabel(ClassRows rows, Random random)
    {
        var labels = new int[rows.Count];
        for (var i = 0; i < labels.Length; i++)
        {
            var u = random.NextDouble();
            labels[i] = u < rows.Scores[0][i] ? 0 : u < rows.Scores[0][i] + rows.Scores[1][i] ? 1 : 2;
        }
        return new ClassRows(rows.Scores, rows.Predicted, labels);
    }
}
