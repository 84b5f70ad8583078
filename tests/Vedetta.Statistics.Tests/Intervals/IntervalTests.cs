using System.Text.Json;
using Vedetta.Statistics.Intervals;
using Vedetta.Statistics.Profiles;
using Vedetta.Statistics.Quality;

namespace Vedetta.Statistics.Tests.Intervals;

public class IntervalTests
{
    [Fact]
    public void Intervals_of_a_proportion_agree_with_the_formulas_file()
    {
        using var json = JsonDocument.Parse(File.ReadAllText(SharedFolder.Require("golden", "formulas", "golden.json")));
        foreach (var test in json.RootElement.GetProperty("proportion_ci").EnumerateArray())
        {
            var (k, n) = (test.GetProperty("k").GetDouble(), test.GetProperty("n").GetDouble());
            Same(Proportion.Wilson(k, n), test.GetProperty("wilson"));
            Same(Proportion.ClopperPearson(k, n), test.GetProperty("clopper_pearson"));
            Same(Proportion.Jeffreys(k, n), test.GetProperty("jeffreys"));
            Same(Proportion.AgrestiCoull(k, n), test.GetProperty("agresti_coull"));
            Same(Proportion.Wald(k, n), test.GetProperty("wald"));
        }
        var ab = json.RootElement.GetProperty("ab");
        double At(string name) => ab.GetProperty(name).GetDouble();
        Same(Proportion.Newcombe(At("xb"), At("nb"), At("xa"), At("na")), ab.GetProperty("newcombe_ci95"));
        Near.Relative(TwoProportions.PValue((long)At("xb"), (long)At("nb"), (long)At("xa"), (long)At("na")), At("p_two_sided"), 1e-9);
        var welch = json.RootElement.GetProperty("welch");
        var result = MeanDifference.Welch(Moments(welch.GetProperty("a")), Moments(welch.GetProperty("b")))!;
        Same(result.Interval, welch.GetProperty("ci95"));
        Near.Relative(result.PValue, welch.GetProperty("p").GetDouble(), 1e-8);
    }

    [Theory]
    [InlineData(50, 0.01, 0.951)]
    [InlineData(50, 0.05, 0.935)]
    [InlineData(200, 0.01, 0.93)]
    [InlineData(200, 0.5, 0.944)]
    [InlineData(1000, 0.01, 0.937)]
    public void Modified_Wilson_covers_in_the_whole_neighbourhood(int n, double p, double atLeast)
    {
        for (var factor = 0.70; factor <= 1.42; factor += 0.01)
        {
            var q = Math.Min(1, p * factor);
            double coverage = 0;
            for (var x = 0; x <= n; x++)
            {
                if (Proportion.ModifiedWilson(x, n).Contains(q))
                    coverage += Statistics.Drift.BinomialTerms.Probability(x, n, q, 1 - q);
            }
            coverage.ShouldBeGreaterThan(atLeast - 0.003, $"p {q}");
        }
    }

    [Fact]
    public void Poisson_interval_has_the_published_limits()
    {
        var interval = PoissonCount.Exact(10);
        interval.Low.ShouldBe(4.795389, 1e-5);
        interval.High.ShouldBe(18.390356, 1e-5);
        PoissonCount.Exact(0).Low.ShouldBe(0);
        PoissonCount.Overdispersed(100, 4).Low.ShouldBeLessThan(PoissonCount.Exact(100).Low);
        PoissonCount.Dispersion([10, 12, 8, 30]).ShouldBeGreaterThan(1);
    }

    [Fact]
    public void Fisher_z_has_the_textbook_interval()
    {
        var interval = FisherZ.Interval(0.5, 30)!.Value;
        interval.Low.ShouldBe(0.17, 0.005);
        interval.High.ShouldBe(0.73, 0.005);
        FisherZ.Interval(0.5, 3).ShouldBeNull();
        FisherZ.Difference(0.5, 100, 0.5, 50).ShouldBe(1, 1e-12);
        FisherZ.Difference(0.9, 1000, 0.1, 500).ShouldBeLessThan(1e-10);
    }

    [Fact]
    public void Rate_that_rises_for_certain_alarms_and_one_odd_row_does_not()
    {
        RateChange.Judge(3, 336, 0, 60_000).Verdict.ShouldBeOfType<Verdict.Healthy>();
        RateChange.Judge(1, 20, 0, 60_000).Verdict.ShouldBeOfType<Verdict.Healthy>();
        RateChange.Judge(25, 336, 0, 60_000).Verdict.ShouldBeOfType<Verdict.Warning>();
        var broken = RateChange.Judge(150, 336, 600, 60_000);
        broken.Verdict.ShouldBeOfType<Verdict.Critical>();
        broken.Excess!.Value.ShouldBeGreaterThan(5);
        broken.Low!.Value.ShouldBeLessThan(broken.Rate!.Value);
        RateChange.Judge(0, 336, 30_000, 60_000).Verdict.ShouldBeOfType<Verdict.Healthy>();
        RateChange.Judge(0, 336, 30_000, 60_000, new RateOptions { Direction = RateDirection.Either }).Verdict.ShouldBeOfType<Verdict.Critical>();
        RateChange.Judge(5, 10, 0, 60_000).Verdict.ShouldBeOfType<Verdict.Undecided>();
        RateChange.Judge(0, 0, 0, 60_000).Verdict.ShouldBeOfType<Verdict.Undecided>();
    }

    [Fact]
    public void Volume_outside_its_band_and_far_from_usual_alarms()
    {
        long[] history = [1000, 1100, 950, 1020, 990, 1060];
        VolumeBand.Judge(1030, history).Verdict.ShouldBeOfType<Verdict.Healthy>();
        VolumeBand.Judge(1500, history).Verdict.ShouldBeOfType<Verdict.Healthy>();
        VolumeBand.Judge(400, history).Verdict.ShouldBeOfType<Verdict.Warning>().Reason!.ShouldContain("too few");
        VolumeBand.Judge(0, history).Verdict.ShouldBeOfType<Verdict.Critical>();
        VolumeBand.Judge(9000, history).Verdict.ShouldBeOfType<Verdict.Critical>().Reason!.ShouldContain("too many");
        VolumeBand.Judge(0, [1, 0, 3, 2, 1]).Verdict.ShouldBeOfType<Verdict.Healthy>();
        VolumeBand.Judge(0, [1000, 1000]).Verdict.ShouldBeOfType<Verdict.Undecided>();
        VolumeBand.Judge(100, [5, 4000, 30, 900, 10]).Verdict.ShouldBeOfType<Verdict.Healthy>();
    }

    [Fact]
    public void Correlation_that_breaks_is_critical_and_noise_is_not()
    {
        CorrelationChange.Judge(0.1, 500, 0.8, 20_000).Verdict.ShouldBeOfType<Verdict.Critical>();
        CorrelationChange.Judge(0.6, 500, 0.8, 20_000).Verdict.ShouldBeOfType<Verdict.Warning>();
        CorrelationChange.Judge(0.25, 80, 0, 20_000, new CorrelationOptions { Pairs = 780 }).Verdict.ShouldBeOfType<Verdict.Healthy>();
        CorrelationChange.Judge(null, 80, 0, 20_000).Verdict.ShouldBeOfType<Verdict.Undecided>();
        CorrelationChange.Judge(0.9, 30, 0, 20_000).Verdict.ShouldBeOfType<Verdict.Undecided>();
    }

    private static Moments Moments(JsonElement list)
    {
        var moments = default(Moments);
        foreach (var value in list.EnumerateArray())
            moments.Add(value.GetDouble());
        return moments;
    }

    private static void Same(Interval actual, JsonElement expected)
    {
        Near.Relative(actual.Low, expected[0].GetDouble(), 1e-8, 1e-11);
        Near.Relative(actual.High, expected[1].GetDouble(), 1e-8, 1e-11);
    }
}
