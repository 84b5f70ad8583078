using Vedetta.Cli.CommandLine;
using Vedetta.Core.Quality;
using Vedetta.Statistics.Performance;

namespace Vedetta.Cli.Performance;

/// <summary>Rows of a model that predicts a number.</summary>
internal sealed class RegressionMeasure : IWindowMeasure
{
    private readonly double[] _labels;
    private readonly double[] _predictions;

    /// <summary>Reads the columns.</summary>
    /// <exception cref="UsageException">There is no column of predictions, or a column holds texts.</exception>
    public RegressionMeasure(PerformanceFile file, PerformanceOrder order)
    {
        _labels = file.Numbers(order.Mapping.Label)!;
        _predictions = file.Numbers(order.Mapping.Prediction) ?? throw new UsageException($"{file.Name} has no column '{order.Mapping.Prediction}': nothing to measure");
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Notes => [];

    /// <inheritdoc/>
    public bool IsLabelled(int row) => !double.IsNaN(_labels[row]);

    /// <inheritdoc/>
    public IReadOnlyList<KeyValuePair<PerformanceMetric, MetricValue>> Measure(ReadOnlySpan<int> rows, IReadOnlyList<PerformanceMetric> metrics)
    {
        var (labels, predictions) = (new double[rows.Length], new double[rows.Length]);
        for (var i = 0; i < rows.Length; i++) (labels[i], predictions[i]) = (_labels[rows[i]], _predictions[rows[i]]);
        return WindowMetrics.Regression(predictions, labels, metrics);
    }
}
