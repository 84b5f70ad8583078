using System.Globalization;
using System.Text;

namespace Vedetta.Benchmarks.Ingest;

/// <summary>A request made once and sent many times.</summary>
internal sealed class PreparedPost(Uri server, string model, IngestRows rows, DateTimeOffset from)
{
    private readonly PreparedBody _request = new(rows, from, length => Encoding.ASCII.GetBytes(string.Create(
        CultureInfo.InvariantCulture,
        $"POST /v1/models/{model}/predictions HTTP/1.1\r\nHost: {server.Authority}\r\nContent-Type: application/x-ndjson\r\nContent-Length: {length}\r\n\r\n")));

    /// <summary>Rows in it.</summary>
    public int Rows => _request.Rows;

    /// <summary>The request with ids from <paramref name="first"/> on.</summary>
    public ReadOnlySpan<byte> With(long first) => _request.With(first);
}
