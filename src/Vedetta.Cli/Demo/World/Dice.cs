using System.Runtime.CompilerServices;

namespace Vedetta.Cli.Demo.World;

/// <summary>
/// A seeded stream of chance (SplitMix64). The demo world gives every model and hour a stream of its own, so an hour
/// comes out the same in whatever order or batch size the world is played.
/// </summary>
internal struct Dice
{
    private ulong _state;
    private double _spare;
    private bool _hasSpare;

    private Dice(ulong state)
    {
        _state = state;
        _spare = 0;
        _hasSpare = false;
    }

    /// <summary>The stream of one step of one part of a world.</summary>
    public static Dice Of(ulong world, int part, long step)
    {
        var mixer = new Dice(world);
        mixer._state ^= mixer.Next() + (ulong)part;
        mixer._state ^= mixer.Next() + (ulong)step;
        return new Dice(mixer.Next());
    }

    /// <summary>Uniform in [0, 1).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Uniform() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Uniform between two numbers.</summary>
    public double Between(double low, double high) => low + ((high - low) * Uniform());

    /// <summary>True with that probability.</summary>
    public bool Chance(double probability) => Uniform() < probability;

    /// <summary>Standard normal, by the polar method of Marsaglia and Bray (1964).</summary>
    public double Normal()
    {
        if (_hasSpare)
        {
            _hasSpare = false;
            return _spare;
        }

        double u, v, s;
        do
        {
            u = (2 * Uniform()) - 1;
            v = (2 * Uniform()) - 1;
            s = (u * u) + (v * v);
        }
        while (s is >= 1 or 0);

        var scale = Math.Sqrt(-2 * Math.Log(s) / s);
        _spare = v * scale;
        _hasSpare = true;
        return u * scale;
    }

    /// <summary>Normal with a mean and a standard deviation.</summary>
    public double Normal(double mean, double sd) => mean + (sd * Normal());

    /// <summary>A count with that mean: Knuth's product below 30, the rounded normal above.</summary>
    public int Poisson(double mean)
    {
        if (mean >= 30) return Math.Max(0, (int)Math.Round(Normal(mean, Math.Sqrt(mean))));
        var limit = Math.Exp(-mean);
        var product = Uniform();
        var count = 0;
        while (product > limit)
        {
            product *= Uniform();
            count++;
        }

        return count;
    }

    /// <summary>An index with probability proportional to its weight.</summary>
    public int Pick(ReadOnlySpan<double> weights)
    {
        var total = 0.0;
        foreach (var weight in weights) total += weight;
        var left = Uniform() * total;
        for (var i = 0; i < weights.Length - 1; i++)
        {
            left -= weights[i];
            if (left < 0) return i;
        }

        return weights.Length - 1;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ulong Next()
    {
        _state += 0x9E3779B97F4A7C15;
        var z = _state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
