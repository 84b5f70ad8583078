using MathNet.Numerics.Distributions;
using Vedetta.Statistics.Performance;
using Vedetta.Statistics.Performance.Paired;

namespace Vedetta.Benchmarks.Coverage;

/// <summary>Two binormal scores of the same rows, correlated 0.6, with areas .80 and .74: the intervals of the differences.</summary>
internal sealed class PairWorld(double rate) : IWorld
{
    private const double Correlation = 0.6;
    private static readonly double First = Math.Sqrt(2) * Normal.InvCDF(0, 1, 0.80);
    private static readonly double Second = Math.Sqrt(2) * Normal.InvCDF(0, 1, 0.74);

    public string Name => "two models";

    public IReadOnlyDictionary<string, double> Truth { get; } = new Dictionary<string, double>(StringComparer.Ordinal)
    {
        ["difference of roc_auc (DeLong)"] = 0.06,
        ["difference of accuracy (McNemar)"] =
            (rate * Normal.CDF(0, 1, First - 1)) + ((1 - rate) * Normal.CDF(0, 1, 1)) - (rate * Normal.CDF(0, 1, Second - 1)) - ((1 - rate) * Normal.CDF(0, 1, 1)),
    };

    public (IEnumerable<KeyValuePair<string, MetricValue>> Values, int SmallestClass) Draw(int rows, Random random)
    {
        var (a, b, labels) = (new double[rows], new double[rows], new bool[rows]);
        for (var i = 0; i < rows; i++)
        {
            labels[i] = random.NextDouble() < rate;
            var shared = Draws.Normal(random);
            a[i] = shared + (labels[i] ? First : 0);
            b[i] = (Correlation * shared) + (Math.Sqrt(1 - (Correlation * Correlation)) * Draws.Normal(random)) + (labels[i] ? Second : 0);
        }

        var positives = labels.Count(l => l);
        var areas = PairedAreas.Of(a, b, labels);
        var right = McNemar.Of(Array.ConvertAll(a, Decide), Array.ConvertAll(b, Decide), Array.ConvertAll(labels, l => l ? 1 : 0));
        return ([
            new("difference of roc_auc (DeLong)", new MetricValue(areas?.Difference, areas?.Interval(), rows)),
            new("difference of accuracy (McNemar)", new MetricValue(right.Difference, right.Interval(), rows)),
        ], Math.Min(positives, rows - positives));
    }

    private static int Decide(double score) => score >= 1 ? 1 : 0;
}
