using Vedetta.Statistics.Profiles;

namespace Vedetta.Statistics;

/// <summary>A reproducible source of random numbers that is the same on every machine and release (splitmix64).</summary>
internal struct SeededRandom(ulong seed)
{
    private ulong _state = Hashing.Mix(seed);

    /// <summary>A number from 0 up to 1, never 1.</summary>
    public double NextDouble()
    {
        var value = Hashing.Mix(_state);
        _state += 0x9E37_79B9_7F4A_7C15;
        return (value >> 11) * (1.0 / (1UL << 53));
    }
}
