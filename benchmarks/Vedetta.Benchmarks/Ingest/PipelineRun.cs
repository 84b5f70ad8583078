using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using Vedetta.Core.Ingestion;
using Vedetta.Core.Models;
using Vedetta.Core.Profiles;
using Vedetta.Core.Storage.InMemory;
using Vedetta.Storage.DuckDb;

namespace Vedetta.Benchmarks.Ingest;

/// <summary>Ingestion without HTTP, in this process: what rows cost between their bytes and the disk.</summary>
internal static class PipelineRun
{
    private const int Lanes = 8;
    private const int BatchRows = 1_000;
    private static readonly ModelId Model = new("pipeline");

    /// <summary>Processor µs a row, all threads, with checkpoints.</summary>
    public static async Task<double> MeasureAsync(int rows)
    {
        var folder = Directory.CreateTempSubdirectory("vedetta-pipeline-");
        try
        {
            await RunAsync(Path.Combine(folder.FullName, "warm"), rows / 4);
            using var self = Process.GetCurrentProcess();
            var before = self.TotalProcessorTime;
            await RunAsync(Path.Combine(folder.FullName, "measured"), rows);
            self.Refresh();
            return (self.TotalProcessorTime - before).TotalSeconds / rows * 1e6;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task RunAsync(string folder, int rows)
    {
        await using var storage = DuckDbStorage.Open(folder, new DuckDbStorageOptions { MemoryLimit = 512 << 20 });
        var metadata = new InMemoryMetadata();
        var options = new IngestionOptions();
        using var registry = new ModelRegistry(metadata.Models, TimeProvider.System);
        using var book = new ProfileBook(registry, storage.Events, storage.Profiles, new ChangedHours(), options, NullLogger<ProfileBook>.Instance);
        await using var ingestion = new IngestionService(registry, storage.Events, metadata.Quarantine, book, tabular: null, options, TimeProvider.System, NullLogger<IngestionService>.Instance);
        var columns = Enumerable.Range(0, IngestRows.Numbers).Select(i => new ColumnDefinition($"number_{i.ToString(System.Globalization.CultureInfo.InvariantCulture)}", ColumnType.Numeric))
            .Concat(Enumerable.Range(0, IngestRows.Categories).Select(i => new ColumnDefinition($"category_{i.ToString(System.Globalization.CultureInfo.InvariantCulture)}", ColumnType.Categorical)));
        await new ModelService(registry, ingestion).PutAsync(Model, new ModelDescription(ModelTask.Binary, Columns: [.. columns]), CancellationToken.None);
        await ingestion.StartAsync(CancellationToken.None);
        var from = TimeProvider.System.GetUtcNow().AddMinutes(-30);
        await Task.WhenAll(Enumerable.Range(0, Lanes).Select(lane => Task.Run(async () =>
        {
            var body = new PreparedBody(IngestRows.Make(BatchRows, lane), from);
            for (var batch = 0; batch < rows / Lanes / BatchRows; batch++)
            {
                var bytes = body.With((lane * 1_000_000_000L) + ((long)batch * BatchRows));
                var answer = await ingestion.IngestPredictionsAsync(Model, new IngestSource(new MemoryStream(bytes, writable: false), IngestFormat.NdJson), progress: null, CancellationToken.None);
                if (answer.Accepted != BatchRows) throw new InvalidOperationException($"{answer.Accepted} rows were accepted");
            }
        })));
    }
}
