namespace Vedetta.Statistics.Profiles;

/// <summary>Hashes that never change between runs and machines, unlike those of the runtime.</summary>
internal static class Hashing
{
    /// <summary>A bijective mix of 64 bits (finaliser of splitmix64, Steele, Lea and Flood 2014).</summary>
    public static ulong Mix(ulong x)
    {
        x += 0x9E37_79B9_7F4A_7C15;
        x = (x ^ (x >> 30)) * 0xBF58_476D_1CE4_E5B9;
        x = (x ^ (x >> 27)) * 0x94D0_49BB_1331_11EB;
        return x ^ (x >> 31);
    }

    public static ulong Of(double value) => Mix(BitConverter.DoubleToUInt64Bits(value));

    public static ulong Of(string value)
    {
        var hash = (ulong)value.Length;
        foreach (var c in value)
            hash = (hash ^ c) * 0x0000_0100_0000_01B3;
        return Mix(hash);
    }
}
