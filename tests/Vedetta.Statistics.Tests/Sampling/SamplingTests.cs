using Vedetta.Statistics.Sampling;

namespace Vedetta.Statistics.Tests.Sampling;

public class SamplingTests
{
    [Fact]
    public void Allocation_in_whole_rows_keeps_the_total_the_floor_and_the_limits()
    {
        var rows = StratifiedSample.NeymanAllocation([9000, 900, 3], [0.04, 0.22, 0.61], 300, floor: 10);

        rows.Sum().ShouldBe(300);
        rows[2].ShouldBe(3);
        rows[1].ShouldBeGreaterThanOrEqualTo(10);
        StratifiedSample.NeymanAllocation([5, 5], [0.5, 0.5], 100).ShouldBe([5, 5]);
        Should.Throw<ArgumentException>(() => StratifiedSample.NeymanAllocation([50, 50], [0.5, 0.5], 3)).Message.ShouldContain("fewer than");
    }

    [Fact]
    public void Estimate_of_strata_says_nothing_when_one_row_stands_for_many()
    {
        StratifiedSample.Estimate([new(100, 50, 5), new(100, 1, 0)]).ShouldBeNull();
        StratifiedSample.Estimate([new(100, 100, 5), new(1, 1, 1)])!.StandardError.ShouldBe(0);
    }

    [Fact]
    public void Inclusion_probabilities_draw_what_was_asked_and_leave_no_row_out()
    {
        double[] sizes = [.. Enumerable.Range(0, 1000).Select(i => i % 10 == 0 ? 100.0 : i / 1000.0)];

        var probabilities = InclusionProbabilities.Proportional(sizes, 150, floor: 0.02);

        Near.Relative(probabilities.Sum(), 150, 1e-9);
        probabilities.ShouldAllBe(p => p >= 0.02 && p <= 1);
        Should.Throw<ArgumentException>(() => InclusionProbabilities.Proportional(sizes, 5, floor: 0.02)).Message.ShouldContain("floor");
    }

    // Laws of large numbers: over many Poisson samples the Hajek ratio is right on average and its interval covers.
    [Fact]
    public void Weighted_ratio_of_poisson_samples_is_unbiased_and_covered()
    {
        var random = new Random(5);
        var score = Enumerable.Range(0, 4000).Select(_ => random.NextDouble()).ToArray();
        var bad = Array.ConvertAll(score, s => random.NextDouble() < 0.3 * s);
        var truth = bad.Count(b => b) / 4000.0;
        var inclusion = InclusionProbabilities.Proportional([.. score.Select(ActiveLearning.Margin)], 400, 0.03);
        var (sum, covered) = (0.0, 0);
        for (var repetition = 0; repetition < 400; repetition++)
        {
            var drawn = Enumerable.Range(0, 4000).Where(i => random.NextDouble() < inclusion[i]).ToArray();
            var ratio = WeightedSample.Ratio([.. drawn.Select(i => bad[i])], [.. drawn.Select(_ => true)], [.. drawn.Select(i => 1 / inclusion[i])]);
            sum += ratio.Value!.Value;
            covered += ratio.Interval!.Value.Contains(truth) ? 1 : 0;
        }
        (sum / 400).ShouldBe(truth, 0.005);
        (covered / 400.0).ShouldBeInRange(0.91, 0.99);
    }

    [Fact]
    public void Delay_falls_with_labels_and_with_the_size_of_the_change()
    {
        DetectionDelay.DaysOfFixedSample(0.9, 0.85, 40).ShouldBeInRange(5, 7.5);
        DetectionDelay.DaysOfFixedSample(0.9, 0.85, 80).ShouldBe(DetectionDelay.DaysOfFixedSample(0.9, 0.85, 40) / 2, 1e-9);
        DetectionDelay.DaysOfCusum(0.05, 0.12, 40).ShouldBeLessThan(DetectionDelay.DaysOfCusum(0.05, 0.08, 40));
        Should.Throw<ArgumentOutOfRangeException>(() => DetectionDelay.DaysOfCusum(0.05, 0.05, 40));
    }

    [Fact]
    public void Scores_of_active_learning_peak_where_the_model_is_unsure()
    {
        ActiveLearning.Margin(0.5).ShouldBe(1);
        ActiveLearning.Margin(0.99).ShouldBe(0.02, 1e-12);
        ActiveLearning.Margin([0.4, 0.4, 0.2]).ShouldBe(1);
        ActiveLearning.Entropy([0.25, 0.25, 0.25, 0.25]).ShouldBe(1, 1e-12);
        ActiveLearning.Entropy([1, 0]).ShouldBe(0);
        ActiveLearning.Disagreement([0, 1]).ShouldBe(1, 1e-12);
        ActiveLearning.Disagreement([0.3, 0.3]).ShouldBe(0, 1e-9);
        ActiveLearning.Entropy([2, 3]).ShouldBe(double.NaN);
    }
}
