using Vedetta.Statistics.Estimation;
using Vedetta.Statistics.Estimation.Regression;
using Vedetta.Statistics.Learners;

namespace Vedetta.Statistics.Tests.Estimation;

/// <summary>Estimates of the errors of regressions.</summary>
public sealed class RegressionEstimatorTests
{
    [Fact]
    public void Errors_follow_the_features_and_cover_the_labels()
    {
        var random = new Random(31);
        var estimator = RegressionEstimator.Fit(Draw(6000, 0.3, random), new EstimationOptions { WindowRows = 500, Metrics = [EstimatedMetric.Mae, EstimatedMetric.Rmse, EstimatedMetric.Bias] });
        var (calm, wild) = (Draw(500, 0.1, random), Draw(500, 0.9, random));
        foreach (var window in (PredictedRows[])[calm, wild])
        {
            foreach (var (estimate, truth) in estimator.Estimate(window).Metrics.Zip(estimator.Realized(window)))
                truth!.Value.ShouldBeInRange(estimate.Low!.Value, estimate.High!.Value, estimate.Metric.ToString());
        }
        estimator.Estimate(wild).Find(EstimatedMetric.Mae)!.Verdict.IsAlarm.ShouldBeTrue();
        estimator.Estimate(calm).Find(EstimatedMetric.Mae)!.Verdict.Kind.ShouldBe(VerdictKind.Healthy);
        estimator.Reference.ShouldAllBe(r => r.Trusted && r.Factor > 0);
    }

    [Fact]
    public void Missing_values_and_losses_that_are_not_defined_are_said()
    {
        var random = new Random(32);
        var rows = Draw(400, 0.3, random);
        var options = new EstimationOptions { Metrics = [EstimatedMetric.Mae, EstimatedMetric.Mape] };
        var zero = RegressionEstimator.Fit(new PredictedRows(rows.Predictions, rows.Features, new double[400]), options);
        var estimate = zero.Estimate(new PredictedRows([double.NaN, .. rows.Predictions[1..]], rows.Features));
        estimate.Used.ShouldBe(399);
        estimate.Find(EstimatedMetric.Mae)!.Value.ShouldNotBeNull();
        estimate.Find(EstimatedMetric.Mape)!.Verdict.Reason.ShouldBe("the loss is not defined for enough rows of the reference");
        RegressionEstimator.Fit(new PredictedRows(rows.Predictions, rows.Features), options).Estimate(rows).Metrics.ShouldAllBe(m => m.Verdict.Kind == VerdictKind.Undecided);
    }

    // The error of a row is five times as large where the feature is 1.
    private static PredictedRows Draw(int n, double share, Random random)
    {
        var feature = Samples.Fill(n, () => random.NextDouble() < share ? 1 : 0);
        var predictions = Samples.Fill(n, () => 100 * random.NextDouble());
        var labels = new double[n];
        for (var i = 0; i < n; i++)
            labels[i] = predictions[i] + ((1 + (4 * feature[i])) * Samples.Gauss(random));
        return new PredictedRows(predictions, new LearningTable([LearningColumn.Numeric("x", feature)]), labels);
    }
}
