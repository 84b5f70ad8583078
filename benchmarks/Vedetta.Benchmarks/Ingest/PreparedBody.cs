using System.Buffers.Text;

namespace Vedetta.Benchmarks.Ingest;

/// <summary>NDJSON made once and used many times; only the digits of its ids change, in place.</summary>
internal sealed class PreparedBody
{
    private readonly int[] _ids;

    /// <summary>The body of these rows, behind a head.</summary>
    public PreparedBody(IngestRows rows, DateTimeOffset from, Func<int, byte[]>? head = null)
    {
        var (body, ids) = rows.ToNdJson(from);
        var before = head?.Invoke(body.Length) ?? [];
        Bytes = [.. before, .. body];
        _ids = [.. ids.Select(at => at + before.Length)];
    }

    /// <summary>Rows in it.</summary>
    public int Rows => _ids.Length;

    private byte[] Bytes { get; }

    /// <summary>The bytes with ids from <paramref name="first"/> on.</summary>
    public byte[] With(long first)
    {
        foreach (var at in _ids)
            Utf8Formatter.TryFormat(first++, Bytes.AsSpan(at, IngestRows.IdDigits), out _, new System.Buffers.StandardFormat('D', IngestRows.IdDigits));
        return Bytes;
    }
}
