using System.Text.Json;
using Vedetta.Statistics.Detectors;

namespace Vedetta.Statistics.Tests.Detectors;

public class SequentialTests
{
    private static JsonElement Golden(string group)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(SharedFolder.Require("golden", "formulas", "golden.json")));
        return document.RootElement.GetProperty(group).Clone();
    }

    [Fact]
    public void Sprt_limits_ratios_and_decision_are_the_published_ones()
    {
        var group = Golden("sequential");
        var x = PublishedStreams.Values(group.GetProperty("x"));
        var golden = group.GetProperty("sprt");
        var sum = 0.0;
        var at = golden.GetProperty("llr_at").EnumerateArray().ToDictionary(e => e.GetProperty("t").GetInt32(), e => e.GetProperty("v").GetDouble());
        var test = (Sprt)PublishedStreams.Make("sprt", ("model", "bernoulli"), ("mean", "0.05"), ("sd", "1"), ("changed", "0.12"), ("alpha", "0.05"), ("beta", "0.1"));
        var accepted = 0;
        for (var t = 1; t <= x.Length; t++)
        {
            sum += Sprt.OfRates(x[t - 1], 0.05, 0.12);
            if (at.TryGetValue(t, out var expected))
                Near.Relative(sum, expected, 1e-9);
            if (accepted > 0)
                continue;
            test.Update(x[t - 1]).ShouldBe(StreamSignal.None);
            if (!test.Accepted)
                continue;
            accepted = t;
            test.Ratio.ShouldBeLessThanOrEqualTo(golden.GetProperty("lower").GetDouble());
        }

        golden.GetProperty("decision")[0].GetInt32().ShouldBe(accepted);
    }

    [Fact]
    public void Cusum_of_likelihood_ratios_alarms_at_the_published_value()
    {
        var group = Golden("sequential");
        var golden = group.GetProperty("cusum_llr");
        var at = golden.GetProperty("at").EnumerateArray().ToDictionary(e => e.GetProperty("t").GetInt32(), e => e.GetProperty("v").GetDouble());
        var x = PublishedStreams.Values(group.GetProperty("x"));
        var page = (Sprt)PublishedStreams.Make("sprt", ("model", "bernoulli"), ("mean", "0.05"), ("sd", "1"), ("changed", "0.12"), ("barrier", "zero"), ("threshold", "700"));
        for (var t = 1; t <= x.Length; t++)
        {
            page.Update(x[t - 1]);
            if (at.TryGetValue(t, out var expected))
                Near.Relative(page.Ratio, expected, 1e-9, 1e-12);
        }

        var alarming = PublishedStreams.Make("sprt", ("model", "bernoulli"), ("mean", "0.05"), ("sd", "1"), ("changed", "0.12"), ("barrier", "zero"), ("threshold", "4"));
        PublishedStreams.Run(alarming, x).Drifts[0].ShouldBe(golden.GetProperty("first_alarm").GetInt32() - 1);
    }

    [Fact]
    public void E_detector_is_the_published_one()
    {
        var x = PublishedStreams.Values(Golden("sequential").GetProperty("x"));
        var golden = Golden("e_process").GetProperty("e_detector");
        (string, string)[] settings = [("mean", "0.05"), ("sd", "1"), ("stake", "0.7"), ("direction", "up")];
        PublishedStreams.Run(PublishedStreams.Make("e_detector", [.. settings, ("threshold", "1000")]), x).Drifts[0].ShouldBe(golden.GetProperty("first_alarm").GetInt32() - 1);
        var unstopped = (EDetector)PublishedStreams.Make("e_detector", [.. settings, ("threshold", "1e300")]);
        PublishedStreams.Run(unstopped, x).Drifts.ShouldBeEmpty();
        Near.Relative(unstopped.Capital, golden.GetProperty("M_end").GetDouble(), 1e-9);
    }

    [Fact]
    public void Half_widths_of_confidence_sequences_are_the_published_ones()
    {
        var x = PublishedStreams.Values(Golden("sequential").GetProperty("x"));
        var golden = Golden("confidence_sequence");
        var (alpha, rho) = (golden.GetProperty("alpha").GetDouble(), golden.GetProperty("rho").GetDouble());
        foreach (var point in golden.GetProperty("asymptotic").EnumerateArray())
        {
            var t = point.GetProperty("t").GetInt32();
            var mean = x.Take(t).Average();
            var half = ConfidenceSequences.NormalMixture(t, Math.Sqrt(mean * (1 - mean)), rho, alpha);
            Near.Relative(mean - half, point.GetProperty("lo").GetDouble(), 1e-9);
            Near.Relative(mean + half, point.GetProperty("hi").GetDouble(), 1e-9);
        }

        var mixture = golden.GetProperty("hoeffding_mixture");
        foreach (var point in mixture.GetProperty("half").EnumerateArray())
            Near.Relative(ConfidenceSequences.HoeffdingMixture(point.GetProperty("t").GetInt32(), mixture.GetProperty("rho2").GetDouble(), alpha), point.GetProperty("h").GetDouble(), 1e-9);
    }

    [Fact]
    public void Rho_makes_the_normal_mixture_narrow_where_it_was_tuned()
    {
        var rho = ConfidenceSequences.RhoFor(300, 0.05);
        var there = ConfidenceSequences.NormalMixture(300, 1, rho, 0.05);
        ConfidenceSequences.NormalMixture(300, 1, rho * 3, 0.05).ShouldBeGreaterThan(there);
        ConfidenceSequences.NormalMixture(300, 1, rho / 3, 0.05).ShouldBeGreaterThan(there);
    }

    [Fact]
    public void Empirical_bernstein_sequence_holds_the_mean_at_every_moment_and_narrows()
    {
        var left = 0;
        for (var seed = 0; seed < 200; seed++)
        {
            var random = new SeededRandom((ulong)seed);
            var values = new double[1000];
            foreach (ref var value in values.AsSpan())
                value = random.NextDouble() < 0.1 ? 1 : 0;
            var intervals = ConfidenceSequences.EmpiricalBernstein(values, 0.05);
            if (intervals.Any(i => !i.Contains(0.1)))
                left++;
            (intervals[^1].High - intervals[^1].Low).ShouldBeLessThan(0.15);
        }

        // At most 5 % of 200 on average; 20 would have a chance below 0.2 %.
        left.ShouldBeLessThan(20);
    }
}
