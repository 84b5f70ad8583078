using Vedetta.Client.Diagnostics;
using Vedetta.Client.Queueing;

namespace Vedetta.Client.Sending;

/// <summary>
/// The one task that sends: batch after batch, each until it is settled. A batch that does not get through holds up the
/// rest on purpose: while the server is away nothing else would, and the queue's bound decides what is lost.
/// </summary>
internal sealed class Sender(VedettaOptions options, BatchQueue queue, Transport transport, Counters counters, NoticeBoard board)
{
    private readonly Func<double> jitter = options.Jitter ?? new Random(Guid.NewGuid().GetHashCode()).NextDouble;
    private readonly Stack<Slice> slices = new();

    private readonly record struct Slice(ReadOnlyMemory<byte> Lines, int Count);

    /// <summary>Sends until the queue is closed and empty, or until <paramref name="stop"/>; what is then left counts as failed. Does not throw.</summary>
    /// <param name="closing">Ends the waits between attempts, when the host is going down.</param>
    /// <param name="stop">Ends everything.</param>
    public async Task RunAsync(CancellationToken closing, CancellationToken stop)
    {
        // The reader is not cancelled: after a stop each batch passes through and is counted.
        await foreach (Batch batch in queue.Ready.ReadAllAsync(CancellationToken.None))
        {
            await DeliverAsync(batch, closing, stop);
            queue.Release(batch);
            board.Deliver();
        }
    }

    private async Task DeliverAsync(Batch batch, CancellationToken closing, CancellationToken stop)
    {
        slices.Push(new Slice(batch.Lines, batch.Count));
        while (slices.TryPop(out Slice slice))
        {
            Attempt last;
            try
            {
                stop.ThrowIfCancellationRequested();
                last = await AttemptAsync(batch.Kind, slice, closing, stop);
            }
            catch (OperationCanceledException)
            {
                GiveUp(slice, "the client was disposed");
                continue;
            }
            catch (Exception failure)
            {
                // Nothing is known to throw here; if something does, the events are counted and the sender lives.
                GiveUp(slice, failure.Message);
                continue;
            }

            Settle(slice, last);
        }
    }

    private async Task<Attempt> AttemptAsync(EventKind kind, Slice slice, CancellationToken closing, CancellationToken stop)
    {
        ReadOnlyMemory<byte> body = transport.Encode(slice.Lines);
        long start = options.TimeProvider.GetTimestamp();
        for (int failures = 1; ; failures++)
        {
            Attempt attempt = await transport.PostAsync(kind, body, stop);
            if (attempt is not Attempt.Unsettled unsettled || options.TimeProvider.GetElapsedTime(start) >= options.RetryFor)
            {
                return attempt;
            }

            board.Post(NoticeKind.Unreachable, $"{options.Server} cannot take predictions now ({unsettled.Reason}); they wait and are tried again");
            board.Deliver();
            TimeSpan delay = Backoff.Delay(failures, options.RetryDelay, options.MaxRetryDelay, unsettled.RetryAfter, jitter());
            await PauseAsync(delay, failures, closing, stop);
        }
    }

    /// <summary>Waits between two attempts. While the host goes down only the short first delay is waited, as there is little time left.</summary>
    private async Task PauseAsync(TimeSpan delay, int failures, CancellationToken closing, CancellationToken stop)
    {
        if (!closing.IsCancellationRequested)
        {
            using var either = CancellationTokenSource.CreateLinkedTokenSource(closing, stop);
            await Task.Delay(delay, options.TimeProvider, either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            stop.ThrowIfCancellationRequested();
            return;
        }

        TimeSpan brief = delay < options.RetryDelay ? delay : options.RetryDelay;
        await Task.Delay(brief, options.TimeProvider, stop);
    }

    private void Settle(Slice slice, Attempt last)
    {
        switch (last)
        {
            case Attempt.Acknowledged { Answer: var answer }:
                int rejected = Math.Min(answer.Rejected, slice.Count);
                counters.AddSent(slice.Count - rejected);
                counters.AddRejected(rejected);
                TellRecovery();
                if (rejected > 0)
                {
                    board.Post(NoticeKind.Rejected, $"{options.Server} rejects events of model {options.Model}: {answer.FirstRejection}");
                }

                if (answer.FirstWarning is { } warning)
                {
                    board.Post(NoticeKind.Warned, $"{options.Server} warns about events of model {options.Model}: {warning}");
                }

                break;
            case Attempt.TooLarge when slice.Count > 1:
                Split(slice);
                break;
            case Attempt.TooLarge { Reason: var reason }:
                Refuse(slice, reason);
                break;
            case Attempt.Refused { Reason: var reason }:
                Refuse(slice, reason);
                break;
            case Attempt.Unsettled { Reason: var reason }:
                GiveUp(slice, $"no success within {options.RetryFor.TotalSeconds:0.###} s, at last: {reason}");
                break;
        }
    }

    private void TellRecovery()
    {
        if (board.IsPosted(NoticeKind.Unreachable))
        {
            board.Over(NoticeKind.Unreachable);
            board.Over(NoticeKind.QueueFull);
            board.Over(NoticeKind.Recovered);
            board.Post(NoticeKind.Recovered, $"{options.Server} takes predictions again; dropped so far: {counters.Dropped}");
        }
    }

    private void Refuse(Slice slice, string reason)
    {
        counters.AddRejected(slice.Count);
        board.Post(NoticeKind.Refused, $"{options.Server} refuses events of model {options.Model} ({reason}); they are not tried again");
    }

    private void GiveUp(Slice slice, string reason)
    {
        counters.AddFailed(slice.Count);
        board.Post(NoticeKind.GivenUp, $"Events of model {options.Model} are given up: {reason}");
    }

    /// <summary>Two halves, the earlier on top, so that the order stays.</summary>
    private void Split(Slice slice)
    {
        int half = slice.Count / 2;
        ReadOnlySpan<byte> lines = slice.Lines.Span;
        int end = 0;
        for (int line = 0; line < half; line++)
        {
            end += lines[end..].IndexOf((byte)'\n') + 1;
        }

        slices.Push(new Slice(slice.Lines[end..], slice.Count - half));
        slices.Push(new Slice(slice.Lines[..end], half));
    }
}
