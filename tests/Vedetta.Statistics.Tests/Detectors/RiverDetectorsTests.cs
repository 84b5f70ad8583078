using System.Text.Json;
using Vedetta.Statistics.Detectors;

namespace Vedetta.Statistics.Tests.Detectors;

public class RiverDetectorsTests
{
    public static TheoryData<string> Streams =>
        ["bits_abrupt", "bits_gradual", "bits_stationary", "bits_recurring", "bits_decrease", "gauss_shift1", "gauss_stationary", "gauss_shift025", "gauss_var", "gauss_incremental", "gauss_offset1e8"];

    [Theory]
    [MemberData(nameof(Streams))]
    public void Drifts_and_warnings_are_where_River_has_them(string stream)
    {
        var values = PublishedStreams.Values(PublishedStreams.Read("streams.json").GetProperty("streams").GetProperty(stream).GetProperty("data"));
        foreach (var entry in PublishedStreams.Read("river_detectors.json").GetProperty("results").GetProperty(stream).EnumerateObject())
        {
            // On values around 1e8 River's variance by differences of squares is noise: 123 alarms in 4,000 values.
            if (entry.Name == "EWMA" && stream == "gauss_offset1e8")
                continue;
            var fed = entry.Name.EndsWith("(1-x)", StringComparison.Ordinal) ? [.. values.Select(v => 1 - v)] : values;
            var detector = Detector(entry.Name);
            var (drifts, warnings) = PublishedStreams.Run(detector, fed);
            drifts.ShouldBe(PublishedStreams.Indexes(entry.Value.GetProperty("drift")), entry.Name);
            if (entry.Value.TryGetProperty("warning_onsets", out var onsets))
                warnings.ShouldBe(PublishedStreams.Indexes(onsets), $"warnings of {entry.Name}");
        }
    }

    [Theory]
    [MemberData(nameof(Streams))]
    public void Windows_of_adwin_are_those_of_River(string stream)
    {
        var values = PublishedStreams.Values(PublishedStreams.Read("streams.json").GetProperty("streams").GetProperty(stream).GetProperty("data"));
        var snapshots = PublishedStreams.Read("river_detectors.json").GetProperty("results").GetProperty(stream).GetProperty("ADWIN")
            .GetProperty("snapshots_i_width_total_M2_buckets").EnumerateArray().ToDictionary(s => s[0].GetInt32());
        var adwin = (Adwin)PublishedStreams.Make("adwin");
        for (var i = 0; i < values.Length; i++)
        {
            adwin.Update(values[i]);
            if (!snapshots.TryGetValue(i, out var snapshot))
                continue;
            adwin.Window.Width.ShouldBe(snapshot[1].GetDouble());
            Near.Relative(adwin.Window.Total, snapshot[2].GetDouble(), 1e-9, 1e-9, $"total at {i}");
            // Around 1e8 the sum of squares has lost seven of its digits to the offset in any order of operations.
            Near.Relative(adwin.Window.Squares, snapshot[3].GetDouble(), stream == "gauss_offset1e8" ? 1e-6 : 1e-9, 0, $"squares at {i}");
            adwin.Window.Buckets.ShouldBe(snapshot[4].GetInt32());
        }
    }

    [Fact]
    public void Ewma_stays_calm_on_values_around_1e8()
    {
        var values = PublishedStreams.Values(PublishedStreams.Read("streams.json").GetProperty("streams").GetProperty("gauss_offset1e8").GetProperty("data"));
        var near = PublishedStreams.Run(PublishedStreams.Make("ewma"), values).Drifts;
        var centred = PublishedStreams.Run(PublishedStreams.Make("ewma"), [.. values.Select(v => v - 1e8)]).Drifts;
        near.ShouldBe(centred);
        near.Count(i => i < 2000).ShouldBeLessThan(5);
    }

    [Theory]
    [InlineData("bits_abrupt")]
    [InlineData("bits_gradual")]
    [InlineData("bits_recurring")]
    [InlineData("bits_decrease")]
    [InlineData("gauss_offset1e8")]
    public void Legacy_cuts_of_adwin_are_those_of_frouros(string stream)
    {
        var values = PublishedStreams.Values(PublishedStreams.Read("streams.json").GetProperty("streams").GetProperty(stream).GetProperty("data"));
        var expected = PublishedStreams.Read("frouros_detectors.json").GetProperty("results").GetProperty(stream).GetProperty("ADWIN").GetProperty("drift");
        PublishedStreams.Run(PublishedStreams.Make("adwin", ("cuts", "legacy")), values).Drifts.ShouldBe(PublishedStreams.Indexes(expected));
    }

    private static StreamDetector Detector(string name) => name switch
    {
        "ADWIN" => PublishedStreams.Make("adwin"),
        "ADWIN_delta0.05" => PublishedStreams.Make("adwin", ("delta", "0.05")),
        "ADWIN_clock1" => PublishedStreams.Make("adwin", ("clock", "1")),
        "ADWIN_old_lastbucket_skipped" => PublishedStreams.Make("adwin", ("cuts", "legacy")),
        "DDM" => PublishedStreams.Make("ddm"),
        "EDDM" => PublishedStreams.Make("eddm"),
        "EDDM_a0.8_b0.75" => PublishedStreams.Make("eddm", ("warning", "0.8"), ("drift", "0.75")),
        "HDDM_A" => PublishedStreams.Make("hddm_a"),
        "HDDM_A_two_sided" => PublishedStreams.Make("hddm_a", ("side", "both")),
        "HDDM_W" => PublishedStreams.Make("hddm_w"),
        "HDDM_W_two_sided" => PublishedStreams.Make("hddm_w", ("side", "both")),
        "WSTD" => PublishedStreams.Make("wstd"),
        "FHDDM_fed_correct_bit(1-x)" => PublishedStreams.Make("fhddm", ("ones", "correct")),
        "PageHinkley_both" => PublishedStreams.Make("page_hinkley"),
        "PageHinkley_up" => PublishedStreams.Make("page_hinkley", ("direction", "up")),
        "PageHinkley_down" => PublishedStreams.Make("page_hinkley", ("direction", "down")),
        "CUSUM" => PublishedStreams.Make("cusum"),
        "CUSUM_h20" => PublishedStreams.Make("cusum", ("threshold", "20")),
        "Shewhart_k4" => PublishedStreams.Make("shewhart", ("k", "4")),
        "EWMA" => PublishedStreams.Make("ewma"),
        "KSWIN_pyseed42" => new Kswin(DetectorCatalog.Get("kswin").Defaults, new PythonDraws(42)),
        "KSWIN_alpha1e-4_pyseed42" => new Kswin(DetectorCatalog.Get("kswin").Defaults.With("alpha", 0.0001), new PythonDraws(42)),
        _ => throw new InvalidOperationException($"The file has a detector this test does not know: {name}"),
    };
}
