using Vedetta.Statistics.Performance;
using Vedetta.Statistics.Performance.Binary;

namespace Vedetta.Statistics.Tests.Performance;

public class BinaryEdgeTests
{
    private static readonly IReadOnlyList<PerformanceMetric> All = PerformanceMetrics.Of(PerformanceTask.Binary);

    public static TheoryData<string> Odd => ["empty", "one class", "constant", "nan", "infinite", "points", "separated", "one row"];

    [Theory]
    [MemberData(nameof(Odd))]
    public void Odd_windows_give_values_or_reasons_and_never_fail(string kind)
    {
        var (scores, labels) = Window(kind);
        var predictions = Array.ConvertAll(scores, s => s >= 0.5);
        foreach (var (metric, value) in new BinaryPerformance(BinaryScores.From(scores, labels), Confusion.Of(predictions, labels)).Measure(All))
        {
            var what = $"{kind} {PerformanceMetrics.Name(metric)}";
            if (value.Value is { } number)
                double.IsFinite(number).ShouldBeTrue(what);
            else
                value.Note.ShouldNotBeNullOrEmpty(what);
            if (value.Interval is { } interval)
            {
                double.IsNaN(interval.Low).ShouldBeFalse(what);
                double.IsNaN(interval.High).ShouldBeFalse(what);
                interval.Low.ShouldBeLessThanOrEqualTo(interval.High, what);
            }
        }
    }

    [Fact]
    public void Rows_without_score_are_counted_and_left_out()
    {
        var scores = BinaryScores.From([0.1, double.NaN, 0.9, 0.4], [false, true, true, false]);
        scores.WithoutScore.ShouldBe(1);
        scores.Total.ShouldBe(3);
        RocAuc.Of(scores)!.Value.ShouldBe(1);
    }

    [Fact]
    public void Area_has_no_interval_below_five_rows_of_a_class_and_a_conservative_one_below_a_hundred()
    {
        Area(4, 200).Interval.ShouldBeNull();
        Area(4, 200).Note.ShouldNotBeNull().ShouldContain("fewer than 5");
        Area(7, 200).Note.ShouldNotBeNull().ShouldContain("no verdict");
        var few = RocAuc.Of(Scores(60, 300))!;
        few.Measure().Interval!.Value.High.ShouldBeGreaterThanOrEqualTo(few.Logit().High);
        var many = RocAuc.Of(Scores(150, 300))!;
        many.Measure().Interval.ShouldBe(many.Logit());

        static MetricValue Area(int positives, int negatives) => RocAuc.Of(Scores(positives, negatives))!.Measure();
    }

    [Fact]
    public void Constant_scores_rank_nothing()
    {
        var scores = BinaryScores.From([0.3, 0.3, 0.3, 0.3], [true, false, false, true]);
        RocAuc.Of(scores)!.Value.ShouldBe(0.5);
        KsScore.Of(scores).Value.ShouldBe(0);
        AveragePrecision.Of(scores).Value.ShouldBe(0.5);
    }

    [Fact]
    public void Weights_of_two_count_a_row_twice()
    {
        var random = new Random(5);
        var scores = Samples.Fill(300, () => Math.Round(random.NextDouble(), 2));
        var labels = Array.ConvertAll(scores, s => random.NextDouble() < s);
        var weights = Samples.Fill(300, () => random.Next(1, 4));
        var (longScores, longLabels) = (new List<double>(), new List<bool>());
        for (var i = 0; i < scores.Length; i++)
        {
            for (var w = 0; w < weights[i]; w++)
            {
                longScores.Add(scores[i]);
                longLabels.Add(labels[i]);
            }
        }
        var weighted = new BinaryPerformance(BinaryScores.From(scores, labels, weights), Confusion.Of(Array.ConvertAll(scores, s => s >= 0.5), labels, weights));
        var repeated = new BinaryPerformance(BinaryScores.From([.. longScores], [.. longLabels]), Confusion.Of([.. longScores.Select(s => s >= 0.5)], [.. longLabels]));
        foreach (var metric in All)
        {
            var (a, b) = (weighted.Measure(metric), repeated.Measure(metric));
            Near.Relative(a.Value!.Value, b.Value!.Value, 1e-9, 1e-12, PerformanceMetrics.Name(metric));
            // The same rows counted twice know no more than once: intervals of weighted rows are the wider ones.
            if (a.Interval is { } wide && b.Interval is { } narrow && metric is not PerformanceMetric.Mce)
                (wide.High - wide.Low).ShouldBeGreaterThan(narrow.High - narrow.Low, PerformanceMetrics.Name(metric));
        }
    }

    [Fact]
    public void Reversed_scores_give_one_less_the_area()
    {
        var scores = Samples.Normal(500, 3);
        var labels = Array.ConvertAll(scores, s => s > 0.3);
        labels[0] = !labels[0];
        var (up, down) = (RocAuc.Of(BinaryScores.From(scores, labels))!, RocAuc.Of(BinaryScores.From(Array.ConvertAll(scores, s => -s), labels))!);
        Near.Relative(up.Value, 1 - down.Value, 1e-12);
        Near.Relative(up.DeLong, down.DeLong, 1e-9);
    }

    [Fact]
    public void Names_of_the_contract_are_read_and_others_refused_with_the_list()
    {
        foreach (var metric in PerformanceMetrics.All)
            PerformanceMetrics.Parse(metric.Name).ShouldBe(metric.Metric);
        PerformanceMetrics.All.Count.ShouldBe(Enum.GetValues<PerformanceMetric>().Length);
        Should.Throw<FormatException>(() => PerformanceMetrics.Parse("auc")).Message.ShouldContain("roc_auc");
        PerformanceMetrics.TryParse("mae", PerformanceTask.Binary, out _, out var problem).ShouldBeFalse();
        problem.ShouldNotBeNull().ShouldContain("does not belong to a binary model");
    }

    private static BinaryScores Scores(int positives, int negatives)
    {
        var random = new Random(positives);
        var labels = Enumerable.Range(0, positives + negatives).Select(i => i < positives).ToArray();
        return BinaryScores.From(Array.ConvertAll(labels, y => Samples.Gauss(random) + (y ? 1.2 : 0)), labels);
    }

    private static (double[] Scores, bool[] Labels) Window(string kind) => kind switch
    {
        "empty" => ([], []),
        "one class" => ([0.1, 0.5, 0.7], [true, true, true]),
        "constant" => (Enumerable.Repeat(0.3, 40).ToArray(), Enumerable.Range(0, 40).Select(i => i % 3 == 0).ToArray()),
        "nan" => (Enumerable.Repeat(double.NaN, 10).ToArray(), new bool[10]),
        "infinite" => (Enumerable.Range(0, 40).Select(i => i == 7 ? double.PositiveInfinity : i / 40.0).ToArray(), Enumerable.Range(0, 40).Select(i => i % 3 == 0).ToArray()),
        "points" => (Enumerable.Range(0, 40).Select(i => 300.0 + i).ToArray(), Enumerable.Range(0, 40).Select(i => i % 3 == 0).ToArray()),
        "separated" => (Enumerable.Range(0, 40).Select(i => i / 39.0).ToArray(), Enumerable.Range(0, 40).Select(i => i >= 20).ToArray()),
        _ => ([0.4], [true]),
    };
}
