using Microsoft.Extensions.Logging.Abstractions;
using Vedetta.Core.Health;
using Vedetta.Server.Channels;

namespace Vedetta.Server.Health;

/// <summary>Keeps the latest warnings and errors of the program, for the page that tells its health. Thread-safe.</summary>
internal sealed class TroubleLog(TimeProvider clock) : ILoggerProvider
{
    private const int Kept = 100;
    private const int Longest = 400;

    private readonly Lock _lock = new();
    private readonly LinkedList<Trouble> _latest = new();

    /// <summary>The latest, newest first.</summary>
    public IReadOnlyList<Trouble> Read()
    {
        lock (_lock)
            return [.. _latest];
    }

    // A notice that a channel writes into the log is news of a model, no trouble of the program.
    public ILogger CreateLogger(string categoryName) => string.Equals(categoryName, typeof(LogSender).FullName, StringComparison.Ordinal) ? NullLogger.Instance : new Sink(this, categoryName);

    public void Dispose()
    {
        // Nothing is held open.
    }

    private void Add(LogLevel level, string source, string text)
    {
        if (text.Length > Longest) text = text[..Longest] + "…";
        lock (_lock)
        {
            var now = clock.GetUtcNow();
            if (_latest.First is { Value: var last } first && last.Source == source && last.Text == text)
            {
                first.Value = last with { At = now, Count = last.Count + 1 };
                return;
            }

            _latest.AddFirst(new Trouble(now, level >= LogLevel.Error, source, text, 1));
            if (_latest.Count > Kept) _latest.RemoveLast();
        }
    }

    private sealed class Sink(TroubleLog log, string category) : ILogger
    {
        private readonly string _source = category[(category.LastIndexOf('.') + 1)..];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel is LogLevel.Warning or LogLevel.Error or LogLevel.Critical;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (!IsEnabled(logLevel)) return;
            var text = formatter(state, exception);
            log.Add(logLevel, _source, exception is null ? text : $"{text}: {exception.GetType().Name}");
        }
    }
}
