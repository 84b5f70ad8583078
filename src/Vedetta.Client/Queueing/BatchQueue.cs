using System.Diagnostics;
using System.Threading.Channels;

namespace Vedetta.Client.Queueing;

/// <summary>What became of an event that was to be queued.</summary>
internal enum Admission
{
    /// <summary>It waits to be sent.</summary>
    Queued,

    /// <summary>The queue is full.</summary>
    Full,

    /// <summary>The event alone is larger than a request may be.</summary>
    TooLarge,

    /// <summary>The client is disposed.</summary>
    Closed,
}

/// <summary>
/// Events between the application's threads and the one sender, bounded in events and in bytes; an event counts until its
/// batch is released, so the bound holds for the batch under way too. Thread safe. A caller holds the lock only while its
/// line is copied.
/// </summary>
internal sealed class BatchQueue
{
    private const int SpareBatches = 8;

    private readonly Lock gate = new();
    private readonly VedettaOptions options;
    private readonly Channel<Batch> ready;
    private readonly Stack<Batch> spare = new(SpareBatches);
    private readonly Batch?[] open = new Batch?[2];
    private TaskCompletionSource changed = NewSignal();
    private bool closed;
    private int events;
    private long bytes;
    private long added;
    private long released;

    public BatchQueue(VedettaOptions options)
    {
        this.options = options;

        // No batch is empty, so there are never more batches than events; the writer never finds the channel full.
        ready = Channel.CreateBounded<Batch>(new BoundedChannelOptions(options.QueueCapacity) { SingleReader = true });
    }

    /// <summary>Batches in the order in which they were sealed.</summary>
    public ChannelReader<Batch> Ready => ready.Reader;

    /// <summary>Events held, the batch under way included.</summary>
    public int Count => Volatile.Read(ref events);

    /// <summary>Takes one line, or says why not. Never waits for room.</summary>
    public Admission TryAdd(EventKind kind, ReadOnlySpan<byte> line)
    {
        int size = line.Length + 1;
        if (size > options.BatchBytes)
        {
            return Admission.TooLarge;
        }

        lock (gate)
        {
            if (closed)
            {
                return Admission.Closed;
            }

            if (events >= options.QueueCapacity || bytes + size > options.QueueBytes)
            {
                return Admission.Full;
            }

            if (open[(int)kind] is { } full && !full.Fits(line.Length))
            {
                Seal(kind);
            }

            Batch batch = open[(int)kind] ??= Rent(kind);
            batch.Append(line);
            events++;
            added++;
            bytes += size;
            if (batch.Count >= options.BatchSize)
            {
                Seal(kind);
            }

            return Admission.Queued;
        }
    }

    /// <summary>Hands unfilled batches to the sender. When <paramref name="onlyIfIdle"/>, not while others wait: they would only be small.</summary>
    public void Seal(bool onlyIfIdle)
    {
        lock (gate)
        {
            if (!onlyIfIdle || ready.Reader.Count == 0)
            {
                Seal(EventKind.Prediction);
                Seal(EventKind.Outcome);
            }
        }
    }

    /// <summary>Takes nothing more; what is held can still be read.</summary>
    public void Close()
    {
        lock (gate)
        {
            Seal(EventKind.Prediction);
            Seal(EventKind.Outcome);
            closed = true;
            ready.Writer.TryComplete();
        }
    }

    /// <summary>Makes room: the sender is done with the batch, whatever became of it.</summary>
    public void Release(Batch batch)
    {
        TaskCompletionSource signal;
        lock (gate)
        {
            events -= batch.Count;
            bytes -= batch.Length;
            released += batch.Count;
            if (spare.Count < SpareBatches)
            {
                spare.Push(batch);
            }

            signal = changed;
            changed = NewSignal();
        }

        signal.TrySetResult();
    }

    /// <summary>Waits until everything added before the call is released.</summary>
    public async Task WhenReleasedAsync(CancellationToken cancellationToken)
    {
        long target;
        lock (gate)
        {
            target = added;
        }

        while (true)
        {
            Task next;
            lock (gate)
            {
                if (released >= target)
                {
                    return;
                }

                next = changed.Task;
            }

            await next.WaitAsync(cancellationToken);
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Batch Rent(EventKind kind)
    {
        Batch batch = spare.TryPop(out Batch? kept) ? kept : new Batch(options.BatchBytes);
        batch.Reset(kind);
        return batch;
    }

    private void Seal(EventKind kind)
    {
        if (open[(int)kind] is { } batch)
        {
            open[(int)kind] = null;
            bool written = ready.Writer.TryWrite(batch);
            Debug.Assert(written, "A batch holds at least one event, so the channel has room for it.");
        }
    }
}
