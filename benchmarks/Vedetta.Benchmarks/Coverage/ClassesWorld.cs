using Vedetta.Statistics.Performance;
using Vedetta.Statistics.Performance.Multiclass;

namespace Vedetta.Benchmarks.Coverage;

/// <summary>Three classes around three points of a plane; probabilities are those of flattened distances. The third class has the stated share.</summary>
internal sealed class ClassesWorld : IWorld
{
    private const int Population = 1_500_000;
    private static readonly PerformanceMetric[] Measured = [.. PerformanceMetrics.Of(PerformanceTask.Multiclass)
        .Except([PerformanceMetric.PrecisionMicro, PerformanceMetric.RecallMicro, PerformanceMetric.F1Micro, PerformanceMetric.RecallWeighted])];

    private static readonly (double X, double Y)[] Centres = [(0, 0), (1.6, 0), (0.8, 1.8)];
    private readonly double[] _shares;

    public ClassesWorld(double rate)
    {
        _shares = [0.6 * (1 - rate), 0.4 * (1 - rate), rate];
        Truth = Values(Population, new Random(20)).Values.ToDictionary(v => v.Key, v => v.Value.Value!.Value, StringComparer.Ordinal);
    }

    public string Name => "three classes";

    public IReadOnlyDictionary<string, double> Truth { get; }

    public (IEnumerable<KeyValuePair<string, MetricValue>> Values, int SmallestClass) Draw(int rows, Random random) => Values(rows, random);

    private (IEnumerable<KeyValuePair<string, MetricValue>> Values, int SmallestClass) Values(int rows, Random random)
    {
        var (labels, probabilities, counts) = (new int[rows], new double[rows * 3], new int[3]);
        for (var i = 0; i < rows; i++)
        {
            var u = random.NextDouble();
            labels[i] = u < _shares[0] ? 0 : u < _shares[0] + _shares[1] ? 1 : 2;
            counts[labels[i]]++;
            var (x, y) = (Draws.Normal(random) + Centres[labels[i]].X, Draws.Normal(random) + Centres[labels[i]].Y);
            for (var k = 0; k < 3; k++)
                probabilities[(3 * i) + k] = Math.Pow(_shares[k], 0.7) * Math.Exp(-0.4 * (Math.Pow(x - Centres[k].X, 2) + Math.Pow(y - Centres[k].Y, 2)));
        }

        var measured = new MulticlassPerformance(3, labels, [], probabilities).Measure(Measured)
            .Select(m => KeyValuePair.Create(PerformanceMetrics.Name(m.Key) is var name && name is "accuracy" or "log_loss" ? name + " (classes)" : PerformanceMetrics.Name(m.Key), m.Value));
        return (measured, counts.Min());
    }
}
