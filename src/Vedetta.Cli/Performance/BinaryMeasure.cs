using System.Globalization;
using Vedetta.Cli.CommandLine;
using Vedetta.Core.Quality;
using Vedetta.Statistics.Performance;

namespace Vedetta.Cli.Performance;

/// <summary>Rows of a binary model.</summary>
internal sealed class BinaryMeasure : IWindowMeasure
{
    private const double UsualThreshold = 0.5;
    private readonly List<string> _notes = [];
    private readonly double[]? _scores;
    private readonly bool?[] _labels;
    private readonly bool?[]? _predictions;

    /// <summary>Reads the columns.</summary>
    /// <exception cref="UsageException">Labels are of more than two classes, or none of them is the positive one.</exception>
    public BinaryMeasure(PerformanceFile file, PerformanceOrder order)
    {
        _scores = file.Numbers(order.Mapping.Score);
        var labels = file.Classes(order.Mapping.Label)!;
        if (labels.Names.Count > 2)
            throw new UsageException($"{file.Name}: column '{order.Mapping.Label}' holds {labels.Names.Count:N0} classes ({string.Join(", ", labels.Names.Take(5))}); a binary model has two: tell --task");
        var positive = order.Positive ?? order.Schema?.PositiveClass;
        _labels = Truths(labels, positive, order.Mapping.Label, file.Name);
        if (order.Threshold is null && file.Classes(order.Mapping.Prediction) is { } predictions)
        {
            _predictions = Truths(predictions, positive, order.Mapping.Prediction, file.Name);
            return;
        }

        if (_scores is null) throw new UsageException($"{file.Name} has neither a column '{order.Mapping.Score}' nor '{order.Mapping.Prediction}': nothing to measure");
        if ((order.Threshold ?? order.Schema?.Threshold) is not { } threshold)
        {
            if (_scores.Any(s => s is < 0 or > 1))
            {
                _notes.Add("no decisions: there is no column of predictions, and scores that are no probabilities have no usual threshold; tell --threshold");
                return;
            }

            threshold = UsualThreshold;
            _notes.Add($"predicted positive from a score of {threshold.ToString(CultureInfo.InvariantCulture)} up");
        }

        _predictions = Array.ConvertAll(_scores, s => double.IsNaN(s) ? (bool?)null : s >= threshold);
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Notes => _notes;

    /// <inheritdoc/>
    public bool IsLabelled(int row) => _labels[row] is not null;

    /// <inheritdoc/>
    public IReadOnlyList<KeyValuePair<PerformanceMetric, MetricValue>> Measure(ReadOnlySpan<int> rows, IReadOnlyList<PerformanceMetric> metrics)
    {
        var (scores, labels, decisions) = (new double[rows.Length], new bool[rows.Length], new sbyte[_predictions is null ? 0 : rows.Length]);
        for (var i = 0; i < rows.Length; i++)
        {
            (scores[i], labels[i]) = (_scores?[rows[i]] ?? double.NaN, _labels[rows[i]]!.Value);
            if (_predictions is { } predictions) decisions[i] = predictions[rows[i]] is { } prediction ? (sbyte)(prediction ? 1 : 0) : (sbyte)-1;
        }

        return WindowMetrics.Binary(scores, labels, _predictions is not null, decisions, metrics);
    }

    private static bool?[] Truths(ClassColumn column, string? positive, string name, string file)
    {
        var truth = new bool[column.Names.Count];
        for (var i = 0; i < truth.Length; i++)
            truth[i] = positive is null ? Usual(column.Names[i], name, file) : ClassNames.IsPositive(column.Names[i], positive);
        if (positive is not null && truth.Length == 2 && !truth.Contains(true))
            throw new UsageException($"{file}: column '{name}' holds {string.Join(" and ", column.Names)}, none of which is the positive class '{positive}'; tell --positive");
        return Array.ConvertAll(column.Codes, code => code < 0 ? (bool?)null : truth[code]);
    }

    private static bool Usual(string text, string name, string file)
    {
        if (ClassNames.Same(text, "1") || ClassNames.Same(text, "true")) return true;
        if (ClassNames.Same(text, "0") || ClassNames.Same(text, "false")) return false;
        throw new UsageException($"{file}: column '{name}' holds '{text}', which is none of 0, 1, false, true; tell the positive class by --positive");
    }
}
