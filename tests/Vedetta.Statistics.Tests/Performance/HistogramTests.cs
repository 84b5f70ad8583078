using Vedetta.Statistics.Performance.Binary;
using Vedetta.Statistics.Performance.Histogram;

namespace Vedetta.Statistics.Tests.Performance;

public class HistogramTests
{
    [Theory]
    [InlineData(8)]
    [InlineData(64)]
    [InlineData(LabelledHistogram.DefaultEdges)]
    public void Bounds_hold_the_exact_rank_metrics_and_shrink_with_the_edges(int edges)
    {
        var random = new Random(11);
        var reference = Samples.Fill(20_000, random.NextDouble);
        for (var trial = 0; trial < 5; trial++)
        {
            var scores = Samples.Fill(3_000, () => Math.Round(Math.Pow(random.NextDouble(), 1.3), trial == 0 ? 2 : 9));
            var labels = Array.ConvertAll(scores, s => random.NextDouble() < s);
            var histogram = LabelledHistogram.FromReference(reference, edges, 0.5);
            for (var i = 0; i < scores.Length; i++)
                histogram.Add(scores[i], labels[i]);
            var exact = BinaryScores.From(scores, labels);
            // Rounded scores crowd into one span: their bounds are certain but not narrow.
            var share = trial == 0 ? 1.0 : 1.0 / edges;
            Holds(HistogramMetrics.RocAuc(histogram), RocAuc.Of(exact)!.Value, 2 * share);
            Holds(HistogramMetrics.KsScore(histogram), KsScore.Of(exact).Value!.Value, 4 * share);
            Holds(HistogramMetrics.AveragePrecision(histogram), AveragePrecision.Of(exact).Value!.Value, 8 * share);
            Near.Relative(HistogramMetrics.Brier(histogram)!.Value, ProbabilityErrors.Brier(exact).Value!.Value, 1e-9);
            Near.Relative(HistogramMetrics.LogLoss(histogram)!.Value, ProbabilityErrors.LogLoss(exact).Value!.Value, 1e-9);
            Near.Relative(HistogramMetrics.MeanScore(histogram)!.Value, ProbabilityErrors.MeanScore(exact).Value!.Value, 1e-9);
            Confusion.At(histogram.ToScores(), 0.5).ShouldBe(Confusion.At(exact, 0.5));
        }

        static void Holds(BoundedMetric? bounded, double exact, double widest)
        {
            bounded.ShouldNotBeNull();
            exact.ShouldBeInRange(bounded.BoundLow - 1e-12, bounded.BoundHigh + 1e-12);
            (bounded.BoundHigh - bounded.BoundLow).ShouldBeLessThan(widest);
        }
    }

    [Fact]
    public void Merged_histograms_are_that_of_all_rows()
    {
        var (a, b, all) = (New(), New(), New());
        for (var i = 0; i < 400; i++)
        {
            var score = i * 0.37 % 1;
            (i % 3 == 0 ? a : b).Add(score, i % 5 == 0);
            all.Add(score, i % 5 == 0);
        }
        a.Add(double.NaN, true);
        all.Add(double.NaN, true);
        a.Merge(b);
        HistogramMetrics.RocAuc(a).ShouldBe(HistogramMetrics.RocAuc(all));
        a.WithoutScore.ShouldBe(1);
        Should.Throw<ArgumentException>(() => a.Merge(new LabelledHistogram([0.5])));

        static LabelledHistogram New() => new([0.1, 0.2, 0.4, 0.8]);
    }
}
