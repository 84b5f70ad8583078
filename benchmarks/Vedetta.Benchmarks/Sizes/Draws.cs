using System.Numerics;

namespace Vedetta.Benchmarks.Sizes;

/// <summary>Random numbers of the simulation: xoshiro256** (Blackman and Vigna 2018), seeded by splitmix64, the same on every machine.</summary>
internal sealed class Draws
{
    private ulong _a;
    private ulong _b;
    private ulong _c;
    private ulong _d;
    private double _spare = double.NaN;

    public Draws(ulong seed)
    {
        _a = Next(ref seed);
        _b = Next(ref seed);
        _c = Next(ref seed);
        _d = Next(ref seed);
    }

    public ulong NextBits()
    {
        ulong result = BitOperations.RotateLeft(_b * 5, 7) * 9;
        ulong shifted = _b << 17;
        _c ^= _a;
        _d ^= _b;
        _b ^= _c;
        _a ^= _d;
        _c ^= shifted;
        _d = BitOperations.RotateLeft(_d, 45);
        return result;
    }

    /// <summary>Above 0 and at most 1, so that its logarithm is finite.</summary>
    public double NextShare() => ((NextBits() >> 11) + 1) * (1.0 / (1UL << 53));

    /// <summary>A standard normal number (Box and Muller 1958), two of them per pair of logarithm and angle.</summary>
    public double NextNormal()
    {
        if (!double.IsNaN(_spare))
        {
            double spare = _spare;
            _spare = double.NaN;
            return spare;
        }

        double radius = Math.Sqrt(-2 * Math.Log(NextShare()));
        (double sine, double cosine) = Math.SinCos(2 * Math.PI * NextShare());
        _spare = radius * sine;
        return radius * cosine;
    }

    private static ulong Next(ref ulong state)
    {
        state += 0x9E37_79B9_7F4A_7C15;
        ulong x = state;
        x = (x ^ (x >> 30)) * 0xBF58_476D_1CE4_E5B9;
        x = (x ^ (x >> 27)) * 0x94D0_49BB_1331_11EB;
        return x ^ (x >> 31);
    }
}
