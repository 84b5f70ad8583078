using System.Text;
using Vedetta.Core.Ingestion;
using Vedetta.Core.Ingestion.Buffers;
using Vedetta.Core.Storage;
using Vedetta.Statistics.Profiles;
using Vedetta.Storage.DuckDb.Binding;
using Vedetta.Storage.DuckDb.Schema;

namespace Vedetta.Storage.DuckDb.Events;

/// <summary>
/// Reads predictions of a span beside what was known of their outcomes. The engine joins by the hash of the id; only outcomes
/// of the span's predictions are grouped, and what does not fit its memory it keeps on disk.
/// </summary>
internal sealed class LabelledReader
{
    private readonly ChunkReader _reader = new();
    private readonly PredictionReader _rows;
    private int _first;
    private OutcomeColumn? _marked;

    internal LabelledReader(ModelEntry model, LabelledScan scan)
    {
        _rows = new PredictionReader(model, scan.Columns);
        Batch = new LabelledBatch(_rows.Batch, scan.Outcomes);
    }

    internal LabelledBatch Batch { get; }

    /// <summary>The query of a scan, its values bound: $1 and $2 are the span, $3 the moment, then the outcomes.</summary>
    internal Statement Prepare(Connection connection, ModelEntry model, LabelledScan scan)
    {
        var sql = new StringBuilder("SELECT ").AppendJoin(", ", _rows.Columns.Select(column => $"p.{column}"));
        for (int i = 0; i < scan.Outcomes.Count; i++)
        {
            sql.Append(FormattableString.Invariant($", o{i}.label, o{i}.number, o{i}.known_at, o{i}.source, o{i}.invalid"));
        }

        string chosen = "event_at >= $1 AND event_at < $2" + (scan.AsOf is null ? "" : " AND event_at <= $3");
        int parameters = scan.AsOf is null ? 2 : 3;
        sql.Append(FormattableString.Invariant($" FROM (SELECT * FROM {model.Predictions} WHERE {chosen}) p"));
        for (int i = 0; i < scan.Outcomes.Count; i++)
        {
            sql.Append(FormattableString.Invariant(
                $"""
                 LEFT JOIN (
                    SELECT id_hash, label, number, known_at, source, invalid FROM {model.Outcomes}
                    WHERE outcome = ${++parameters}{(scan.AsOf is null ? "" : " AND known_at <= $3")}
                        AND id_hash IN (SELECT id_hash FROM {model.Predictions} WHERE {chosen})
                    QUALIFY row_number() OVER (PARTITION BY id_hash ORDER BY known_at DESC, seq DESC, rowid DESC) = 1
                ) o{i} ON o{i}.id_hash = p.id_hash
                """));
        }

        Statement statement = connection.Prepare(sql.ToString());
        statement.Bind(1, Moments.FirstMicrosecond(scan.Span.From)).Bind(2, Moments.FirstMicrosecond(scan.Span.To));
        parameters = 2;
        if (scan.AsOf is { } moment)
        {
            statement.Bind(++parameters, Moments.LastMicrosecond(moment));
        }

        foreach (string outcome in scan.Outcomes)
        {
            statement.Bind(++parameters, outcome);
        }

        return statement;
    }

    /// <summary>Starts of the quarters of an hour whose predictions have new outcomes, or are new and have outcomes, since a commit.</summary>
    internal static IReadOnlyList<DateTimeOffset> Changed(Connection connection, ModelEntry model, string outcome, long afterSequence)
    {
        const long Quarter = 15L * 60 * 1_000_000;
        using Statement statement = connection.Prepare(FormattableString.Invariant(
            $"""
            SELECT DISTINCT event_at // {Quarter} FROM {model.Predictions}
            WHERE id_hash IN (SELECT id_hash FROM {model.Outcomes} WHERE outcome = $1 AND seq > $2)
                OR (seq > $2 AND id_hash IN (SELECT id_hash FROM {model.Outcomes} WHERE outcome = $1))
            ORDER BY 1
            """));
        using Result result = statement.Bind(1, outcome).Bind(2, afterSequence).Query();
        var quarters = new List<DateTimeOffset>();
        while (result.Read())
        {
            foreach (long quarter in result.Column<long>(0))
            {
                quarters.Add(Moments.FromMicroseconds(quarter * Quarter));
            }
        }

        return quarters;
    }

    /// <summary>Fills the batch; false when no row is left.</summary>
    internal bool Fill(Result result, CancellationToken cancel)
    {
        Batch.Clear();
        _rows.Clear();
        _reader.Forget();
        while (Batch.Count < PredictionReader.BatchRows)
        {
            cancel.ThrowIfCancellationRequested();
            if (!result.Read())
            {
                break;
            }

            _first = Batch.Count;
            _reader.Begin(result);
            _rows.AddChunk(_reader, result.RowCount);
            foreach (OutcomeColumn outcome in Batch.Outcomes)
            {
                _reader.Read(outcome.Label);
                _reader.Read(outcome.Value);
                _reader.Read(outcome.KnownAt, OutcomeColumn.Unknown);
                _reader.Read(outcome.Source);
                _marked = outcome;
                _reader.ReadMarks(Mark);
            }
        }

        return Batch.Count > 0;
    }

    private void Mark(int chunkRow, int field)
    {
        int row = _first + chunkRow;
        if (field == Fields.Label)
        {
            _marked!.Label.SetCode(row, CategoryBuffer.Invalid);
        }
        else if (field == Fields.Value)
        {
            _marked!.Value[row] = NumericValue.Invalid;
        }
    }
}
