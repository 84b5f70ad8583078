using System.Globalization;
using Vedetta.Benchmarks.Estimation;
using Vedetta.Benchmarks.Profiling;
using Vedetta.Benchmarks.Sizes;
using Vedetta.Benchmarks.Store;

namespace Vedetta.Benchmarks;

/// <summary>One measurement behind <c>./bench NAME</c>.</summary>
/// <param name="Name">What is typed.</param>
/// <param name="Purpose">What it measures and what it takes, in one line.</param>
/// <param name="RunAsync">Runs it with the remaining arguments and answers the exit code.</param>
internal sealed record Benchmark(string Name, string Purpose, Func<string[], Task<int>> RunAsync);

/// <summary>Every measurement, in the order they are listed.</summary>
internal static class BenchmarkList
{
    internal static IReadOnlyList<Benchmark> All { get; } =
    [
        new("rows", "rows into and out of the embedded store [ROWS]", args => StoreBenchmark.RunAsync(Size(args, 1_000_000))),
        new("drift", "two files compared by the published program: wall, processor, memory [small|million|million-csv|ten-million ...]", Files.DriftBenchmark.RunAsync),
        new("ingest", "rows a second through the real server, and what one costs beside the bare appender [SECONDS|small] [batches|single|pipeline|import ...]", Ingest.IngestBenchmark.RunAsync),
        new("labels", "late outcomes joined and every point revised [OUTCOMES]", args => Labels.LabelsBenchmark.RunAsync(Size(args, 1_000_000))),
        new("read", "pages over many rows through the real server, a day's evaluation, the start after kill -9 [ROWS [SMALL [STARTED]]]", Reading.ReadBenchmark.ReadAsync),
        new("cutoff", "the cut-off slider over many rows through the real server [ROWS [SMALL]]", Reading.ReadBenchmark.CutoffAsync),
        new("profiles", "profiles into and out of the embedded store [DAYS]", args => ProfileBenchmark.RunAsync(Size(args, 90))),
        new("detectors", "streaming detectors: false alarms, delays, time of an update, NAB [STREAMS]", args => Task.FromResult(Detectors.DetectorsBenchmark.Run(Size(args, Detectors.DetectorsBenchmark.UsualStreams)))),
        new("size", "false alarms and power of the default verdict [REPLICATES]", args => Task.FromResult(SizeBenchmark.Run(Size(args, 10_000)))),
        new("estimation", "error and coverage of estimates without labels over the labelled data sets [SEEDS]", args => Task.FromResult(EstimationBenchmark.Run(Size(args, 25)))),
        new("profiling", "values per second into profiles from memory [ROWS]", args => Task.FromResult(ProfilingBenchmark.Run(Size(args, 10_000_000)))),
        new("quality", "seconds of CBPE, DeLong and PAPE at size [ROWS]", args => Task.FromResult(QualityBenchmark.Run(Size(args, 10_000_000)))),
        new("coverage", "how often the intervals of quality metrics hold the true value [SEEDS]", args => Task.FromResult(Coverage.CoverageBenchmark.Run(Size(args, 2_000)))),
    ];

    private static int Size(string[] args, int otherwise) => args is [var size] ? int.Parse(size, CultureInfo.InvariantCulture) : otherwise;
}
