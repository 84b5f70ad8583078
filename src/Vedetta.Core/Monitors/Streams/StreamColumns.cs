using Vedetta.Core.Models;
using Vedetta.Core.Monitors.Evaluating;
using Vedetta.Statistics.Detectors;

namespace Vedetta.Core.Monitors.Streams;

/// <summary>Which columns a streaming detector can watch. Pure.</summary>
public static class StreamColumns
{
    /// <summary>The stream of wrong predictions (0 or 1), or of absolute errors of a regression, in the order labels become known.</summary>
    public const string Error = "error";

    private const string Decision = "decision";

    /// <summary>Why the detector cannot watch a column; null when it can.</summary>
    public static string? WhyNot(ModelDefinition model, string column, DetectorDefinition detector)
    {
        if (KindOf(model, column) is not { } kind) return $"'{column}' is not a stream of numbers; a stream is a score, a number, {Decision} or {Error}";
        return detector.Input switch
        {
            DetectorInput.Bits when kind != StreamKind.Bits => $"{detector.Name} takes only 0 and 1, as {Decision} and {Error} have them, not '{column}'",
            DetectorInput.UnitInterval when kind == StreamKind.Numbers => $"{detector.Name} takes numbers from 0 to 1, and '{column}' is not bound to them",
            _ => null,
        };
    }

    /// <summary>The columns a monitor watches: those it names, or every one its detector can watch.</summary>
    /// <param name="monitor">The monitor.</param>
    /// <param name="model">The model.</param>
    /// <param name="known">Outputs and features that rows may carry.</param>
    public static IReadOnlyList<string> Of(MonitorDefinition monitor, ModelDefinition model, IEnumerable<string> known)
    {
        ArgumentNullException.ThrowIfNull(monitor);
        if (monitor.Columns is not [MonitoredColumns.Every]) return monitor.Columns;
        var detector = DetectorCatalog.Get(monitor.Method!);
        var all = monitor.Segment.IsAll && LabelOf(model) is not null ? known.Append(Error) : known;
        return [.. all.Where(column => WhyNot(model, column, detector) is null)];
    }

    /// <summary>The outcome that says whether a prediction was right; null where the model has none.</summary>
    internal static OutcomeDefinition? LabelOf(ModelDefinition model)
    {
        var kind = model.Task == ModelTask.Regression ? OutcomeKind.Value : OutcomeKind.Class;
        return model.Outcomes.FirstOrDefault(outcome => outcome.Kind == kind) ?? (model.Outcomes.Count > 0 && model.Task == ModelTask.Regression ? model.Outcomes[0] : null);
    }

    /// <summary>What the values of a column are; null where they make no stream.</summary>
    internal static StreamKind? KindOf(ModelDefinition model, string column)
    {
        if (column == Decision) return StreamKind.Bits;
        if (column == Error && model.Schema.Find(Error) is null) return model.Task == ModelTask.Regression ? StreamKind.Numbers : StreamKind.Bits;
        if (column == "prediction") return model.Task == ModelTask.Regression ? StreamKind.Numbers : null;
        if (column == "score") return model.Score.Kind == ScoreKind.Probability ? StreamKind.Shares : StreamKind.Numbers;
        if (column.StartsWith("score_", StringComparison.Ordinal)) return StreamKind.Shares;
        return model.Schema.Find(column) is { Type: ColumnType.Numeric, Role: ColumnRole.Feature } feature
            ? feature is { Min: >= 0, Max: <= 1 } ? StreamKind.Shares : StreamKind.Numbers
            : null;
    }
}

/// <summary>What the values of a stream are.</summary>
internal enum StreamKind
{
    /// <summary>0 or 1.</summary>
    Bits,

    /// <summary>From 0 to 1.</summary>
    Shares,

    /// <summary>Any numbers.</summary>
    Numbers,
}
