using System.Text;
using System.Text.Json;
using Vedetta.Statistics.Detectors;

namespace Vedetta.Benchmarks.Detectors;

/// <summary>
/// <c>./bench detectors</c>: false alarms, delays and misses of every streaming detector beside the published ones, time of
/// an update, and scores on the Numenta Anomaly Benchmark; written to <c>benchmarks/results/detectors.md</c> when it is not cut short.
/// </summary>
internal static class DetectorsBenchmark
{
    /// <summary>Streams of a run that is written down.</summary>
    public const int UsualStreams = 500;

    /// <summary>Runs it.</summary>
    public static int Run(int streams)
    {
        var result = Path.Combine(RepositoryFolder.Find(), "benchmarks", "results", "detectors.md");
        if (streams < 2)
        {
            Console.Error.WriteLine("detectors: at least 2 streams");
            return 2;
        }

        if (Shared() is not { } shared)
        {
            Console.Error.WriteLine("detectors: the folder of reference data was not found; name it in VEDETTA_SHARED");
            return 2;
        }

        var page = new StringBuilder();
        page.Append("# Streaming detectors\n\nMade by `./bench detectors` on 2 shared cores. Detectors in words: [docs/statistics/streams.md](../../docs/statistics/streams.md).\n");
        var points = new PublishedPoints(shared);
        var worse = OperatingTables.Write(page, points, streams);
        WriteSpeed(page);
        WriteNab(page, shared);
        // The documentation quotes the written figures: a quick look at fewer streams leaves them alone.
        if (streams >= UsualStreams)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(result)!);
            File.WriteAllText(result, page.ToString());
        }

        Console.Write(page);
        Console.WriteLine(worse == 0 ? "every detector is within Monte Carlo error of the published one or better" : $"{worse} figures are worse than published beyond Monte Carlo error");
        return worse == 0 ? 0 : 1;
    }

    private static void WriteSpeed(StringBuilder page)
    {
        page.Append("\n## Time of an update\n\nBest of passes of 20,000 values out of 2,000,000 without change, one thread, windows grown; bits with rate 0.2, or standard normal numbers.\n\n| detector | values | ns per update | bytes per million |\n|---|---|---|---|\n");
        var bits = SimulatedStreams.Bits(SimulatedStreams.SteadySeed, 2_000_000, 0.2, 0.2);
        var numbers = SimulatedStreams.Numbers(SimulatedStreams.SteadySeed, 2_000_000, 0);
        foreach (var definition in DetectorCatalog.All)
        {
            Line(definition.Defaults, definition.Input == DetectorInput.Numbers ? numbers : bits, definition.Input == DetectorInput.Numbers ? "numbers" : "bits");
            if (definition.Name == "adwin") Line(definition.Defaults, bits, "bits");
        }

        page.Append("\nPublished for ADWIN: River (Rust core) 160 ns, frouros 220,000 ns, a plain C++ program 39 ns.\n");

        void Line(DetectorSettings settings, double[] values, string said)
        {
            var (nanoseconds, bytes) = DetectorSpeed.Measure(settings, values);
            page.Append(FormattableString.Invariant($"| {settings.Definition.Name} | {said} | {nanoseconds:0.0} | {bytes:0} |\n"));
        }
    }

    private static void WriteNab(StringBuilder page, string shared)
    {
        var corpus = NabSeries.Read(shared);
        page.Append(FormattableString.Invariant($"\n## Numenta Anomaly Benchmark, standard profile\n\n{corpus.Count} series, {corpus.Sum(s => s.Windows.Count)} windows, {corpus.Sum(s => s.Values.Length):N0} rows; 0 is the score of never alarming, 100 the best. "))
            .Append("Values are standardised by the first 15 % (at most 750 rows), which are not scored. Each of our detectors stands here with its defaults and with the best of 7 thresholds (and 4 lengths of the warm-up, where it has one); the limits of the published detectors were chosen for the best score on this corpus too. ")
            .Append("The benchmark asks for single odd rows and short episodes in seasonal series: that is not what drift detectors are for, and the table is here to say so in figures.\n\n| detector | parameters | score | scored alarms |\n|---|---|---|---|\n");
        var lines = NabDetectors.Lines(corpus).Select(l => l with { Detector = $"**{l.Detector}**" }).ToList();
        lines.Add(NabDetectors.WindowedGaussian(corpus));
        using var published = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(shared, "data", "datasets", "nab_published_scores.json")));
        lines.AddRange(published.RootElement.EnumerateObject().Select(d => new NabLine(d.Name, "published", d.Value.GetProperty("standard").GetDouble(), -1)));
        foreach (var line in lines.OrderByDescending(l => l.Score))
            page.Append(FormattableString.Invariant($"| {line.Detector} | {line.Parameters} | {line.Score:0.0} | {(line.Alarms < 0 ? "" : line.Alarms.ToString("N0", System.Globalization.CultureInfo.InvariantCulture))} |\n"));
    }

    private static string? Shared()
    {
        if (Environment.GetEnvironmentVariable("VEDETTA_SHARED") is { Length: > 0 } named) return Directory.Exists(named) ? named : null;
        for (var folder = new DirectoryInfo(RepositoryFolder.Find()).Parent; folder is not null; folder = folder.Parent)
            if (Directory.Exists(Path.Combine(folder.FullName, "shared", "golden", "streams"))) return Path.Combine(folder.FullName, "shared");
        return null;
    }
}
