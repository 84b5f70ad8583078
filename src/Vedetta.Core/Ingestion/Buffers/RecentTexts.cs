namespace Vedetta.Core.Ingestion.Buffers;

/// <summary>
/// Codes of short texts seen lately, by their bytes: a known category costs a comparison of two words instead of a decoding and a
/// hash of its characters. Not thread-safe.
/// </summary>
internal sealed class RecentTexts
{
    private const int Longest = 16;
    private const int Places = 64;
    private Entry[] _entries = [];

    /// <summary>The code of a text, if it is one of the latest.</summary>
    public bool TryFind(ReadOnlySpan<byte> utf8, out int code)
    {
        code = 0;
        if (utf8.Length > Longest || _entries.Length == 0) return false;
        var (low, high) = Words(utf8);
        ref var entry = ref _entries[Place(low, high, utf8.Length)];
        code = entry.Code;
        return entry.Length == utf8.Length + 1 && entry.Low == low && entry.High == high;
    }

    /// <summary>Remembers the code of a text in the place of another.</summary>
    public void Keep(ReadOnlySpan<byte> utf8, int code)
    {
        if (utf8.Length > Longest) return;
        if (_entries.Length == 0) _entries = new Entry[Places];
        var (low, high) = Words(utf8);
        _entries[Place(low, high, utf8.Length)] = new Entry(low, high, utf8.Length + 1, code);
    }

    /// <summary>Forgets every text: codes mean nothing any more.</summary>
    public void Clear() => Array.Clear(_entries);

    private static (ulong Low, ulong High) Words(ReadOnlySpan<byte> utf8)
    {
        Span<byte> bytes = stackalloc byte[Longest];
        utf8.CopyTo(bytes);
        bytes[utf8.Length..].Clear();
        return (System.Buffers.Binary.BinaryPrimitives.ReadUInt64LittleEndian(bytes), System.Buffers.Binary.BinaryPrimitives.ReadUInt64LittleEndian(bytes[8..]));
    }

    private static int Place(ulong low, ulong high, int length) =>
        (int)(((low ^ (high * 0x9E3779B185EBCA87) ^ (ulong)length) * 0xC2B2AE3D27D4EB4F) >> 58);

    /// <summary>One text; a length of 0 is an empty place, so the length is kept one higher.</summary>
    private readonly record struct Entry(ulong Low, ulong High, int Length, int Code);
}
