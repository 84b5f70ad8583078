using Vedetta.Statistics.Estimation;
using Vedetta.Statistics.Estimation.Binary;
using Vedetta.Statistics.Estimation.Multiclass;
using Vedetta.Statistics.Estimation.Regression;

namespace Vedetta.Core.Quality.Estimated;

/// <summary>An estimator learnt from a labelled reference, whatever the task. Immutable; thread-safe.</summary>
internal abstract class WindowEstimator
{
    /// <summary>What the reference says of each metric.</summary>
    public abstract IReadOnlyList<ReferenceMetric> Reference { get; }

    /// <summary>Why nothing can be estimated; null when something can.</summary>
    public abstract string? UndecidedReason { get; }

    /// <summary>Learns from a reference.</summary>
    public static WindowEstimator Fit(OutputRows reference, EstimationOptions options) => reference switch
    {
        { Scored: { } scored } => new OfScores(BinaryEstimator.Fit(scored, options)),
        { Classed: { } classed } => new OfClasses(MulticlassEstimator.Fit(classed, options)),
        _ => new OfNumbers(RegressionEstimator.Fit(reference.Predicted!, options)),
    };

    /// <summary>The same with back-test and thresholds for windows of so many rows.</summary>
    public abstract WindowEstimator ForWindows(int? rows);

    /// <summary>Estimates a window.</summary>
    public abstract WindowEstimate Estimate(OutputRows window);

    /// <summary>Realized metrics of labelled rows, in the order of <see cref="Reference"/>.</summary>
    public abstract IReadOnlyList<double?> Realized(OutputRows window);

    /// <summary>An estimate made before, with the interval, thresholds and verdict of this reference.</summary>
    public abstract MetricEstimate Restate(MetricEstimate estimate, int rows);

    private sealed class OfScores(BinaryEstimator estimator) : WindowEstimator
    {
        public override IReadOnlyList<ReferenceMetric> Reference => estimator.Reference;

        public override string? UndecidedReason => estimator.UndecidedReason;

        public override WindowEstimator ForWindows(int? rows) => new OfScores(estimator.ForWindows(rows));

        public override WindowEstimate Estimate(OutputRows window) => estimator.Estimate(window.Scored!);

        public override IReadOnlyList<double?> Realized(OutputRows window) => estimator.Realized(window.Scored!);

        public override MetricEstimate Restate(MetricEstimate estimate, int rows) => estimator.Restate(estimate, rows);
    }

    private sealed class OfClasses(MulticlassEstimator estimator) : WindowEstimator
    {
        public override IReadOnlyList<ReferenceMetric> Reference => estimator.Reference;

        public override string? UndecidedReason => estimator.UndecidedReason;

        public override WindowEstimator ForWindows(int? rows) => new OfClasses(estimator.ForWindows(rows));

        public override WindowEstimate Estimate(OutputRows window) => estimator.Estimate(window.Classed!);

        public override IReadOnlyList<double?> Realized(OutputRows window) => estimator.Realized(window.Classed!);

        public override MetricEstimate Restate(MetricEstimate estimate, int rows) => estimator.Restate(estimate, rows);
    }

    private sealed class OfNumbers(RegressionEstimator estimator) : WindowEstimator
    {
        public override IReadOnlyList<ReferenceMetric> Reference => estimator.Reference;

        public override string? UndecidedReason => estimator.UndecidedReason;

        public override WindowEstimator ForWindows(int? rows) => new OfNumbers(estimator.ForWindows(rows));

        public override WindowEstimate Estimate(OutputRows window) => estimator.Estimate(window.Predicted!);

        public override IReadOnlyList<double?> Realized(OutputRows window) => estimator.Realized(window.Predicted!);

        public override MetricEstimate Restate(MetricEstimate estimate, int rows) => estimator.Restate(estimate, rows);
    }
}
