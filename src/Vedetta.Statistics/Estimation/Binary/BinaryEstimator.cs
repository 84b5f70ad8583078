using Vedetta.Statistics.Estimation.Backtest;
using Vedetta.Statistics.Estimation.Calibration;
using Vedetta.Statistics.Estimation.Weighting;
using Vedetta.Statistics.Learners;

namespace Vedetta.Statistics.Estimation.Binary;

/// <summary>Estimates the performance of a binary model in windows without labels, from its labelled reference.</summary>
public sealed class BinaryEstimator
{
    private const string Distrust = "not to be trusted: calibration does not hold inside the reference itself";
    private readonly ScoredRows _reference;
    private readonly EstimationOptions _options;
    private readonly IReadOnlyList<EstimatedMetric> _metrics;
    private readonly LabelledScores _sorted;
    private readonly ScoreCalibration? _calibration;
    private readonly ConformalFactor[] _factors;
    private readonly ResidualModel? _residual;

    private BinaryEstimator(ScoredRows reference, EstimationOptions options)
    {
        _options = options;
        _metrics = options.Metrics.Count > 0 ? options.Metrics : [.. EstimatedMetrics.Binary, .. options.CellValues is null ? (EstimatedMetric[])[] : [EstimatedMetric.BusinessValue]];
        _reference = reference.Usable(labelled: true);
        _sorted = LabelledScores.Of(_reference);
        UndecidedReason = Problem(reference);
        if (UndecidedReason is not null)
        {
            Choice = new CalibrationChoice(CalibratorKind.Isotonic, []);
            _factors = [.. _metrics.Select(_ => new ConformalFactor(null, 0))];
            Reference = [.. _metrics.Select(m => new ReferenceMetric(m, null, null, null, 0, Trusted: true))];
            return;
        }
        Choice = options.Calibrator is { } told ? new CalibrationChoice(told, []) : CalibrationRule.Choose(_sorted.Scores, _sorted.Labels, _sorted.Places);
        _calibration = ScoreCalibration.Fit(Choice.Kind, _sorted);
        _factors = BinaryBacktest.Factors(_reference, _sorted, Choice.Kind, _metrics, options);
        if (options.Method == EstimationMethod.Auto && _reference.Features is not null)
            _residual = ResidualModel.Fit(_reference, InOrderOfTime(_calibration.Probabilities(_sorted.Scores)), options.Seed);
        Reference = Describe();
    }

    private BinaryEstimator(BinaryEstimator learnt, int? windowRows)
    {
        _options = learnt._options with { WindowRows = windowRows };
        (_reference, _metrics, _sorted, _calibration, _residual) = (learnt._reference, learnt._metrics, learnt._sorted, learnt._calibration, learnt._residual);
        (Choice, UndecidedReason, _factors, Reference) = (learnt.Choice, learnt.UndecidedReason, learnt._factors, learnt.Reference);
        if (UndecidedReason is not null)
            return;
        if (BacktestPlan.Of(_reference.Count, windowRows) != BacktestPlan.Of(_reference.Count, learnt._options.WindowRows))
            _factors = BinaryBacktest.Factors(_reference, _sorted, Choice.Kind, _metrics, _options);
        Reference = Describe();
    }

    /// <summary>The calibrator in use, and how the others did on held-out rows.</summary>
    public CalibrationChoice Choice { get; }

    /// <summary>Why nothing can be estimated from this reference; null when something can.</summary>
    public string? UndecidedReason { get; }

    /// <summary>What the reference says of each metric.</summary>
    public IReadOnlyList<ReferenceMetric> Reference { get; }

    /// <summary>Learns from labelled rows in the order of their time; rows without score or label are left out.</summary>
    /// <exception cref="ArgumentException">A metric is not one of a binary model, the business value has no values of the cells, or the method is not for binary models.</exception>
    public static BinaryEstimator Fit(ScoredRows reference, EstimationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(reference);
        options ??= EstimationOptions.Default;
        foreach (var metric in options.Metrics)
        {
            if (metric > EstimatedMetric.BusinessValue)
                throw new ArgumentException($"{EstimatedMetrics.Name(metric)} is no metric of a binary model; allowed are {string.Join(", ", EstimatedMetrics.Binary.Select(EstimatedMetrics.Name))}.", nameof(options));
            if (metric == EstimatedMetric.BusinessValue && options.CellValues is null)
                throw new ArgumentException("business_value needs what the cells of the confusion matrix are worth (CellValues).", nameof(options));
        }
        return options.Method == EstimationMethod.Dle
            ? throw new ArgumentException("dle estimates regressions; a binary model takes auto, cbpe, pape or m_cbpe.", nameof(options))
            : new BinaryEstimator(reference, options);
    }

    /// <summary>The same calibration with back-test and thresholds for windows of so many rows; null where that is not known.</summary>
    public BinaryEstimator ForWindows(int? rows) => new(this, rows);

    /// <summary>An estimate that the same calibration made before, with the interval, thresholds and verdict of this one.</summary>
    /// <exception cref="ArgumentException">The metric is none of this estimator.</exception>
    public MetricEstimate Restate(MetricEstimate estimate, int rows)
    {
        ArgumentNullException.ThrowIfNull(estimate);
        var i = EstimatedMetrics.Place(_metrics, estimate.Metric);
        return EstimateJudge.Restate(estimate, rows, _factors[i], _options.Confidence, Reference[i].Thresholds, Distrust);
    }

    /// <summary>Estimates a window; its labels, where it has some, are not looked at.</summary>
    public WindowEstimate Estimate(ScoredRows window)
    {
        ArgumentNullException.ThrowIfNull(window);
        var rows = window.Usable(labelled: false);
        var unscored = window.Count - rows.Count;
        var notes = new List<string>();
        if (unscored > 0)
            notes.Add($"{unscored} of {window.Count} rows have no score and are left out");
        if (_calibration is null || rows.Count == 0)
        {
            var why = UndecidedReason ?? "no row has a score";
            return new WindowEstimate(window.Count, rows.Count, [.. _metrics.Select(m => new MetricEstimate { Metric = m, Verdict = new Verdict.Undecided(why) })], notes);
        }
        var unusable = unscored > _options.MaximumUnscored * window.Count ? $"{unscored} of {window.Count} rows have no score" : null;
        var parts = Parts(rows, notes, out var cells);
        return new WindowEstimate(window.Count, rows.Count, [.. _metrics.Select((_, i) => One(i, parts, cells, unusable))], notes);
    }

    /// <summary>Realized metrics of a labelled window, by the same definitions and in the same order; rows without score or label are left out.</summary>
    public IReadOnlyList<double?> Realized(ScoredRows window)
    {
        ArgumentNullException.ThrowIfNull(window);
        var rows = window.Usable(labelled: true);
        if (rows.Count == 0)
            return [.. _metrics.Select(_ => (double?)null)];
        var moments = BinaryExpectation.Of(LabelledScores.Of(rows).Realized(), null, _metrics, _options.CellValues, withVariance: false, out _);
        return [.. moments.Select(m => m.IsDefined ? m.Value : (double?)null)];
    }

    private MetricEstimate One(int i, List<(string Method, MetricMoments[] Moments)> parts, CellExpectation cells, string? unusable)
    {
        var (metric, moments) = (_metrics[i], parts[0].Moments[i]);
        if (!moments.IsDefined)
            return new MetricEstimate { Metric = metric, Verdict = new Verdict.Undecided(WindowRules.Undecided(metric, cells, _options) ?? "the metric is not defined for this window") };
        double[] values = [.. parts.Select(p => p.Moments[i].Value).Where(double.IsFinite).Order()];
        var value = values.Length == parts.Count ? values[values.Length / 2] : moments.Value;
        var unjudged = unusable ?? WindowRules.Undecided(metric, cells, _options);
        return EstimateJudge.State(metric, value, Math.Sqrt(moments.Variance), (int)cells.Rows, _factors[i], _options.Confidence, Reference[i].Thresholds, unjudged, Distrust) with
        {
            Candidates = parts.Count == 1 ? [] : [.. parts.Select(p => new MethodValue(p.Method, p.Moments[i].Value))],
        };
    }

    /// <summary>Moments by each method that takes part; the first one gives the width of the interval.</summary>
    private List<(string Method, MetricMoments[] Moments)> Parts(ScoredRows rows, List<string> notes, out CellExpectation cells)
    {
        var method = _options.Method;
        var weighted = method is EstimationMethod.Pape or EstimationMethod.MCbpe or EstimationMethod.Auto;
        if (weighted && (rows.Features is null || _reference.Features is null))
        {
            if (method != EstimationMethod.Auto)
                notes.Add($"there are no features to weight by: {EstimationMethods.Name(method)} is cbpe here");
            weighted = false;
        }
        var (scores, predicted, order) = Sort(rows, withOrder: weighted && _residual is not null);
        var probabilities = _calibration!.Probabilities(scores);
        if (!weighted)
            return [("cbpe", Moments(scores, predicted, probabilities, _calibration.Bins, withVariance: true, out cells))];
        var ratio = method == EstimationMethod.MCbpe
            ? DensityRatio.Logistic(_reference.Features!, rows.Features!)
            : DensityRatio.Boosted(_reference.Features!, rows.Features!, _options.Seed);
        if (ratio.Note is not null)
            notes.Add(ratio.Note);
        var fitted = ScoreCalibration.Fit(_sorted, Array.ConvertAll(_sorted.Places, place => ratio.Weights[place]));
        var reweighted = fitted.Probabilities(scores);
        if (method != EstimationMethod.Auto)
            return [(EstimationMethods.Name(method), Moments(scores, predicted, reweighted, fitted.Bins, withVariance: true, out cells))];
        var corrected = _residual!.Correct(rows, order, probabilities);
        return
        [
            ("cbpe", Moments(scores, predicted, probabilities, _calibration.Bins, withVariance: true, out cells)),
            ("pape", Moments(scores, predicted, reweighted, null, withVariance: false, out _)),
            ("residual", Moments(scores, predicted, corrected, null, withVariance: false, out _)),
        ];
    }

    private MetricMoments[] Moments(double[] scores, bool[] predicted, double[] probabilities, ReferenceBins? bins, bool withVariance, out CellExpectation cells) =>
        BinaryExpectation.Of(new BinaryRows(scores, probabilities, predicted), bins, _metrics, _options.CellValues, withVariance, out cells);

    private static (double[] Scores, bool[] Predicted, int[] Order) Sort(ScoredRows rows, bool withOrder)
    {
        if (!withOrder)
        {
            var sorted = SortedScores.Of(rows.Scores, rows.Predicted);
            return (sorted.Scores, sorted.Predicted, []);
        }
        var (scores, order) = ((double[])rows.Scores.Clone(), new int[rows.Count]);
        for (var i = 0; i < order.Length; i++)
            order[i] = i;
        Array.Sort(scores, order);
        return (scores, Array.ConvertAll(order, i => rows.Predicted[i]), order);
    }

    private double[] InOrderOfTime(double[] probabilities)
    {
        var ordered = new double[probabilities.Length];
        for (var i = 0; i < ordered.Length; i++)
            ordered[_sorted.Places[i]] = probabilities[i];
        return ordered;
    }

    private string? Problem(ScoredRows given)
    {
        if (_reference.Count == 0)
            return given.Count == 0 ? "the reference is empty" : "no row of the reference has both a score and a label";
        if (_reference.Count < _options.MinimumRows)
            return $"the reference has {_reference.Count} labelled rows; {_options.MinimumRows} are needed";
        var positives = _sorted.Positives;
        return positives == 0 || positives == _reference.Count ? $"every label of the reference is {(positives == 0 ? "negative" : "positive")}" : null;
    }

    private List<ReferenceMetric> Describe()
    {
        var whole = Moments(_sorted.Scores, _sorted.Predicted, _calibration!.Probabilities(_sorted.Scores), _calibration.Bins, withVariance: true, out _);
        var realized = BinaryExpectation.Of(_sorted.Realized(), null, _metrics, _options.CellValues, withVariance: false, out _);
        var thresholds = ReferenceWindows.Thresholds(_reference, _sorted, _metrics, _options, whole);
        return [.. _metrics.Select((m, i) => new ReferenceMetric(m, realized[i].IsDefined ? realized[i].Value : null, thresholds[i], _factors[i].Factor, _factors[i].Windows, _factors[i].Trusted))];
    }
}
