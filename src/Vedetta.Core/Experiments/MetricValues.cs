using Vedetta.Core.Ingestion;
using Vedetta.Core.Ingestion.Buffers;
using Vedetta.Core.Models;
using Vedetta.Core.Quality;

namespace Vedetta.Core.Experiments;

/// <summary>Reads what a row adds to each metric.</summary>
internal sealed class MetricValues
{
    private const double Edge = 1e-15;
    private readonly ExperimentDefinition _experiment;
    private readonly ModelDefinition _model;
    private readonly PredictionBatch _rows;
    private readonly OutcomeColumn?[] _outcomes;
    private readonly bool[][] _positives;
    private readonly NumericBuffer? _shadow;
    private readonly double _direction;

    /// <summary>Reads a batch.</summary>
    /// <param name="experiment">The experiment.</param>
    /// <param name="model">Its model.</param>
    /// <param name="batch">The rows.</param>
    /// <param name="outcomeOf">Place of each metric's outcome in the batch; -1 for none.</param>
    /// <param name="shadow">Scores of the shadow; null for none.</param>
    public MetricValues(ExperimentDefinition experiment, ModelDefinition model, LabelledBatch batch, int[] outcomeOf, NumericBuffer? shadow)
    {
        (_experiment, _model, _rows, _shadow) = (experiment, model, batch.Rows, shadow);
        _outcomes = [.. outcomeOf.Select(o => o < 0 ? null : batch.Outcomes[o])];
        _positives = [.. _outcomes.Select(o => o is null ? Array.Empty<bool>() : [.. o.Label.Dictionary.Select(IsPositive)])];
        _direction = model.Score.HigherIs == ScoreDirection.Positive ? 1 : -1;
    }

    /// <summary>Hash of a row's id.</summary>
    public ulong HashOf(int row) => _rows.IdHash[row];

    /// <summary>Whether both versions scored the row.</summary>
    public bool HasShadow(int row) => _shadow is not null && double.IsFinite(_shadow[row]) && double.IsFinite(_rows.Score[row]);

    /// <summary>What the row adds, of the version itself and of its shadow; null when the row says nothing.</summary>
    public (double Own, double Other, bool Positive)? Of(int metric, int row)
    {
        var rule = _experiment.Metrics[metric];
        if (rule.Kind == ExperimentMetricKind.DecisionRate)
            return (string.Equals(_rows.Decision[row], rule.Decision, StringComparison.Ordinal) ? 1 : 0, 0, false);
        var outcome = _outcomes[metric]!;
        if (rule.Kind == ExperimentMetricKind.OutcomeMean)
            return outcome.IsKnown(row) && double.IsFinite(outcome.Value[row]) ? (outcome.Value[row], 0, false) : rule.PerRow ? (0, 0, false) : null;
        if (!outcome.IsKnown(row)) return null;
        if (rule.Kind == ExperimentMetricKind.Mae)
            return double.IsFinite(outcome.Value[row]) && double.IsFinite(_rows.PredictedValue[row]) ? (Math.Abs(_rows.PredictedValue[row] - outcome.Value[row]), 0, false) : null;
        var code = outcome.Label.Codes[row];
        if (code < 0) return null;
        var positive = _positives[metric][code];
        if (rule.Kind == ExperimentMetricKind.OutcomeRate) return (positive ? 1 : 0, 0, positive);
        if (rule.Kind == ExperimentMetricKind.Accuracy && _shadow is null)
            return _rows.Prediction[row] is { } said ? (ClassNames.Same(said, outcome.Label[row]!) ? 1 : 0, 0, positive) : null;
        var (own, other) = (_rows.Score[row], _shadow is null ? double.NaN : _shadow[row]);
        return double.IsFinite(own) ? (Value(rule.Kind, own, positive), Value(rule.Kind, other, positive), positive) : null;
    }

    private double Value(ExperimentMetricKind kind, double score, bool positive) => kind switch
    {
        ExperimentMetricKind.Brier => Math.Pow(score - (positive ? 1 : 0), 2),
        ExperimentMetricKind.LogLoss => -Math.Log(Math.Max(Edge, positive ? score : 1 - score)),
        ExperimentMetricKind.Accuracy => (_direction * score >= _direction * _model.Threshold) == positive ? 1 : 0,
        _ => _direction * score,
    };

    // The positive class of the model; of outcomes that do not know it, 1 and true.
    private bool IsPositive(string word) =>
        ClassNames.IsPositive(word, _model.PositiveClass ?? "1") || (_model.PositiveClass is { } positive && ClassNames.NegativesOf(positive) is null && ClassNames.IsPositive(word, "1"));
}
