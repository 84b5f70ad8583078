using System.Globalization;
using Vedetta.Statistics.Drift;

namespace Vedetta.Benchmarks.Sizes;

/// <summary>What a column is drawn from.</summary>
internal abstract record Population(string Name);

/// <summary>Numbers: a standard normal number and a uniform one give a value.</summary>
internal sealed record NumericPopulation(string Name, Func<Draws, double> Value) : Population(Name)
{
    public static NumericPopulation Normal(string name = "normal", double mean = 0, double deviation = 1) => new(name, draws => mean + (deviation * draws.NextNormal()));

    public static NumericPopulation Lognormal(string name = "lognormal", double mean = 0, double deviation = 1) =>
        new(name, draws => Math.Exp(mean + (deviation * draws.NextNormal())));

    public static NumericPopulation ZeroInflated(string name = "zero-inflated 70 %", double zeros = 0.7, double mean = 0) =>
        new(name, draws => draws.NextShare() <= zeros ? 0 : Math.Exp(mean + draws.NextNormal()));

    public double[] Draw(Draws draws, int rows)
    {
        double[] values = new double[rows];
        for (int i = 0; i < rows; i++) values[i] = Value(draws);
        return values;
    }
}

/// <summary>Categories with shares, drawn by Walker's alias method.</summary>
internal sealed record CategoricalPopulation : Population
{
    private readonly double[] _keep;
    private readonly int[] _alias;
    private readonly string[] _names;

    public CategoricalPopulation(string name, double[] shares)
        : base(name)
    {
        double total = shares.Sum();
        Shares = [.. shares.Select(s => s / total)];
        _names = [.. Enumerable.Range(0, shares.Length).Select(i => string.Create(CultureInfo.InvariantCulture, $"c{i}"))];
        _keep = [.. Shares.Select(s => s * Shares.Length)];
        _alias = new int[Shares.Length];
        var small = new Stack<int>(Enumerable.Range(0, Shares.Length).Where(i => _keep[i] < 1));
        var large = new Stack<int>(Enumerable.Range(0, Shares.Length).Where(i => _keep[i] >= 1));
        while (small.Count > 0 && large.Count > 0)
        {
            (int low, int high) = (small.Pop(), large.Pop());
            _alias[low] = high;
            _keep[high] -= 1 - _keep[low];
            (_keep[high] < 1 ? small : large).Push(high);
        }

        foreach (int left in small.Concat(large)) _keep[left] = 1;
    }

    public double[] Shares { get; }

    public static CategoricalPopulation Equal(int levels) => new($"{levels} equal", [.. Enumerable.Repeat(1.0, levels)]);

    public static CategoricalPopulation Zipf(int levels) => new($"{levels} Zipf", [.. Enumerable.Range(1, levels).Select(k => 1.0 / k)]);

    /// <summary>One level gains share, the others lose it in proportion.</summary>
    public CategoricalPopulation Plus(int level, double share) =>
        new(Name, [.. Shares.Select((s, i) => i == level ? s + share : s * (1 - Shares[level] - share) / (1 - Shares[level]))]);

    /// <summary>Every other level gains this part of its share, the ones between lose it.</summary>
    public CategoricalPopulation Waves(double part) => new(Name, [.. Shares.Select((s, i) => s * (1 + (i % 2 == 0 ? part : -part)))]);

    public long[] Draw(Draws draws, int rows)
    {
        long[] counts = new long[_keep.Length];
        for (int i = 0; i < rows; i++)
        {
            double at = draws.NextShare() * _keep.Length;
            int level = Math.Min((int)at, _keep.Length - 1);
            counts[at - level < _keep[level] ? level : _alias[level]]++;
        }

        return counts;
    }

    public CategoricalSample Sample(long[] counts)
    {
        var named = new Dictionary<string, long>(counts.Length, StringComparer.Ordinal);
        for (int i = 0; i < counts.Length; i++)
            if (counts[i] > 0) named.Add(_names[i], counts[i]);
        return new CategoricalSample(named, 0);
    }
}
