using System.Buffers.Binary;
using System.Text;

namespace Vedetta.Statistics.Profiles;

/// <summary>Reads the binary form of a profile; every damage becomes one <see cref="FormatException"/>.</summary>
internal ref struct ProfileReader
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly ReadOnlySpan<byte> _bytes;
    private int _at;

    public ProfileReader(ReadOnlySpan<byte> bytes, ProfileKind expected)
    {
        if (KindOf(bytes) is var kind && kind != expected)
            throw new FormatException($"This is a {kind} profile where a {expected} profile is expected.");
        var stored = BinaryPrimitives.ReadUInt32LittleEndian(bytes[^4..]);
        if (stored != ProfileWriter.Checksum(bytes[..^4]))
            throw new FormatException($"Profile damaged: the checksum of its {bytes.Length} bytes does not match.");
        _bytes = bytes[..^4];
        _at = 3;
    }

    /// <summary>The kind named in the header, before anything else is trusted.</summary>
    public static ProfileKind KindOf(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 7)
            throw new FormatException($"Profile damaged: {bytes.Length} bytes are fewer than the header and checksum need.");
        if (bytes[0] != ProfileWriter.Magic)
            throw new FormatException("These bytes are not a profile: the first byte is not 'V'.");
        if (bytes[2] != ProfileWriter.FormatVersion)
            throw new FormatException($"Profile format {bytes[2]} is not known; this program reads format {ProfileWriter.FormatVersion}.");
        var kind = (ProfileKind)bytes[1];
        return kind is >= ProfileKind.Numeric and <= ProfileKind.HeavyHitters
            ? kind
            : throw new FormatException($"Profile kind {bytes[1]} is not known.");
    }

    // Far beyond what anyone logs, and sums of some thousand such counts still fit.
    private const ulong LargestCount = 1UL << 50;

    public byte Byte()
    {
        Need(1);
        return _bytes[_at++];
    }

    public long Count()
    {
        var value = Unsigned();
        return value <= LargestCount ? (long)value : throw Damaged($"a count of {value} is beyond {LargestCount}");
    }

    /// <summary>A count that sizes a collection; more entries than bytes left are damage, not an allocation.</summary>
    public int Length(int bytesPerEntry = 1)
    {
        var value = Unsigned();
        return value <= (ulong)((_bytes.Length - _at) / bytesPerEntry) ? (int)value : throw Damaged("a list is longer than the data");
    }

    public int Index(int limit)
    {
        var value = Unsigned();
        return value < (ulong)limit ? (int)value : throw Damaged($"index {value} is outside 0..{limit - 1}");
    }

    public ulong Unsigned()
    {
        ulong value = 0;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var b = Byte();
            value |= (ulong)(b & 0x7F) << shift;
            if (b < 0x80)
                return value;
        }
        throw Damaged("a number is longer than 64 bits");
    }

    public double Double()
    {
        Need(8);
        var value = BinaryPrimitives.ReadDoubleLittleEndian(_bytes[_at..]);
        _at += 8;
        return value;
    }

    public float Single()
    {
        Need(4);
        var value = BinaryPrimitives.ReadSingleLittleEndian(_bytes[_at..]);
        _at += 4;
        return value;
    }

    public ulong Fixed()
    {
        Need(8);
        var value = BinaryPrimitives.ReadUInt64LittleEndian(_bytes[_at..]);
        _at += 8;
        return value;
    }

    public ReadOnlySpan<byte> Bytes(int length)
    {
        Need(length);
        var value = _bytes.Slice(_at, length);
        _at += length;
        return value;
    }

    public string Text()
    {
        var bytes = Bytes(Length());
        try
        {
            return StrictUtf8.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            throw Damaged("a category is not UTF-8");
        }
    }

    public readonly void End()
    {
        if (_at != _bytes.Length)
            throw Damaged($"{_bytes.Length - _at} bytes are left over");
    }

    public readonly FormatException Damaged(string what) => new($"Profile damaged at byte {_at}: {what}.");

    private readonly void Need(int count)
    {
        if (count > _bytes.Length - _at)
            throw Damaged("the data end early");
    }
}
