using Vedetta.Core.Ingestion;
using Vedetta.Core.Models;
using Vedetta.Statistics.Profiles;

namespace Vedetta.Cli.Demo.World;

/// <summary>A column that a model of the world writes.</summary>
/// <param name="Family">Feature, tag or probability.</param>
/// <param name="Name">Its name.</param>
/// <param name="Type">How its values are read.</param>
internal readonly record struct DemoColumn(ColumnFamily Family, string Name, ColumnType Type)
{
    /// <summary>How its values are kept.</summary>
    public ValueKind Kind => Type is ColumnType.Numeric or ColumnType.Timestamp ? ValueKind.Number : ValueKind.Category;
}

/// <summary>A label that will arrive.</summary>
/// <param name="Id">Id of its prediction.</param>
/// <param name="Outcome">Name of the outcome.</param>
/// <param name="Label">The class; null for numbers.</param>
/// <param name="Value">The number, also of a class that is a number; NaN otherwise.</param>
/// <param name="At">When it becomes known.</param>
internal readonly record struct DemoOutcome(string Id, string Outcome, string? Label, double Value, DateTimeOffset At);

/// <summary>What the world writes: rows of one model as columns, and the labels that will follow.</summary>
internal sealed class DemoRows
{
    private readonly BatchColumn[] _columns;
    private bool _kept;

    /// <summary>Makes empty rows of these columns; ordinals are their places.</summary>
    public DemoRows(IReadOnlyList<DemoColumn> columns)
    {
        _columns = new BatchColumn[columns.Count];
        for (var i = 0; i < columns.Count; i++) _columns[i] = Batch.AddColumn(new StoredColumn(i, columns[i].Family, columns[i].Name, columns[i].Kind));
    }

    /// <summary>The rows.</summary>
    public PredictionBatch Batch { get; } = new();

    /// <summary>Labels of these rows, in no order.</summary>
    public List<DemoOutcome> Outcomes { get; } = [];

    /// <summary>Rows outside are not kept; from inclusive, to exclusive.</summary>
    public (DateTimeOffset From, DateTimeOffset To) Span { get; set; } = (DateTimeOffset.MinValue, DateTimeOffset.MaxValue);

    /// <summary>Begins a row.</summary>
    public void Begin(string id, DateTimeOffset at, string version)
    {
        _kept = at >= Span.From && at < Span.To;
        Batch.Count++;
        Batch.Id.Add(id);
        Batch.At.Add((at - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond);
        Batch.Version.Add(version);
    }

    /// <summary>Writes a number into the column of that place; NaN is missing.</summary>
    public void Number(int column, double value) => _columns[column].Numbers!.Add(double.IsNaN(value) ? NumericValue.Missing : value);

    /// <summary>Writes a category; null is missing.</summary>
    public void Category(int column, string? value) => _columns[column].Categories!.Add(value);

    /// <summary>Notes a label of the row that ended last.</summary>
    public void Follow(DemoOutcome outcome)
    {
        if (_kept) Outcomes.Add(outcome);
    }

    /// <summary>Ends a row: fixed fields that were not written are missing.</summary>
    public void End()
    {
        Batch.Score.PadTo(Batch.Count, NumericValue.Missing);
        Batch.Prediction.PadTo(Batch.Count);
        Batch.PredictedValue.PadTo(Batch.Count, NumericValue.Missing);
        Batch.Decision.PadTo(Batch.Count);
        Batch.Variant.PadTo(Batch.Count);
        Batch.Subject.PadTo(Batch.Count);
        Batch.Amount.PadTo(Batch.Count, NumericValue.Missing);
        Batch.LatencyMs.PadTo(Batch.Count, NumericValue.Missing);
        Batch.Error.PadTo(Batch.Count);
        Batch.Extra.PadTo(Batch.Count);
        if (!_kept) DropLast();
    }

    private void DropLast()
    {
        var rows = --Batch.Count;
        Batch.Id.Truncate(rows);
        Batch.At.RemoveAt(rows);
        Batch.Version.Truncate(rows);
        Batch.Score.Truncate(rows);
        Batch.Prediction.Truncate(rows);
        Batch.PredictedValue.Truncate(rows);
        Batch.Decision.Truncate(rows);
        Batch.Variant.Truncate(rows);
        Batch.Subject.Truncate(rows);
        Batch.Amount.Truncate(rows);
        Batch.LatencyMs.Truncate(rows);
        Batch.Error.Truncate(rows);
        Batch.Extra.Truncate(rows);
        foreach (var column in _columns) column.Truncate(rows);
    }

    /// <summary>Forgets rows and labels.</summary>
    public void Clear()
    {
        Batch.Clear();
        Outcomes.Clear();
    }
}
