using System.Globalization;
using System.Text;

namespace Vedetta.Benchmarks.Ingest;

/// <summary>
/// <c>./bench ingest [SECONDS] [batches|single|pipeline|import ...]</c>: the real server on loopback, the generator on the same cores.
/// Writes <c>benchmarks/results/ingest.md</c> when everything was run for two minutes.
/// </summary>
internal static class IngestBenchmark
{
    private const int WholeSeconds = 120;
    private const int Connections = 8;
    private const int BatchRows = 1_000;
    private const int SingleConnections = 32;
    private const string Model = "ingest";

    /// <summary>Runs it for the seconds of the first argument and the named parts, or all.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        var seconds = args.Select(a => int.TryParse(a, CultureInfo.InvariantCulture, out var s) ? s : a == "small" ? 15 : 0).FirstOrDefault(s => s > 0, WholeSeconds);
        var parts = args.Where(a => a is "batches" or "single" or "import" or "pipeline").ToArray();
        bool Wanted(string part) => parts.Length == 0 || parts.Contains(part, StringComparer.Ordinal);
        var page = new StringBuilder();
        if (Wanted("batches") || Wanted("single")) await LoadAsync(page, seconds, Wanted("batches"), Wanted("single"));
        if (Wanted("pipeline"))
        {
            var rows = seconds >= WholeSeconds ? 2_000_000 : 400_000;
            var bare = BareAppender.Measure(rows, Connections * BatchRows) / rows * 1e6;
            var pipeline = await PipelineRun.MeasureAsync(rows);
            Row(page, "ingestion without HTTP, in one process: processor µs a row", pipeline, "");
            Row(page, "ingestion without HTTP / bare appender of as many rows", pipeline / bare, "");
        }

        if (Wanted("import")) Import(page, seconds >= WholeSeconds ? 4_000_000 : 1_000_000);
        Console.Write(page);
        if (seconds == WholeSeconds && parts.Length == 0)
            await File.WriteAllTextAsync(Path.Combine(RepositoryFolder.Find(), "benchmarks", "results", "ingest.md"), Head() + page);
        return 0;
    }

    private static async Task LoadAsync(StringBuilder page, int seconds, bool batches, bool single)
    {
        var folder = Directory.CreateTempSubdirectory("vedetta-ingest-");
        try
        {
            var (load, cpu, memory, one) = await ServeAsync(folder.FullName, seconds, batches, single);
            if (load is not null)
            {
                // Groups of the server are at most what its connections have under way.
                var bareRows = seconds >= WholeSeconds ? 4_000_000 : 1_000_000;
                var bare = BareAppender.Measure(bareRows, Connections * BatchRows) / bareRows * 1e6;
                var row = cpu / load.Rows * 1e6;
                Row(page, "batches: rows/s", load.Rate, "100,000 or more");
                Row(page, "batches: acknowledgement, p50 ms", load.Quantile(0.5), "");
                Row(page, "batches: acknowledgement, p99 ms", load.Quantile(0.99), "under 500");
                Row(page, "batches: acknowledgement, longest ms", load.Quantile(1), "");
                Row(page, "batches: requests answered with 429", load.Shed, "");
                Row(page, "batches: processor µs a row, server with its checkpoints", row, "");
                Row(page, "batches: processor µs a row, generator", load.OwnCpu / load.Rows * 1e6, "");
                Row(page, "bare appender with checkpoint: processor µs a row", bare, "");
                Row(page, "server / bare appender", row / bare, "at most 2.5");
            }

            Row(page, "peak memory of the server, MB", memory, "under 1,024");
            if (one is null) return;
            Row(page, "single rows: rows/s", one.Rate, "3,000 or more");
            Row(page, "single rows: acknowledgement, p50 ms", one.Quantile(0.5), "");
            Row(page, "single rows: acknowledgement, p99 ms", one.Quantile(0.99), "under 50");
            Row(page, "single rows: processor µs a row, server", one.ServerCpu / one.Rows * 1e6, "");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<(LoadRun? Load, double Cpu, double Memory, LoadRun? Single)> ServeAsync(string folder, int seconds, bool batches, bool single)
    {
        using var server = ServerProcess.Start(folder);
        using var http = new HttpClient { BaseAddress = server.Address };
        using var described = new StringContent(IngestRows.Description(), Encoding.UTF8, "application/json");
        (await http.PutAsync(new Uri($"/v1/models/{Model}", UriKind.Relative), described)).EnsureSuccessStatusCode();
        var from = TimeProvider.System.GetUtcNow().AddMinutes(-30);

        // The first seconds compile the program; they are not counted.
        LoadRun.Of(server, Model, Connections, BatchRows, TimeSpan.FromSeconds(4), 500_000_000_000, from);
        var single1 = single ? LoadRun.Of(server, Model, SingleConnections, 1, TimeSpan.FromSeconds(Math.Min(seconds, 30)), 100_000_000_000, from) : null;
        var before = server.Cpu;
        var load = batches ? LoadRun.Of(server, Model, Connections, BatchRows, TimeSpan.FromSeconds(seconds), 0, from) : null;
        var memory = server.PeakMegabytes;

        // The end flushes what is left and folds the log into the file: that work belongs to the rows.
        return (load, server.Stop() - before, memory, single1);
    }

    private static void Import(StringBuilder page, int rows)
    {
        var run = ImportRun.Measure(rows);
        Row(page, string.Create(CultureInfo.InvariantCulture, $"import of Parquet, {rows:N0} rows over 30 days, whole command: rows/s"), rows / run.Wall, "200,000 or more");
        Row(page, "import of Parquet: processor µs a row", run.Cpu / rows * 1e6, "");
        Row(page, "import of Parquet: peak memory, MB", run.PeakMegabytes, "");
    }

    private static void Row(StringBuilder page, string what, double value, string asked) =>
        page.Append(CultureInfo.InvariantCulture, $"| {what} | {value.ToString(value >= 1000 ? "N0" : "0.00", CultureInfo.InvariantCulture)} | {asked} |\n");

    private static string Head() => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        # Ingestion

        `./bench ingest`: the published server on loopback with its own files, {Connections} connections that each post {BatchRows:N0} rows of
        NDJSON and wait (20 numbers, 5 categories, version, score, prediction, decision), for {WholeSeconds} seconds; then single rows over
        {SingleConnections} kept-alive connections. The generator runs on the same {Environment.ProcessorCount} cores. The bare appender writes the same columns in
        transactions of {Connections * BatchRows:N0} rows through DuckDB's data-chunk appender. Checkpoints are counted on both sides.

        | what | measured | asked |
        |---|---:|---|

        """);
}
