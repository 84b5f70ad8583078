using System.Globalization;
using Vedetta.Core.Ingestion;
using Vedetta.Core.Ingestion.Buffers;
using Vedetta.Core.Models;
using Vedetta.Statistics.Estimation;
using Vedetta.Statistics.Estimation.Multiclass;
using Vedetta.Statistics.Estimation.Regression;
using Vedetta.Statistics.Learners;

namespace Vedetta.Core.Quality.Estimated;

/// <summary>Collects outputs, features and labels of rows in the order they come, and puts them in the order of time. Not thread-safe.</summary>
/// <param name="layout">Where everything stands.</param>
/// <param name="labelled">Whether labels are collected.</param>
/// <param name="mostLevels">Text columns of more different texts are left out: they are names, not features.</param>
internal sealed class OutputCollector(OutputLayout layout, bool labelled, int mostLevels = int.MaxValue)
{
    private readonly List<long> _at = [];
    private readonly List<double> _scores = [];
    private readonly List<int> _predicted = [];
    private readonly List<double> _labels = [];
    private readonly List<double>[] _chances = [.. layout.Classes.Select(_ => new List<double>())];
    private readonly FeatureColumn[] _features = [.. layout.Features.Select(column => new FeatureColumn(column))];
    private readonly Dictionary<string, long> _versions = new(StringComparer.Ordinal);

    /// <summary>Rows collected.</summary>
    public int Count => _at.Count;

    /// <summary>Rows of each version.</summary>
    public IReadOnlyDictionary<string, long> Versions => _versions;

    /// <summary>Adds the rows at these places.</summary>
    /// <param name="batch">Rows.</param>
    /// <param name="rows">Places.</param>
    /// <param name="label">Label of a place; not asked for where labels are not collected.</param>
    public void Add(PredictionBatch batch, IReadOnlyList<int> rows, Func<int, (string? Text, double Number)>? label)
    {
        var chances = layout.Classes.Select(column => batch.FindColumn(column.Ordinal)?.Numbers).ToArray();
        foreach (var row in rows)
        {
            _at.Add(batch.At[row]);
            System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_versions, batch.Version[row] ?? "", out _)++;
            AddOutput(batch, chances, row);
            if (labelled) _labels.Add(label is null ? double.NaN : LabelOf(label(row)));
        }

        foreach (var feature in _features) feature.Add(batch, rows);
    }

    /// <summary>The rows in the order of their time; rows of one moment as they came.</summary>
    public OutputRows Finish()
    {
        var order = Enumerable.Range(0, _at.Count).OrderBy(i => _at[i]).ToArray();
        var table = new LearningTable([.. _features.Select(feature => feature.Finish(order, mostLevels)).OfType<LearningColumn>()]);
        double[]? labels = labelled ? Array.ConvertAll(order, i => _labels[i]) : null;
        switch (layout.Model.Task)
        {
            case ModelTask.Binary:
                return new OutputRows(new ScoredRows(Array.ConvertAll(order, i => _scores[i]), Array.ConvertAll(order, i => _predicted[i] == 1), labels, table), null, null);
            case ModelTask.Multiclass:
                int[]? codes = labels is null ? null : Array.ConvertAll(labels, label => double.IsNaN(label) ? ClassRows.Unknown : (int)label);
                return new OutputRows(null, new ClassRows([.. _chances.Select(chance => Array.ConvertAll(order, i => chance[i]))], Array.ConvertAll(order, i => _predicted[i]), codes, table), null);
            default:
                return new OutputRows(null, null, new PredictedRows(Array.ConvertAll(order, i => _scores[i]), table, labels));
        }
    }

    private void AddOutput(PredictionBatch batch, NumericBuffer?[] chances, int row)
    {
        switch (layout.Model.Task)
        {
            case ModelTask.Binary:
                var score = batch.Score[row];
                _scores.Add(double.IsNaN(score) ? double.NaN : layout.Towards(score));
                _predicted.Add(layout.IsPositive(batch.Prediction[row], score) ? 1 : 0);
                break;
            case ModelTask.Multiclass:
                for (var c = 0; c < chances.Length; c++) _chances[c].Add(chances[c] is { } column && row < column.Count ? column[row] : double.NaN);
                var told = batch.Prediction[row] is { } prediction ? layout.ClassOf(prediction) : -1;
                _predicted.Add(told >= 0 ? told : Highest());
                break;
            default:
                _scores.Add(batch.PredictedValue[row]);
                break;
        }
    }

    private int Highest()
    {
        var best = 0;
        for (var c = 1; c < _chances.Length; c++)
            if (!(_chances[c][^1] <= _chances[best][^1]) && !double.IsNaN(_chances[c][^1])) best = c;
        return best;
    }

    private double LabelOf((string? Text, double Number) label)
    {
        if (layout.Model.Task == ModelTask.Regression) return label.Text is null ? label.Number : double.NaN;
        if (layout.Model.Task == ModelTask.Binary) return layout.TruthOf(label.Text, label.Number) is { } truth ? (truth ? 1 : 0) : double.NaN;
        var text = label.Text ?? (double.IsFinite(label.Number) ? label.Number.ToString("R", CultureInfo.InvariantCulture) : null);
        return text is not null && layout.ClassOf(text) is >= 0 and var place ? place : double.NaN;
    }
}
