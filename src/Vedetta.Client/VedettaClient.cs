using Vedetta.Client.Diagnostics;
using Vedetta.Client.Events;
using Vedetta.Client.Queueing;
using Vedetta.Client.Sending;

namespace Vedetta.Client;

/// <summary>
/// Logs the predictions of one model to a Vedetta server. Make one per model and keep it; every member is thread safe.
/// Logging never throws, never waits for the network or for room, and never holds more than the options allow: what does
/// not fit is dropped and counted. Events are sent in the background and are tried again while the server is away; each has
/// its id before it is first sent, so that one that arrives twice counts once.
/// </summary>
public sealed class VedettaClient : IAsyncDisposable, IDisposable
{
    /// <summary>Name of the <see cref="System.Diagnostics.Metrics.Meter"/> that carries the counters.</summary>
    public const string MeterName = ClientMeter.Name;

    private static readonly TimeSpan StopGrace = TimeSpan.FromSeconds(1);

    private readonly VedettaOptions options;
    private readonly TimeProvider time;
    private readonly Counters counters = new();
    private readonly NoticeBoard board;
    private readonly BatchQueue queue;
    private readonly Transport transport;
    private readonly ClientMeter meter;
    private readonly CancellationTokenSource closing = new();
    private readonly CancellationTokenSource stop = new();
    private readonly ITimer? timer;
    private readonly Task sender;
    private readonly Lazy<Task> shutdown;

    /// <summary>Makes a client and starts its sender.</summary>
    /// <exception cref="ArgumentException">One or more options are not usable; the message names each. Nothing else here throws.</exception>
    public VedettaClient(VedettaOptions options)
    {
        this.options = options.Checked();
        time = options.TimeProvider;
        board = new NoticeBoard(options.OnNotice);
        queue = new BatchQueue(options);
        transport = new Transport(options);
        meter = new ClientMeter(options.Model, counters, () => queue.Count);
        shutdown = new Lazy<Task>(ShutDownAsync);
        sender = options.Enabled
            ? Task.Run(() => new Sender(options, queue, transport, counters, board).RunAsync(closing.Token, stop.Token))
            : Task.CompletedTask;
        if (options.Enabled)
        {
            timer = time.CreateTimer(_ => Tick(), null, options.FlushInterval, options.FlushInterval);
            AppDomain.CurrentDomain.ProcessExit += AtExit;
        }
    }

    /// <summary>Events given to the client. At rest it is the sum of sent, rejected, failed, dropped and queued.</summary>
    public long Logged => counters.Logged;

    /// <summary>Events that the server has acknowledged as durable.</summary>
    public long Sent => counters.Sent;

    /// <summary>Events that the server has refused for good.</summary>
    public long Rejected => counters.Rejected;

    /// <summary>Events given up, after <see cref="VedettaOptions.RetryFor"/> or at the end of the program.</summary>
    public long Failed => counters.Failed;

    /// <summary>Events that never entered the queue: it was full, or the event could not be written.</summary>
    public long Dropped => counters.Dropped;

    /// <summary>Events waiting or under way.</summary>
    public int Queued => queue.Count;

    /// <summary>Logs one prediction. Returns at once and never throws.</summary>
    /// <param name="prediction">The prediction; read during the call, nothing of it is kept.</param>
    /// <param name="features">Features, beside or instead of those of <paramref name="prediction"/>; allocates nothing.</param>
    /// <returns>The id of the prediction, given or made here; outcomes refer to it.</returns>
    public string LogPrediction(in LoggedPrediction prediction, params ReadOnlySpan<Feature> features)
    {
        DateTimeOffset now = time.GetUtcNow();
        string id = string.IsNullOrEmpty(prediction.Id) ? Guid.CreateVersion7(now).ToString("N") : prediction.Id;
        if (!options.Enabled)
        {
            return id;
        }

        counters.AddLogged();
        try
        {
            using var writer = EventWriter.Take();
            Enqueue(EventKind.Prediction, writer.Write(prediction, features, id, prediction.At ?? now, prediction.Version ?? options.Version));
        }
        catch (Exception failure)
        {
            // A value of the caller that cannot be read must not fail the caller's request.
            DropUnwritable(failure);
        }

        return id;
    }

    /// <summary>Logs one outcome. Returns at once and never throws.</summary>
    public void LogOutcome(in LoggedOutcome outcome)
    {
        if (!options.Enabled)
        {
            return;
        }

        counters.AddLogged();
        try
        {
            using var writer = EventWriter.Take();
            Enqueue(EventKind.Outcome, writer.Write(outcome, outcome.At ?? time.GetUtcNow()));
        }
        catch (Exception failure)
        {
            // As above.
            DropUnwritable(failure);
        }
    }

    /// <summary>Logs one outcome. Returns at once and never throws.</summary>
    /// <param name="id">Id of the prediction.</param>
    /// <param name="outcome">Name of the outcome, for example <c>label</c>.</param>
    /// <param name="value">What came out.</param>
    /// <param name="at">When it became known; when missing, now.</param>
    /// <param name="source"><c>system</c>, <c>review</c> or <c>import</c>; when missing, the server decides.</param>
    public void LogOutcome(string id, string outcome, Scalar value, DateTimeOffset? at = null, string? source = null) =>
        LogOutcome(new LoggedOutcome { Id = id, Outcome = outcome, Value = value, At = at, Source = source });

    /// <summary>Waits until everything logged before the call is settled: sent, rejected or given up. Does not throw.</summary>
    /// <returns>False when <paramref name="cancellationToken"/> ended the wait; the events stay queued.</returns>
    public async Task<bool> FlushAsync(CancellationToken cancellationToken = default)
    {
        queue.Seal(onlyIfIdle: false);
        try
        {
            await queue.WhenReleasedAsync(cancellationToken);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary>Sends what is queued, for at most <see cref="VedettaOptions.ShutdownTimeout"/>; the rest counts as failed.</summary>
    public ValueTask DisposeAsync() => new(shutdown.Value);

    /// <inheritdoc cref="DisposeAsync"/>
    public void Dispose() => Task.Run(() => shutdown.Value).GetAwaiter().GetResult();

    private void Enqueue(EventKind kind, ReadOnlySpan<byte> line)
    {
        Admission admission = queue.TryAdd(kind, line);
        if (admission == Admission.Queued)
        {
            return;
        }

        counters.AddDropped();
        NoticeKind notice = admission switch
        {
            Admission.TooLarge => NoticeKind.TooLarge,
            Admission.Closed => NoticeKind.Closed,
            _ => NoticeKind.QueueFull,
        };
        if (!board.IsPosted(notice))
        {
            board.Post(notice, admission switch
            {
                Admission.TooLarge => $"An event of model {options.Model} has {line.Length} bytes, more than BatchBytes ({options.BatchBytes}); it is dropped",
                Admission.Closed => $"An event of model {options.Model} came after the client was disposed; it is dropped",
                _ => $"The queue of model {options.Model} is full ({options.QueueCapacity} events or {options.QueueBytes} bytes); events are dropped and counted",
            });
        }
    }

    private void DropUnwritable(Exception failure)
    {
        counters.AddDropped();
        board.Post(NoticeKind.Unwritable, $"An event of model {options.Model} cannot be written: {failure.GetType().Name}");
    }

    private void Tick()
    {
        queue.Seal(onlyIfIdle: true);
        board.Deliver();
    }

    private void AtExit(object? origin, EventArgs arguments) => Dispose();

    private async Task ShutDownAsync()
    {
        AppDomain.CurrentDomain.ProcessExit -= AtExit;
        queue.Close();
        await closing.CancelAsync();
        try
        {
            await sender.WaitAsync(options.ShutdownTimeout, time);
        }
        catch (TimeoutException)
        {
            await stop.CancelAsync();
            await Task.WhenAny(sender, Task.Delay(StopGrace, time, CancellationToken.None));
        }

        if (timer is not null)
        {
            await timer.DisposeAsync();
        }

        board.Deliver();
        meter.Dispose();
        if (sender.IsCompleted)
        {
            transport.Dispose();
            closing.Dispose();
            stop.Dispose();
        }
    }
}
