using Vedetta.Core.Ingestion;
using Vedetta.Core.Models;
using Vedetta.Storage.DuckDb.Binding;
using Vedetta.Storage.DuckDb.Schema;

namespace Vedetta.Storage.DuckDb.Events;

/// <summary>Appends batches to the tables of a model inside the open transaction of a connection.</summary>
internal static class RowWriter
{
    /// <summary>Appends predictions, or the reference of a version.</summary>
    internal static void Write(Connection connection, ModelEntry model, string? reference, PredictionBatch batch, long sequence)
    {
        BatchChecks.Check(batch);
        using var arena = new NativeArena();
        var version = new CategoryCells(batch.Version, arena);
        var prediction = new CategoryCells(batch.Prediction, arena);
        var decision = new CategoryCells(batch.Decision, arena);
        var variant = new CategoryCells(batch.Variant, arena);
        (BatchColumn? Column, CategoryCells? Cells)[] stored =
        [
            .. model.Columns.Select(c => batch.FindColumn(c.Ordinal))
                .Select(c => (c, c?.Categories is { } categories ? new CategoryCells(categories, arena) : null)),
        ];
        StringCell referenceCell = reference is null ? default : CategoryCells.Of(reference, arena);

        using Appender appender = connection.Append(
            reference is null ? model.Predictions : model.References, Types(model, reference is not null));
        var writer = new ChunkWriter(appender);
        for (int start = 0; start < batch.Count; start += Appender.Capacity)
        {
            writer.Begin(start, Math.Min(Appender.Capacity, batch.Count - start));
            writer.Fill(sequence);
            writer.Write(batch.Id);
            writer.Write(batch.IdHash);
            writer.Write(batch.RowHash);
            writer.Write(batch.At);
            writer.Write(batch.ReceivedAt);
            writer.Write(batch.Version, version, Fields.Version);
            writer.Write(batch.Score, Fields.Score);
            writer.Write(batch.Prediction, prediction, Fields.Prediction);
            writer.Write(batch.PredictedValue, Fields.PredictedValue);
            writer.Write(batch.Decision, decision, Fields.Decision);
            writer.Write(batch.Variant, variant, Fields.Variant);
            writer.Write(batch.Subject);
            writer.Write(batch.Amount, Fields.Amount);
            writer.Write(batch.LatencyMs, Fields.LatencyMs);
            writer.Write(batch.Error);
            writer.Write(batch.Extra);
            writer.Skip();
            if (reference is not null)
            {
                writer.Fill(referenceCell);
            }

            foreach ((BatchColumn? column, CategoryCells? cells) in stored)
            {
                Write(writer, column, cells);
            }

            writer.WriteMarks(RowTables.RowColumns.Length - 1);
            writer.End();
        }

        appender.Complete();
    }

    /// <summary>Appends outcomes.</summary>
    internal static void Write(Connection connection, ModelEntry model, OutcomeBatch batch, long sequence)
    {
        BatchChecks.Check(batch);
        using var arena = new NativeArena();
        var outcome = new CategoryCells(batch.Outcome, arena);
        var label = new CategoryCells(batch.Label, arena);
        var source = new CategoryCells(batch.Source, arena);
        using Appender appender = connection.Append(model.Outcomes,
        [
            DuckDbType.BigInt, DuckDbType.Varchar, DuckDbType.UBigInt, DuckDbType.Varchar, DuckDbType.Varchar, DuckDbType.Double,
            DuckDbType.BigInt, DuckDbType.BigInt, DuckDbType.Varchar, DuckDbType.Blob,
        ]);
        var writer = new ChunkWriter(appender);
        for (int start = 0; start < batch.Count; start += Appender.Capacity)
        {
            writer.Begin(start, Math.Min(Appender.Capacity, batch.Count - start));
            writer.Fill(sequence);
            writer.Write(batch.Id);
            writer.Write(batch.IdHash);
            writer.Write(batch.Outcome, outcome, Fields.Outcome);
            writer.Write(batch.Label, label, Fields.Label);
            writer.Write(batch.Value, Fields.Value);
            writer.Write(batch.At);
            writer.Write(batch.ReceivedAt);
            writer.Write(batch.Source, source, Fields.Source);
            writer.WriteMarks(RowTables.OutcomeColumns.Length - 1);
            writer.End();
        }

        appender.Complete();
    }

    private static void Write(ChunkWriter writer, BatchColumn? column, CategoryCells? cells)
    {
        if (column is null)
        {
            writer.WriteMissing();
            return;
        }

        int field = Fields.FirstStored + column.Stored.Ordinal;
        if (column.Numbers is { } numbers)
        {
            writer.Write(numbers, field);
        }
        else if (column.Categories is { } categories)
        {
            writer.Write(categories, cells!, field);
        }
        else
        {
            writer.Write(column.Texts!);
        }
    }

    /// <summary>
    /// Types of a table's columns in their order. Every column is written, as an appender of chosen columns costs the engine
    /// several milliseconds a commit.
    /// </summary>
    private static DuckDbType[] Types(ModelEntry model, bool isReference)
    {
        List<DuckDbType> types =
        [
            DuckDbType.BigInt, DuckDbType.Varchar, DuckDbType.UBigInt, DuckDbType.UBigInt, DuckDbType.BigInt, DuckDbType.BigInt,
            DuckDbType.Varchar, DuckDbType.Double, DuckDbType.Varchar, DuckDbType.Double, DuckDbType.Varchar, DuckDbType.Varchar,
            DuckDbType.Varchar, DuckDbType.Double, DuckDbType.Double, DuckDbType.Varchar, DuckDbType.Varchar, DuckDbType.Blob,
        ];
        if (isReference)
        {
            types.Add(DuckDbType.Varchar);
        }

        foreach (StoredColumn column in model.Columns)
        {
            types.Add(column.Kind == ValueKind.Number ? DuckDbType.Double : DuckDbType.Varchar);
        }

        return [.. types];
    }
}
