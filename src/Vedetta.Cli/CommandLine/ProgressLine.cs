using System.Globalization;

namespace Vedetta.Cli.CommandLine;

/// <summary>A line on the error output that counts rows while a person watches; silent when the output is piped.</summary>
internal sealed class ProgressLine : IProgress<long>, IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(120);
    private readonly Terminal _terminal;
    private readonly string _what;
    private readonly long? _of;
    private readonly long _started;
    private readonly Lock _gate = new();
    private long _drawn;
    private int _width;

    /// <summary>Begins; <paramref name="of"/> is the whole, where it is known.</summary>
    public ProgressLine(Terminal terminal, string what, long? of = null)
    {
        (_terminal, _what, _of) = (terminal, what, of);
        _started = terminal.Clock.GetTimestamp();
    }

    /// <inheritdoc/>
    public void Report(long value)
    {
        if (!_terminal.ErrorIsTerminal) return;
        lock (_gate)
        {
            var now = _terminal.Clock.GetTimestamp();
            if (_width > 0 && _terminal.Clock.GetElapsedTime(_drawn, now) < Pause) return;
            _drawn = now;
            var seconds = Math.Max(0.001, _terminal.Clock.GetElapsedTime(_started, now).TotalSeconds);
            var text = _of is { } whole and > 0
                ? string.Create(CultureInfo.InvariantCulture, $"{_what} {Bar(value / (double)whole)} {100.0 * value / whole:0} %")
                : string.Create(CultureInfo.InvariantCulture, $"{_what} {value:N0} rows, {value / seconds:N0} a second");
            Draw(text);
        }
    }

    /// <summary>Takes the line away.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            if (_width > 0) Draw("");
        }
    }

    private void Draw(string text)
    {
        _terminal.Error.Write('\r' + text.PadRight(_width) + (text.Length == 0 ? "\r" : ""));
        _terminal.Error.Flush();
        _width = text.Length;
    }

    private static string Bar(double share)
    {
        const int Cells = 24;
        var full = Math.Clamp((int)(share * Cells), 0, Cells);
        return new string('█', full) + new string('░', Cells - full);
    }
}
