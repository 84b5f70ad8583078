using MathNet.Numerics.Distributions;
using Vedetta.Statistics.Performance;
using Vedetta.Statistics.Performance.Binary;

namespace Vedetta.Benchmarks.Coverage;

/// <summary>
/// Binormal classes: x is N(d, 1) for positives and N(0, 1) for negatives. The score is the right probability of a
/// positive, or one bent by logit -> shift + bend logit, or one rounded to two decimals (ties).
/// </summary>
internal sealed class BinaryWorld : IWorld
{
    private const int Grid = 200_000;
    private static readonly PerformanceMetric[] Measured = [.. PerformanceMetrics.Of(PerformanceTask.Binary)
        .Except([PerformanceMetric.Tp, PerformanceMetric.Fp, PerformanceMetric.Tn, PerformanceMetric.Fn, PerformanceMetric.Positives, PerformanceMetric.Mce])];

    private readonly double _rate;
    private readonly double _distance;
    private readonly double _shift;
    private readonly double _bend;
    private readonly double _cut;
    private readonly int? _digits;

    private BinaryWorld(string name, double rate, double area, double shift, double bend, int? digits)
    {
        (Name, _rate, _shift, _bend, _digits) = (name, rate, shift, bend, digits);
        _distance = Math.Sqrt(2) * Normal.InvCDF(0, 1, area);
        // Seventy of a hundred positives lie above; half a step off, so that no rounded score falls on it.
        _cut = Score(_distance + Normal.InvCDF(0, 1, 0.3)) + 1e-7;
        Truth = TrueValues();
    }

    /// <summary>The worlds, each for a share of positives.</summary>
    public static IReadOnlyList<Func<double, BinaryWorld>> All { get; } =
    [
        rate => new BinaryWorld("area .80, calibrated", rate, 0.8, 0, 1, null),
        rate => new BinaryWorld("area .65, bent", rate, 0.65, 0.4, 1.3, null),
        rate => new BinaryWorld("area .95, tied", rate, 0.95, 0, 0.8, 2),
    ];

    public string Name { get; }

    public IReadOnlyDictionary<string, double> Truth { get; }

    public (IEnumerable<KeyValuePair<string, MetricValue>> Values, int SmallestClass) Draw(int rows, Random random)
    {
        var (scores, labels, predictions, positives) = (new double[rows], new bool[rows], new bool[rows], 0);
        for (var i = 0; i < rows; i++)
        {
            labels[i] = random.NextDouble() < _rate;
            scores[i] = Score(Draws.Normal(random) + (labels[i] ? _distance : 0));
            predictions[i] = scores[i] >= _cut;
            positives += labels[i] ? 1 : 0;
        }

        return (Values(new BinaryPerformance(BinaryScores.From(scores, labels), Confusion.Of(predictions, labels))), Math.Min(positives, rows - positives));
    }

    private static IEnumerable<KeyValuePair<string, MetricValue>> Values(BinaryPerformance measured) =>
        measured.Measure(Measured).Select(m => KeyValuePair.Create(PerformanceMetrics.Name(m.Key), m.Value));

    private double Score(double x)
    {
        var logit = Math.Log(_rate / (1 - _rate)) + (_distance * x) - (_distance * _distance / 2);
        var score = Draws.Logistic(_shift + (_bend * logit));
        // A probability of exactly 0 or 1 would make the log loss a lottery.
        return _digits is { } digits ? Math.Clamp(Math.Round(score, digits), 0.005, 0.995) : score;
    }

    // A population at the middles of equal slices of each class, weighted by the classes' shares.
    private Dictionary<string, double> TrueValues()
    {
        var (scores, labels, weights) = (new double[2 * Grid], new bool[2 * Grid], new double[2 * Grid]);
        for (var i = 0; i < 2 * Grid; i++)
        {
            labels[i] = i >= Grid;
            scores[i] = Score(Normal.InvCDF(0, 1, ((i % Grid) + 0.5) / Grid) + (labels[i] ? _distance : 0));
            weights[i] = labels[i] ? _rate : 1 - _rate;
        }

        var confusion = Confusion.Of(Array.ConvertAll(scores, s => s >= _cut), labels, weights);
        var values = Values(new BinaryPerformance(BinaryScores.From(scores, labels, weights), confusion)).ToDictionary(v => v.Key, v => v.Value.Value!.Value, StringComparer.Ordinal);
        if (_digits is null && _shift == 0 && _bend == 1) values["ece"] = 0;
        return values;
    }
}
