using System.Text.Json;
using Vedetta.Statistics.Detectors;

namespace Vedetta.Statistics.Tests.Detectors;

public class OperatingPointTests
{
    // The published seeds are known, so the published figures are met to their last digit, not only within Monte Carlo error.
    [Theory]
    [InlineData("ADWIN", "adwin")]
    [InlineData("ADWIN_old", "adwin", "cuts", "legacy")]
    [InlineData("DDM", "ddm")]
    [InlineData("EDDM", "eddm")]
    [InlineData("HDDM_A", "hddm_a")]
    [InlineData("HDDM_W", "hddm_w")]
    [InlineData("FHDDM_on_1mx", "fhddm")]
    [InlineData("WSTD", "wstd")]
    [InlineData("PageHinkley_up", "page_hinkley", "direction", "up")]
    public void Delays_and_misses_on_bits_are_the_published_ones(string published, string name, params string[] setting)
    {
        var file = PublishedStreams.Read("detector_operating_points.json");
        Judge(file.GetProperty("abrupt_bits_0.2_to_0.6_at_1000_n3000").GetProperty(published), seed => Bits(seed, 3000, 0.6), name, setting);
        Judge(file.GetProperty("abrupt_bits_0.2_to_0.3_at_1000_n5000").GetProperty(published), seed => Bits(seed, 5000, 0.3), name, setting);
        var steady = file.GetProperty("stationary_bits_p0.2").GetProperty(published);
        var alarms = Enumerable.Range(0, 30).Sum(j => PublishedStreams.Run(Make(name, setting), Bits(1000 + (ulong)j, 10_000, 0.2)).Drifts.Length);
        (alarms / 30.0).ShouldBe(steady.GetProperty("false_alarms_per_10k").GetDouble(), 0.0006, $"false alarms of {published}");
    }

    [Theory]
    [InlineData("ADWIN", "adwin")]
    [InlineData("PageHinkley_both", "page_hinkley")]
    [InlineData("CUSUM_h5", "cusum")]
    [InlineData("CUSUM_h20", "cusum", "threshold", "20")]
    [InlineData("Shewhart_k4", "shewhart", "k", "4")]
    [InlineData("EWMA", "ewma")]
    public void Delays_and_misses_on_numbers_are_the_published_ones(string published, string name, params string[] setting)
    {
        var file = PublishedStreams.Read("detector_operating_points.json");
        Judge(file.GetProperty("abrupt_gauss_0_to_1_at_1000_n3000").GetProperty(published), seed => Numbers(seed, 3000, 1), name, setting);
    }

    [Theory]
    [InlineData("KSWIN_a5e3", 0.005)]
    [InlineData("KSWIN_a1e4", 0.0001)]
    public void Kswin_with_the_published_draws_has_the_published_delays(string published, double alpha)
    {
        var file = PublishedStreams.Read("detector_operating_points.json");
        Judge(file.GetProperty("abrupt_gauss_0_to_1_at_1000_n3000").GetProperty(published), seed => Numbers(seed, 3000, 1),
            () => new Kswin(DetectorCatalog.Get("kswin").Defaults.With("alpha", alpha), new PythonDraws(42)));
    }

    private static void Judge(JsonElement published, Func<ulong, double[]> stream, string name, string[] setting) =>
        Judge(published, stream, () => Make(name, setting));

    private static void Judge(JsonElement published, Func<ulong, double[]> stream, Func<StreamDetector> make)
    {
        var name = make().Definition.Name;
        var streams = published.GetProperty("streams").GetInt32();
        var delays = new List<int>();
        var early = 0;
        for (var j = 0; j < streams; j++)
        {
            var drifts = PublishedStreams.Run(make(), stream(5000 + (ulong)j)).Drifts;
            early += drifts.Any(i => i < 1000) ? 1 : 0;
            if (drifts.Any(i => i >= 1000))
                delays.Add(drifts.First(i => i >= 1000) - 1000);
        }

        delays.Sort();
        (streams - delays.Count).ShouldBe(published.GetProperty("missed").GetInt32(), $"missed by {name}");
        early.ShouldBe(published.GetProperty("streams_with_false_alarm_before").GetInt32(), $"early alarms of {name}");
        var median = (delays[(delays.Count - 1) / 2] + delays[delays.Count / 2]) / 2.0;
        median.ShouldBe(published.GetProperty("delay_median").GetDouble(), $"median delay of {name}");
    }

    private static StreamDetector Make(string name, string[] setting) =>
        setting.Length == 0 ? PublishedStreams.Make(name) : PublishedStreams.Make(name, (setting[0], setting[1]));

    private static double[] Bits(ulong seed, int n, double after)
    {
        var values = new double[n];
        for (var i = 0; i < n; i++)
            values[i] = Draw(ref seed) < (i < 1000 ? 0.2 : after) ? 1 : 0;
        return values;
    }

    private static double[] Numbers(ulong seed, int n, double after)
    {
        var values = new double[n];
        for (var i = 0; i < n; i++)
        {
            double sum = -6;
            for (var k = 0; k < 12; k++)
                sum += Draw(ref seed);
            values[i] = Math.Round(sum + (i < 1000 ? 0 : after), 4);
        }

        return values;
    }

    private static double Draw(ref ulong state)
    {
        var z = state += 0x9E37_79B9_7F4A_7C15;
        z = (z ^ (z >> 30)) * 0xBF58_476D_1CE4_E5B9;
        z = (z ^ (z >> 27)) * 0x94D0_49BB_1331_11EB;
        return ((z ^ (z >> 31)) >> 11) * (1.0 / (1UL << 53));
    }
}
