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

    internal PredictionReader(ModelEntry model, RowScan scan)
    {
        foreach (StoredColumn column in model.Columns.OrderBy(c => c.Ordinal))
        {
            if (scan.Columns is null || scan.Columns.Contains(column.Ordinal))
            {
                _byField[Fields.FirstStored + column.Ordinal] = Batch.AddColumn(column);
            }
        }
    }

    internal PredictionBatch Batch { get; } = new();

    /// <summary>The query of a scan, its values bound.</summary>
    internal Statement Prepare(Connection connection, ModelEntry model, RowScan scan)
    {
        string columns = string.Join(", ", RowTables.RowColumns.Take(RowTables.RowColumns.Length - 1)
            .Concat(Batch.Columns.Select(c => ModelEntry.ColumnName(c.Stored.Ordinal)))
            .Append("invalid"));
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
        Batch.Clear();
        _reader.Forget();
        while (Batch.Count < BatchRows)
        {
            cancel.ThrowIfCancellationRequested();
            if (!result.Read())
            {
                break;
            }

            AddChunk(result);
        }

        return Batch.Count > 0;
    }

    private void AddChunk(Result result)
    {
        _first = Batch.Count;
        _reader.Begin(result);
        _reader.Read(Batch.Sequence);
        _reader.Read(Batch.Id);
        _reader.Read(Batch.IdHash);
        _reader.Read(Batch.RowHash);
        _reader.Read(Batch.At);
        _reader.Read(Batch.ReceivedAt);
        _reader.Read(Batch.Version);
        _reader.Read(Batch.Score);
        _reader.Read(Batch.Prediction);
        _reader.Read(Batch.PredictedValue);
        _reader.Read(Batch.Decision);
        _reader.Read(Batch.Variant);
        _reader.Read(Batch.Subject);
        _reader.Read(Batch.Amount);
        _reader.Read(Batch.LatencyMs);
        _reader.Read(Batch.Error);
        _reader.Read(Batch.Extra);
        foreach (BatchColumn column in Batch.Columns)
        {
            if (column.Numbers is { } numbers)
            {
                _reader.Read(numbers);
            }
            else if (column.Categories is { } categories)
            {
                _reader.Read(categories);
            }
            else
            {
                _reader.Read(column.Texts!);
            }
        }

        _reader.ReadMarks(Mark);
        Batch.Count += result.RowCount;
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
