using Vedetta.Core.Ingestion;

namespace Vedetta.Storage.DuckDb.Events;

/// <summary>Refuses a batch whose buffers disagree on the number of rows, before anything is written.</summary>
internal static class BatchChecks
{
    internal static void Check(PredictionBatch batch)
    {
        Check(batch.Count, batch.Id.Count, nameof(batch.Id));
        Check(batch.Count, batch.IdHash.Count, nameof(batch.IdHash));
        Check(batch.Count, batch.RowHash.Count, nameof(batch.RowHash));
        Check(batch.Count, batch.At.Count, nameof(batch.At));
        Check(batch.Count, batch.ReceivedAt.Count, nameof(batch.ReceivedAt));
        Check(batch.Count, batch.Version.Count, nameof(batch.Version));
        Check(batch.Count, batch.Score.Count, nameof(batch.Score));
        Check(batch.Count, batch.Prediction.Count, nameof(batch.Prediction));
        Check(batch.Count, batch.PredictedValue.Count, nameof(batch.PredictedValue));
        Check(batch.Count, batch.Decision.Count, nameof(batch.Decision));
        Check(batch.Count, batch.Variant.Count, nameof(batch.Variant));
        Check(batch.Count, batch.Subject.Count, nameof(batch.Subject));
        Check(batch.Count, batch.Amount.Count, nameof(batch.Amount));
        Check(batch.Count, batch.LatencyMs.Count, nameof(batch.LatencyMs));
        Check(batch.Count, batch.Error.Count, nameof(batch.Error));
        Check(batch.Count, batch.Extra.Count, nameof(batch.Extra));
        foreach (BatchColumn column in batch.Columns)
        {
            int rows = column.Numbers?.Count ?? column.Categories?.Count ?? column.Texts!.Count;
            Check(batch.Count, rows, $"column {column.Stored.Ordinal}");
        }
    }

    internal static void Check(OutcomeBatch batch)
    {
        Check(batch.Count, batch.Id.Count, nameof(batch.Id));
        Check(batch.Count, batch.IdHash.Count, nameof(batch.IdHash));
        Check(batch.Count, batch.Outcome.Count, nameof(batch.Outcome));
        Check(batch.Count, batch.Label.Count, nameof(batch.Label));
        Check(batch.Count, batch.Value.Count, nameof(batch.Value));
        Check(batch.Count, batch.At.Count, nameof(batch.At));
        Check(batch.Count, batch.ReceivedAt.Count, nameof(batch.ReceivedAt));
        Check(batch.Count, batch.Source.Count, nameof(batch.Source));
    }

    private static void Check(int expected, int rows, string buffer)
    {
        if (rows != expected)
        {
            throw new ArgumentException($"The batch has {expected} rows, but its buffer {buffer} has {rows}.", nameof(rows));
        }
    }
}
