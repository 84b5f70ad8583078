using Vedetta.Cli.CommandLine;
using Vedetta.Core.Models;
using Vedetta.Statistics.Estimation;
using Vedetta.Statistics.Performance;

namespace Vedetta.Cli.Estimating;

/// <summary>Reads two files and estimates every window of the second.</summary>
internal static class EstimationRun
{
    /// <summary>Estimates.</summary>
    /// <exception cref="UsageException">A file cannot be read or does not hold what is asked for.</exception>
    public static EstimationReport Of(EstimationOrder order, CancellationToken cancel)
    {
        var reference = EstimationFile.Read(order.Reference, order, cancel);
        var current = EstimationFile.Read(order.Current, order, cancel);
        if (!reference.Has(order.Mapping.Label)) throw new UsageException($"{reference.Name} has no column '{order.Mapping.Label}': estimates are learnt from a labelled reference; name the column by --label");
        var task = Task(reference, order);
        var windows = EstimationWindow.Of(current, order);
        var notes = new List<string>();
        IWindowEstimation estimation = order.NannyMl
            ? NannyMlEstimation.Fit(reference, current, order, task, notes)
            : OwnEstimation.Fit(reference, current, order, task, windows.Select(w => w.Count).Order().ElementAt(windows.Count / 2), notes);
        var labelled = current.Classes(order.Mapping.Label)?.Codes;
        var points = new List<EstimatedPoint>();
        foreach (var window in windows)
        {
            cancel.ThrowIfCancellationRequested();
            int[] rows = [.. Enumerable.Range(window.First, window.Count)];
            var (values, said) = estimation.Estimate(rows);
            points.Add(new EstimatedPoint(window.From, window.To, window.Count, labelled is null ? 0 : rows.Count(i => labelled[i] >= 0), values, said));
        }

        return new EstimationReport(current.Name, task, MethodName(order, task), estimation.Reference, points, notes);
    }

    private static string MethodName(EstimationOrder order, PerformanceTask task)
    {
        var method = order.Method == EstimationMethod.Auto && task == PerformanceTask.Regression ? EstimationMethod.Dle : order.Method;
        return order.NannyMl ? $"{(task == PerformanceTask.Regression ? "dle" : "cbpe")} of NannyML" : EstimationMethods.Name(method);
    }

    private static PerformanceTask Task(EstimationFile file, EstimationOrder order)
    {
        if (order.Task is { } told) return told;
        if (order.Schema is { } schema) return schema.Task switch { ModelTask.Binary => PerformanceTask.Binary, ModelTask.Multiclass => PerformanceTask.Multiclass, _ => PerformanceTask.Regression };
        if (file.Has(order.Mapping.Score)) return PerformanceTask.Binary;
        if (file.ClassColumns.Count > 0) return PerformanceTask.Multiclass;
        return file.Has(order.Mapping.Prediction)
            ? PerformanceTask.Regression
            : throw new UsageException($"{file.Name} has neither a column '{order.Mapping.Score}' nor '{order.Mapping.ScorePrefix}<class>' nor '{order.Mapping.Prediction}': nothing to estimate from");
    }
}
