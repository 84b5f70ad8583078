using System.Globalization;
using System.Text;
using System.Text.Json;
using Vedetta.Cli.CommandLine;
using Vedetta.Cli.Replay;
using Vedetta.Core.Ingestion;
using Vedetta.Core.Models;

namespace Vedetta.Cli.Testing;

/// <summary>Rows and outcomes in the order of time, to be taken up to a moment.</summary>
internal interface IRowTape
{
    /// <summary>The model, with what the rows know of it.</summary>
    ModelDescription Describe(ModelDescription described);

    /// <summary>The reference; null for none.</summary>
    IngestSource? Reference();

    /// <summary>Predictions before the moment that were not taken yet.</summary>
    IEnumerable<IngestSource> PredictionsUntil(DateTimeOffset moment);

    /// <summary>Outcomes that became known before the moment and were not taken yet.</summary>
    IEnumerable<IngestSource> OutcomesUntil(DateTimeOffset moment);
}

/// <summary>No rows.</summary>
internal sealed class EmptyTape : IRowTape
{
    /// <summary>The one.</summary>
    public static EmptyTape Instance { get; } = new();

    /// <inheritdoc/>
    public ModelDescription Describe(ModelDescription described) => described;

    /// <inheritdoc/>
    public IngestSource? Reference() => null;

    /// <inheritdoc/>
    public IEnumerable<IngestSource> PredictionsUntil(DateTimeOffset moment) => [];

    /// <inheritdoc/>
    public IEnumerable<IngestSource> OutcomesUntil(DateTimeOffset moment) => [];
}

/// <summary>Rows that are made up.</summary>
internal sealed class MadeTape : IRowTape
{
    private readonly RowPlan _plan;
    private readonly RowMaker _maker;
    private readonly IngestSource? _reference;
    private readonly IEnumerator<MadeRow> _rows;
    private readonly PriorityQueue<MadeRow, DateTimeOffset> _labels = new();
    private bool _more;

    public MadeTape(RowPlan plan, DateTimeOffset start, TimeZoneInfo zone, DateTimeOffset end)
    {
        (_plan, _maker) = (plan, new RowMaker(plan, start, zone));
        _reference = plan.Reference > 0 ? Source(_maker.Reference(), IngestFormat.Csv) : null;
        _rows = _maker.Until(end).GetEnumerator();
        _more = _rows.MoveNext();
    }

    /// <inheritdoc/>
    public ModelDescription Describe(ModelDescription described)
    {
        var known = described.Columns ?? [];
        var made = _plan.Columns.Where(column => !RowPlanReader.Outputs.Contains(column.Key, StringComparer.Ordinal) && known.All(each => each.Name != column.Key))
            .Select(column => new ColumnDefinition(column.Key, column.Value.Kind == ValueDistribution.Choice ? ColumnType.Categorical : ColumnType.Numeric));
        return described with { Columns = [.. known, .. made] };
    }

    /// <inheritdoc/>
    public IngestSource? Reference() => _reference;

    /// <inheritdoc/>
    public IEnumerable<IngestSource> PredictionsUntil(DateTimeOffset moment)
    {
        var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            for (; _more && _rows.Current.At < moment; _more = _rows.MoveNext())
            {
                _maker.Write(json, _rows.Current);
                json.Flush();
                json.Reset();
                bytes.WriteByte((byte)'\n');
                if (_rows.Current.Label is not null) _labels.Enqueue(_rows.Current, _rows.Current.At + _plan.Label!.After);
            }
        }

        if (bytes.Length == 0) yield break;
        bytes.Position = 0;
        yield return new IngestSource(bytes, IngestFormat.NdJson);
    }

    /// <inheritdoc/>
    public IEnumerable<IngestSource> OutcomesUntil(DateTimeOffset moment)
    {
        var text = new StringBuilder();
        while (_labels.TryPeek(out var row, out var known) && known < moment)
        {
            _labels.Dequeue();
            text.Append(CultureInfo.InvariantCulture, $$"""{"id":"{{row.Id}}","outcome":"label","value":{{row.Label}},"at":"{{known.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss.FFF'Z'}}"}""").Append('\n');
        }

        if (text.Length > 0) yield return Source(text.ToString(), IngestFormat.NdJson);
    }

    private static IngestSource Source(string text, IngestFormat format) => new(new MemoryStream(Encoding.UTF8.GetBytes(text)), format);
}

/// <summary>Rows that were recorded: a folder as <c>vedetta replay</c> takes it.</summary>
internal sealed class RecordedTape : IRowTape
{
    private readonly ReplayRows _rows;
    private readonly CaseFile? _case;
    private readonly string? _reference;
    private readonly List<ReplayEvent> _outcomes = [];
    private int _next;

    private RecordedTape(ReplayRows rows, CaseFile? described, string? reference) => (_rows, _case, _reference) = (rows, described, reference);

    /// <summary>Opens a folder.</summary>
    /// <exception cref="UsageException">It holds no rows, or they cannot be read.</exception>
    public static RecordedTape Open(string folder)
    {
        string? Find(string name) => ((string[])[name + ".csv.gz", name + ".csv"]).Select(file => Path.Combine(folder, file)).FirstOrDefault(File.Exists);
        var production = Find("production") ?? throw new UsageException($"{folder} has no production.csv.gz or production.csv");
        return new RecordedTape(ReplayRows.Read(production, ColumnMapping.Default), CaseFile.Find(folder), Find("reference"));
    }

    /// <inheritdoc/>
    public ModelDescription Describe(ModelDescription described) => _case?.Description ?? described;

    /// <inheritdoc/>
    public IngestSource? Reference() => _reference is null ? null : IngestSource.OfFile(_reference);

    /// <inheritdoc/>
    public IEnumerable<IngestSource> PredictionsUntil(DateTimeOffset moment)
    {
        var predictions = new List<ReplayEvent>();
        for (; _next < _rows.Events.Count && _rows.Events[_next].At < moment; _next++) (_rows.Events[_next].IsOutcome ? _outcomes : predictions).Add(_rows.Events[_next]);
        if (predictions.Count > 0) yield return Source(_rows.PredictionHeader, predictions);
    }

    /// <inheritdoc/>
    public IEnumerable<IngestSource> OutcomesUntil(DateTimeOffset moment)
    {
        if (_outcomes.Count == 0) yield break;
        yield return Source(ReplayRows.OutcomeHeader, _outcomes);
        _outcomes.Clear();
    }

    private IngestSource Source(byte[] header, List<ReplayEvent> events)
    {
        var bytes = new MemoryStream();
        bytes.Write(header);
        foreach (var one in events) bytes.Write(_rows.Bytes(one));
        bytes.Position = 0;
        return new IngestSource(bytes, IngestFormat.Csv) { CreateModel = true };
    }
}
