using Vedetta.Cli.CommandLine;
using Vedetta.Statistics;
using Vedetta.Statistics.Estimation.Multiclass;
using Vedetta.Statistics.Estimation.NannyMl;
using Vedetta.Statistics.Performance;

namespace Vedetta.Cli.Estimating;

/// <summary>Estimation by the definitions of NannyML, for those who migrate.</summary>
internal sealed class NannyMlEstimation : IWindowEstimation
{
    private static readonly string[] UsualOfClasses = ["roc_auc", "f1", "average_precision", "precision", "recall", "specificity", "accuracy"];
    private static readonly string[] UsualOfNumbers = ["mae", "mape", "mse", "rmse"];
    private readonly Func<IReadOnlyList<(int From, int To)>, IReadOnlyList<NannyMlChunk>> _estimate;

    private NannyMlEstimation(IReadOnlyList<NannyMlValue> whole, Func<IReadOnlyList<(int From, int To)>, IReadOnlyList<NannyMlChunk>> estimate)
    {
        Reference = [.. whole.Select(v => new EstimatedReference(v.Metric, v.Realized, v.LowerThreshold, v.UpperThreshold, null, null))];
        _estimate = estimate;
    }

    /// <inheritdoc/>
    public IReadOnlyList<EstimatedReference> Reference { get; }

    /// <summary>Learns from the reference, chunked as the current file is.</summary>
    /// <exception cref="UsageException">A value is missing, or a metric is none of NannyML's.</exception>
    public static NannyMlEstimation Fit(EstimationFile reference, EstimationFile current, EstimationOrder order, PerformanceTask task, List<string> notes)
    {
        (int From, int To)[] chunks = [.. EstimationWindow.Of(reference, order).Select(w => (w.First, w.End))];
        var usual = task == PerformanceTask.Regression ? UsualOfNumbers : UsualOfClasses;
        var options = new NannyMlOptions { Metrics = order.Metrics.Count == 0 || order.Metrics is ["*"] ? usual : order.Metrics };
        (int From, int To)[] whole = [(0, reference.Rows)];
        try
        {
            if (task == PerformanceTask.Regression)
            {
                var (before, after) = EstimationFile.Features(reference, current, notes);
                var (old, now) = (OwnEstimation.Predicted(reference, order, before), OwnEstimation.Predicted(current, order, after));
                var labels = old.Labels ?? throw new UsageException($"{reference.Name} has no column '{order.Mapping.Label}': the reference needs labels");
                var dle = NannyMlDle.Fit(before, old.Predictions, labels, chunks, options);
                return new NannyMlEstimation(dle.Estimate(before, old.Predictions, labels, whole)[0].Values, at => dle.Estimate(after, now.Predictions, null, at));
            }

            var (learnt, rows) = (Rows(reference, order, task, labelled: true), Rows(current, order, task, labelled: false));
            var cbpe = NannyMlCbpe.Fit(learnt, chunks, options);
            return new NannyMlEstimation(cbpe.Estimate(learnt, whole)[0].Values, at => cbpe.Estimate(rows, at));
        }
        catch (ArgumentException wrong)
        {
            throw new UsageException(wrong.Message.Split(" (Parameter", StringSplitOptions.None)[0], wrong);
        }
    }

    /// <inheritdoc/>
    public (IReadOnlyList<EstimatedValue> Values, IReadOnlyList<string> Notes) Estimate(int[] rows)
    {
        var chunk = _estimate([(rows[0], rows[^1] + 1)])[0];
        return ([.. chunk.Values.Select(v => new EstimatedValue(v.Metric, v.Value, v.Low, v.High, v.Alert ? new Verdict.Warning("the estimate lies beyond a threshold of the reference") : new Verdict.Healthy()))], []);
    }

    private static NannyMlRows Rows(EstimationFile file, EstimationOrder order, PerformanceTask task, bool labelled)
    {
        if (labelled && !file.Has(order.Mapping.Label)) throw new UsageException($"{file.Name} has no column '{order.Mapping.Label}': the reference needs labels");
        if (task == PerformanceTask.Binary)
        {
            var binary = ClassifierColumns.Binary(file, order, null);
            if (labelled && Array.FindIndex(binary.Labels!, double.IsNaN) is >= 0 and var unlabelled)
                throw new UsageException($"{file.Name}: row {unlabelled + 1} in the order of time has no label; --compat nannyml takes a reference with all labels only");
            return new NannyMlRows([new NannyMlClass("1", binary.Scores, binary.Predicted, labelled ? binary.Labels : null)]);
        }

        var (rows, classes) = ClassifierColumns.Multiclass(file, order, null, null);
        if (labelled && Array.IndexOf(rows.Labels!, ClassRows.Unknown) is >= 0 and var unknown)
            throw new UsageException($"{file.Name}: row {unknown + 1} in the order of time has no label; --compat nannyml takes a reference with all labels only");
        return new NannyMlRows([.. classes.Select((name, c) => new NannyMlClass(
            name,
            rows.Scores[c],
            Array.ConvertAll(rows.Predicted, p => p == c),
            labelled ? Array.ConvertAll(rows.Labels!, l => l == c ? 1.0 : 0) : null))]);
    }
}
