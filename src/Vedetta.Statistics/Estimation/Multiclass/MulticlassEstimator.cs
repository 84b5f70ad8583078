using Vedetta.Statistics.Estimation.Backtest;
using Vedetta.Statistics.Estimation.Binary;
using Vedetta.Statistics.Estimation.Weighting;

namespace Vedetta.Statistics.Estimation.Multiclass;

/// <summary>Estimates the performance of a model of several classes in windows without labels, from its labelled reference.</summary>
public sealed class MulticlassEstimator
{
    private const string Distrust = "not to be trusted: calibration does not hold inside the reference itself";
    private readonly ClassRows _reference;
    private readonly EstimationOptions _options;
    private readonly IReadOnlyList<EstimatedMetric> _metrics;
    private readonly ClassChances? _chances;
    private readonly ConformalFactor[] _factors;
    private readonly ResidualModel[]? _residuals;

    private MulticlassEstimator(ClassRows reference, EstimationOptions options)
    {
        _options = options;
        _metrics = options.Metrics.Count > 0 ? options.Metrics : EstimatedMetrics.Multiclass;
        _reference = reference.Usable(labelled: true);
        UndecidedReason = reference.Count == 0 ? "the reference is empty"
            : _reference.Count == 0 ? "no row of the reference has all scores and a label"
            : _reference.Count < options.MinimumRows ? $"the reference has {_reference.Count} labelled rows; {options.MinimumRows} are needed"
            : _reference.Labels!.Distinct().Count() < _reference.Classes ? $"only {_reference.Labels!.Distinct().Count()} of {_reference.Classes} classes are among the labels of the reference"
            : null;
        _factors = [.. _metrics.Select(_ => new ConformalFactor(null, 0))];
        if (UndecidedReason is null)
        {
            _chances = ClassChances.Fit(_reference);
            _factors = Factors();
            if (options.Method == EstimationMethod.Auto && _reference.Features is not null)
            {
                var calibrated = _chances.Of(_reference).Chances;
                _residuals = [.. Enumerable.Range(0, _reference.Classes).Select(c => ResidualModel.Fit(_reference.Against(c, withLabels: true), calibrated[c], options.Seed))];
            }
        }
        Reference = Describe();
    }

    private MulticlassEstimator(MulticlassEstimator learnt, int? windowRows)
    {
        _options = learnt._options with { WindowRows = windowRows };
        (_reference, _metrics, _chances, _residuals) = (learnt._reference, learnt._metrics, learnt._chances, learnt._residuals);
        (UndecidedReason, _factors, Reference) = (learnt.UndecidedReason, learnt._factors, learnt.Reference);
        if (UndecidedReason is not null)
            return;
        if (BacktestPlan.Of(_reference.Count, windowRows) != BacktestPlan.Of(_reference.Count, learnt._options.WindowRows))
            _factors = Factors();
        Reference = Describe();
    }

    /// <summary>Why nothing can be estimated from this reference; null when something can.</summary>
    public string? UndecidedReason { get; }

    /// <summary>What the reference says of each metric.</summary>
    public IReadOnlyList<ReferenceMetric> Reference { get; }

    /// <summary>Learns from labelled rows in the order of their time.</summary>
    /// <exception cref="ArgumentException">A metric is not one of several classes, or the method is not for them.</exception>
    public static MulticlassEstimator Fit(ClassRows reference, EstimationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(reference);
        options ??= EstimationOptions.Default;
        foreach (var metric in options.Metrics)
        {
            if (!EstimatedMetrics.Multiclass.Contains(metric))
                throw new ArgumentException($"{EstimatedMetrics.Name(metric)} is no metric of a model of several classes; allowed are {string.Join(", ", EstimatedMetrics.Multiclass.Select(EstimatedMetrics.Name))}.", nameof(options));
        }
        return options.Method == EstimationMethod.Dle
            ? throw new ArgumentException("dle estimates regressions; a model of several classes takes auto, cbpe, pape or m_cbpe.", nameof(options))
            : new MulticlassEstimator(reference, options);
    }

    /// <summary>The same calibration with back-test and thresholds for windows of so many rows; null where that is not known.</summary>
    public MulticlassEstimator ForWindows(int? rows) => new(this, rows);

    /// <summary>An estimate that the same calibration made before, with the interval, thresholds and verdict of this one.</summary>
    /// <exception cref="ArgumentException">The metric is none of this estimator.</exception>
    public MetricEstimate Restate(MetricEstimate estimate, int rows)
    {
        ArgumentNullException.ThrowIfNull(estimate);
        var i = EstimatedMetrics.Place(_metrics, estimate.Metric);
        return EstimateJudge.Restate(estimate, rows, _factors[i], _options.Confidence, Reference[i].Thresholds, Distrust);
    }

    /// <summary>Estimates a window; its labels, where it has some, are not looked at.</summary>
    public WindowEstimate Estimate(ClassRows window)
    {
        ArgumentNullException.ThrowIfNull(window);
        var rows = window.Usable(labelled: false);
        var unscored = window.Count - rows.Count;
        var notes = new List<string>();
        if (unscored > 0)
            notes.Add($"{unscored} of {window.Count} rows lack a score and are left out");
        if (_chances is null || rows.Count == 0)
        {
            var why = UndecidedReason ?? "no row has all scores";
            return new WindowEstimate(window.Count, rows.Count, [.. _metrics.Select(m => new MetricEstimate { Metric = m, Verdict = new Verdict.Undecided(why) })], notes);
        }
        var parts = Parts(rows, notes);
        var (own, sums) = parts[0].Chances is var first ? (first.Chances, first.Sums) : default;
        var smallest = new ClassExpectation(rows, own).SmallestClass;
        var reason = unscored > _options.MaximumUnscored * window.Count ? $"{unscored} of {window.Count} rows lack a score"
            : rows.Count < _options.MinimumRows ? $"{rows.Count} scored rows; {_options.MinimumRows} are needed"
            : null;
        var few = smallest < _options.MinimumClass ? $"{smallest:0} rows of the rarest class are expected; {_options.MinimumClass:0} are needed" : null;
        return new WindowEstimate(window.Count, rows.Count, [.. _metrics.Select((m, i) => One(i, rows, parts, reason ?? (IsMean(m) ? few : null)))], notes);
    }

    /// <summary>Realized metrics of a labelled window, in the same order; rows without all scores or a label are left out.</summary>
    public IReadOnlyList<double?> Realized(ClassRows window)
    {
        ArgumentNullException.ThrowIfNull(window);
        var rows = window.Usable(labelled: true);
        if (rows.Count == 0)
            return [.. _metrics.Select(_ => (double?)null)];
        return [.. RealizedValues(rows).Select(v => double.IsFinite(v) ? v : (double?)null)];
    }

    private static bool IsMean(EstimatedMetric metric) =>
        metric is EstimatedMetric.PrecisionMacro or EstimatedMetric.RecallMacro or EstimatedMetric.F1Macro or EstimatedMetric.RocAucOvrMacro;

    private MetricEstimate One(int i, ClassRows rows, List<Part> parts, string? reason)
    {
        var metric = _metrics[i];
        var moments = Moments(metric, rows, parts[0].Model, parts[0].Chances.Chances, parts[0].Chances.Sums);
        if (!moments.IsDefined)
            return new MetricEstimate { Metric = metric, Verdict = new Verdict.Undecided(reason ?? "the metric is not defined for this window") };
        double[] values = [moments.Value, .. parts.Skip(1).Select(p => new ClassExpectation(rows, p.Chances.Chances).Value(metric, null))];
        var value = values.All(double.IsFinite) ? values.Order().ElementAt(values.Length / 2) : moments.Value;
        return EstimateJudge.State(metric, value, Math.Sqrt(moments.Variance), rows.Count, _factors[i], _options.Confidence, Reference[i].Thresholds, reason, Distrust) with
        {
            Candidates = parts.Count == 1 ? [] : [.. parts.Select((p, at) => new MethodValue(p.Method, values[at]))],
        };
    }

    private List<Part> Parts(ClassRows rows, List<string> notes)
    {
        var method = _options.Method;
        var own = new Part("cbpe", _chances!, _chances!.Of(rows));
        if (method == EstimationMethod.Cbpe)
            return [own];
        if (rows.Features is null || _reference.Features is null)
        {
            if (method != EstimationMethod.Auto)
                notes.Add($"there are no features to weight by: {EstimationMethods.Name(method)} is cbpe here");
            return [own];
        }
        var ratio = method == EstimationMethod.MCbpe
            ? DensityRatio.Logistic(_reference.Features, rows.Features)
            : DensityRatio.Boosted(_reference.Features, rows.Features, _options.Seed);
        if (ratio.Note is not null)
            notes.Add(ratio.Note);
        var fitted = ClassChances.Fit(_reference, ratio.Weights);
        var weighted = new Part(method == EstimationMethod.MCbpe ? "m_cbpe" : "pape", fitted, fitted.Of(rows));
        if (method != EstimationMethod.Auto)
            return [weighted];
        int[] order = [.. Enumerable.Range(0, rows.Count)];
        var corrected = ClassChances.Normalised([.. _residuals!.Select((r, c) => (double[])r.Correct(rows.Against(c, withLabels: false), order, own.Chances.Chances[c]).Clone())], rows.Count);
        return [own, weighted, new Part("residual", _chances!, corrected)];
    }

    private static MetricMoments Moments(EstimatedMetric metric, ClassRows rows, ClassChances model, double[][] chances, double[] sums)
    {
        var expectation = new ClassExpectation(rows, chances);
        var gradient = chances.Select(c => new double[c.Length]).ToArray();
        var value = expectation.Value(metric, gradient);
        return double.IsFinite(value) ? new MetricMoments(value, expectation.Sampling(gradient), model.Variance(rows, gradient, sums)) : MetricMoments.Undefined;
    }

    private double[] RealizedValues(ClassRows rows)
    {
        var expectation = new ClassExpectation(rows, [.. Enumerable.Range(0, rows.Classes).Select(rows.Indicator)]);
        return [.. _metrics.Select(m => expectation.Value(m, null))];
    }

    private ConformalFactor[] Factors()
    {
        var plan = BacktestPlan.Of(_reference.Count, _options.WindowRows);
        if (!_options.Backtest || plan.Windows < ConformalFactor.FewestWindows)
            return [.. _metrics.Select(_ => new ConformalFactor(null, _options.Backtest ? plan.Windows : 0))];
        var ratios = new double[plan.Windows][];
        Parallel.For(0, plan.Folds, fold =>
        {
            var (from, to) = plan.FoldRows(fold);
            var chances = ClassChances.Fit(_reference.Pick([.. Enumerable.Range(0, from), .. Enumerable.Range(to, _reference.Count - to)]));
            for (var w = plan.FirstWindow(fold); w < plan.FirstWindow(fold + 1); w++)
            {
                var window = _reference.Slice(w * plan.WindowRows, plan.WindowRows);
                var (own, sums) = chances.Of(window);
                var realized = RealizedValues(window);
                ratios[w] = [.. _metrics.Select((m, i) => Moments(m, window, chances, own, sums) is { Variance: > 0 } e ? Math.Abs(realized[i] - e.Value) / Math.Sqrt(e.Variance) : double.NaN)];
            }
        });
        return [.. _metrics.Select((_, i) => ConformalFactor.Of(ratios.Select(r => r[i]), _options.Confidence))];
    }

    private List<ReferenceMetric> Describe()
    {
        if (_chances is null)
            return [.. _metrics.Select(m => new ReferenceMetric(m, null, null, null, 0, Trusted: true))];
        var (own, sums) = _chances.Of(_reference);
        var realized = RealizedValues(_reference);
        var size = Math.Min(_options.WindowRows ?? Math.Max(1, _reference.Count / 10), _reference.Count);
        double[][] windows = [.. Enumerable.Range(0, _reference.Count / size).Select(w => RealizedValues(_reference.Slice(w * size, size)))];
        return [.. _metrics.Select((m, i) => new ReferenceMetric(
            m,
            double.IsFinite(realized[i]) ? realized[i] : null,
            ReferenceWindows.Limits(m, [.. windows.Select(w => w[i])], Moments(m, _reference, _chances, own, sums), (double)_reference.Count / size, size),
            _factors[i].Factor,
            _factors[i].Windows,
            _factors[i].Trusted))];
    }

    private sealed record Part(string Method, ClassChances Model, (double[][] Chances, double[] Sums) Chances);
}
