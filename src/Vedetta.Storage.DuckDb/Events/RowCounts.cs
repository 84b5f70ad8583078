using System.Runtime.InteropServices;
using Vedetta.Core.Ingestion;
using Vedetta.Core.Storage;
using Vedetta.Storage.DuckDb.Binding;
using Vedetta.Storage.DuckDb.Schema;

namespace Vedetta.Storage.DuckDb.Events;

/// <summary>
/// Counts of one model, read from the file once and kept current by the writer, who reads them before it writes. Thread-safe.
/// </summary>
internal sealed class RowCounts
{
    private readonly Lock _lock = new();
    private long _rows;
    private long _firstEvent = long.MaxValue;
    private long _lastEvent = long.MinValue;
    private long _lastReceived = long.MinValue;
    private long _lastSequence;
    private long _outcomes;

    internal static RowCounts Load(Connection connection, ModelEntry model)
    {
        var counts = new RowCounts();
        using Result rows = connection.Query(
            $"SELECT count(*), min(event_at), max(event_at), max(received_at), max(seq) FROM {model.Predictions}");
        rows.Read();
        if (rows.Column<long>(0)[0] > 0)
        {
            counts._rows = rows.Column<long>(0)[0];
            counts._firstEvent = rows.Column<long>(1)[0];
            counts._lastEvent = rows.Column<long>(2)[0];
            counts._lastReceived = rows.Column<long>(3)[0];
            counts._lastSequence = rows.Column<long>(4)[0];
        }

        rows.Dispose();
        counts._outcomes = connection.QueryInt64($"SELECT count(*) FROM {model.Outcomes}");
        long others = connection.QueryInt64(
            $"SELECT greatest((SELECT coalesce(max(seq), 0) FROM {model.Outcomes}), (SELECT coalesce(max(seq), 0) FROM {model.References}))");
        counts._lastSequence = Math.Max(counts._lastSequence, others);
        return counts;
    }

    internal void Add(PredictionBatch batch)
    {
        lock (_lock)
        {
            _rows += batch.Count;
            foreach (long at in CollectionsMarshal.AsSpan(batch.At))
            {
                _firstEvent = Math.Min(_firstEvent, at);
                _lastEvent = Math.Max(_lastEvent, at);
            }

            foreach (long at in CollectionsMarshal.AsSpan(batch.ReceivedAt))
            {
                _lastReceived = Math.Max(_lastReceived, at);
            }
        }
    }

    internal void Add(OutcomeBatch batch)
    {
        lock (_lock)
        {
            _outcomes += batch.Count;
        }
    }

    internal void Commit(long sequence)
    {
        lock (_lock)
        {
            _lastSequence = Math.Max(_lastSequence, sequence);
        }
    }

    internal RowSummary ToSummary()
    {
        lock (_lock)
        {
            return _rows == 0
                ? new RowSummary(0, null, null, null, _lastSequence, _outcomes)
                : new RowSummary(
                    _rows, Moments.FromMicroseconds(_firstEvent), Moments.FromMicroseconds(_lastEvent),
                    Moments.FromMicroseconds(_lastReceived), _lastSequence, _outcomes);
        }
    }
}
