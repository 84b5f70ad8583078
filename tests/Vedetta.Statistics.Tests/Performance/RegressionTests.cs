using Vedetta.Statistics.Performance;
using Vedetta.Statistics.Performance.Regression;

namespace Vedetta.Statistics.Tests.Performance;

public class RegressionTests
{
    [Fact]
    public void Realized_metrics_of_the_regression_case_agree_with_the_truth()
    {
        var truth = TruthRows.Load("bike_regression");
        foreach (var lines in truth.Lines)
        {
            var (period, segment) = lines.Key;
            var (labels, predictions) = (truth.Numbers("label", period, segment), truth.Numbers("prediction", period, segment));
            var measured = new RegressionPerformance(predictions, labels);
            foreach (var (metric, expected) in lines)
            {
                var what = $"{period} {segment} {metric}";
                var actual = metric switch
                {
                    "n" => labels.Length,
                    "mean_label" => labels.Average(),
                    "mean_prediction" => predictions.Average(),
                    "mean_error" => measured.Measure(PerformanceMetric.Bias).Value!.Value,
                    _ => measured.Measure(PerformanceMetrics.Parse(metric)).Value!.Value,
                };
                Near.Relative(actual, expected!.Value, 1e-9, 1e-12, what);
            }
            foreach (var (metric, value) in measured.Measure(PerformanceMetrics.Of(PerformanceTask.Regression)))
            {
                if (value.Interval is { } interval)
                    interval.Contains(value.Value!.Value).ShouldBeTrue($"{period} {segment} {PerformanceMetrics.Name(metric)}");
            }
        }
        truth.Lines.Count.ShouldBe(42);
    }

    [Fact]
    public void Relative_error_leaves_out_labels_of_zero_and_says_so()
    {
        var value = new RegressionPerformance([1, 5, 9], [0, 10, 10]).Measure(PerformanceMetric.Mape);
        Near.Relative(value.Value!.Value, 0.3, 1e-12);
        value.Note.ShouldBe("1 rows with label zero left out");
        new RegressionPerformance([1, 2], [0, 0]).Measure(PerformanceMetric.Mape).Note.ShouldBe("every label is zero");
    }

    [Fact]
    public void Odd_windows_give_values_or_reasons()
    {
        RegressionPerformance[] windows = [new([], []), new([1], [2]), new([1, 2, 3], [5, 5, 5]), new([1, 2, 3], [1, 2, 3]), new([double.NaN, -2, double.PositiveInfinity], [1, -3, 2])];
        foreach (var window in windows)
        {
            foreach (var (metric, value) in window.Measure(PerformanceMetrics.Of(PerformanceTask.Regression)))
                (value.Value is { } number ? double.IsFinite(number) : value.Note is not null).ShouldBeTrue(PerformanceMetrics.Name(metric));
        }
        windows[4].LeftOut.ShouldBe(2);
    }

    [Theory]
    [InlineData(50, 0.5)]
    [InlineData(200, 0.05)]
    [InlineData(1000, 0.95)]
    public void Ranks_of_a_quantile_cover_at_least_what_they_say_and_no_rank_less_does(int n, double q)
    {
        var (low, high) = QuantileInterval.Ranks(n, q, 0.95)!.Value;
        Below(low).ShouldBeLessThanOrEqualTo(0.025);
        Below(low + 1).ShouldBeGreaterThan(0.025);
        (1 - Below(high)).ShouldBeLessThanOrEqualTo(0.025);
        (1 - Below(high - 1)).ShouldBeGreaterThan(0.025);

        // P(Bin(n, q) < k) by summing its terms.
        double Below(int k) => Enumerable.Range(0, k).Sum(x => Math.Exp(LogChoose(x) + (x * Math.Log(q)) + ((n - x) * Math.Log(1 - q))));
        double LogChoose(int x) => Enumerable.Range(1, x).Sum(i => Math.Log((n - x + i) / (double)i));
    }
}
