using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Vedetta.Core.Profiles;

namespace Vedetta.Core.Ingestion;

/// <summary>Flushes, rebuilds and compacts profiles in the background: at intervals, and at once when asked.</summary>
internal sealed partial class Upkeep : IAsyncDisposable
{
    private readonly ProfileBook _book;
    private readonly IngestionOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly CancellationTokenSource _stop = new();
    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private Task? _running;

    public Upkeep(ProfileBook book, IngestionOptions options, TimeProvider time, ILogger log)
    {
        (_book, _options, _time, _log) = (book, options, time, log);
        book.Urgent = () => _wake.Writer.TryWrite(true);
    }

    public void Start() => _running = Task.Run(RunAsync);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        if (_running is not null) await _running;
        _stop.Dispose();
    }

    private async Task RunAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                await WaitAsync();
                await _book.TidyAsync(_stop.Token);
                await _book.FlushAsync(_stop.Token);
            }
            catch (OperationCanceledException) when (_stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                // What was not flushed stays in memory and is tried again at the next turn.
                LogFailure(_log, failure);
                await PauseAsync();
            }
        }
    }

    private async Task WaitAsync()
    {
        using var turn = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        var timer = Task.Delay(_options.FlushEvery, _time, turn.Token);
        var asked = _wake.Reader.WaitToReadAsync(turn.Token).AsTask();
        await Task.WhenAny(timer, asked);
        _wake.Reader.TryRead(out _);
        await turn.CancelAsync();
        _stop.Token.ThrowIfCancellationRequested();
    }

    private async Task PauseAsync()
    {
        try
        {
            await Task.Delay(_options.RetryAfter, _time, _stop.Token);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // Stopping: the loop ends by itself.
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Profiles could not be flushed; they stay in memory and are tried again")]
    private static partial void LogFailure(ILogger log, Exception failure);
}
