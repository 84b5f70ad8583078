using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Vedetta.Core.Incidents;
using Vedetta.Core.Ingestion;
using Vedetta.Core.Models;
using Vedetta.Core.Monitors;
using Vedetta.Core.Monitors.Evaluating;
using Vedetta.Core.Readings;
using Vedetta.Core.Tests.Ingestion;
using Vedetta.Core.Tests.Stage;

namespace Vedetta.Core.Tests.Cases;

/// <summary>A folder of real data taken in as files are, with everything that judges it.</summary>
internal sealed class CaseWorld : IAsyncDisposable
{
    private readonly string _folder;
    private readonly World _world;

    private CaseWorld(string folder, World world, string period)
    {
        (_folder, _world, Period) = (folder, world, period);
        Incidents = new IncidentService(world.Metadata.Incidents, Notices, world.Clock);
        Monitors = new MonitorService(world.Metadata.Models, world.Metadata.Monitors);
        Evaluation = new EvaluationService(world.Metadata.Models, world.Metadata.Monitors, world.Reader, world.Events, world.Changed, Incidents, EvaluationOptions.Default);
        Readings = new ReadingService(world.Metadata.Models, world.Metadata.Monitors, world.Metadata.Incidents, world.Reader, world.Events, EvaluationOptions.Default, world.Clock);
    }

    public static ModelId Id => World.Model;

    public string Period { get; }

    public RecordingNotifier Notices { get; } = new();

    public IncidentService Incidents { get; }

    public MonitorService Monitors { get; }

    public EvaluationService Evaluation { get; }

    public ReadingService Readings { get; }

    /// <summary>The case with its reference; skips the test where the data is absent.</summary>
    public static async Task<CaseWorld> OpenAsync(string name, DateTimeOffset now)
    {
        Assert.SkipUnless(CaseFolder.Find(name) is not null, CaseFolder.Missing);
        var folder = CaseFolder.Find(name)!;
        using var json = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "case.json")));
        var root = json.RootElement;
        var world = await World.StartAsync();
        world.Clock.Now = now;
        var columns = root.GetProperty("features").EnumerateArray()
            .Select(feature => new ColumnDefinition(feature.GetProperty("name").GetString()!, Enum.Parse<ColumnType>(feature.GetProperty("type").GetString()!, ignoreCase: true)))
            .ToList();
        await world.ModelAsync(new ModelDescription(Enum.Parse<ModelTask>(root.GetProperty("task").GetString()!, ignoreCase: true), Columns: columns));
        var source = IngestSource.OfFile(Path.Combine(folder, "reference.csv.gz"));
        await world.Ingestion.IngestReferenceAsync(Id, "", source, progress: null, CancellationToken.None);
        return new CaseWorld(folder, world, root.GetProperty("period").GetString()!);
    }

    /// <summary>Takes in the production rows before a moment.</summary>
    public async Task ImportAsync(DateTimeOffset? before = null)
    {
        var source = IngestSource.OfFile(Path.Combine(_folder, "production.csv.gz"));
        if (before is { } moment) source = World.Source(await HeadAsync(moment), IngestFormat.Csv);
        var answer = await _world.Ingestion.IngestPredictionsAsync(Id, source with { Backfill = true }, progress: null, CancellationToken.None);
        answer.RejectedCount.ShouldBe(0);
    }

    public async Task<EvaluationAnswer> EvaluateAsync() => await Evaluation.EvaluateAsync(Id, null, _world.Clock.Now, default);

    public async Task<IReadOnlyList<Point>> PointsAsync(string monitor) =>
        await _world.Metadata.Monitors.PointsAsync(Id, monitor, new(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(200)), default);

    public async Task<IReadOnlyList<Incident>> IncidentsAsync(params IncidentState[] states) =>
        await Incidents.ListAsync(Id, states.Length == 0 ? null : states, 1000, default);

    public IEnumerable<(string Period, string Column, string Kind, string Metric, double Value)> Truth() =>
        File.ReadLines(Path.Combine(_folder, "truth_drift.csv")).Skip(1).Select(line => line.Split(','))
            .Where(cells => cells[5].Length > 0)
            .Select(cells => (cells[1], cells[2], cells[3], cells[4], double.Parse(cells[5], CultureInfo.InvariantCulture)));

    public async ValueTask DisposeAsync()
    {
        Evaluation.Dispose();
        Incidents.Dispose();
        await _world.DisposeAsync();
    }

    private async Task<string> HeadAsync(DateTimeOffset before)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(Path.Combine(_folder, "production.csv.gz")), CompressionMode.Decompress));
        var limit = before.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
        var text = new StringBuilder().AppendLine(await reader.ReadLineAsync());
        while (await reader.ReadLineAsync() is { } line)
            if (string.CompareOrdinal(line.Split(',')[1], limit) < 0) text.AppendLine(line);
        return text.ToString();
    }
}
