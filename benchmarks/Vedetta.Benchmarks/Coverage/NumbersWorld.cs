using Vedetta.Statistics.Performance;
using Vedetta.Statistics.Performance.Regression;

namespace Vedetta.Benchmarks.Coverage;

/// <summary>A skewed quantity predicted with errors that grow with it: labels exp(N(2, 0.5)), predictions off by a factor exp(N(0.05, 0.25)).</summary>
internal sealed class NumbersWorld : IWorld
{
    private const int Population = 4_000_000;
    private static readonly PerformanceMetric[] Measured = [.. PerformanceMetrics.Of(PerformanceTask.Regression)];

    public NumbersWorld() => Truth = Values(Population, new Random(30)).ToDictionary(v => v.Key, v => v.Value.Value!.Value, StringComparer.Ordinal);

    public string Name => "regression";

    public IReadOnlyDictionary<string, double> Truth { get; }

    public (IEnumerable<KeyValuePair<string, MetricValue>> Values, int SmallestClass) Draw(int rows, Random random) => (Values(rows, random), rows);

    private static IEnumerable<KeyValuePair<string, MetricValue>> Values(int rows, Random random)
    {
        var (labels, predictions) = (new double[rows], new double[rows]);
        for (var i = 0; i < rows; i++)
        {
            labels[i] = Math.Exp(2 + (0.5 * Draws.Normal(random)));
            predictions[i] = labels[i] * Math.Exp(0.05 + (0.25 * Draws.Normal(random)));
        }

        return new RegressionPerformance(predictions, labels).Measure(Measured).Select(m => KeyValuePair.Create(PerformanceMetrics.Name(m.Key), m.Value));
    }
}
