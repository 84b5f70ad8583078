using MathNet.Numerics.Distributions;
using Vedetta.Statistics.Intervals;

namespace Vedetta.Statistics.Performance.Regression;

/// <summary>Labelled rows of a window of a model that predicts a number. Rows whose label or prediction is not finite are counted and left out.</summary>
public sealed class RegressionPerformance
{
    private readonly double[] _predictions;
    private readonly double[] _labels;
    private readonly double[] _weights;
    private readonly double _confidence;

    /// <summary>Takes the rows of a window.</summary>
    /// <param name="predictions">Predicted numbers; NaN where a row has none.</param>
    /// <param name="labels">True numbers.</param>
    /// <param name="weights">Weights of the rows; empty for one each.</param>
    /// <param name="confidence">Confidence of the intervals.</param>
    /// <exception cref="ArgumentException">The spans differ in length.</exception>
    public RegressionPerformance(ReadOnlySpan<double> predictions, ReadOnlySpan<double> labels, ReadOnlySpan<double> weights = default, double confidence = 0.95)
    {
        if (labels.Length != predictions.Length || (!weights.IsEmpty && weights.Length != labels.Length))
            throw new ArgumentException($"There are {labels.Length} labels, {predictions.Length} predictions and {weights.Length} weights.", nameof(labels));
        _confidence = confidence;
        (_predictions, _labels, _weights) = (new double[labels.Length], new double[labels.Length], weights.IsEmpty ? [] : new double[labels.Length]);
        var count = 0;
        for (var i = 0; i < labels.Length; i++)
        {
            if (!double.IsFinite(predictions[i]) || !double.IsFinite(labels[i]) || (!weights.IsEmpty && !(weights[i] > 0)))
                continue;
            (_predictions[count], _labels[count]) = (predictions[i], labels[i]);
            if (!weights.IsEmpty)
                _weights[count] = weights[i];
            count++;
        }
        (_predictions, _labels, _weights) = (_predictions[..count], _labels[..count], weights.IsEmpty ? [] : _weights[..count]);
        LeftOut = labels.Length - count;
    }

    /// <summary>Rows left out.</summary>
    public long LeftOut { get; }

    /// <summary>One metric.</summary>
    /// <exception cref="ArgumentException">The metric does not belong to regression.</exception>
    public MetricValue Measure(PerformanceMetric metric) => metric switch
    {
        PerformanceMetric.Mae => Mean(static (p, y) => Math.Abs(p - y)),
        PerformanceMetric.Bias => Mean(static (p, y) => p - y),
        PerformanceMetric.Mse => NotNegative(Mean(static (p, y) => (p - y) * (p - y))),
        PerformanceMetric.Rmse => NotNegative(Mean(static (p, y) => (p - y) * (p - y))).Map(Math.Sqrt),
        PerformanceMetric.Msle => Logarithmic(),
        PerformanceMetric.Rmsle => Logarithmic().Map(Math.Sqrt),
        PerformanceMetric.Mape => Relative(),
        PerformanceMetric.R2 => Explained(),
        PerformanceMetric.MedianAe => Quantile(0.5, static (p, y) => Math.Abs(p - y)),
        PerformanceMetric.ErrorQ05 => Quantile(0.05, static (p, y) => p - y),
        PerformanceMetric.ErrorQ25 => Quantile(0.25, static (p, y) => p - y),
        PerformanceMetric.ErrorQ50 => Quantile(0.5, static (p, y) => p - y),
        PerformanceMetric.ErrorQ75 => Quantile(0.75, static (p, y) => p - y),
        PerformanceMetric.ErrorQ95 => Quantile(0.95, static (p, y) => p - y),
        _ => throw new ArgumentException($"Metric '{PerformanceMetrics.Name(metric)}' does not belong to regression.", nameof(metric)),
    };

    /// <summary>The metrics asked for, in their order.</summary>
    /// <exception cref="ArgumentException">A metric does not belong to regression.</exception>
    public IReadOnlyList<KeyValuePair<PerformanceMetric, MetricValue>> Measure(IEnumerable<PerformanceMetric> metrics) =>
        [.. metrics.Select(metric => KeyValuePair.Create(metric, Measure(metric)))];

    private MetricValue Mean(Func<double, double, double> loss) => SkewedMean.Of(Of(loss), _weights, _confidence);

    private MetricValue Logarithmic()
    {
        for (var i = 0; i < _labels.Length; i++)
        {
            if (_labels[i] <= -1 || _predictions[i] <= -1)
                return MetricValue.None("a label or prediction is -1 or below: its logarithm of one more does not exist", _labels.Length);
        }
        return NotNegative(Mean(static (p, y) => Math.Pow(double.LogP1(p) - double.LogP1(y), 2)));
    }

    // A label of zero has no relative error: such rows are left out and said, instead of outweighing all others.
    private MetricValue Relative()
    {
        var kept = Enumerable.Range(0, _labels.Length).Where(i => _labels[i] != 0).ToArray();
        if (kept.Length == 0)
            return MetricValue.None(_labels.Length == 0 ? Reasons.NoRows : "every label is zero");
        var losses = Array.ConvertAll(kept, i => Math.Abs(_predictions[i] - _labels[i]) / Math.Abs(_labels[i]));
        var value = NotNegative(SkewedMean.Of(losses, _weights.Length == 0 ? [] : Array.ConvertAll(kept, i => _weights[i]), _confidence));
        return kept.Length == _labels.Length ? value : value with { Note = $"{_labels.Length - kept.Length} rows with label zero left out" };
    }

    /// <summary>
    /// R2 = 1 - A / B, A the mean squared error and B the variance of the labels. The interval is that of log(A / B), linearised:
    /// a row moves it by e^2 / A - (y - mean)^2 / B.
    /// </summary>
    private MetricValue Explained()
    {
        var rows = _labels.Length;
        if (rows == 0)
            return MetricValue.None(Reasons.NoRows);
        var (total, squares, sum) = (0.0, 0.0, 0.0);
        for (var i = 0; i < rows; i++)
        {
            total += Weight(i);
            squares += Weight(i) * Weight(i);
            sum += Weight(i) * _labels[i];
        }
        var (mean, errors, spread) = (sum / total, 0.0, 0.0);
        for (var i = 0; i < rows; i++)
        {
            errors += Weight(i) * Math.Pow(_predictions[i] - _labels[i], 2);
            spread += Weight(i) * Math.Pow(_labels[i] - mean, 2);
        }
        if (!(spread > 0))
            return MetricValue.None("the labels are all alike", rows);
        var n = WeightedShare.EffectiveRows(total, squares);
        var value = 1 - (errors / spread);
        if (!(errors > 0) || n < 3)
            return new MetricValue(value, null, n, errors > 0 ? "fewer than 3 rows have no interval" : "every prediction is exact");
        var (variance, fourth) = (0.0, 0.0);
        for (var i = 0; i < rows; i++)
        {
            var influence = (Math.Pow(_predictions[i] - _labels[i], 2) / errors) - (Math.Pow(_labels[i] - mean, 2) / spread);
            variance += Weight(i) * Weight(i) * influence * influence;
            fourth += Math.Pow(Weight(i) * influence, 4);
        }
        // Few rows that move the ratio most make its variance uncertain.
        var dof = Math.Max(1, SkewedMean.Dof(fourth * n / (variance * variance), n) - 1);
        var half = StudentT.InvCDF(0, 1, dof, (1 + _confidence) / 2) * Math.Sqrt(variance * n / (n - 2));
        var ratio = errors / spread;
        return new MetricValue(value, new Interval(1 - (ratio * Math.Exp(half)), 1 - (ratio * Math.Exp(-half))), n);
    }

    private MetricValue Quantile(double q, Func<double, double, double> loss)
    {
        if (_labels.Length == 0)
            return MetricValue.None(Reasons.NoRows);
        var (values, weights) = (Of(loss), _weights.Length == 0 ? null : (double[])_weights.Clone());
        if (weights is null)
            Array.Sort(values);
        else
            Array.Sort(values, weights);
        var total = weights?.Sum() ?? values.Length;
        var n = weights is null ? values.Length : WeightedShare.EffectiveRows(total, weights.Sum(w => w * w));
        var value = weights is null ? Quantiles.Linear(values, q) : At(values, weights, q * total);
        if (QuantileInterval.Ranks((int)n, q, _confidence) is not { } ranks)
            return new MetricValue(value, null, n, "too few rows for an interval of this quantile");
        var interval = weights is null
            ? new Interval(values[ranks.Low - 1], values[ranks.High - 1])
            : new Interval(At(values, weights, (ranks.Low - 1) / n * total), At(values, weights, ranks.High / n * total));
        return new MetricValue(value, interval, n);
    }

    // The first value up to which the weights sum to the place.
    private static double At(double[] values, double[] weights, double place)
    {
        var sum = 0.0;
        for (var i = 0; i < values.Length; i++)
        {
            sum += weights[i];
            if (sum >= place)
                return values[i];
        }
        return values[^1];
    }

    private double Weight(int row) => _weights.Length == 0 ? 1 : _weights[row];

    private double[] Of(Func<double, double, double> loss)
    {
        var values = new double[_labels.Length];
        for (var i = 0; i < values.Length; i++)
            values[i] = loss(_predictions[i], _labels[i]);
        return values;
    }

    private static MetricValue NotNegative(MetricValue value) =>
        value.Interval is { } i ? value with { Interval = new Interval(Math.Max(0, i.Low), i.High) } : value;
}
