using Vedetta.Core.Ingestion;
using Vedetta.Core.Ingestion.Buffers;

namespace Vedetta.Core.Storage.InMemory;

/// <summary>Copies rows from batch to batch. A column the target lacks is left out, one the source lacks is missing.</summary>
internal static class RowCopy
{
    /// <summary>Appends one prediction.</summary>
    internal static void Append(PredictionBatch from, int row, PredictionBatch to, long sequence)
    {
        Append(from.Id, row, to.Id);
        to.IdHash.Add(from.IdHash[row]);
        to.RowHash.Add(from.RowHash[row]);
        to.At.Add(from.At[row]);
        to.ReceivedAt.Add(from.ReceivedAt[row]);
        to.Sequence.Add(sequence);
        Append(from.Version, row, to.Version);
        to.Score.Add(from.Score[row]);
        Append(from.Prediction, row, to.Prediction);
        to.PredictedValue.Add(from.PredictedValue[row]);
        Append(from.Decision, row, to.Decision);
        Append(from.Variant, row, to.Variant);
        Append(from.Subject, row, to.Subject);
        to.Amount.Add(from.Amount[row]);
        to.LatencyMs.Add(from.LatencyMs[row]);
        Append(from.Error, row, to.Error);
        Append(from.Extra, row, to.Extra);
        to.Count++;
        foreach (var column in to.Columns)
        {
            if (from.FindColumn(column.Stored.Ordinal) is { } source) Append(source, row, column);
            else column.PadTo(to.Count);
        }
    }

    /// <summary>Appends one outcome.</summary>
    internal static void Append(OutcomeBatch from, int row, OutcomeBatch to, long sequence)
    {
        Append(from.Id, row, to.Id);
        to.IdHash.Add(from.IdHash[row]);
        Append(from.Outcome, row, to.Outcome);
        Append(from.Label, row, to.Label);
        to.Value.Add(from.Value[row]);
        to.At.Add(from.At[row]);
        to.ReceivedAt.Add(from.ReceivedAt[row]);
        Append(from.Source, row, to.Source);
        to.Sequence.Add(sequence);
        to.Count++;
    }

    private static void Append(BatchColumn from, int row, BatchColumn to)
    {
        if (from.Numbers is { } numbers) to.Numbers!.Add(numbers[row]);
        else if (from.Categories is { } categories) Append(categories, row, to.Categories!);
        else Append(from.Texts!, row, to.Texts!);
    }

    /// <summary>Appends one category.</summary>
    internal static void Append(CategoryBuffer from, int row, CategoryBuffer to)
    {
        var code = from.Codes[row];
        to.AddCode(code >= 0 ? to.CodeOf(from.Dictionary[code]) : code);
    }

    private static void Append(TextBuffer from, int row, TextBuffer to)
    {
        if (from.Has(row)) to.Add(from.Utf8(row));
        else to.AddMissing();
    }
}
