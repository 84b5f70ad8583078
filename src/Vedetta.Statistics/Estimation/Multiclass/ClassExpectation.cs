using Vedetta.Statistics.Estimation.Binary;

namespace Vedetta.Statistics.Estimation.Multiclass;

/// <summary>Expected metrics of rows whose labels are draws from class probabilities, with gradients by class and row.</summary>
internal sealed class ClassExpectation
{
    private const double Floor = 1e-15;
    private readonly ClassRows _rows;
    private readonly double[][] _chances;
    private readonly double[] _predicted;
    private readonly double[] _expected;
    private readonly double[] _hits;

    public ClassExpectation(ClassRows rows, double[][] chances)
    {
        (_rows, _chances) = (rows, chances);
        (_predicted, _expected, _hits) = (new double[rows.Classes], new double[rows.Classes], new double[rows.Classes]);
        for (var i = 0; i < rows.Count; i++)
        {
            _predicted[rows.Predicted[i]]++;
            _hits[rows.Predicted[i]] += chances[rows.Predicted[i]][i];
        }
        for (var c = 0; c < rows.Classes; c++)
            _expected[c] = chances[c].Sum();
    }

    /// <summary>Fewest rows expected of a class.</summary>
    public double SmallestClass => _expected.Min();

    /// <summary>The metric, and its gradient where that is asked for; NaN where it is not defined.</summary>
    public double Value(EstimatedMetric metric, double[][]? gradient)
    {
        var (k, n) = (_rows.Classes, (double)_rows.Count);
        var value = 0.0;
        for (var c = 0; c < k; c++)
        {
            var (hits, predicted, expected) = (_hits[c], _predicted[c], _expected[c]);
            var f1 = predicted + expected > 0 ? 2 * hits / (predicted + expected) : 0;
            var (hit, other, part) = metric switch
            {
                EstimatedMetric.Accuracy => (1 / n, 0, hits / n),
                EstimatedMetric.PrecisionMacro => predicted > 0 ? (1 / (k * predicted), 0, hits / (k * predicted)) : default,
                EstimatedMetric.RecallMacro => expected > 0 ? ((expected - hits) / (k * expected * expected), -hits / (k * expected * expected), hits / (k * expected)) : default,
                EstimatedMetric.F1Macro => F1(predicted + expected, f1, 1.0 / k, 0, f1 / k),
                EstimatedMetric.F1Weighted => F1(predicted + expected, f1, expected / n, f1 / n, f1 * expected / n),
                _ => (double.NaN, double.NaN, double.NaN),
            };
            if (double.IsNaN(part))
                return Other(metric, gradient);
            value += part;
            for (var i = 0; gradient is not null && i < _rows.Count; i++)
                gradient[c][i] = _rows.Predicted[i] == c ? hit : other;
        }
        return value;
    }

    /// <summary>Variance by the chance of the labels; the gradient is centred over the classes of each row on the way.</summary>
    public double Sampling(double[][] gradient)
    {
        var variance = 0.0;
        for (var i = 0; i < _rows.Count; i++)
        {
            var mean = 0.0;
            for (var c = 0; c < gradient.Length; c++)
                mean += _chances[c][i] * gradient[c][i];
            for (var c = 0; c < gradient.Length; c++)
            {
                gradient[c][i] -= mean;
                variance += _chances[c][i] * gradient[c][i] * gradient[c][i];
            }
        }
        return variance;
    }

    private static (double Hit, double Other, double Part) F1(double sum, double f1, double weight, double own, double part) =>
        sum > 0 ? ((weight * (2 - f1) / sum) + own, (-weight * f1 / sum) + own, part) : default;

    private double Other(EstimatedMetric metric, double[][]? gradient) => metric switch
    {
        EstimatedMetric.RocAucOvrMacro => Areas(gradient),
        EstimatedMetric.LogLoss => Loss(gradient, (scores, c) => -Math.Log(Math.Max(scores[c], Floor))),
        EstimatedMetric.BrierMulti => Loss(gradient, (scores, c) => scores.Select((s, j) => (s - (j == c ? 1 : 0)) * (s - (j == c ? 1 : 0))).Sum()),
        _ => throw new ArgumentException($"{EstimatedMetrics.Name(metric)} is no metric of a model of several classes.", nameof(metric)),
    };

    private double Areas(double[][]? gradient)
    {
        var sum = 0.0;
        for (var c = 0; c < _rows.Classes; c++)
        {
            var (sorted, places) = ((double[])_rows.Scores[c].Clone(), Enumerable.Range(0, _rows.Count).ToArray());
            Array.Sort(sorted, places);
            var rows = new BinaryRows(sorted, Array.ConvertAll(places, i => _chances[c][i]), new bool[sorted.Length]);
            var ordered = gradient is null ? null : new double[sorted.Length];
            sum += RocAucExpectation.Gradient(rows, ordered) / _rows.Classes;
            for (var i = 0; ordered is not null && i < places.Length; i++)
                gradient![c][places[i]] = ordered[i] / _rows.Classes;
        }
        return sum;
    }

    // Scores are taken for probabilities, divided by their sum.
    private double Loss(double[][]? gradient, Func<double[], int, double> loss)
    {
        var total = 0.0;
        var scores = new double[_rows.Classes];
        for (var i = 0; i < _rows.Count; i++)
        {
            var sum = 0.0;
            for (var c = 0; c < scores.Length; c++)
                sum += scores[c] = _rows.Scores[c][i];
            if (sum <= 0 || scores.Any(s => s < 0))
                return double.NaN;
            for (var c = 0; c < scores.Length; c++)
                scores[c] /= sum;
            for (var c = 0; c < scores.Length; c++)
            {
                var one = loss(scores, c) / _rows.Count;
                total += _chances[c][i] * one;
                if (gradient is not null)
                    gradient[c][i] = one;
            }
        }
        return total;
    }
}
