using Vedetta.Statistics.Estimation.Backtest;
using Vedetta.Statistics.Estimation.Binary;

namespace Vedetta.Statistics.Estimation.Regression;

/// <summary>Estimates the errors of a regression in windows without labels, by models of the loss of a row (DLE).</summary>
public sealed class RegressionEstimator
{
    private const string Distrust = "not to be trusted: the loss cannot be foretold inside the reference itself";
    private readonly PredictedRows _reference;
    private readonly EstimationOptions _options;
    private readonly IReadOnlyList<EstimatedMetric> _metrics;
    private readonly Dictionary<RowLoss, LossModel?> _models = [];
    private readonly ConformalFactor[] _factors;

    private RegressionEstimator(PredictedRows reference, EstimationOptions options)
    {
        _options = options;
        _metrics = options.Metrics.Count > 0 ? options.Metrics : EstimatedMetrics.Regression;
        _reference = reference.Usable(labelled: true);
        UndecidedReason = reference.Count == 0 ? "the reference is empty"
            : _reference.Count == 0 ? "no row of the reference has both a prediction and a label"
            : _reference.Count < options.MinimumRows ? $"the reference has {_reference.Count} labelled rows; {options.MinimumRows} are needed"
            : null;
        _factors = [.. _metrics.Select(_ => new ConformalFactor(null, 0))];
        if (UndecidedReason is null)
        {
            foreach (var loss in _metrics.Select(RowLosses.Of).Distinct())
                _models[loss] = LossModel.Fit(loss, _reference, options.Seed);
            _factors = [.. _metrics.Select(Factor)];
        }
        Reference = [.. _metrics.Select(Describe)];
    }

    private RegressionEstimator(RegressionEstimator learnt, int? windowRows)
    {
        _options = learnt._options with { WindowRows = windowRows };
        (_reference, _metrics, _models) = (learnt._reference, learnt._metrics, learnt._models);
        (UndecidedReason, _factors, Reference) = (learnt.UndecidedReason, learnt._factors, learnt.Reference);
        if (UndecidedReason is not null)
            return;
        if (BacktestPlan.Of(_reference.Count, windowRows) != BacktestPlan.Of(_reference.Count, learnt._options.WindowRows))
            _factors = [.. _metrics.Select(Factor)];
        Reference = [.. _metrics.Select(Describe)];
    }

    /// <summary>Why nothing can be estimated from this reference; null when something can.</summary>
    public string? UndecidedReason { get; }

    /// <summary>What the reference says of each metric.</summary>
    public IReadOnlyList<ReferenceMetric> Reference { get; }

    /// <summary>Learns from labelled rows in the order of their time.</summary>
    /// <exception cref="ArgumentException">A metric is not one of a regression, or the method is not for regressions.</exception>
    public static RegressionEstimator Fit(PredictedRows reference, EstimationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(reference);
        options ??= EstimationOptions.Default;
        foreach (var metric in options.Metrics)
        {
            if (metric < EstimatedMetric.Mae)
                throw new ArgumentException($"{EstimatedMetrics.Name(metric)} is no metric of a regression; allowed are {string.Join(", ", EstimatedMetrics.Regression.Select(EstimatedMetrics.Name))}.", nameof(options));
        }
        return options.Method is EstimationMethod.Auto or EstimationMethod.Dle
            ? new RegressionEstimator(reference, options)
            : throw new ArgumentException($"{EstimationMethods.Name(options.Method)} estimates classifiers; a regression takes auto or dle.", nameof(options));
    }

    /// <summary>The same models of the loss with back-test and thresholds for windows of so many rows; null where that is not known.</summary>
    public RegressionEstimator ForWindows(int? rows) => new(this, rows);

    /// <summary>An estimate that the same models made before, with the interval, thresholds and verdict of this one.</summary>
    /// <exception cref="ArgumentException">The metric is none of this estimator.</exception>
    public MetricEstimate Restate(MetricEstimate estimate, int rows)
    {
        ArgumentNullException.ThrowIfNull(estimate);
        var i = EstimatedMetrics.Place(_metrics, estimate.Metric);
        return EstimateJudge.Restate(estimate, rows, _factors[i], _options.Confidence, Reference[i].Thresholds, Distrust);
    }

    /// <summary>Estimates a window; its labels, where it has some, are not looked at.</summary>
    public WindowEstimate Estimate(PredictedRows window)
    {
        ArgumentNullException.ThrowIfNull(window);
        var rows = window.Usable(labelled: false);
        var missing = window.Count - rows.Count;
        string[] notes = missing > 0 ? [$"{missing} of {window.Count} rows have no prediction and are left out"] : [];
        var reason = UndecidedReason ?? (rows.Count == 0 ? "no row has a prediction" : null);
        if (reason is not null)
            return new WindowEstimate(window.Count, rows.Count, [.. _metrics.Select(m => new MetricEstimate { Metric = m, Verdict = new Verdict.Undecided(reason) })], notes);
        reason = missing > _options.MaximumUnscored * window.Count ? $"{missing} of {window.Count} rows have no prediction"
            : rows.Count < _options.MinimumRows ? $"{rows.Count} predicted rows; {_options.MinimumRows} are needed"
            : null;
        var inputs = rows.Inputs();
        var expected = _models.Where(m => m.Value is not null).ToDictionary(m => m.Key, m => m.Value!.Expected(inputs));
        return new WindowEstimate(window.Count, rows.Count, [.. _metrics.Select((_, i) => One(i, expected, rows.Count, reason))], notes);
    }

    /// <summary>Realized metrics of a labelled window, in the same order; rows without prediction or label are left out.</summary>
    public IReadOnlyList<double?> Realized(PredictedRows window)
    {
        ArgumentNullException.ThrowIfNull(window);
        return [.. _metrics.Select(m => Realized(m, window.Usable(labelled: true)))];
    }

    private MetricEstimate One(int i, Dictionary<RowLoss, double[]> expected, int rows, string? reason)
    {
        var metric = _metrics[i];
        var loss = RowLosses.Of(metric);
        if (!expected.TryGetValue(loss, out var losses))
            return new MetricEstimate { Metric = metric, Verdict = new Verdict.Undecided("the loss is not defined for enough rows of the reference") };
        var moments = Moments(metric, losses);
        return EstimateJudge.State(metric, moments.Value, Math.Sqrt(moments.Variance), rows, _factors[i], _options.Confidence, Reference[i].Thresholds, reason, Distrust);
    }

    private MetricMoments Moments(EstimatedMetric metric, ReadOnlySpan<double> expected)
    {
        var (mean, variance) = _models[RowLosses.Of(metric)]!.Mean(expected);
        return RowLosses.IsRoot(metric)
            ? new MetricMoments(Math.Sqrt(mean), mean > 0 ? variance / (4 * mean) : 0, 0)
            : new MetricMoments(mean, variance, 0);
    }

    private ConformalFactor Factor(EstimatedMetric metric)
    {
        var model = _models[RowLosses.Of(metric)];
        var plan = BacktestPlan.Of(_reference.Count, _options.WindowRows);
        if (!_options.Backtest || model is null)
            return new ConformalFactor(null, 0);
        return ConformalFactor.Of(Enumerable.Range(0, plan.Windows).Select(w =>
        {
            var from = w * plan.WindowRows;
            var estimate = Moments(metric, model.OutOfFold.AsSpan(from, plan.WindowRows));
            return estimate.Variance > 0 && Realized(metric, _reference.Slice(from, plan.WindowRows)) is { } truth
                ? Math.Abs(truth - estimate.Value) / Math.Sqrt(estimate.Variance)
                : double.NaN;
        }), _options.Confidence);
    }

    private ReferenceMetric Describe(EstimatedMetric metric, int i)
    {
        if (UndecidedReason is not null)
            return new ReferenceMetric(metric, null, null, null, 0, Trusted: true);
        var size = Math.Min(_options.WindowRows ?? Math.Max(1, _reference.Count / 10), _reference.Count);
        double[] windows = [.. Enumerable.Range(0, _reference.Count / size).Select(w => Realized(metric, _reference.Slice(w * size, size)) ?? double.NaN)];
        var model = _models[RowLosses.Of(metric)];
        var whole = model is null ? MetricMoments.Undefined : Moments(metric, model.OutOfFold);
        return new ReferenceMetric(metric, Realized(metric, _reference), ReferenceWindows.Limits(metric, windows, whole, (double)_reference.Count / size, size), _factors[i].Factor, _factors[i].Windows, _factors[i].Trusted);
    }

    private static double? Realized(EstimatedMetric metric, PredictedRows rows)
    {
        double[] losses = [.. RowLosses.All(RowLosses.Of(metric), rows).Where(double.IsFinite)];
        if (losses.Length == 0)
            return null;
        return RowLosses.IsRoot(metric) ? Math.Sqrt(losses.Average()) : losses.Average();
    }
}
