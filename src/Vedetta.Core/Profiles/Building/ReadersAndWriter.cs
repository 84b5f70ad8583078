namespace Vedetta.Core.Profiles.Building;

/// <summary>
/// Lets many readers in together, or one writer alone, across awaits. A waiting writer holds new readers back, so that
/// flushes are not starved. Thread-safe.
/// </summary>
internal sealed class ReadersAndWriter
{
    private readonly Lock _gate = new();
    private readonly Queue<TaskCompletionSource> _readers = [];
    private readonly Queue<TaskCompletionSource> _writers = [];
    private int _reading;
    private bool _writing;

    public async ValueTask<IDisposable> ReadAsync(CancellationToken cancel)
    {
        TaskCompletionSource? turn = null;
        lock (_gate)
        {
            if (!_writing && _writers.Count == 0) _reading++;
            else _readers.Enqueue(turn = Turn());
        }

        await WaitAsync(turn, EndRead, cancel);
        return new Leave(EndRead);
    }

    public async ValueTask<IDisposable> WriteAsync(CancellationToken cancel)
    {
        TaskCompletionSource? turn = null;
        lock (_gate)
        {
            if (!_writing && _reading == 0) _writing = true;
            else _writers.Enqueue(turn = Turn());
        }

        await WaitAsync(turn, EndWrite, cancel);
        return new Leave(EndWrite);
    }

    private static TaskCompletionSource Turn() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static async ValueTask WaitAsync(TaskCompletionSource? turn, Action giveBack, CancellationToken cancel)
    {
        if (turn is null) return;
        await using (cancel.UnsafeRegister(static t => ((TaskCompletionSource)t!).TrySetCanceled(), turn))
        {
            // A turn given in the same moment as the cancellation wins, and is then used as any other.
            await turn.Task;
        }

        if (!cancel.IsCancellationRequested) return;
        giveBack();
        cancel.ThrowIfCancellationRequested();
    }

    private void EndRead()
    {
        lock (_gate)
        {
            _reading--;
            if (_reading == 0) Admit();
        }
    }

    private void EndWrite()
    {
        lock (_gate)
        {
            _writing = false;
            Admit();
        }
    }

    private void Admit()
    {
        while (_reading == 0 && _writers.TryDequeue(out var writer))
        {
            if (!writer.TrySetResult()) continue;
            _writing = true;
            return;
        }

        while (_readers.TryDequeue(out var reader))
            if (reader.TrySetResult()) _reading++;
    }

    private sealed class Leave(Action end) : IDisposable
    {
        private Action? _end = end;

        public void Dispose() => Interlocked.Exchange(ref _end, null)?.Invoke();
    }
}
