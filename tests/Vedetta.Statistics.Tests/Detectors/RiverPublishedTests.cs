using Vedetta.Statistics.Detectors;

namespace Vedetta.Statistics.Tests.Detectors;

public class RiverPublishedTests
{
    [Fact]
    public void All_27_published_indexes_of_River_are_reproduced()
    {
        var file = PublishedStreams.Read("river_published.json");
        var inputs = file.GetProperty("inputs").EnumerateObject().ToDictionary(p => p.Name, p => PublishedStreams.Values(p.Value), StringComparer.Ordinal);
        inputs["ones(1000)"] = [.. Enumerable.Repeat(1.0, 1000)];
        var ofCheck = file.GetProperty("input_of_check").EnumerateArray().Select(v => v.GetString()!).ToArray();
        var reproduced = 0;
        foreach (var (check, input) in file.GetProperty("checks").EnumerateArray().Zip(ofCheck))
        {
            var name = check.GetProperty("name").GetString()!;
            var (drifts, warnings) = PublishedStreams.Run(Detector(name), inputs[input]);
            drifts.ShouldBe(PublishedStreams.Indexes(check.GetProperty("expected")), name);
            warnings.Take(1).ShouldBe(PublishedStreams.Indexes(check.GetProperty("first_warning")), $"first warning of {name}");
            reproduced++;
        }

        reproduced.ShouldBe(27);
    }

    private static StreamDetector Detector(string check) => check switch
    {
        _ when check.StartsWith("old test_adwin", StringComparison.Ordinal) => PublishedStreams.Make("adwin", ("cuts", "legacy")),
        _ when check.Contains("adwin", StringComparison.Ordinal) => PublishedStreams.Make("adwin"),
        "test_eddm(.9,.8)" => PublishedStreams.Make("eddm", ("warning", "0.9"), ("drift", "0.8")),
        "eddm docstring(.8,.75)" => PublishedStreams.Make("eddm", ("warning", "0.8"), ("drift", "0.75")),
        "test_ddm" or "test_ddm ones" or "ddm docstring" => PublishedStreams.Make("ddm"),
        "test_hddm_a two-sided" => PublishedStreams.Make("hddm_a", ("side", "both")),
        "test_hddm_a" or "hddm_a docstring" => PublishedStreams.Make("hddm_a"),
        "test_hddm_w two-sided" => PublishedStreams.Make("hddm_w", ("side", "both")),
        "test_hddm_w" or "hddm_w docstring" => PublishedStreams.Make("hddm_w"),
        "fhddm docstring" => PublishedStreams.Make("fhddm", ("ones", "correct")),
        "test_kswin" => new Kswin(DetectorCatalog.Get("kswin").Defaults.With("alpha", 0.0001).With("window", 200).With("newest", 100), new PythonDraws(42)),
        "kswin docstring" => new Kswin(DetectorCatalog.Get("kswin").Defaults.With("alpha", 0.0001), new PythonDraws(42)),
        "ph docstring both" or "test_ph both" => PublishedStreams.Make("page_hinkley"),
        "test_ph up" => PublishedStreams.Make("page_hinkley", ("direction", "up")),
        "test_ph down" => PublishedStreams.Make("page_hinkley", ("direction", "down")),
        "wstd test" or "wstd docstring" => PublishedStreams.Make("wstd"),
        "cusum docstring" => PublishedStreams.Make("cusum"),
        "shewhart docstring k=4" => PublishedStreams.Make("shewhart", ("k", "4")),
        "ewma docstring" => PublishedStreams.Make("ewma", ("warm_up", "50")),
        _ => throw new InvalidOperationException($"The file has a check this test does not know: {check}"),
    };
}
