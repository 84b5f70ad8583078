namespace Vedetta.Statistics.Tests;

/// <summary>Seeded samples.</summary>
internal static class Samples
{
    public static double[] Normal(int n, int seed, double mean = 0, double sd = 1)
    {
        var random = new Random(seed);
        return Fill(n, () => mean + (sd * Gauss(random)));
    }

    public static double[] Fill(int n, Func<double> next)
    {
        var values = new double[n];
        for (var i = 0; i < n; i++)
            values[i] = next();
        return values;
    }

    public static double Gauss(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
