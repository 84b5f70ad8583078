namespace Vedetta.Core.Ingestion.Commit;

/// <summary>
/// What waits for the writer, bounded in rows and bytes and fair between models: each has a lane of its own, a group takes from
/// every lane in turn, and a model with nothing waiting gets in even while another fills the queue. Thread-safe.
/// </summary>
internal sealed class CommitQueue(IngestionOptions options)
{
    // Models with empty lanes may bring the queue this far beyond its bounds, and no farther.
    private const int Reserve = 2;
    private readonly Lock _gate = new();
    private readonly Dictionary<Models.ModelId, CommitLane> _lanes = [];
    private readonly LinkedList<CommitLane> _turns = [];
    private readonly Queue<TaskCompletionSource> _waiters = [];
    private TaskCompletionSource _filled = Signal();
    private long _rows;
    private long _bytes;
    private bool _isClosed;

    public long Rows
    {
        get
        {
            lock (_gate) return _rows;
        }
    }

    /// <summary>Queues and answers when the writer is done with it.</summary>
    /// <param name="pending">The rows.</param>
    /// <param name="wait">True to wait for room, false to be shed when there is none.</param>
    /// <param name="cancel">Ends the waiting for room; what is queued is stored all the same.</param>
    public async Task<CommitResult> EnqueueAsync(PendingCommit pending, bool wait, CancellationToken cancel)
    {
        while (true)
        {
            Task room;
            lock (_gate)
            {
                if (_isClosed) throw new InvalidOperationException("ingestion has stopped");
                var lane = LaneOf(pending);
                if (Fits(pending, lane))
                {
                    _rows += pending.RowCount;
                    _bytes += pending.Bytes;
                    lane.Add(pending);
                    if (!lane.HasTurn) lane.Turn = _turns.AddLast(lane);
                    _filled.TrySetResult();
                    break;
                }

                if (!wait) throw new BackpressureException(options.RetryAfter);
                var waiter = Signal();
                _waiters.Enqueue(waiter);
                room = waiter.Task;
            }

            await room.WaitAsync(cancel);
        }

        return await pending.Done.Task;
    }

    /// <summary>The next group: what waits in every lane, up to the size of a transaction; null once the queue is closed and empty.</summary>
    public async ValueTask<List<PendingCommit>?> TakeAsync(CancellationToken cancel)
    {
        while (true)
        {
            Task filled;
            lock (_gate)
            {
                if (_turns.Count > 0) return Group();
                if (_isClosed) return null;
                if (_filled.Task.IsCompleted) _filled = Signal();
                filled = _filled.Task;
            }

            await filled.WaitAsync(cancel);
        }
    }

    /// <summary>Gives the room of a finished group back.</summary>
    public void Release(int rows, long bytes)
    {
        lock (_gate)
        {
            _rows -= rows;
            _bytes -= bytes;
            while (_waiters.TryDequeue(out var waiter)) waiter.TrySetResult();
        }
    }

    /// <summary>Takes nothing more.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _isClosed = true;
            _filled.TrySetResult();
            while (_waiters.TryDequeue(out var waiter)) waiter.TrySetResult();
        }
    }

    private static TaskCompletionSource Signal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    // An empty queue takes anything, so that a request larger than the bound is not shed for ever.
    private bool Fits(PendingCommit pending, CommitLane lane)
    {
        if (_rows == 0) return true;
        var bound = lane.Rows == 0 ? Reserve : 1;
        return _rows + pending.RowCount <= (long)options.QueueRows * bound && _bytes + pending.Bytes <= options.QueueBytes * bound;
    }

    private CommitLane LaneOf(PendingCommit pending)
    {
        var key = pending.Exclusive is null ? pending.State.Id : default;
        if (!_lanes.TryGetValue(key, out var lane)) _lanes.Add(key, lane = new CommitLane());
        return lane;
    }

    private List<PendingCommit> Group()
    {
        var group = new List<PendingCommit>();
        var share = Math.Max(1, options.GroupRows / _turns.Count);
        var rows = 0;
        for (var turns = _turns.Count; turns > 0 && rows < options.GroupRows; turns--)
        {
            var lane = _turns.First!.Value;
            if (lane.Peek() is { Exclusive: not null })
            {
                // Work that must be alone forms a group of its own; it keeps its turn until the group before it is done.
                if (group.Count > 0) return group;
                group.Add(lane.Take());
                Return(lane);
                return group;
            }

            var taken = 0;
            while (lane.Peek() is not null && taken < share && rows < options.GroupRows)
            {
                var next = lane.Take();
                group.Add(next);
                taken += next.RowCount;
                rows += next.RowCount;
            }

            Return(lane);
        }

        return group;
    }

    /// <summary>Sends a lane to the end of the turns, or away when nothing waits in it.</summary>
    private void Return(CommitLane lane)
    {
        _turns.Remove(lane.Turn!);
        lane.Turn = lane.Peek() is null ? null : _turns.AddLast(lane);
    }
}
