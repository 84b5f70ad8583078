using Vedetta.Cli.CommandLine;
using Vedetta.Statistics.Estimation;
using Vedetta.Statistics.Estimation.Binary;
using Vedetta.Statistics.Estimation.Multiclass;
using Vedetta.Statistics.Estimation.Regression;
using Vedetta.Statistics.Learners;
using Vedetta.Statistics.Performance;

namespace Vedetta.Cli.Estimating;

/// <summary>Estimation by Vedetta's own definitions, whatever the task.</summary>
internal sealed class OwnEstimation : IWindowEstimation
{
    private readonly Func<int[], WindowEstimate> _estimate;

    private OwnEstimation(IReadOnlyList<ReferenceMetric> reference, Func<int[], WindowEstimate> estimate)
    {
        Reference = [.. reference.Select(r => new EstimatedReference(EstimatedMetrics.Name(r.Metric), r.Value, r.Thresholds?.Lower, r.Thresholds?.Upper, r.Factor, r.Factor is null ? null : r.Trusted))];
        _estimate = estimate;
    }

    /// <inheritdoc/>
    public IReadOnlyList<EstimatedReference> Reference { get; }

    /// <summary>Learns from the reference.</summary>
    /// <exception cref="UsageException">A metric or the method does not fit the task, or a column is missing.</exception>
    public static OwnEstimation Fit(EstimationFile reference, EstimationFile current, EstimationOrder order, PerformanceTask task, int windowRows, List<string> notes)
    {
        var options = new EstimationOptions { Method = order.Method, WindowRows = windowRows, Metrics = Metrics(order, task) };
        try
        {
            return Fit(reference, current, order, task, options, notes);
        }
        catch (ArgumentException wrong)
        {
            throw new UsageException(wrong.Message.Split(" (Parameter", StringSplitOptions.None)[0], wrong);
        }
    }

    /// <inheritdoc/>
    public (IReadOnlyList<EstimatedValue> Values, IReadOnlyList<string> Notes) Estimate(int[] rows)
    {
        var estimate = _estimate(rows);
        return ([.. estimate.Metrics.Select(m => new EstimatedValue(EstimatedMetrics.Name(m.Metric), m.Value, m.Low, m.High, m.Verdict))], estimate.Notes);
    }

    private static OwnEstimation Fit(EstimationFile reference, EstimationFile current, EstimationOrder order, PerformanceTask task, EstimationOptions options, List<string> notes)
    {
        LearningTable? before = null, after = null;
        if (options.Method != EstimationMethod.Cbpe) (before, after) = EstimationFile.Features(reference, current, notes);
        switch (task)
        {
            case PerformanceTask.Binary:
                var rows = ClassifierColumns.Binary(current, order, after);
                var binary = BinaryEstimator.Fit(ClassifierColumns.Binary(reference, order, before), options);
                Tell(notes, binary.UndecidedReason);
                return new OwnEstimation(binary.Reference, at => binary.Estimate(rows.Pick(at)));
            case PerformanceTask.Multiclass:
                var (labelled, classes) = ClassifierColumns.Multiclass(reference, order, null, before);
                var several = ClassifierColumns.Multiclass(current, order, classes, after).Rows;
                var multiclass = MulticlassEstimator.Fit(labelled, options);
                Tell(notes, multiclass.UndecidedReason);
                return new OwnEstimation(multiclass.Reference, at => multiclass.Estimate(several.Pick(at)));
            default:
                var predicted = Predicted(current, order, after!);
                var regression = RegressionEstimator.Fit(Predicted(reference, order, before!), options);
                Tell(notes, regression.UndecidedReason);
                return new OwnEstimation(regression.Reference, at => regression.Estimate(predicted.Pick(at)));
        }
    }

    internal static PredictedRows Predicted(EstimationFile file, EstimationOrder order, LearningTable features) => new(
        file.Numbers(order.Mapping.Prediction) ?? throw new UsageException($"{file.Name} has no column '{order.Mapping.Prediction}' to estimate from; name it by --prediction"),
        features,
        file.Numbers(order.Mapping.Label));

    private static IReadOnlyList<EstimatedMetric> Metrics(EstimationOrder order, PerformanceTask task)
    {
        var allowed = task switch { PerformanceTask.Binary => EstimatedMetrics.Binary, PerformanceTask.Multiclass => EstimatedMetrics.Multiclass, _ => EstimatedMetrics.Regression };
        if (order.Metrics.Count == 0 || order.Metrics is ["*"]) return allowed;
        return [.. order.Metrics.Distinct(StringComparer.Ordinal).Select(name => EstimatedMetrics.Find(name) is { } metric && allowed.Contains(metric)
            ? metric
            : throw new UsageException($"--metrics: '{name}' cannot be estimated without labels for a {task.ToString().ToLowerInvariant()} model; allowed are {string.Join(", ", allowed.Select(EstimatedMetrics.Name))}"))];
    }

    private static void Tell(List<string> notes, string? reason)
    {
        if (reason is not null) notes.Add(reason);
    }
}
