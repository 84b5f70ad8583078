namespace Vedetta.Client.Queueing;

/// <summary>What a batch holds, and so where it goes.</summary>
internal enum EventKind
{
    /// <summary>Predictions.</summary>
    Prediction,

    /// <summary>Outcomes.</summary>
    Outcome,
}

/// <summary>Lines of JSON on their way to the server in one request. Not thread safe: the queue's lock guards it until it is sealed, then the sender owns it.</summary>
internal sealed class Batch(int maxBytes)
{
    private byte[] buffer = new byte[Math.Min(maxBytes, 4096)];

    /// <summary>What it holds.</summary>
    public EventKind Kind { get; private set; }

    /// <summary>Number of events.</summary>
    public int Count { get; private set; }

    /// <summary>Bytes used, line ends included.</summary>
    public int Length { get; private set; }

    /// <summary>The lines.</summary>
    public ReadOnlyMemory<byte> Lines => buffer.AsMemory(0, Length);

    /// <summary>Makes it empty, for another use.</summary>
    public void Reset(EventKind kind) => (Kind, Count, Length) = (kind, 0, 0);

    /// <summary>Whether one more line of this length has room.</summary>
    public bool Fits(int lineLength) => (long)Length + lineLength + 1 <= maxBytes;

    /// <summary>Adds a line that fits.</summary>
    public void Append(ReadOnlySpan<byte> line)
    {
        int needed = Length + line.Length + 1;
        if (needed > buffer.Length)
        {
            Array.Resize(ref buffer, (int)Math.Min(maxBytes, Math.Max(needed, 2L * buffer.Length)));
        }

        line.CopyTo(buffer.AsSpan(Length));
        buffer[needed - 1] = (byte)'\n';
        Length = needed;
        Count++;
    }
}
