using System.Buffers.Binary;
using System.Text;
using Vedetta.Statistics.Profiles;

namespace Vedetta.Statistics.Detectors;

/// <summary>
/// The saved form of a detector: <c>'D'</c>, version 1, the detector's name, its parameters in the order of its definition,
/// its state, and a CRC-32C of all that. Numbers are little endian, 8 bytes each. The same calls write and read.
/// </summary>
internal abstract class DetectorState
{
    public const byte Magic = (byte)'D';
    public const byte FormatVersion = 1;

    public abstract void Number(ref double value);

    public abstract void Count(ref long value, long largest = long.MaxValue);

    public abstract void Text(ref string value);

    public void Count(ref int value, int largest = int.MaxValue)
    {
        long wide = value;
        Count(ref wide, largest);
        value = (int)wide;
    }

    public void Flag(ref bool value)
    {
        long number = value ? 1 : 0;
        Count(ref number, 1);
        value = number == 1;
    }

    public void Bits(ref ulong value)
    {
        var number = BitConverter.UInt64BitsToDouble(value);
        Number(ref number);
        value = BitConverter.DoubleToUInt64Bits(number);
    }

    public void Numbers(Span<double> values)
    {
        foreach (ref var value in values)
            Number(ref value);
    }
}

/// <summary>Writes a state.</summary>
internal sealed class StateWriter : DetectorState
{
    private readonly List<byte> _bytes = [Magic, FormatVersion];

    public override void Number(ref double value) => Add(BitConverter.DoubleToUInt64Bits(value));

    public override void Count(ref long value, long largest = long.MaxValue) => Add((ulong)value);

    public override void Text(ref string value)
    {
        var text = Encoding.UTF8.GetBytes(value);
        _bytes.Add((byte)text.Length);
        _bytes.AddRange(text);
    }

    public byte[] Finish()
    {
        var bytes = new byte[_bytes.Count + 4];
        _bytes.CopyTo(bytes);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(_bytes.Count), ProfileWriter.Checksum(bytes.AsSpan(0, _bytes.Count)));
        return bytes;
    }

    private void Add(ulong value)
    {
        for (var shift = 0; shift < 64; shift += 8)
            _bytes.Add((byte)(value >> shift));
    }
}

/// <summary>Reads a state; every damage becomes one <see cref="FormatException"/>.</summary>
internal sealed class StateReader : DetectorState
{
    private readonly byte[] _bytes;
    private int _at = 2;

    public StateReader(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 6 || bytes[0] != Magic)
            throw new FormatException("These bytes are not the state of a detector.");
        if (bytes[1] != FormatVersion)
            throw new FormatException($"State format {bytes[1]} is not known; this program reads format {FormatVersion}.");
        if (BinaryPrimitives.ReadUInt32LittleEndian(bytes[^4..]) != ProfileWriter.Checksum(bytes[..^4]))
            throw new FormatException($"State damaged: the checksum of its {bytes.Length} bytes does not match.");
        _bytes = bytes[..^4].ToArray();
    }

    public override void Number(ref double value) => value = BitConverter.UInt64BitsToDouble(Next());

    public override void Count(ref long value, long largest = long.MaxValue)
    {
        var number = Next();
        value = number <= (ulong)largest ? (long)number : throw Damaged($"{number} is larger than the {largest} allowed");
    }

    public override void Text(ref string value)
    {
        if (_at >= _bytes.Length || _at + 1 + _bytes[_at] > _bytes.Length)
            throw Damaged("the data end early");
        value = Encoding.UTF8.GetString(_bytes, _at + 1, _bytes[_at]);
        _at += 1 + _bytes[_at];
    }

    public void End()
    {
        if (_at != _bytes.Length)
            throw Damaged($"{_bytes.Length - _at} bytes are left over");
    }

    public FormatException Damaged(string what) => new($"State damaged at byte {_at}: {what}.");

    private ulong Next()
    {
        if (_at + 8 > _bytes.Length)
            throw Damaged("the data end early");
        var value = BinaryPrimitives.ReadUInt64LittleEndian(_bytes.AsSpan(_at));
        _at += 8;
        return value;
    }
}
