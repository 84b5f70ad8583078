using Vedetta.Core.Ingestion;
using Vedetta.Statistics.Profiles;

namespace Vedetta.Core.Tests.Stage;

/// <summary>Fills the fixed fields of a batch's next row; the caller fills its columns and counts it.</summary>
internal static class BatchRows
{
    public static void Begin(PredictionBatch batch, string id, ulong hash, DateTimeOffset at, DateTimeOffset received, string version)
    {
        batch.Id.Add(id);
        batch.IdHash.Add(hash);
        batch.RowHash.Add(hash);
        batch.At.Add((at - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond);
        batch.ReceivedAt.Add((received - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond);
        batch.Version.Add(version);
        batch.Score.Add(NumericValue.Missing);
        batch.Prediction.Add((string?)null);
        batch.PredictedValue.Add(NumericValue.Missing);
        batch.Decision.Add((string?)null);
        batch.Variant.Add((string?)null);
        batch.Subject.AddMissing();
        batch.Amount.Add(NumericValue.Missing);
        batch.LatencyMs.Add(NumericValue.Missing);
        batch.Error.AddMissing();
        batch.Extra.AddMissing();
    }
}

/// <summary>A 64-bit hash of an id (FNV-1a), enough to tell test ids apart.</summary>
internal static class StageHash
{
    public static ulong Of(string id)
    {
        var hash = 14_695_981_039_346_656_037UL;
        foreach (var c in id) hash = (hash ^ c) * 1_099_511_628_211UL;
        return hash;
    }
}
