using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Vedetta.Core.Incidents;
using Vedetta.Core.Ingestion;
using Vedetta.Core.Models;
using Vedetta.Core.Monitors;
using Vedetta.Core.Monitors.Evaluating;
using Vedetta.Core.Profiles;
using Vedetta.Core.Storage.InMemory;
using Vedetta.Core.Time;
using Vedetta.Storage.DuckDb;

namespace Vedetta.Benchmarks.Labels;

/// <summary>
/// Late outcomes: twice as many predictions over 60 days, half of which have an outcome and points; then the other half of the
/// outcomes comes as one NDJSON stream, and every point is revised.
/// </summary>
internal static class LabelsBenchmark
{
    private const int Days = 60;
    private static readonly ModelId Model = new("late");
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    internal static async Task<int> RunAsync(int outcomes)
    {
        string folder = Directory.CreateTempSubdirectory("vedetta-bench-").FullName;
        try
        {
            await using DuckDbStorage storage = DuckDbStorage.Open(folder);
            var (metadata, changed, clock) = (new InMemoryMetadata(), new ChangedHours(), new Clock(Start.AddDays(Days + 1)));
            using var registry = new ModelRegistry(metadata.Models, clock);
            using var book = new ProfileBook(registry, storage.Events, storage.Profiles, changed, new IngestionOptions(), NullLogger<ProfileBook>.Instance);
            await using var ingestion = new IngestionService(registry, storage.Events, metadata.Quarantine, book, null, new IngestionOptions(), clock, NullLogger<IngestionService>.Instance);
            await ingestion.StartAsync(CancellationToken.None);
            using var incidents = new IncidentService(metadata.Incidents, new SilentNotifier(), clock);
            using var evaluation = new EvaluationService(
                metadata.Models, metadata.Monitors, new ProfileReader(registry, book, storage.Profiles), storage.Events, changed, incidents, EvaluationOptions.Default);
            await new ModelService(registry, ingestion).PutAsync(Model, new ModelDescription(ModelTask.Binary), CancellationToken.None);
            await metadata.Monitors.SaveAsync([.. Monitors()], CancellationToken.None);

            await MeasureAsync($"{2 * outcomes:N0} predictions in", () => PredictAsync(ingestion, 2 * outcomes));
            await MeasureAsync($"{outcomes:N0} first outcomes in", () => LabelAsync(ingestion, outcomes, first: 0));
            int points = 0;
            await MeasureAsync("their points", async () => points = (await evaluation.EvaluateAsync(Model, null, clock.Now, CancellationToken.None)).Changed.Count);
            long before = Environment.WorkingSet;
            double seconds = await MeasureAsync($"{outcomes:N0} late outcomes in", () => LabelAsync(ingestion, outcomes, first: outcomes));
            int revised = 0;
            seconds += await MeasureAsync("every point revised", async () =>
                revised = (await evaluation.EvaluateAsync(Model, null, clock.Now, CancellationToken.None)).Changed.Count(change => change.Point.Revision > 0));
            using var process = Process.GetCurrentProcess();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"late outcomes joined, {revised} of {points} points revised: {seconds:F1} s (at most 30); memory {before / 1e6:F0} MB before, {process.PeakWorkingSet64 / 1e6:F0} MB at most"));
            return revised == points && points > 0 && seconds < 30 ? 0 : 1;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static IEnumerable<MonitorDefinition> Monitors()
    {
        foreach (string metric in new[] { "roc_auc", "f1", "log_loss" })
        {
            foreach (WindowSize window in new[] { WindowSize.Day, WindowSize.Week })
            {
                yield return DefaultMonitors.Of(Model, $"{metric}-{EnumWords.Of(window)}", MonitorMetric.Performance, []) with
                {
                    Method = metric.Replace('-', '_'), Window = window, Baseline = BaselineKind.Previous, MinimumCoverage = 0, Managed = false,
                };
            }
        }
    }

    private static async Task PredictAsync(IngestionService ingestion, int rows)
    {
        const int Chunk = 100_000;
        for (int first = 0; first < rows; first += Chunk)
        {
            var text = new StringBuilder("id,ts,version,score,income\n");
            for (int i = first; i < Math.Min(rows, first + Chunk); i++)
            {
                text.Append(CultureInfo.InvariantCulture, $"p{i},{Start.AddSeconds((double)i * Days * 86_400 / rows):yyyy-MM-ddTHH:mm:ss.fffZ},{1 + (i % 3)},{Hash(i):F6},{1000 * Hash(i + 7):F2}\n");
            }

            await ingestion.IngestPredictionsAsync(Model, Source(text, IngestFormat.Csv), progress: null, CancellationToken.None);
        }
    }

    /// <summary>Outcomes of every second prediction, from the first or from the second.</summary>
    private static async Task LabelAsync(IngestionService ingestion, int outcomes, int first)
    {
        var text = new StringBuilder();
        for (int i = 0; i < outcomes; i++)
        {
            int row = (2 * i) + (first > 0 ? 1 : 0);
            text.Append(CultureInfo.InvariantCulture, $$"""{"id":"p{{row}}","value":{{(Hash(row + 31) < Hash(row) ? 1 : 0)}},"at":"{{Start.AddDays(Days).AddSeconds(i / 100):yyyy-MM-ddTHH:mm:ssZ}}"}""").Append('\n');
        }

        await ingestion.IngestOutcomesAsync(Model, Source(text, IngestFormat.NdJson), progress: null, CancellationToken.None);
    }

    private static IngestSource Source(StringBuilder text, IngestFormat format) => new(new MemoryStream(Encoding.UTF8.GetBytes(text.ToString())), format) { Backfill = true };

    private static double Hash(int i) => (XxHash64.Mix((ulong)i) >> 11) / (double)(1UL << 53);

    private static async Task<double> MeasureAsync(string what, Func<Task> work)
    {
        var watch = Stopwatch.StartNew();
        await work();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-32} {watch.Elapsed.TotalSeconds,8:F2} s"));
        return watch.Elapsed.TotalSeconds;
    }

    private sealed class Clock(DateTimeOffset now) : TimeProvider
    {
        public DateTimeOffset Now { get; } = now;

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
