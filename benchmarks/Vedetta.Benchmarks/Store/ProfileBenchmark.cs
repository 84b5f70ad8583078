using System.Diagnostics;
using System.Globalization;
using Vedetta.Core.Models;
using Vedetta.Core.Profiles;
using Vedetta.Core.Time;
using Vedetta.Storage.DuckDb;

namespace Vedetta.Benchmarks.Store;

/// <summary>Fragments of profiles into and out of the embedded store: 90 days of 40 columns by the hour, 3 KB each.</summary>
internal static class ProfileBenchmark
{
    private const int Columns = 40;
    private static readonly ModelId Model = new("benchmark");
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    internal static async Task<int> RunAsync(int days)
    {
        string folder = Directory.CreateTempSubdirectory("vedetta-bench-").FullName;
        try
        {
            var random = new Random(7);
            await using DuckDbStorage storage = DuckDbStorage.Open(folder);
            await MeasureAsync("append by the hour", async () =>
            {
                for (int hour = 0; hour < days * 24; hour++)
                {
                    await storage.Profiles.AppendAsync(Model, [.. Enumerable.Range(0, Columns).Select(c => Fragment(hour, c, random))], hour + 1, CancellationToken.None);
                }
            });
            var all = new Window(Start, Start.AddDays(days));
            await MeasureAsync("read a column, every hour", async () =>
                Expect(days * 24, await storage.Profiles.ReadAsync(new(Model, ProfileLevel.Hour, all, Columns: ["column 7"]), CancellationToken.None)));
            await MeasureAsync("read every column, one day", async () =>
                Expect(24 * Columns, await storage.Profiles.ReadAsync(new(Model, ProfileLevel.Hour, new(Start.AddDays(days / 2), Start.AddDays((days / 2) + 1))), CancellationToken.None)));
            await MeasureAsync("read a column, one hour", async () =>
                Expect(1, await storage.Profiles.ReadAsync(new(Model, ProfileLevel.Hour, new(Start.AddDays(3), Start.AddDays(3).AddHours(1)), Columns: ["column 7"]), CancellationToken.None)));
            long bytes = new DirectoryInfo(folder).EnumerateFiles().Sum(f => f.Length);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{"size on disk",-28} {bytes / 1e6,10:F1} MB"));
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static ProfileFragment Fragment(int hour, int column, Random random)
    {
        byte[] payload = new byte[3000];
        random.NextBytes(payload.AsSpan(0, 1500));
        return new(new("3", SegmentKey.All, ProfileLevel.Hour, Start.AddHours(hour), string.Create(CultureInfo.InvariantCulture, $"column {column}")), payload);
    }

    private static void Expect(int count, IReadOnlyList<ProfileFragment> fragments)
    {
        if (fragments.Count != count)
        {
            throw new InvalidOperationException($"Read {fragments.Count} fragments instead of {count}.");
        }
    }

    private static async Task MeasureAsync(string what, Func<Task> work)
    {
        using var process = Process.GetCurrentProcess();
        TimeSpan before = process.TotalProcessorTime;
        long start = Stopwatch.GetTimestamp();
        await work();
        double wall = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        process.Refresh();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{what,-28} {wall,10:F1} ms wall {(process.TotalProcessorTime - before).TotalMilliseconds,10:F1} ms CPU"));
    }
}
