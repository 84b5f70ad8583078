using Vedetta.Core.Ingestion.Buffers;
using Vedetta.Core.Models;

namespace Vedetta.Core.Ingestion;

/// <summary>
/// Rows of one model as columns: what parsers write, stores keep and profiles read. No object per row.
/// Every buffer holds <see cref="Count"/> rows. Reused through <see cref="Clear"/>; not thread-safe.
/// </summary>
public sealed class PredictionBatch
{
    private readonly List<BatchColumn> _columns = [];

    /// <summary>Number of rows.</summary>
    public int Count { get; set; }

    /// <summary>Ids, unique per model.</summary>
    public TextBuffer Id { get; } = new();

    /// <summary>64-bit hash of each id's UTF-8 bytes (XXH64, seed 0): the key of the known-id filter and of look-ups.</summary>
    public List<ulong> IdHash { get; } = [];

    /// <summary>64-bit hash of everything a row says beside its id and receive time; tells a repeated row from a conflicting one.</summary>
    public List<ulong> RowHash { get; } = [];

    /// <summary>Event time, microseconds since 1970 UTC.</summary>
    public List<long> At { get; } = [];

    /// <summary>Receive time, microseconds since 1970 UTC.</summary>
    public List<long> ReceivedAt { get; } = [];

    /// <summary>Sequence of the commit that stored each row; filled by scans, empty before storing.</summary>
    public List<long> Sequence { get; } = [];

    /// <summary>Versions; missing means the version <c>""</c>.</summary>
    public CategoryBuffer Version { get; } = new();

    /// <summary>The score of a binary or scored model.</summary>
    public NumericBuffer Score { get; } = new();

    /// <summary>Predicted class (binary, multiclass).</summary>
    public CategoryBuffer Prediction { get; } = new();

    /// <summary>Predicted number (regression).</summary>
    public NumericBuffer PredictedValue { get; } = new();

    /// <summary>What was decided, for example <c>approve</c>.</summary>
    public CategoryBuffer Decision { get; } = new();

    /// <summary>Arm of an experiment.</summary>
    public CategoryBuffer Variant { get; } = new();

    /// <summary>Whom the prediction is about, as the sender names them.</summary>
    public TextBuffer Subject { get; } = new();

    /// <summary>Money at stake.</summary>
    public NumericBuffer Amount { get; } = new();

    /// <summary>Time the model took, milliseconds.</summary>
    public NumericBuffer LatencyMs { get; } = new();

    /// <summary>What went wrong in the model, if anything did.</summary>
    public TextBuffer Error { get; } = new();

    /// <summary>
    /// A JSON object per row of what has no column: values of the wrong type (<c>"invalid":{column:raw}</c>),
    /// unknown columns (<c>"unknown":{column:value}</c>), contributions (<c>"contributions":{...}</c>). Missing for most rows.
    /// </summary>
    public TextBuffer Extra { get; } = new();

    /// <summary>Features, tags, probabilities and shadows.</summary>
    public IReadOnlyList<BatchColumn> Columns => _columns;

    /// <summary>Adds a column; its earlier rows are missing.</summary>
    public BatchColumn AddColumn(StoredColumn stored)
    {
        var column = new BatchColumn(stored);
        column.PadTo(Count);
        _columns.Add(column);
        return column;
    }

    /// <summary>The column stored under that ordinal, or null.</summary>
    public BatchColumn? FindColumn(int ordinal)
    {
        foreach (var column in _columns)
            if (column.Stored.Ordinal == ordinal) return column;
        return null;
    }

    /// <summary>Appends missing values to every buffer that is shorter than <paramref name="rows"/>; ids, times and hashes are the writer's.</summary>
    public void PadTo(int rows, double missing)
    {
        Id.PadTo(rows);
        Version.PadTo(rows);
        Score.PadTo(rows, missing);
        Prediction.PadTo(rows);
        PredictedValue.PadTo(rows, missing);
        Decision.PadTo(rows);
        Variant.PadTo(rows);
        Subject.PadTo(rows);
        Amount.PadTo(rows, missing);
        LatencyMs.PadTo(rows, missing);
        Error.PadTo(rows);
        Extra.PadTo(rows);
        foreach (var column in _columns) column.PadTo(rows);
    }

    /// <summary>Forgets rows beyond <paramref name="rows"/>.</summary>
    public void Truncate(int rows)
    {
        Count = Math.Min(Count, rows);
        Id.Truncate(rows);
        Cut(IdHash, rows);
        Cut(RowHash, rows);
        Cut(At, rows);
        Cut(ReceivedAt, rows);
        Cut(Sequence, rows);
        Version.Truncate(rows);
        Score.Truncate(rows);
        Prediction.Truncate(rows);
        PredictedValue.Truncate(rows);
        Decision.Truncate(rows);
        Variant.Truncate(rows);
        Subject.Truncate(rows);
        Amount.Truncate(rows);
        LatencyMs.Truncate(rows);
        Error.Truncate(rows);
        Extra.Truncate(rows);
        foreach (var column in _columns) column.Truncate(rows);
    }

    private static void Cut<T>(List<T> list, int rows)
    {
        if (list.Count > rows) list.RemoveRange(rows, list.Count - rows);
    }

    /// <summary>Forgets every row; columns stay.</summary>
    public void Clear()
    {
        Count = 0;
        Id.Clear();
        IdHash.Clear();
        RowHash.Clear();
        At.Clear();
        ReceivedAt.Clear();
        Sequence.Clear();
        Version.Clear();
        Score.Clear();
        Prediction.Clear();
        PredictedValue.Clear();
        Decision.Clear();
        Variant.Clear();
        Subject.Clear();
        Amount.Clear();
        LatencyMs.Clear();
        Error.Clear();
        Extra.Clear();
        foreach (var column in _columns) column.Clear();
    }
}
