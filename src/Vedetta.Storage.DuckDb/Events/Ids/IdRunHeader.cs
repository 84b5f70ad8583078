using System.Buffers.Binary;

namespace Vedetta.Storage.DuckDb.Events.Ids;

/// <summary>The first 64 bytes of a run's file.</summary>
/// <param name="Count">Entries in it.</param>
/// <param name="From">The rows are of commits after this one.</param>
/// <param name="To">The last commit whose rows are in it.</param>
/// <param name="Checksum">Over every page, in their order.</param>
internal readonly record struct IdRunHeader(long Count, long From, long To, ulong Checksum)
{
    internal const int Length = 64;
    private const ulong Magic = 0x3130534449544456; // VDTIDS01

    internal void Write(Span<byte> bytes)
    {
        bytes[..Length].Clear();
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, Magic);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[8..], Count);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[16..], From);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[24..], To);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[32..], Checksum);
    }

    internal static IdRunHeader? Read(ReadOnlySpan<byte> bytes) =>
        bytes.Length < Length || BinaryPrimitives.ReadUInt64LittleEndian(bytes) != Magic
            ? null
            : new IdRunHeader(
                BinaryPrimitives.ReadInt64LittleEndian(bytes[8..]), BinaryPrimitives.ReadInt64LittleEndian(bytes[16..]),
                BinaryPrimitives.ReadInt64LittleEndian(bytes[24..]), BinaryPrimitives.ReadUInt64LittleEndian(bytes[32..]));
}
