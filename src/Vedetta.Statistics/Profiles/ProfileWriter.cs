using System.Buffers;
using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace Vedetta.Statistics.Profiles;

/// <summary>Builds the binary form of a profile: a three byte header, a body of varints and doubles, a CRC-32C.</summary>
internal sealed class ProfileWriter
{
    public const byte Magic = (byte)'V';
    public const byte FormatVersion = 1;

    private byte[] _bytes;
    private int _length;

    public ProfileWriter(ProfileKind kind, int capacity = 256)
    {
        _bytes = new byte[capacity];
        Byte(Magic);
        Byte((byte)kind);
        Byte(FormatVersion);
    }

    public void Byte(byte value)
    {
        Ensure(1);
        _bytes[_length++] = value;
    }

    public void Count(long value) => Unsigned((ulong)value);

    public void Unsigned(ulong value)
    {
        Ensure(10);
        while (value >= 0x80)
        {
            _bytes[_length++] = (byte)(value | 0x80);
            value >>= 7;
        }
        _bytes[_length++] = (byte)value;
    }

    public void Double(double value)
    {
        Ensure(8);
        BinaryPrimitives.WriteDoubleLittleEndian(_bytes.AsSpan(_length), value);
        _length += 8;
    }

    public void Single(float value)
    {
        Ensure(4);
        BinaryPrimitives.WriteSingleLittleEndian(_bytes.AsSpan(_length), value);
        _length += 4;
    }

    public void Fixed(ulong value)
    {
        Ensure(8);
        BinaryPrimitives.WriteUInt64LittleEndian(_bytes.AsSpan(_length), value);
        _length += 8;
    }

    public void Bytes(ReadOnlySpan<byte> value)
    {
        Ensure(value.Length);
        value.CopyTo(_bytes.AsSpan(_length));
        _length += value.Length;
    }

    public void Text(string value)
    {
        var length = Encoding.UTF8.GetByteCount(value);
        Count(length);
        Ensure(length);
        Encoding.UTF8.GetBytes(value, _bytes.AsSpan(_length));
        _length += length;
    }

    public void Finish(IBufferWriter<byte> target)
    {
        var body = _bytes.AsSpan(0, _length);
        var destination = target.GetSpan(_length + 4);
        body.CopyTo(destination);
        BinaryPrimitives.WriteUInt32LittleEndian(destination[_length..], Checksum(body));
        target.Advance(_length + 4);
    }

    public static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        while (bytes.Length >= 8)
        {
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
            bytes = bytes[8..];
        }
        foreach (var b in bytes)
            crc = BitOperations.Crc32C(crc, b);
        return ~crc;
    }

    private void Ensure(int more)
    {
        if (_length + more > _bytes.Length)
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _length + more));
    }
}

/// <summary>What a binary form holds; the second byte of its header.</summary>
internal enum ProfileKind : byte
{
    Numeric = 1,
    Categorical = 2,
    Correlation = 3,
    Grid = 4,
    HeavyHitters = 5,
}
