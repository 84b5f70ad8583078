using System.Runtime.InteropServices;
using Vedetta.Core.Ingestion.Buffers;
using Vedetta.Core.Models;

namespace Vedetta.Core.Ingestion;

/// <summary>Copies chosen rows of one batch behind the rows of another.</summary>
public static class BatchCopy
{
    /// <summary>Appends the rows with these numbers, in their order; columns the target lacks are added.</summary>
    /// <param name="target">Takes the rows.</param>
    /// <param name="source">Has the rows.</param>
    /// <param name="rows">Their numbers.</param>
    /// <param name="place">Where a column of the source goes; null to leave it out. By default its own place.</param>
    public static void Append(PredictionBatch target, PredictionBatch source, ReadOnlySpan<int> rows, Func<StoredColumn, StoredColumn?>? place = null)
    {
        Copy(target.Id, source.Id, rows);
        Copy(target.IdHash, source.IdHash, rows);
        Copy(target.RowHash, source.RowHash, rows);
        Copy(target.At, source.At, rows);
        Copy(target.ReceivedAt, source.ReceivedAt, rows);
        Copy(target.Sequence, source.Sequence, rows);
        Copy(target.Version, source.Version, rows);
        Copy(target.Score, source.Score, rows);
        Copy(target.Prediction, source.Prediction, rows);
        Copy(target.PredictedValue, source.PredictedValue, rows);
        Copy(target.Decision, source.Decision, rows);
        Copy(target.Variant, source.Variant, rows);
        Copy(target.Subject, source.Subject, rows);
        Copy(target.Amount, source.Amount, rows);
        Copy(target.LatencyMs, source.LatencyMs, rows);
        Copy(target.Error, source.Error, rows);
        Copy(target.Extra, source.Extra, rows);
        foreach (var column in source.Columns)
        {
            if ((place is null ? column.Stored : place(column.Stored)) is not { } stored) continue;
            var to = target.FindColumn(stored.Ordinal) ?? target.AddColumn(stored);
            if (column.Numbers is { } numbers) Copy(to.Numbers!, numbers, rows);
            else if (column.Categories is { } categories) Copy(to.Categories!, categories, rows);
            else Copy(to.Texts!, column.Texts!, rows);
        }

        target.Count += rows.Length;
        foreach (var column in target.Columns) column.PadTo(target.Count);
    }

    /// <summary>Appends every row of outcomes.</summary>
    public static void Append(OutcomeBatch target, OutcomeBatch source)
    {
        var rows = new int[source.Count];
        for (var i = 0; i < rows.Length; i++) rows[i] = i;
        Append(target, source, rows);
    }

    /// <summary>Appends the outcomes with these numbers, in their order.</summary>
    public static void Append(OutcomeBatch target, OutcomeBatch source, ReadOnlySpan<int> rows)
    {
        Copy(target.Id, source.Id, rows);
        Copy(target.IdHash, source.IdHash, rows);
        Copy(target.Outcome, source.Outcome, rows);
        Copy(target.Label, source.Label, rows);
        Copy(target.Value, source.Value, rows);
        Copy(target.At, source.At, rows);
        Copy(target.ReceivedAt, source.ReceivedAt, rows);
        Copy(target.Source, source.Source, rows);
        target.Count += rows.Length;
    }

    /// <summary>Roughly the memory the rows take, in bytes.</summary>
    public static long SizeOf(PredictionBatch batch)
    {
        long size = batch.Count * (72L + (batch.Columns.Count * 8L));
        size += batch.Id.Bytes + batch.Subject.Bytes + batch.Error.Bytes + batch.Extra.Bytes;
        foreach (var column in batch.Columns) size += column.Texts?.Bytes ?? 0;
        return size;
    }

    private static void Copy<T>(List<T> target, List<T> source, ReadOnlySpan<int> rows)
    {
        if (source.Count == 0) return;
        var from = CollectionsMarshal.AsSpan(source);
        var start = target.Count;
        CollectionsMarshal.SetCount(target, start + rows.Length);
        var to = CollectionsMarshal.AsSpan(target)[start..];
        if (Follow(rows)) from.Slice(rows[0], rows.Length).CopyTo(to);
        else for (var i = 0; i < rows.Length; i++) to[i] = from[rows[i]];
    }

    // Rows are given in ascending order: nearly always all of a request are kept.
    private static bool Follow(ReadOnlySpan<int> rows) => rows.Length > 0 && rows[^1] - rows[0] == rows.Length - 1;

    private static void Copy(NumericBuffer target, NumericBuffer source, ReadOnlySpan<int> rows)
    {
        var values = source.Values;
        if (Follow(rows)) target.AddRange(values.Slice(rows[0], rows.Length));
        else foreach (var row in rows) target.Add(values[row]);
    }

    private static void Copy(TextBuffer target, TextBuffer source, ReadOnlySpan<int> rows)
    {
        foreach (var row in rows)
        {
            if (source.Has(row)) target.Add(source.Utf8(row));
            else target.AddMissing();
        }
    }

    private static void Copy(CategoryBuffer target, CategoryBuffer source, ReadOnlySpan<int> rows)
    {
        var codes = source.Codes;
        Span<int> map = source.Dictionary.Count <= 512 ? stackalloc int[source.Dictionary.Count] : new int[source.Dictionary.Count];
        map.Fill(-1);
        foreach (var row in rows)
        {
            var code = codes[row];
            if (code >= 0)
            {
                if (map[code] < 0) map[code] = target.CodeOf(source.Dictionary[code]);
                code = map[code];
            }

            target.AddCode(code);
        }
    }
}
