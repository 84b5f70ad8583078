using System.Buffers;

namespace Vedetta.Core.Ingestion.Reading;

/// <summary>
/// A sliding window over a stream: unread bytes stay contiguous, so that a row can be handed out as one span. Its memory is
/// bounded by the longest row allowed.
/// </summary>
internal sealed class ByteWindow(Stream stream) : IDisposable
{
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(1 << 17);
    private int _start;
    private int _end;

    /// <summary>Bytes read and not consumed.</summary>
    public Span<byte> Unread => _buffer.AsSpan(_start, _end - _start);

    /// <summary>Whether the stream has ended.</summary>
    public bool Ended { get; private set; }

    /// <summary>Drops bytes from the front.</summary>
    public void Consume(int bytes) => _start += bytes;

    /// <summary>Reads more; false when the stream has ended.</summary>
    /// <exception cref="IngestFormatException">The bytes are not what their compression says.</exception>
    public async ValueTask<bool> FillAsync(CancellationToken cancel)
    {
        if (Ended) return false;
        if (_start > 0 && _start == _end) _start = _end = 0;
        if (_end == _buffer.Length) MakeRoom();
        int read;
        try
        {
            read = await stream.ReadAsync(_buffer.AsMemory(_end), cancel);
        }
        catch (InvalidDataException broken)
        {
            throw new IngestFormatException("bad_gzip", $"the compressed bytes cannot be read: {broken.Message}", broken);
        }

        if (read == 0) Ended = true;
        _end += read;
        return read > 0;
    }

    public void Dispose()
    {
        if (_buffer.Length > 0) ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
    }

    private void MakeRoom()
    {
        var unread = _end - _start;
        if (_start >= _buffer.Length / 2)
        {
            _buffer.AsSpan(_start, unread).CopyTo(_buffer);
        }
        else
        {
            var larger = ArrayPool<byte>.Shared.Rent(_buffer.Length * 2);
            _buffer.AsSpan(_start, unread).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = larger;
        }

        (_start, _end) = (0, unread);
    }
}
