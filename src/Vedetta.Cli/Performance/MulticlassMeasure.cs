using Vedetta.Cli.CommandLine;
using Vedetta.Core.Quality;
using Vedetta.Statistics.Performance;

namespace Vedetta.Cli.Performance;

/// <summary>Rows of a model with several classes.</summary>
internal sealed class MulticlassMeasure : IWindowMeasure
{
    private readonly int _classes;
    private readonly int[] _labels;
    private readonly int[]? _predictions;
    private readonly double[][] _probabilities;

    /// <summary>Reads the columns.</summary>
    /// <exception cref="UsageException">There is neither a prediction nor a probability, or a label is none of the classes.</exception>
    public MulticlassMeasure(PerformanceFile file, PerformanceOrder order)
    {
        var columns = file.ClassColumns;
        var (labels, predictions) = (file.Classes(order.Mapping.Label)!, file.Classes(order.Mapping.Prediction));
        if (predictions is null && columns.Count == 0)
            throw new UsageException($"{file.Name} has neither a column '{order.Mapping.Prediction}' nor '{order.Mapping.ScorePrefix}<class>': nothing to measure");
        List<string> classes = columns.Count > 0
            ? [.. columns.Select(c => c[order.Mapping.ScorePrefix.Length..])]
            : [.. labels.Names.Concat(predictions!.Names).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        if (classes.Count < 2) throw new UsageException($"{file.Name}: there is one class only ({string.Join(", ", classes)})");
        _classes = classes.Count;
        _labels = Codes(labels, classes, order.Mapping.Label, file.Name);
        _predictions = predictions is null ? null : Codes(predictions, classes, order.Mapping.Prediction, file.Name);
        _probabilities = [.. columns.Select(c => file.Numbers(c)!)];
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Notes => [];

    /// <inheritdoc/>
    public bool IsLabelled(int row) => _labels[row] >= 0;

    /// <inheritdoc/>
    public IReadOnlyList<KeyValuePair<PerformanceMetric, MetricValue>> Measure(ReadOnlySpan<int> rows, IReadOnlyList<PerformanceMetric> metrics)
    {
        var (labels, predictions) = (new int[rows.Length], new int[_predictions is null ? 0 : rows.Length]);
        var probabilities = new double[_probabilities.Length == 0 ? 0 : rows.Length * _classes];
        for (var i = 0; i < rows.Length; i++)
        {
            labels[i] = _labels[rows[i]];
            if (_predictions is not null) predictions[i] = _predictions[rows[i]];
            for (var k = 0; k < _probabilities.Length; k++) probabilities[(i * _classes) + k] = _probabilities[k][rows[i]];
        }

        return WindowMetrics.Multiclass(_classes, labels, predictions, probabilities, metrics);
    }

    private static int[] Codes(ClassColumn column, List<string> classes, string name, string file)
    {
        var places = column.Names.Select(text => classes.FindIndex(c => ClassNames.Same(text, c))).ToArray();
        if (Array.IndexOf(places, -1) is >= 0 and var unknown)
            throw new UsageException($"{file}: column '{name}' holds '{column.Names[unknown]}', which is none of the classes {string.Join(", ", classes)}");
        return Array.ConvertAll(column.Codes, code => code < 0 ? -1 : places[code]);
    }
}
