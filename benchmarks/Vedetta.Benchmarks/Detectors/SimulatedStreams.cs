namespace Vedetta.Benchmarks.Detectors;

/// <summary>
/// The streams behind the published operating points: splitmix64 from a seed; a bit is u &lt; rate, a number the sum of twelve
/// draws less six, rounded to four decimals.
/// </summary>
internal static class SimulatedStreams
{
    /// <summary>Seed of the first stream without change.</summary>
    public const ulong SteadySeed = 1000;

    /// <summary>Seed of the first stream with a change.</summary>
    public const ulong ChangedSeed = 5000;

    /// <summary>Where the change is.</summary>
    public const int Change = 1000;

    /// <summary>Bits of one rate up to the change and of another from it.</summary>
    public static double[] Bits(ulong seed, int n, double before, double after)
    {
        var values = new double[n];
        for (var i = 0; i < n; i++) values[i] = Draw(ref seed) < (i < Change ? before : after) ? 1 : 0;
        return values;
    }

    /// <summary>Numbers of deviation 1 around 0 up to the change and around a mean from it.</summary>
    public static double[] Numbers(ulong seed, int n, double after)
    {
        var values = new double[n];
        for (var i = 0; i < n; i++)
        {
            double sum = -6;
            for (var k = 0; k < 12; k++) sum += Draw(ref seed);
            values[i] = Math.Round(sum + (i < Change ? 0 : after), 4);
        }

        return values;
    }

    private static double Draw(ref ulong state)
    {
        var z = state += 0x9E37_79B9_7F4A_7C15;
        z = (z ^ (z >> 30)) * 0xBF58_476D_1CE4_E5B9;
        z = (z ^ (z >> 27)) * 0x94D0_49BB_1331_11EB;
        return ((z ^ (z >> 31)) >> 11) * (1.0 / (1UL << 53));
    }
}
