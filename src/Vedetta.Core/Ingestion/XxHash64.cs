using System.Buffers.Binary;
using System.Numerics;

namespace Vedetta.Core.Ingestion;

/// <summary>The XXH64 hash (Collet, specification of 2014-2023) with seed 0, and a mixer for single words. Never changes between runs.</summary>
public static class XxHash64
{
    private const ulong P1 = 0x9E3779B185EBCA87;
    private const ulong P2 = 0xC2B2AE3D27D4EB4F;
    private const ulong P3 = 0x165667B19E3779F9;
    private const ulong P4 = 0x85EBCA77C2B2AE63;
    private const ulong P5 = 0x27D4EB2F165667C5;

    /// <summary>Hash of some bytes.</summary>
    public static ulong Of(ReadOnlySpan<byte> bytes)
    {
        var length = (ulong)bytes.Length;
        ulong hash;
        if (bytes.Length >= 32)
        {
            var (a, b, c, d) = (unchecked(P1 + P2), P2, 0UL, unchecked(0UL - P1));
            for (; bytes.Length >= 32; bytes = bytes[32..])
            {
                a = Round(a, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
                b = Round(b, BinaryPrimitives.ReadUInt64LittleEndian(bytes[8..]));
                c = Round(c, BinaryPrimitives.ReadUInt64LittleEndian(bytes[16..]));
                d = Round(d, BinaryPrimitives.ReadUInt64LittleEndian(bytes[24..]));
            }

            hash = BitOperations.RotateLeft(a, 1) + BitOperations.RotateLeft(b, 7) + BitOperations.RotateLeft(c, 12) + BitOperations.RotateLeft(d, 18);
            hash = Fold(Fold(Fold(Fold(hash, a), b), c), d);
        }
        else
        {
            hash = P5;
        }

        hash += length;
        for (; bytes.Length >= 8; bytes = bytes[8..])
            hash = (BitOperations.RotateLeft(hash ^ Round(0, BinaryPrimitives.ReadUInt64LittleEndian(bytes)), 27) * P1) + P4;
        if (bytes.Length >= 4)
        {
            hash = (BitOperations.RotateLeft(hash ^ (BinaryPrimitives.ReadUInt32LittleEndian(bytes) * P1), 23) * P2) + P3;
            bytes = bytes[4..];
        }

        foreach (var b in bytes) hash = BitOperations.RotateLeft(hash ^ (b * P5), 11) * P1;
        return Finish(hash);
    }

    /// <summary>A bijective scramble of one word, for combining values into the hash of a row.</summary>
    public static ulong Mix(ulong value) => Finish((value ^ P5) * P1);

    private static ulong Round(ulong state, ulong word) => BitOperations.RotateLeft(state + (word * P2), 31) * P1;

    private static ulong Fold(ulong hash, ulong state) => ((hash ^ Round(0, state)) * P1) + P4;

    private static ulong Finish(ulong hash)
    {
        hash = (hash ^ (hash >> 33)) * P2;
        hash = (hash ^ (hash >> 29)) * P3;
        return hash ^ (hash >> 32);
    }
}
