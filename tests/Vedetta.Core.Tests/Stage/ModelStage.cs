using Vedetta.Core.Explaining;
using Vedetta.Core.Incidents;
using Vedetta.Core.Ingestion;
using Vedetta.Core.Models;
using Vedetta.Core.Monitors;
using Vedetta.Core.Monitors.Evaluating;
using Vedetta.Core.Profiles;
using Vedetta.Core.Readings;
using Vedetta.Core.Storage;
using Vedetta.Core.Storage.InMemory;
using Vedetta.Core.Tests.Time;
using Vedetta.Core.Time;
using Vedetta.Statistics.Profiles;

namespace Vedetta.Core.Tests.Stage;

/// <summary>One row for a test.</summary>
internal sealed record StageRow(DateTimeOffset At, IReadOnlyDictionary<string, object?> Values, string Version = "1", double? Score = null);

/// <summary>One model with everything that judges it, on in-memory stores, with a clock that the test moves.</summary>
internal sealed class ModelStage : IDisposable
{
    public static readonly ModelId Id = new("scoring");

    private readonly HashSet<ulong> _known = [];
    private readonly EvaluationOptions _options = EvaluationOptions.Default with { CalibrationValues = 100_000 };
    private int _lastId;

    public ModelStage(DateTimeOffset now, ModelTask task, params ColumnDefinition[] columns)
    {
        Time = new FakeTime(now);
        Profiles = new RowProfiles(Events, Metadata.Models);
        Incidents = new IncidentService(Metadata.Incidents, Notices, Time, new ExplanationService(Metadata.Models, Metadata.Monitors, Profiles, Events, _options, Audit));
        Monitors = new MonitorService(Metadata.Models, Metadata.Monitors);
        Evaluation = NewEvaluation();
        Readings = new ReadingService(Metadata.Models, Metadata.Monitors, Metadata.Incidents, Profiles, Events, _options, Time);
        Definition = new ModelDefinition(Id, task, null, null, "1", 0.5, "UTC", ScoreDefinition.Probability, new ModelSchema(columns, true, []), [OutcomeDefinition.Label], now, 1);
        Catalog = [.. columns.Select((column, i) => new StoredColumn(i, ColumnFamily.Feature, column.Name, column.Type == ColumnType.Numeric ? ValueKind.Number : ValueKind.Category))];
    }

    public FakeTime Time { get; }

    public InMemoryMetadata Metadata { get; } = new();

    public InMemoryAuditStore Audit { get; } = new();

    public InMemoryEventStore Events { get; } = new();

    public ChangedHours Changes { get; private set; } = new();

    public RowProfiles Profiles { get; }

    public RecordingNotifier Notices { get; } = new();

    public IncidentService Incidents { get; }

    public MonitorService Monitors { get; }

    public EvaluationService Evaluation { get; private set; }

    public ReadingService Readings { get; }

    public ModelDefinition Definition { get; private set; }

    public List<StoredColumn> Catalog { get; }

    public async Task SaveAsync(ModelDefinition? definition = null)
    {
        Definition = definition ?? Definition;
        (await Metadata.Models.SaveAsync(Definition, default)).ShouldBeTrue();
        await Metadata.Models.AddColumnsAsync(Id, Catalog, default);
    }

    /// <summary>The same stores under a new process: nothing that lived in memory is left.</summary>
    public void Restart()
    {
        Evaluation.Dispose();
        Changes = new ChangedHours();
        Evaluation = NewEvaluation();
    }

    public async Task ReferenceAsync(IEnumerable<StageRow> rows, string version = "1")
    {
        var batch = BatchOf(rows, out _);
        await ReferenceAsync(batch, version);
    }

    public async Task ReferenceAsync(PredictionBatch batch, string version = "1")
    {
        await Events.AppendAsync(new EventAppend([], [(Id, version, batch)], [], []), default);
        await Metadata.Models.SaveVersionAsync(new ModelVersion(Id, version, null, new ReferenceInfo(batch.Count, Time.Now, null, null, 0)), default);
    }

    /// <summary>Stores rows whose id is new, as ingestion does.</summary>
    public async Task SendAsync(IEnumerable<StageRow> rows, bool live = true, IReadOnlyList<string>? ids = null)
    {
        var batch = BatchOf(rows, out var duplicates, ids);
        await SendAsync(batch, live, duplicates);
    }

    public async Task SendAsync(PredictionBatch batch, bool live, IReadOnlyList<DateTimeOffset>? duplicates = null)
    {
        var traffic = (duplicates ?? []).GroupBy(hour => hour).Select(group => new TrafficCount(Id, group.Key, group.Count(), 0, 0)).ToList();
        await Events.AppendAsync(new EventAppend([(Id, batch)], [], [], traffic), default);
        foreach (var version in batch.Version.Dictionary)
            if (!(await Metadata.Models.VersionsAsync(Id, default)).Any(known => known.Version == version))
                await Metadata.Models.SaveVersionAsync(new ModelVersion(Id, version, null, null), default);
        foreach (var hour in batch.At.Select(at => HourOf(DateTimeOffset.UnixEpoch.AddMicroseconds(at))).Distinct()) Changes.Mark(Id, hour, live);
    }

    public async Task<EvaluationAnswer> EvaluateAsync(Window? span = null) => await Evaluation.EvaluateAsync(Id, span, Time.Now, default);

    public async Task<IReadOnlyList<Point>> PointsAsync(string? monitor = null) =>
        await Metadata.Monitors.PointsAsync(Id, monitor, new Window(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(200)), default);

    public async Task<IReadOnlyList<Incident>> IncidentsAsync(params IncidentState[] states) =>
        await Incidents.ListAsync(Id, states.Length == 0 ? null : states, 1000, default);

    public void Dispose()
    {
        Evaluation.Dispose();
        Incidents.Dispose();
    }

    private EvaluationService NewEvaluation() => new(Metadata.Models, Metadata.Monitors, Profiles, Events, Changes, Incidents, _options);

    private static DateTimeOffset HourOf(DateTimeOffset at) => WindowCalendar.At(at, WindowSize.Hour, TimeZoneInfo.Utc).From;

    private PredictionBatch BatchOf(IEnumerable<StageRow> rows, out List<DateTimeOffset> duplicates, IReadOnlyList<string>? ids = null)
    {
        duplicates = [];
        var batch = new PredictionBatch();
        foreach (var column in Catalog) batch.AddColumn(column);
        var at = 0;
        foreach (var row in rows)
        {
            var id = ids is null ? $"r{++_lastId}" : ids[at];
            at++;
            var hash = StageHash.Of(id);
            if (!_known.Add(hash))
            {
                duplicates.Add(HourOf(row.At));
                continue;
            }

            BatchRows.Begin(batch, id, hash, row.At, Time.Now, row.Version);
            if (row.Score is { } score) batch.Score[batch.Count] = score;
            foreach (var column in batch.Columns)
            {
                var value = row.Values.GetValueOrDefault(column.Stored.Name);
                column.Numbers?.Add(value is null ? NumericValue.Missing : Convert.ToDouble(value, System.Globalization.CultureInfo.InvariantCulture));
                column.Categories?.Add((string?)value);
            }

            batch.Count++;
        }

        return batch;
    }
}

/// <summary>Remembers what people were told.</summary>
internal sealed class RecordingNotifier : INotifier
{
    public List<IncidentNotice> All { get; } = [];

    public ValueTask NotifyAsync(IReadOnlyList<IncidentNotice> notices, CancellationToken cancel)
    {
        All.AddRange(notices);
        return ValueTask.CompletedTask;
    }
}
