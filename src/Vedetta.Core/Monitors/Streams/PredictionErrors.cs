using System.Globalization;
using Vedetta.Core.Ingestion;
using Vedetta.Core.Models;
using Vedetta.Core.Profiles.Building;
using Vedetta.Core.Storage;
using Vedetta.Core.Time;

namespace Vedetta.Core.Monitors.Streams;

/// <summary>How wrong predictions were: 0 or 1 for classes, the absolute error for numbers. NaN where it cannot be said.</summary>
internal sealed class PredictionErrors(ModelState state, OutcomeDefinition outcome, IEventStore events)
{
    private readonly ModelDefinition _model = state.Definition;

    /// <summary>Errors of predictions whose outcome first became known in a span, in that order.</summary>
    public async ValueTask<StreamPart> ReadAsync(Window span, string? version, CancellationToken cancel)
    {
        var (at, values) = (new List<long>(), new List<double>());
        await foreach (var batch in events.ScanJudgedAsync(_model.Id, outcome.Name, span, cancel))
        {
            for (var row = 0; row < batch.Count; row++)
            {
                if (version is not null && !string.Equals(batch.Version[row] ?? "", version, StringComparison.Ordinal)) continue;
                at.Add(batch.KnownAt[row]);
                values.Add(Of(batch.Prediction[row], batch.PredictedValue[row], batch.Score[row], batch.Label[row], batch.Value[row]));
            }
        }

        return new StreamPart([.. at], [.. values]);
    }

    /// <summary>Errors of labelled rows of a reference, at most as many as asked for.</summary>
    public async ValueTask<double[]> OfReferenceAsync(string version, ulong? hashUpTo, int most, CancellationToken cancel)
    {
        if (state.Catalog.FirstOrDefault(column => column.Family == ColumnFamily.Outcome && string.Equals(column.Name, outcome.Name, StringComparison.Ordinal)) is not { } stored) return [];
        var values = new List<double>();
        await foreach (var batch in events.ScanAsync(_model.Id, new RowScan(Reference: version, Columns: [stored.Ordinal], HashUpTo: hashUpTo), cancel))
        {
            var label = batch.FindColumn(stored.Ordinal);
            for (var row = 0; row < batch.Count && values.Count < most; row++)
            {
                var error = Of(batch.Prediction[row], batch.PredictedValue[row], batch.Score[row], label?.Categories?[row], label?.Numbers is { } numbers ? numbers[row] : double.NaN);
                if (double.IsFinite(error)) values.Add(error);
            }
        }

        return [.. values];
    }

    private double Of(string? prediction, double predicted, double score, string? label, double value)
    {
        if (_model.Task == ModelTask.Regression) return Math.Abs(predicted - value);
        var truth = label ?? (double.IsFinite(value) ? value.ToString("R", CultureInfo.InvariantCulture) : null);
        if (truth is null) return double.NaN;
        if (prediction is not null) return string.Equals(prediction, truth, StringComparison.Ordinal) ? 0 : 1;
        if (_model.Task != ModelTask.Binary || !double.IsFinite(score)) return double.NaN;
        var positive = _model.Score.HigherIs == ScoreDirection.Positive ? score >= _model.Threshold : score <= _model.Threshold;
        return positive == string.Equals(truth, _model.PositiveClass ?? "1", StringComparison.Ordinal) ? 0 : 1;
    }
}
