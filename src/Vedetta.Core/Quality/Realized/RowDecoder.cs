using Vedetta.Core.Ingestion;
using Vedetta.Core.Ingestion.Buffers;
using Vedetta.Core.Models;
using Vedetta.Core.Samples;
using Vedetta.Statistics.Profiles;

namespace Vedetta.Core.Quality.Realized;

/// <summary>
/// Reads scores, decisions and outcomes of a model's rows as numbers: the same for predictions and references. Not
/// thread-safe: classes of models without probabilities are numbered as they come.
/// </summary>
internal sealed class RowDecoder
{
    private readonly ModelDefinition _model;
    private readonly StoredColumn[] _probabilities;
    private readonly List<string> _classes;
    private readonly bool _isOpen;
    private readonly string _positive;
    private readonly IReadOnlyList<string>? _negatives;
    private readonly DecodedRows _rows = new();

    public RowDecoder(ModelState state)
    {
        _model = state.Definition;
        _probabilities = _model.Task == ModelTask.Multiclass ? [.. state.Catalog.Where(column => column is { Family: ColumnFamily.Probability, Kind: ValueKind.Number }).OrderBy(column => column.Ordinal)] : [];
        _classes = [.. _probabilities.Select(column => column.Name)];
        _isOpen = _classes.Count == 0;
        _positive = _model.PositiveClass ?? "1";
        _negatives = ClassNames.NegativesOf(_positive);
    }

    /// <summary>Stored columns it reads beside the fixed fields.</summary>
    public IEnumerable<int> Ordinals => _probabilities.Select(column => column.Ordinal);

    /// <summary>How many classes are known; binary models have two.</summary>
    public int Classes => _model.Task == ModelTask.Multiclass ? _classes.Count : 2;

    /// <summary>Whether numbers of classes mean the same to both: they do unless each learnt its classes from rows of its own.</summary>
    public bool HasClassesOf(RowDecoder other) => ReferenceEquals(this, other) || _classes.SequenceEqual(other._classes, StringComparer.Ordinal);

    /// <summary>Whether rows without a logged prediction are decided by the threshold: of a score that has one of its own.</summary>
    private bool HasThreshold => _model.Score.Kind == ScoreKind.Probability || _model.Threshold != 0.5;

    /// <summary>Reads a batch; the answer is reused by the next.</summary>
    /// <param name="batch">The predictions.</param>
    /// <param name="labels">Their outcomes as classes; null where none are kept so.</param>
    /// <param name="values">Their outcomes as numbers; null where none are kept so.</param>
    public DecodedRows Decode(PredictionBatch batch, CategoryBuffer? labels, NumericBuffer? values)
    {
        _rows.Size(batch.Count);
        if (_model.Task == ModelTask.Regression) DecodeNumbers(batch, labels, values);
        else DecodeClasses(batch, labels, values);
        return _rows;
    }

    private void DecodeNumbers(PredictionBatch batch, CategoryBuffer? labels, NumericBuffer? values)
    {
        for (var row = 0; row < batch.Count; row++)
        {
            var value = values is null ? double.NaN : values[row];
            var known = (labels is not null && labels.Codes[row] != CategoryBuffer.Missing) || !NumericValue.IsMissing(value);
            _rows.TruthValue[row] = value;
            _rows.Truth[row] = double.IsFinite(value) ? 0 : known && values is not null ? DecodedRows.Odd : DecodedRows.Unlabelled;
            _rows.PredictedValue[row] = batch.PredictedValue[row];
        }
    }

    private void DecodeClasses(PredictionBatch batch, CategoryBuffer? labels, NumericBuffer? values)
    {
        var predictions = ClassesOf(batch.Prediction.Dictionary);
        var truths = labels is null ? [] : ClassesOf(labels.Dictionary);
        var isBinary = _model.Task == ModelTask.Binary;
        for (var row = 0; row < batch.Count; row++)
        {
            var code = labels is null ? CategoryBuffer.Missing : labels.Codes[row];
            _rows.Truth[row] = code >= 0 ? truths[code] : code == CategoryBuffer.Invalid ? DecodedRows.Odd : OfNumber(values, row);
            var predicted = batch.Prediction.Codes[row];
            _rows.Predicted[row] = predicted >= 0 ? Math.Max(-1, predictions[predicted]) : -1;
            if (!isBinary) continue;
            var score = batch.Score[row];
            if (_rows.Predicted[row] < 0 && HasThreshold && !double.IsNaN(score)) _rows.Predicted[row] = IsPositive(score) ? 1 : 0;
            _rows.Score[row] = _model.Score.HigherIs == ScoreDirection.Positive ? score : _model.Score.Kind == ScoreKind.Probability ? 1 - score : -score;
        }

        _rows.Probabilities = isBinary ? [] : [.. _probabilities.Select(column => batch.FindColumn(column.Ordinal)?.Numbers?.Memory ?? Missing(batch.Count))];
    }

    // References may keep labels that are numbers as numbers.
    private int OfNumber(NumericBuffer? values, int row)
    {
        if (values is null || NumericValue.IsMissing(values[row])) return DecodedRows.Unlabelled;
        return double.IsFinite(values[row]) ? ClassOf(values[row].ToString("R", System.Globalization.CultureInfo.InvariantCulture)) : DecodedRows.Odd;
    }

    private bool IsPositive(double score) => _model.Score.HigherIs == ScoreDirection.Positive ? score >= _model.Threshold : score <= _model.Threshold;

    private int[] ClassesOf(IReadOnlyList<string> names)
    {
        var classes = new int[names.Count];
        for (var i = 0; i < classes.Length; i++) classes[i] = ClassOf(names[i]);
        return classes;
    }

    private int ClassOf(string name)
    {
        if (_model.Task == ModelTask.Binary)
        {
            if (ClassNames.IsPositive(name, _positive)) return 1;
            return _negatives is null || _negatives.Any(negative => ClassNames.Same(name, negative)) ? 0 : DecodedRows.Odd;
        }

        var at = _classes.FindIndex(known => ClassNames.Same(name, known));
        if (at >= 0 || !_isOpen) return at >= 0 ? at : DecodedRows.Odd;
        _classes.Add(name);
        return _classes.Count - 1;
    }

    private static ReadOnlyMemory<double> Missing(int rows)
    {
        var none = new double[rows];
        Array.Fill(none, double.NaN);
        return none;
    }
}
