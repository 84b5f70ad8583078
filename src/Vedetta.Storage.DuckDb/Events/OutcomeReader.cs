using Vedetta.Core.Ingestion;
using Vedetta.Core.Ingestion.Buffers;
using Vedetta.Core.Storage;
using Vedetta.Statistics.Profiles;
using Vedetta.Storage.DuckDb.Binding;
using Vedetta.Storage.DuckDb.Schema;

namespace Vedetta.Storage.DuckDb.Events;

/// <summary>Reads outcomes into one batch that is filled again and again.</summary>
internal sealed class OutcomeReader
{
    private readonly ChunkReader _reader = new();
    private int _first;

    internal OutcomeBatch Batch { get; } = new();

    internal static Statement Prepare(Connection connection, ModelEntry model, long afterSequence)
        => connection.Prepare($"SELECT {string.Join(", ", RowTables.OutcomeColumns)} FROM {model.Outcomes} WHERE seq > $1").Bind(1, afterSequence);

    /// <summary>What came of each outcome, by name.</summary>
    internal static IReadOnlyList<OutcomeCounts> Counts(Connection connection, ModelEntry model)
    {
        using Result result = connection.Query(
            $"""
            SELECT coalesce(o.outcome, ''), sum(o.n)::BIGINT, count(*), count(*) FILTER (p.id_hash IS NULL), count(*) FILTER (o.n > 1),
                count(*) FILTER (o.first_at < p.event_at), min(o.first_at), max(o.last_at),
                quantile_cont((o.first_at - p.event_at)::DOUBLE / 86400e6, 0.5) FILTER (p.id_hash IS NOT NULL)
            FROM (SELECT outcome, id_hash, count(*) AS n, min(known_at) AS first_at, max(known_at) AS last_at FROM {model.Outcomes} GROUP BY outcome, id_hash) o
            LEFT JOIN {model.Predictions} p ON p.id_hash = o.id_hash
            GROUP BY 1 ORDER BY 1
            """);
        var counts = new List<OutcomeCounts>();
        while (result.Read())
        {
            for (int i = 0; i < result.RowCount; i++)
            {
                counts.Add(new OutcomeCounts(
                    result.Text(0, i)!, result.Column<long>(1)[i], result.Column<long>(2)[i], result.Column<long>(3)[i], result.Column<long>(4)[i], result.Column<long>(5)[i],
                    Moments.FromMicroseconds(result.Column<long>(6)[i]), Moments.FromMicroseconds(result.Column<long>(7)[i]), result.IsValid(8, i) ? result.Column<double>(8)[i] : null));
            }
        }

        return counts;
    }

    /// <summary>Fills the batch; false when no row is left.</summary>
    internal bool Fill(Result result, CancellationToken cancel) => Fill(result, PredictionReader.BatchRows, cancel);

    /// <summary>Fills the batch with at least so many rows, if there are; false when no row is left.</summary>
    internal bool Fill(Result result, int rows, CancellationToken cancel)
    {
        Batch.Clear();
        _reader.Forget();
        while (Batch.Count < rows)
        {
            cancel.ThrowIfCancellationRequested();
            if (!result.Read())
            {
                break;
            }

            _first = Batch.Count;
            _reader.Begin(result);
            _reader.Read(Batch.Sequence);
            _reader.Read(Batch.Id);
            _reader.Read(Batch.IdHash);
            _reader.Read(Batch.Outcome);
            _reader.Read(Batch.Label);
            _reader.Read(Batch.Value);
            _reader.Read(Batch.At);
            _reader.Read(Batch.ReceivedAt);
            _reader.Read(Batch.Source);
            _reader.ReadMarks(Mark);
            Batch.Count += result.RowCount;
        }

        return Batch.Count > 0;
    }

    private void Mark(int chunkRow, int field)
    {
        int row = _first + chunkRow;
        switch (field)
        {
            case Fields.Outcome: Batch.Outcome.SetCode(row, CategoryBuffer.Invalid); break;
            case Fields.Label: Batch.Label.SetCode(row, CategoryBuffer.Invalid); break;
            case Fields.Value: Batch.Value[row] = NumericValue.Invalid; break;
            case Fields.Source: Batch.Source.SetCode(row, CategoryBuffer.Invalid); break;
            default: throw new InvalidDataException($"An outcome has no field {field}.");
        }
    }
}
