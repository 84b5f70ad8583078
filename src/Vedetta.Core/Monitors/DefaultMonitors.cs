using Vedetta.Core.Models;
using Vedetta.Core.Monitors.Labels;
using Vedetta.Core.Profiles;
using Vedetta.Core.Quality.Realized;
using Vedetta.Core.Time;

namespace Vedetta.Core.Monitors;

/// <summary>
/// The monitors a model has before anybody configures one. They name columns by <c>*</c>, so a new column is watched as
/// soon as the schema knows it. They judge days; <c>drift-month</c> judges the months of models whose days hold too few
/// rows to be judged, and stays silent where the days suffice.
/// </summary>
public static class DefaultMonitors
{
    /// <summary>Fewer rows than this are not judged; the false alarm rates of the methods are measured from 50 rows on.</summary>
    public const int MinimumSample = 50;

    /// <summary>Share of false alarms accepted over all columns of a monitor in one window.</summary>
    public const double Alpha = 0.01;

    /// <summary>Name of the monitor that judges months where days are too small.</summary>
    public const string DriftMonth = "drift-month";

    private static readonly string[] Every = ["*"];

    /// <summary>The monitors of a model.</summary>
    public static IReadOnlyList<MonitorDefinition> For(ModelDefinition model)
    {
        ArgumentNullException.ThrowIfNull(model);
        var id = model.Id;
        return
        [
            Of(id, "drift", MonitorMetric.Drift, Every) with { Method = "auto", Warning = 0.1, Critical = 0.25 },
            Of(id, DriftMonth, MonitorMetric.Drift, Every) with { Method = "auto", Warning = 0.1, Critical = 0.25, Window = WindowSize.Month, WarningFor = TimeSpan.Zero },
            Of(id, "drift-share", MonitorMetric.DriftShare, []) with { Method = "auto" },
            Of(id, "missing", MonitorMetric.Missing, Every),
            Of(id, "out-of-range", MonitorMetric.OutOfRange, Every),
            Of(id, "type-errors", MonitorMetric.TypeErrors, Every),
            Of(id, "new-categories", MonitorMetric.NewCategories, Every),
            Of(id, "vanished-categories", MonitorMetric.VanishedCategories, Every),
            Of(id, "distinct", MonitorMetric.Distinct, Every) with { Baseline = BaselineKind.Trailing },
            Of(id, "constant", MonitorMetric.Constant, Every),
            Of(id, "correlation", MonitorMetric.Correlation, []),
            Of(id, "estimated-performance", MonitorMetric.EstimatedPerformance, []) with { Method = LabelMonitorRules.UsualMetric },
            Of(id, "performance", MonitorMetric.Performance, []) with { Method = LabelMonitorRules.UsualMetric },
            .. JudgedOutcome.Of(model)?.Maturity is null ? (MonitorDefinition[])[] : [Of(id, "label-coverage", MonitorMetric.LabelCoverage, []) with { Audience = Audience.Engineering, Baseline = BaselineKind.Trailing }],
            .. model.Task == ModelTask.Regression ? (MonitorDefinition[])[] : [Of(id, "low-confidence", MonitorMetric.LowConfidence, [])],
            Of(id, "staleness", MonitorMetric.Staleness, []),
            Of(id, "duplicates", MonitorMetric.Duplicates, []) with { Audience = Audience.Engineering },
            Of(id, "volume", MonitorMetric.Volume, []) with { Audience = Audience.Engineering, Baseline = BaselineKind.Trailing },
            Of(id, "silence", MonitorMetric.Silence, []) with { Audience = Audience.Engineering, Baseline = BaselineKind.Trailing, Window = WindowSize.Hour },
            Of(id, "freshness", MonitorMetric.Freshness, []) with { Audience = Audience.Engineering, Baseline = BaselineKind.Trailing },
        ];
    }

    /// <summary>A monitor with every setting at its default.</summary>
    public static MonitorDefinition Of(ModelId model, string name, MonitorMetric metric, IReadOnlyList<string> columns) => new(
        model, name, metric, columns, Method: null, WindowSize.Day, BaselineKind.Reference, Warning: null, Critical: null,
        MinimumSample, Alpha, SegmentKey.All, Version: null, TimeSpan.Zero, Audience.DataScience, Runbook: null, Enabled: true, Managed: true);
}
