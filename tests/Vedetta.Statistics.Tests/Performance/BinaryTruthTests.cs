using Vedetta.Statistics.Performance;
using Vedetta.Statistics.Performance.Binary;

namespace Vedetta.Statistics.Tests.Performance;

/// <summary>Every binary line of truth_performance.csv, every period and segment.</summary>
public class BinaryTruthTests
{
    public static TheoryData<string> Cases => ["elec2", "adult_education_split", "ma_employment", "california_housing", "mlb_forecasts", "hotel_cancellation"];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Realized_metrics_agree_with_the_truth(string name)
    {
        var truth = TruthRows.Load(name);
        var compared = 0;
        foreach (var lines in truth.Lines)
        {
            var (period, segment) = lines.Key;
            var labels = Array.ConvertAll(truth.Cells("label", period, segment), c => c == "1");
            var predictions = Array.ConvertAll(truth.Cells("prediction", period, segment), c => c == "1");
            var measured = new BinaryPerformance(BinaryScores.From(truth.Numbers("score", period, segment), labels), Confusion.Of(predictions, labels));
            foreach (var (metric, expected) in lines)
            {
                var what = $"{name} {period} {segment} {metric}";
                if (metric == "n")
                {
                    ((double)labels.Length).ShouldBe(expected!.Value, what);
                    continue;
                }
                var actual = measured.Measure(PerformanceMetrics.Parse(metric));
                compared++;
                if (expected is null)
                {
                    actual.Value.ShouldBeNull(what);
                    actual.Note.ShouldNotBeNullOrEmpty(what);
                    continue;
                }
                Near.Relative(actual.Value.ShouldNotBeNull(what), expected.Value, 1e-9, 1e-12, what);
                if (actual.Interval is { } interval)
                    interval.Contains(actual.Value!.Value).ShouldBeTrue($"{what}: {actual.Value} in {interval}");
            }
            if (lines.All(l => l.Metric != "roc_auc"))
                measured.Measure(PerformanceMetric.RocAuc).Note.ShouldBe("all labels are of one class");
        }
        compared.ShouldBeGreaterThan(200);
    }
}
