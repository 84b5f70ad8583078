using System.Diagnostics;
using System.Net.Sockets;
using System.Text;

namespace Vedetta.Benchmarks.Ingest;

/// <summary>One kept-alive connection that posts, waits for the answer and posts again, on a thread of its own.</summary>
internal sealed class Poster(Uri server, IReadOnlyList<PreparedPost> posts, long firstId)
{
    private readonly byte[] _answer = new byte[1 << 16];
    private readonly List<double> _milliseconds = new(1 << 16);
    private long _next = firstId;

    /// <summary>How long each answer took.</summary>
    public IReadOnlyList<double> Milliseconds => _milliseconds;

    /// <summary>Rows acknowledged.</summary>
    public long Rows { get; private set; }

    /// <summary>Answers that said 429.</summary>
    public long Shed { get; private set; }

    /// <summary>Posts until the moment on the stopwatch.</summary>
    public void Run(long until)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        socket.Connect(server.Host, server.Port);
        for (var turn = 0; Stopwatch.GetTimestamp() < until; turn++)
        {
            var post = posts[turn % posts.Count];
            var request = post.With(_next);
            var start = Stopwatch.GetTimestamp();
            Send(socket, request);
            var (status, text) = Receive(socket);
            if (status == 429)
            {
                Shed++;
                Thread.CurrentThread.Join(20); // this thread is the client: it waits as the server asked
                continue;
            }

            if (status != 200 || !text.Contains(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"\"accepted\":{post.Rows},"), StringComparison.Ordinal))
                throw new InvalidOperationException($"the server answered {status}: {text}");
            _milliseconds.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            _next += post.Rows;
            Rows += post.Rows;
        }
    }

    private static void Send(Socket socket, ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty) bytes = bytes[socket.Send(bytes)..];
    }

    /// <summary>Reads one answer: by its length, or chunk by chunk to the last.</summary>
    private (int Status, string Text) Receive(Socket socket)
    {
        var length = 0;
        while (true)
        {
            var read = socket.Receive(_answer.AsSpan(length));
            if (read == 0) throw new IOException("the server closed the connection");
            length += read;
            var have = _answer.AsSpan(0, length);
            var head = have.IndexOf("\r\n\r\n"u8);
            if (head < 0) continue;
            var body = have[(head + 4)..];
            var header = Encoding.ASCII.GetString(have[..head]);
            var at = header.IndexOf("Content-Length: ", StringComparison.OrdinalIgnoreCase);
            var whole = at >= 0
                ? body.Length >= int.Parse(header.AsSpan(at + 16).TrimStart() is var rest && rest.IndexOf('\r') is >= 0 and var end ? rest[..end] : rest, System.Globalization.CultureInfo.InvariantCulture)
                : body.EndsWith("0\r\n\r\n"u8);
            if (whole) return (int.Parse(header.AsSpan(9, 3), System.Globalization.CultureInfo.InvariantCulture), Encoding.UTF8.GetString(body));
        }
    }
}
