using System.Diagnostics;
using System.Globalization;
using Vedetta.Core.Ingestion;
using Vedetta.Core.Models;
using Vedetta.Core.Storage;
using Vedetta.Storage.DuckDb;

namespace Vedetta.Benchmarks.Store;

/// <summary>Rows into and out of the embedded store: 25 stored columns (20 numbers, 5 categories) beside the fixed fields.</summary>
internal static class StoreBenchmark
{
    private const int RowGroup = 122_880;
    private static readonly ModelId Model = new("benchmark");

    internal static async Task<int> RunAsync(int rows)
    {
        string folder = Directory.CreateTempSubdirectory("vedetta-bench-").FullName;
        try
        {
            var batches = new BenchmarkRows(seed: 7);
            PredictionBatch batch = batches.Next(RowGroup);
            int commits = Math.Max(1, rows / RowGroup);
            await using (DuckDbStorage storage = DuckDbStorage.Open(folder))
            {
                await MeasureAsync($"append {commits} x {RowGroup} rows", (long)commits * RowGroup, async () =>
                {
                    for (int i = 0; i < commits; i++)
                    {
                        await storage.Events.AppendAsync(EventAppend.Of(Model, batch), CancellationToken.None);
                    }
                });
                foreach (int size in new[] { 1, 100, 1_000, 10_000 })
                {
                    await LatencyAsync(storage.Events, batches.Next(size), size);
                }
            }

            await MeasureAsync("open again", 0, async () => await (await OpenAsync(folder)).DisposeAsync());
            await using (DuckDbStorage storage = DuckDbStorage.Open(folder))
            {
                long stored = (await storage.Events.SummaryAsync(Model, CancellationToken.None)).Rows;
                await MeasureAsync("scan every column", stored, () => ScanAsync(storage.Events, new()));
                await MeasureAsync("scan one number", stored, () => ScanAsync(storage.Events, new(Columns: [0])));
                await MeasureAsync("find 1,000 ids", stored, async () =>
                    _ = await storage.Events.FindAsync(Model, batch.IdHash.GetRange(0, 1000).ToArray(), CancellationToken.None));
            }

            long bytes = new DirectoryInfo(folder).EnumerateFiles().Sum(f => f.Length);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{"size on disk",-28} {bytes / 1e6,10:F1} MB"));
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Task<DuckDbStorage> OpenAsync(string folder) => Task.FromResult(DuckDbStorage.Open(folder));

    private static async Task ScanAsync(IEventStore events, RowScan scan)
    {
        long rows = 0;
        await foreach (PredictionBatch batch in events.ScanAsync(Model, scan, CancellationToken.None))
        {
            rows += batch.Count;
        }

        if (rows == 0)
        {
            throw new InvalidOperationException("The scan found no rows.");
        }
    }

    private static async Task LatencyAsync(IEventStore events, PredictionBatch batch, int size)
    {
        const int Repeats = 101;
        var times = new double[Repeats];
        using var process = Process.GetCurrentProcess();
        TimeSpan cpuBefore = process.TotalProcessorTime;
        for (int i = 0; i < Repeats; i++)
        {
            long start = Stopwatch.GetTimestamp();
            await events.AppendAsync(EventAppend.Of(Model, batch), CancellationToken.None);
            times[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }

        process.Refresh();
        double cpu = (process.TotalProcessorTime - cpuBefore).TotalMilliseconds / Repeats;
        Array.Sort(times);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{$"durable commit of {size} rows",-28} {times[Repeats / 2],10:F2} ms p50 {times[Repeats * 95 / 100],10:F2} ms p95 {cpu,10:F2} ms CPU"));
    }

    private static async Task MeasureAsync(string what, long rows, Func<Task> work)
    {
        using var process = Process.GetCurrentProcess();
        TimeSpan cpuBefore = process.TotalProcessorTime;
        long start = Stopwatch.GetTimestamp();
        await work();
        double wall = Stopwatch.GetElapsedTime(start).TotalSeconds;
        process.Refresh();
        double cpu = (process.TotalProcessorTime - cpuBefore).TotalSeconds;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{what,-28} {wall,10:F3} s wall {cpu,10:F3} s CPU{(rows == 0 ? "" : $" {rows / wall,14:N0} rows/s {rows / Math.Max(cpu, 1e-9),14:N0} rows/CPU s")}"));
    }
}
