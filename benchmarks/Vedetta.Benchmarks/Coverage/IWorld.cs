using Vedetta.Statistics.Performance;

namespace Vedetta.Benchmarks.Coverage;

/// <summary>A population with known true values, and windows drawn from it.</summary>
internal interface IWorld
{
    string Name { get; }

    /// <summary>The true values by metric.</summary>
    IReadOnlyDictionary<string, double> Truth { get; }

    /// <summary>Measures a window of so many rows; says how many rows the smallest class has.</summary>
    (IEnumerable<KeyValuePair<string, MetricValue>> Values, int SmallestClass) Draw(int rows, Random random);
}

/// <summary>Draws of common distributions.</summary>
internal static class Draws
{
    public static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    /// <summary>A seed of its own for each window: seeds in even steps give related numbers.</summary>
    public static int Seed(int first, int window)
    {
        var mixed = ((ulong)(uint)first << 32 | (uint)window) * 0x9E37_79B9_7F4A_7C15;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58_476D_1CE4_E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D0_49BB_1331_11EB;
        return (int)(mixed >> 33);
    }

    public static double Logistic(double x) => 1 / (1 + Math.Exp(-x));
}
