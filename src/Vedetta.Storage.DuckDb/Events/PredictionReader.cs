using Vedetta.Core.Ingestion;
using Vedetta.Core.Models;
using Vedetta.Core.Storage;
using Vedetta.Core.Time;
using Vedetta.Statistics.Profiles;
using Vedetta.Core.Ingestion.Buffers;
using Vedetta.Storage.DuckDb.Binding;
using Vedetta.Storage.DuckDb.Schema;

namespace Vedetta.Storage.DuckDb.Events;

/// <summary>Reads rows of a scan into one batch that is filled again and again.</summary>
internal sealed class PredictionReader
{
    /// <summary>A batch ends with the chunk that reaches this many rows.</summary>
    internal const int BatchRows = 98_304;

    private readonly ChunkReader _reader = new();
    private readonly Dictionary<int, BatchColumn> _byField = [];
    private int _first;

    internal PredictionReader(ModelEntry model, IReadOnlyList<int>? columns)
    {
        foreach (StoredColumn column in model.Columns.OrderBy(c => c.Ordinal))
        {
            if (columns is null || columns.Contains(column.Ordinal))
            {
                _byField[Fields.FirstStored + column.Ordinal] = Batch.AddColumn(column);
            }
        }
    }

    internal PredictionBatch Batch { get; } = new();

    /// <summary>Columns of the table in the order <see cref="AddChunk"/> reads them.</summary>
    internal IEnumerable<string> Columns => RowTables.RowColumns.Take(RowTables.RowColumns.Length - 1)
        .Concat(Batch.Columns.Select(c => ModelEntry.ColumnName(c.Stored.Ordinal)))
        .Append("invalid");

    /// <summary>The query of a scan, its values bound.</summary>
    internal Statement Prepare(Connection connection, ModelEntry model, RowScan scan)
    {
        string columns = string.Join(", ", Columns);
        List<string> conditions = ["seq > $1"];
        int parameters = 1;
        if (scan.Reference is not null)
        {
            conditions.Add($"reference = ${++parameters}");
        }

        if (scan.Span is not null)
        {
            conditions.Add($"event_at >= ${++parameters} AND event_at < ${++parameters}");
        }

        if (scan.HashUpTo is not null)
        {
            conditions.Add($"{(scan.Reference is null ? "id_hash" : "row_hash")} <= ${++parameters}");
        }

        string limit = scan.Limit is null ? "" : $" LIMIT ${++parameters}";
        string table = scan.Reference is null ? model.Predictions : model.References;
        Statement statement = connection.Prepare($"SELECT {columns} FROM {table} WHERE {string.Join(" AND ", conditions)}{limit}");

        statement.Bind(1, scan.AfterSequence);
        parameters = 1;
        if (scan.Reference is { } reference)
        {
            statement.Bind(++parameters, reference);
        }

        if (scan.Span is { } span)
        {
            statement.Bind(++parameters, Moments.FirstMicrosecond(span.From)).Bind(++parameters, Moments.FirstMicrosecond(span.To));
        }

        if (scan.HashUpTo is { } hash)
        {
            statement.Bind(++parameters, hash);
        }

        if (scan.Limit is { } rows)
        {
            statement.Bind(++parameters, rows);
        }

        return statement;
    }

    /// <summary>Fills the batch; false when no row is left.</summary>
    internal bool Fill(Result result, CancellationToken cancel)
    {
        Clear();
        while (Batch.Count < BatchRows)
        {
            cancel.ThrowIfCancellationRequested();
            if (!result.Read())
            {
                break;
            }

            _reader.Begin(result);
            AddChunk(_reader, result.RowCount);
        }

        return Batch.Count > 0;
    }

    /// <summary>Forgets the rows at hand.</summary>
    internal void Clear()
    {
        Batch.Clear();
        _reader.Forget();
    }

    /// <summary>Appends the next columns of a chunk.</summary>
    internal void AddChunk(ChunkReader reader, int rows)
    {
        _first = Batch.Count;
        reader.Read(Batch.Sequence);
        reader.Read(Batch.Id);
        reader.Read(Batch.IdHash);
        reader.Read(Batch.RowHash);
        reader.Read(Batch.At);
        reader.Read(Batch.ReceivedAt);
        reader.Read(Batch.Version);
        reader.Read(Batch.Score);
        reader.Read(Batch.Prediction);
        reader.Read(Batch.PredictedValue);
        reader.Read(Batch.Decision);
        reader.Read(Batch.Variant);
        reader.Read(Batch.Subject);
        reader.Read(Batch.Amount);
        reader.Read(Batch.LatencyMs);
        reader.Read(Batch.Error);
        reader.Read(Batch.Extra);
        foreach (BatchColumn column in Batch.Columns)
        {
            if (column.Numbers is { } numbers)
            {
                reader.Read(numbers);
            }
            else if (column.Categories is { } categories)
            {
                reader.Read(categories);
            }
            else
            {
                reader.Read(column.Texts!);
            }
        }

        reader.ReadMarks(Mark);
        Batch.Count += rows;
    }

    private void Mark(int chunkRow, int field)
    {
        int row = _first + chunkRow;
        switch (field)
        {
            case Fields.Version: Mark(Batch.Version, row); break;
            case Fields.Score: Mark(Batch.Score, row); break;
            case Fields.Prediction: Mark(Batch.Prediction, row); break;
            case Fields.PredictedValue: Mark(Batch.PredictedValue, row); break;
            case Fields.Decision: Mark(Batch.Decision, row); break;
            case Fields.Variant: Mark(Batch.Variant, row); break;
            case Fields.Amount: Mark(Batch.Amount, row); break;
            case Fields.LatencyMs: Mark(Batch.LatencyMs, row); break;
            default:
                // A column that this scan does not read has no place to mark.
                if (_byField.GetValueOrDefault(field) is { } column)
                {
                    Mark(column.Numbers, row);
                    Mark(column.Categories, row);
                }

                break;
        }
    }

    private static void Mark(NumericBuffer? buffer, int row)
    {
        if (buffer is not null)
        {
            buffer[row] = NumericValue.Invalid;
        }
    }

    private static void Mark(CategoryBuffer? buffer, int row) => buffer?.SetCode(row, CategoryBuffer.Invalid);
}
