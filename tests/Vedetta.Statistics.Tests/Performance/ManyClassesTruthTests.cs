using Vedetta.Statistics.Performance;
using Vedetta.Statistics.Performance.Multiclass;

namespace Vedetta.Statistics.Tests.Performance;

/// <summary>Every line of truth_performance.csv of the case with three classes.</summary>
public class ManyClassesTruthTests
{
    [Fact]
    public void Realized_metrics_of_three_classes_agree_with_the_truth()
    {
        string[] classes = ["home", "draw", "away"];
        var truth = TruthRows.Load("soccer_forecasts");
        foreach (var lines in truth.Lines)
        {
            var (period, segment) = lines.Key;
            var labels = Array.ConvertAll(truth.Cells("label", period, segment), c => Array.IndexOf(classes, c));
            var predictions = Array.ConvertAll(truth.Cells("prediction", period, segment), c => Array.IndexOf(classes, c));
            var columns = Array.ConvertAll(classes, c => truth.Numbers("score_" + c, period, segment));
            var probabilities = Enumerable.Range(0, labels.Length).SelectMany(i => columns.Select(c => c[i])).ToArray();
            var measured = new MulticlassPerformance(3, labels, predictions, probabilities);
            foreach (var (metric, expected) in lines)
            {
                var what = $"{period} {metric}";
                if (metric == "n")
                    ((double)labels.Length).ShouldBe(expected!.Value, what);
                else if (metric.StartsWith("label_share", StringComparison.Ordinal))
                    Near.Relative(measured.Counts!.Labelled(Array.IndexOf(classes, metric[12..^1])) / measured.Counts.Total, expected!.Value, 1e-9, 1e-12, what);
                else if (expected is null)
                    measured.Measure(PerformanceMetrics.Parse(metric)).Value.ShouldBeNull(what);
                else
                {
                    var actual = measured.Measure(PerformanceMetrics.Parse(metric));
                    Near.Relative(actual.Value.ShouldNotBeNull(what), expected.Value, 1e-9, 1e-12, what);
                    if (actual.Interval is { } interval)
                        interval.Contains(actual.Value!.Value).ShouldBeTrue(what);
                }
            }
        }
        truth.Lines.Count.ShouldBe(27);
    }

    [Fact]
    public void Averages_of_two_classes_are_those_of_the_binary_metrics()
    {
        int[] labels = [0, 0, 0, 1, 1, 0, 1, 1, 1, 0];
        int[] predictions = [0, 1, 0, 1, 0, 0, 1, 1, 0, 0];
        var counts = ClassCounts.Of(2, labels, predictions);
        var positive = Statistics.Performance.Binary.Confusion.Of(counts[1, 1], counts[0, 1], counts[0, 0], counts[1, 0]);
        ClassAverages.F1(counts, 1).ShouldBe(Statistics.Performance.Binary.Decisions.F1(positive));
        ClassAverages.Precision(counts, 1).ShouldBe(Statistics.Performance.Binary.Decisions.Precision(positive));
        ClassAverages.Recall(counts, 0).ShouldBe(Statistics.Performance.Binary.Decisions.Specificity(positive));
        Near.Relative(ClassAverages.F1Macro(counts).Value!.Value, (ClassAverages.F1(counts, 0).Value!.Value + ClassAverages.F1(counts, 1).Value!.Value) / 2, 1e-12);
    }

    [Fact]
    public void A_class_that_is_never_predicted_counts_as_zero_and_is_said()
    {
        var value = ClassAverages.PrecisionMacro(ClassCounts.Of(3, [0, 1, 2, 0], [0, 1, 1, 0]));
        Near.Relative(value.Value!.Value, (1 + 0.5 + 0) / 3, 1e-12);
        value.Note.ShouldNotBeNull().ShouldContain("1 of 3 classes");
    }

    [Fact]
    public void Odd_windows_of_many_classes_give_values_or_reasons()
    {
        MulticlassPerformance[] windows =
        [
            new(3, [], [], []),
            new(3, [1, 1], [1, 1], [0.2, 0.5, 0.3, 0.1, 0.8, 0.1]),
            new(3, [0, 1, 2], [], [double.NaN, 0.5, 0.3, 0, 0, 0, -1, 1, 1]),
            new(3, [0, 1, 2], [0, 1, 2], []),
        ];
        foreach (var window in windows)
        {
            foreach (var (metric, value) in window.Measure(PerformanceMetrics.Of(PerformanceTask.Multiclass)))
                (value.Value is { } number ? double.IsFinite(number) : value.Note is not null).ShouldBeTrue(PerformanceMetrics.Name(metric));
        }
        windows[2].WithoutProbabilities.ShouldBe(3);
    }
}
