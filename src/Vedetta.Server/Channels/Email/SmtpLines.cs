using System.Globalization;
using System.Text;

namespace Vedetta.Server.Channels.Email;

/// <summary>What a mail server answered.</summary>
/// <param name="Code">Three digits; 2xx and 3xx go on, 4xx passes, 5xx stays.</param>
/// <param name="Lines">Its words, without the code.</param>
internal sealed record SmtpReply(int Code, IReadOnlyList<string> Lines)
{
    /// <summary>Its words in one line.</summary>
    public string Text => string.Join(' ', Lines);
}

/// <summary>A mail server said no, or something that is not SMTP.</summary>
/// <param name="stage">What was being done.</param>
/// <param name="reply">What it said; null when it was no reply at all.</param>
/// <param name="why">In words, where there is no reply.</param>
internal sealed class SmtpRefusedException(string stage, SmtpReply? reply, string? why = null) : IOException($"{stage}: {reply?.Text ?? why}")
{
    /// <summary>What it said.</summary>
    public SmtpReply? Reply { get; } = reply;

    /// <summary>Whether another attempt may succeed.</summary>
    public bool MayPass => Reply is null or { Code: < 500 };
}

/// <summary>Lines to and from a mail server (RFC 5321 section 4.2). Not thread-safe.</summary>
internal sealed class SmtpLines(Stream stream)
{
    private const int LongestLine = 2_000;
    private const int MostLines = 100;

    private readonly byte[] _buffer = new byte[LongestLine];
    private int _start;
    private int _end;

    /// <summary>Whether bytes were read that no reply used: before TLS begins they are a sign of somebody in between.</summary>
    public bool HasRest => _start < _end;

    /// <summary>Sends a line.</summary>
    public async ValueTask WriteAsync(string line, CancellationToken cancel)
    {
        await stream.WriteAsync(Encoding.UTF8.GetBytes(line + "\r\n"), cancel);
        await stream.FlushAsync(cancel);
    }

    /// <summary>Sends a text as it is.</summary>
    public async ValueTask WriteAsync(ReadOnlyMemory<byte> text, CancellationToken cancel)
    {
        await stream.WriteAsync(text, cancel);
        await stream.FlushAsync(cancel);
    }

    /// <summary>Reads a reply of one or several lines.</summary>
    /// <exception cref="SmtpRefusedException">It is no reply.</exception>
    public async ValueTask<SmtpReply> ReadAsync(string stage, CancellationToken cancel)
    {
        var lines = new List<string>();
        while (true)
        {
            var line = await LineAsync(stage, cancel);
            if (line.Length < 3 || !int.TryParse(line.AsSpan(0, 3), NumberStyles.None, CultureInfo.InvariantCulture, out var code) || code is < 200 or > 599 || (line.Length > 3 && line[3] is not (' ' or '-')))
                throw new SmtpRefusedException(stage, reply: null, "the other side answers something that is not SMTP");
            lines.Add(line.Length > 4 ? line[4..] : "");
            if (line.Length == 3 || line[3] == ' ') return new SmtpReply(code, lines);
            if (lines.Count == MostLines) throw new SmtpRefusedException(stage, reply: null, "the other side does not stop answering");
        }
    }

    private async ValueTask<string> LineAsync(string stage, CancellationToken cancel)
    {
        while (true)
        {
            var at = _buffer.AsSpan(_start, _end - _start).IndexOf((byte)'\n');
            if (at >= 0)
            {
                var line = Encoding.UTF8.GetString(_buffer, _start, at).TrimEnd('\r');
                _start += at + 1;
                return new string([.. line.Where(c => !char.IsControl(c))]);
            }

            if (_start > 0)
            {
                _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
                (_start, _end) = (0, _end - _start);
            }

            if (_end == _buffer.Length) throw new SmtpRefusedException(stage, reply: null, "a line of the other side is too long to be SMTP");
            var read = await stream.ReadAsync(_buffer.AsMemory(_end), cancel);
            if (read == 0) throw new SmtpRefusedException(stage, reply: null, "the other side hung up");
            _end += read;
        }
    }
}
