using Vedetta.Core.Models;
using Vedetta.Statistics.Estimation;

namespace Vedetta.Core.Quality.Estimated;

/// <summary>What an estimator was learnt from: another reference, method or description makes another one.</summary>
internal readonly record struct FitKey(ModelId Model, DateTimeOffset CreatedAt, long Revision, string Version, DateTimeOffset UploadedAt, string Outcome, EstimationMethod Method);

/// <summary>An estimator with what it needs of the rows it is shown.</summary>
internal sealed class Fitted(FitKey key, WindowEstimator estimator, IReadOnlyList<string> features, long rows, long cells, IReadOnlyList<string> notes)
{
    private const int VariantsKept = 8;
    private readonly Dictionary<int, WindowEstimator> _variants = [];

    public FitKey Key { get; } = key;

    /// <summary>Names of the features it learnt from.</summary>
    public IReadOnlyList<string> Features { get; } = features;

    /// <summary>Labelled rows it learnt from.</summary>
    public long Rows { get; } = rows;

    /// <summary>Memory it takes, in numbers kept.</summary>
    public long Cells { get; } = cells;

    /// <summary>What one must know of its reference.</summary>
    public IReadOnlyList<string> Notes { get; } = notes;

    /// <summary>The estimator as it was learnt.</summary>
    public WindowEstimator Estimator { get; } = estimator;

    /// <summary>The estimator with back-test and thresholds for windows of so many rows.</summary>
    public WindowEstimator ForWindows(int rows)
    {
        lock (_variants)
        {
            if (_variants.TryGetValue(rows, out var known)) return known;
            if (_variants.Count >= VariantsKept) _variants.Clear();
            return _variants[rows] = Estimator.ForWindows(rows);
        }
    }
}

/// <summary>
/// Keeps estimators in memory, the least used ones forgotten beyond a bound. One is learnt at a time: learning takes a
/// core for seconds, and two of the same would be one too many. Thread-safe.
/// </summary>
internal sealed class EstimatorShelf(OutputReader reader, long mostCells) : IDisposable
{
    private readonly SemaphoreSlim _one = new(1, 1);
    private readonly LinkedList<Fitted> _fitted = [];

    /// <summary>What an estimator of a version's labelled reference is known by.</summary>
    public static FitKey KeyOf(OutputLayout layout, ModelVersion version, EstimationMethod method) =>
        new(layout.Model.Id, layout.Model.CreatedAt, layout.Model.Revision, version.Version, version.Reference!.UploadedAt, layout.Outcome.Name, method);

    /// <summary>The estimator of a version's labelled reference.</summary>
    public async ValueTask<Fitted> GetAsync(OutputLayout layout, ModelVersion version, EstimationMethod method, CancellationToken cancel)
    {
        var key = KeyOf(layout, version, method);
        if (Find(key) is { } known) return known;
        await _one.WaitAsync(cancel);
        try
        {
            if (Find(key) is { } meanwhile) return meanwhile;
            var fitted = await FitAsync(key, layout, version, method, cancel);
            Keep(fitted);
            return fitted;
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    private async ValueTask<Fitted> FitAsync(FitKey key, OutputLayout layout, ModelVersion version, EstimationMethod method, CancellationToken cancel)
    {
        var read = await reader.ReferenceAsync(layout, version, cancel);
        var options = new EstimationOptions { Method = method, Metrics = MetricsOf(layout.Model) };
        string[] notes = read.Population > read.Rows.Count ? [FormattableString.Invariant($"learnt from a sample of {read.Rows.Count:N0} of the {read.Population:N0} rows of the reference")] : [];
        return new Fitted(key, WindowEstimator.Fit(read.Rows, options), read.Rows.FeatureNames, read.Rows.Count, read.Rows.Cells, notes);
    }

    // A score that is no probability has no likelihood.
    private static IReadOnlyList<EstimatedMetric> MetricsOf(ModelDefinition model) => model.Task switch
    {
        ModelTask.Binary when model.Score.Kind != ScoreKind.Probability => [.. EstimatedMetrics.Binary.Where(metric => metric is not (EstimatedMetric.LogLoss or EstimatedMetric.Brier))],
        ModelTask.Binary => EstimatedMetrics.Binary,
        ModelTask.Multiclass => EstimatedMetrics.Multiclass,
        _ => EstimatedMetrics.Regression,
    };

    /// <summary>The estimator if it is in memory.</summary>
    public Fitted? Find(FitKey key)
    {
        lock (_fitted)
        {
            for (var node = _fitted.First; node is not null; node = node.Next)
            {
                if (node.Value.Key != key) continue;
                _fitted.Remove(node);
                _fitted.AddFirst(node);
                return node.Value;
            }
        }

        return null;
    }

    private void Keep(Fitted fitted)
    {
        lock (_fitted)
        {
            _fitted.AddFirst(fitted);
            for (var cells = _fitted.Sum(each => each.Cells); cells > mostCells && _fitted.Count > 1; _fitted.RemoveLast()) cells -= _fitted.Last!.Value.Cells;
        }
    }
}
