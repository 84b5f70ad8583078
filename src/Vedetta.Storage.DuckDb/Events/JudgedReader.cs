using Vedetta.Core.Ingestion;
using Vedetta.Core.Time;
using Vedetta.Storage.DuckDb.Binding;
using Vedetta.Storage.DuckDb.Schema;

namespace Vedetta.Storage.DuckDb.Events;

/// <summary>Joins predictions with the outcomes that first became known in a span.</summary>
internal sealed class JudgedReader
{
    private readonly ChunkReader _reader = new();

    internal JudgedBatch Batch { get; } = new();

    internal static Statement Prepare(Connection connection, ModelEntry model, string outcome, Window span)
        => connection.Prepare(
            $"""
            SELECT o.id_hash, o.known_at, o.label, o.number, p.version, p.prediction, p.predicted_value, p.score
            FROM (
                SELECT id_hash, known_at, label, number FROM {model.Outcomes} WHERE outcome = $1 AND known_at >= $2 AND known_at < $3
                QUALIFY row_number() OVER (PARTITION BY id_hash ORDER BY known_at, label, number) = 1
            ) o
            JOIN {model.Predictions} p USING (id_hash)
            WHERE NOT EXISTS (SELECT 1 FROM {model.Outcomes} e WHERE e.outcome = $1 AND e.id_hash = o.id_hash AND e.known_at < $2)
            ORDER BY o.known_at, o.id_hash
            """)
            .Bind(1, outcome).Bind(2, Moments.FirstMicrosecond(span.From)).Bind(3, Moments.FirstMicrosecond(span.To));

    /// <summary>First and last moment at which outcomes became known that are new, or whose prediction is, since a commit.</summary>
    internal static (long First, long Last)? Changed(Connection connection, ModelEntry model, string outcome, long afterSequence)
    {
        using Statement statement = connection.Prepare(
            $"""
            SELECT min(known_at), max(known_at) FROM {model.Outcomes}
            WHERE outcome = $1 AND (seq > $2 OR id_hash IN (SELECT id_hash FROM {model.Predictions} WHERE seq > $2))
            """);
        using Result result = statement.Bind(1, outcome).Bind(2, afterSequence).Query();
        return result.Read() && result.IsValid(0, 0) ? (result.Column<long>(0)[0], result.Column<long>(1)[0]) : null;
    }

    /// <summary>Fills the batch; false when no row is left.</summary>
    internal bool Fill(Result result, CancellationToken cancel)
    {
        Batch.Clear();
        _reader.Forget();
        while (Batch.Count < PredictionReader.BatchRows)
        {
            cancel.ThrowIfCancellationRequested();
            if (!result.Read())
            {
                break;
            }

            _reader.Begin(result);
            _reader.Read(Batch.IdHash);
            _reader.Read(Batch.KnownAt);
            _reader.Read(Batch.Label);
            _reader.Read(Batch.Value);
            _reader.Read(Batch.Version);
            _reader.Read(Batch.Prediction);
            _reader.Read(Batch.PredictedValue);
            _reader.Read(Batch.Score);
            Batch.Count += result.RowCount;
        }

        return Batch.Count > 0;
    }
}
