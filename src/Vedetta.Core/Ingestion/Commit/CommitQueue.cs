using System.Threading.Channels;

namespace Vedetta.Core.Ingestion.Commit;

/// <summary>What waits for the writer, bounded in rows and bytes. Thread-safe.</summary>
internal sealed class CommitQueue(IngestionOptions options)
{
    private readonly Channel<PendingCommit> _channel = Channel.CreateUnbounded<PendingCommit>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Lock _gate = new();
    private readonly Queue<TaskCompletionSource> _waiters = [];
    private long _rows;
    private long _bytes;

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
                // An empty queue takes anything, so that a request larger than the bound is not shed for ever.
                var fits = _rows == 0 || (_rows + pending.RowCount <= options.QueueRows && _bytes + pending.Bytes <= options.QueueBytes);
                if (fits)
                {
                    _rows += pending.RowCount;
                    _bytes += pending.Bytes;
                    if (!_channel.Writer.TryWrite(pending)) throw new InvalidOperationException("ingestion has stopped");
                    break;
                }

                if (!wait) throw new BackpressureException(options.RetryAfter);
                var waiter = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                _waiters.Enqueue(waiter);
                room = waiter.Task;
            }

            await room.WaitAsync(cancel);
        }

        return await pending.Done.Task;
    }

    /// <summary>The next group: everything waiting, up to the size of a transaction; null once the queue is closed and empty.</summary>
    public async ValueTask<List<PendingCommit>?> TakeAsync(CancellationToken cancel)
    {
        if (!await _channel.Reader.WaitToReadAsync(cancel)) return null;
        var group = new List<PendingCommit>();
        var rows = 0;
        while (rows < options.GroupRows && _channel.Reader.TryPeek(out var next))
        {
            // Work that must be alone forms a group of its own.
            if (next.Exclusive is not null && group.Count > 0) break;
            _channel.Reader.TryRead(out _);
            group.Add(next);
            rows += next.RowCount;
            if (next.Exclusive is not null) break;
        }

        return group;
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
    public void Close() => _channel.Writer.TryComplete();
}
