using System.Globalization;
using System.Xml;
using Vedetta.Core.Models;
using Vedetta.Core.Monitors.Estimates;
using Vedetta.Core.Monitors.Labels;
using Vedetta.Core.Monitors.Streams;
using Vedetta.Core.Time;
using Vedetta.Statistics.Detectors;
using Vedetta.Statistics.Drift;
using Vedetta.Statistics.Outliers;

namespace Vedetta.Core.Monitors;

/// <summary>What a monitor may say, for every door that takes one: files, the API, pages. Pure.</summary>
public static class MonitorRules
{
    /// <summary>What a monitor's name may look like, for messages.</summary>
    public const string AllowedName = ModelId.Allowed;

    /// <summary>Whether a metric is measured per column.</summary>
    public static bool UsesColumns(MonitorMetric metric) => metric is MonitorMetric.Drift or MonitorMetric.Missing or MonitorMetric.OutOfRange
        or MonitorMetric.TypeErrors or MonitorMetric.NewCategories or MonitorMetric.VanishedCategories or MonitorMetric.Distinct or MonitorMetric.Constant
        or MonitorMetric.Outliers or MonitorMetric.Stream or MonitorMetric.Business;

    /// <summary>Whether a metric is measured by a method that is chosen.</summary>
    public static bool UsesMethod(MonitorMetric metric) => UsualMethod(metric) is not null;

    /// <summary>The method of a metric when none is named; null for metrics without methods.</summary>
    public static string? UsualMethod(MonitorMetric metric) => metric switch
    {
        MonitorMetric.Drift or MonitorMetric.DriftShare => "auto",
        MonitorMetric.Outliers => "isolation_forest",
        MonitorMetric.Stream => "adwin",
        MonitorMetric.Performance or MonitorMetric.EstimatedPerformance => LabelMonitorRules.UsualMetric,
        MonitorMetric.Calibration => "calibration_in_the_large",
        _ => null,
    };

    /// <summary>Whether a monitor compares whole rows, not column by column.</summary>
    public static bool ComparesRows(MonitorDefinition monitor)
    {
        ArgumentNullException.ThrowIfNull(monitor);
        return monitor.Metric == MonitorMetric.Drift && DriftMethods.TryParse(monitor.Method, multivariate: true, out var method, out _) && DriftMethods.IsMultivariate(method);
    }

    /// <summary>How long a warning of a metric must last when the monitor says nothing: null until the next judged window says the same.</summary>
    /// <remarks>A detector begins afresh after its signal: the next window cannot say the same. Burn rates look at several windows already.</remarks>
    public static TimeSpan? UsualPatience(MonitorMetric metric) => metric is MonitorMetric.Stream or MonitorMetric.SloBurn ? TimeSpan.Zero : null;

    /// <summary>The baseline of a metric when none is named.</summary>
    public static BaselineKind UsualBaseline(MonitorMetric metric) => metric switch
    {
        MonitorMetric.Distinct or MonitorMetric.Volume or MonitorMetric.Silence or MonitorMetric.Freshness
            or MonitorMetric.LabelDelay or MonitorMetric.LabelCoverage or MonitorMetric.Business => BaselineKind.Trailing,
        _ => BaselineKind.Reference,
    };

    /// <summary>The audience of a metric when none is named.</summary>
    public static Audience UsualAudience(MonitorMetric metric) => metric switch
    {
        MonitorMetric.Duplicates or MonitorMetric.Volume or MonitorMetric.Silence or MonitorMetric.Freshness
            or MonitorMetric.LabelDelay or MonitorMetric.LabelCoverage or MonitorMetric.Activity or MonitorMetric.SloBurn => Audience.Engineering,
        MonitorMetric.Business => Audience.Business,
        _ => Audience.DataScience,
    };

    /// <summary>Everything wrong with a monitor by itself.</summary>
    public static IReadOnlyList<FieldFault> Alone(MonitorDefinition monitor)
    {
        var faults = new List<FieldFault>();
        if (!ModelId.TryParse(monitor.Name, out _) && monitor.Name.Length > 0) faults.Add(new("name", $"a name is {AllowedName}"));
        if (UsesMethod(monitor.Metric)) CheckMethod(monitor, faults);
        else if (monitor.Method is not null) faults.Add(new("method", $"only {string.Join(", ", Enum.GetValues<MonitorMetric>().Where(UsesMethod).Select(EnumWords.Of))} have a method, not {EnumWords.Of(monitor.Metric)}"));
        if (monitor.Metric != MonitorMetric.Stream && monitor.RunLength is not null) faults.Add(new("run_length", $"only stream has a run length, not {EnumWords.Of(monitor.Metric)}"));
        if (monitor.RunLength is { } run && !(run is >= 100 and <= 1e9)) faults.Add(new("run_length", "values between two false alarms, from 100 to 1,000,000,000"));
        if (!UsesColumns(monitor.Metric) && monitor.Columns.Count > 0) faults.Add(new("columns", $"{EnumWords.Of(monitor.Metric)} is measured of the whole model; leave columns out"));
        if (UsesColumns(monitor.Metric) && monitor.Columns.Count == 0) faults.Add(new("columns", "name at least one column, or \"*\" for every column"));
        if (monitor.Columns.Count > 1 && monitor.Columns.Contains("*", StringComparer.Ordinal)) faults.Add(new("columns", "\"*\" stands alone"));
        if (monitor.Columns.Distinct(StringComparer.Ordinal).Count() != monitor.Columns.Count) faults.Add(new("columns", "a column is named twice"));
        if (monitor.Window == WindowSize.All) faults.Add(new("window", $"a monitor judges an hour, day, week, month or year"));
        if (monitor.Metric == MonitorMetric.Business && monitor.Window == WindowSize.Hour) faults.Add(new("window", "business metrics are kept by the day"));
        if (monitor.Metric == MonitorMetric.SloBurn) CheckBurn(monitor, faults);
        if (monitor.Metric == MonitorMetric.Silence && monitor.Window != WindowSize.Hour) faults.Add(new("window", "silence is judged by the hour"));
        if (monitor.Baseline == BaselineKind.LastWeek && monitor.Window is not (WindowSize.Hour or WindowSize.Day)) faults.Add(new("baseline", "last_week needs a window of an hour or a day"));
        if (monitor.Baseline == BaselineKind.LastYear && monitor.Window == WindowSize.Year) faults.Add(new("baseline", "last_year needs a window shorter than a year; use previous"));
        if (monitor.MinimumSample < 1) faults.Add(new("minimum_sample", "at least 1"));
        if (!(monitor.Alpha is > 0 and <= 0.2)) faults.Add(new("alpha", "above 0 and at most 0.2"));
        if (monitor.For < TimeSpan.Zero) faults.Add(new("for", "not negative"));
        if (monitor.WarningFor < TimeSpan.Zero) faults.Add(new("warning_for", "not negative"));
        if (monitor.KeepFiring < TimeSpan.Zero) faults.Add(new("keep_firing", "not negative"));
        if (LabelMonitorRules.Takes(monitor.Metric)) LabelMonitorRules.Check(monitor, faults);
        else if (monitor.Metric == MonitorMetric.EstimatedPerformance) EstimateMonitorRules.Check(monitor, faults);
        else LabelMonitorRules.CheckOthers(monitor, faults);
        if (monitor.Metric == MonitorMetric.Activity) CheckFewest(monitor, faults);
        else if (monitor.Compare != Quality.Comparison.Absolute) CheckThresholds(monitor, faults);
        return faults;
    }

    /// <summary>Before names of business metrics among the names a monitor may use.</summary>
    public const string BusinessPrefix = "business:";

    /// <summary>Everything wrong with a monitor of that model.</summary>
    /// <param name="monitor">The monitor.</param>
    /// <param name="model">The model.</param>
    /// <param name="known">Its columns and outputs.</param>
    public static IReadOnlyList<FieldFault> AgainstModel(MonitorDefinition monitor, ModelDefinition model, IReadOnlyCollection<string> known)
    {
        var faults = new List<FieldFault>();
        var isStream = monitor.Metric == MonitorMetric.Stream;
        if (monitor.Metric == MonitorMetric.Business) return AgainstBusiness(monitor, model, known);
        foreach (var column in monitor.Columns.Where(column => column != "*" && !known.Contains(column) && !(isStream && column == StreamColumns.Error)))
            faults.Add(new("columns", $"'{model.Id}' has no column '{column}'; known: {Some([.. known.Where(name => !name.StartsWith(BusinessPrefix, StringComparison.Ordinal))])}"));
        if (isStream) CheckStream(monitor, model, faults);
        if (LabelMonitorRules.Takes(monitor.Metric)) LabelMonitorRules.CheckAgainst(monitor, model, faults);
        if (monitor.Metric == MonitorMetric.EstimatedPerformance) EstimateMonitorRules.CheckAgainst(monitor, model, faults);
        if (monitor.Metric == MonitorMetric.LowConfidence && model.Task == ModelTask.Regression) faults.Add(new("metric", "a regression does not say how sure it is"));
        if (monitor.Segment.IsAll) return faults;
        var segments = model.Schema.Columns.Where(column => column.Segment).Select(column => column.Name).Concat(model.Schema.SegmentTags.Select(tag => "tag_" + tag)).ToList();
        if (!segments.Contains(monitor.Segment.Column, StringComparer.Ordinal))
            faults.Add(new("segment", segments.Count == 0 ? $"'{model.Id}' has no segments" : $"'{monitor.Segment.Column}' is no segment of '{model.Id}'; known: {Some(segments)}"));
        return faults;
    }

    // The names are business metrics there, and rows are grouped by any segment the daily values are kept for.
    private static List<FieldFault> AgainstBusiness(MonitorDefinition monitor, ModelDefinition model, IReadOnlyCollection<string> known)
    {
        var metrics = known.Where(name => name.StartsWith(BusinessPrefix, StringComparison.Ordinal)).Select(name => name[BusinessPrefix.Length..]).ToList();
        return [.. monitor.Columns.Where(column => column != "*" && !metrics.Contains(column, StringComparer.Ordinal))
            .Select(column => new FieldFault("columns", $"'{model.Id}' has no business metric '{column}'; known: {Some(metrics)}"))];
    }

    /// <summary>Reads a duration: a number with m, h, d or w, or ISO 8601.</summary>
    public static bool TryParseDuration(string text, out TimeSpan duration)
    {
        duration = TimeSpan.Zero;
        if (text.Length > 1 && double.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var count) && count < 10_000)
        {
            TimeSpan? unit = text[^1] switch { 'm' => TimeSpan.FromMinutes(1), 'h' => TimeSpan.FromHours(1), 'd' => TimeSpan.FromDays(1), 'w' => TimeSpan.FromDays(7), _ => null };
            if (unit is { } length)
            {
                duration = length * count;
                return true;
            }
        }

        if (!text.StartsWith('P')) return false;
        try
        {
            duration = XmlConvert.ToTimeSpan(text);
            return true;
        }
        catch (FormatException)
        {
            return false;
        }
    }

    private static void CheckMethod(MonitorDefinition monitor, List<FieldFault> faults)
    {
        var problem = monitor.Metric switch
        {
            MonitorMetric.Outliers => ProblemOf("outlier method", monitor.Method, EnumWords.All<OutlierMethod>()),
            MonitorMetric.Performance => monitor.Method == LabelMonitorRules.UsualMetric ? null : ProblemOf("metric of quality", monitor.Method, LabelMonitorRules.Metrics),
            MonitorMetric.EstimatedPerformance => ProblemOf("metric that can be estimated without labels", monitor.Method, EstimateMonitorRules.Metrics),
            MonitorMetric.Calibration => ProblemOf("measure of calibration", monitor.Method, LabelMonitorRules.Calibrations),
            MonitorMetric.Stream => ProblemOf("streaming detector", monitor.Method, [.. DetectorCatalog.All.Select(detector => detector.Name)]),
            _ => DriftMethods.TryParse(monitor.Method, multivariate: monitor.Metric == MonitorMetric.Drift, out _, out var unknown) ? null : unknown,
        };
        if (problem is not null) faults.Add(new("method", problem));
    }

    private static string? ProblemOf(string kind, string? name, IReadOnlyList<string> allowed)
    {
        if (name is not null && allowed.Contains(name, StringComparer.Ordinal)) return null;
        var near = NearName.Of(name ?? "", allowed);
        return $"'{name}' is no {kind}{(near is null ? "" : $"; did you mean '{near}'?")}; allowed: {string.Join(", ", allowed)}";
    }

    private static void CheckStream(MonitorDefinition monitor, ModelDefinition model, List<FieldFault> faults)
    {
        if (DetectorCatalog.Find(monitor.Method ?? "") is not { } detector) return;
        foreach (var column in monitor.Columns.Where(column => column != "*"))
            if (StreamColumns.WhyNot(model, column, detector) is { } why) faults.Add(new("columns", why));
        if (!monitor.Columns.Contains(StreamColumns.Error, StringComparer.Ordinal)) return;
        if (StreamColumns.LabelOf(model) is null) faults.Add(new("columns", $"'{model.Id}' has no outcome that says whether a prediction was right, so there is no stream of errors"));
        if (!monitor.Segment.IsAll) faults.Add(new("segment", "the stream of errors is of all rows; leave the segment out"));
    }

    private static void CheckBurn(MonitorDefinition monitor, List<FieldFault> faults)
    {
        if (monitor.Window != WindowSize.Hour) faults.Add(new("window", "burn rates are judged by the hour"));
        if (monitor.Warning is not null || monitor.Critical is not null) faults.Add(new("warning", "the thresholds of burn rates follow from the objectives; leave them out"));
        if (!monitor.Segment.IsAll || monitor.Version is not null) faults.Add(new("segment", "objectives are of all rows; leave segment and version out"));
    }

    /// <summary>The window of a metric when none is named.</summary>
    public static WindowSize UsualWindow(MonitorMetric metric) => metric is MonitorMetric.Silence or MonitorMetric.SloBurn ? WindowSize.Hour : WindowSize.Day;

    // Few predictions are bad: the lower number is the critical one.
    private static void CheckFewest(MonitorDefinition monitor, List<FieldFault> faults)
    {
        if (monitor.Warning is < 1) faults.Add(new("warning", "the fewest predictions wanted in a window, at least 1"));
        if (monitor.Critical is < 1) faults.Add(new("critical", "the fewest predictions wanted in a window, at least 1"));
        if (monitor is { Warning: { } warning, Critical: { } critical } && critical > warning)
            faults.Add(new("critical", "fewer predictions are worse: the critical number lies at or below the warning one"));
    }

    private static void CheckThresholds(MonitorDefinition monitor, List<FieldFault> faults)
    {
        if (monitor.Warning is < 0) faults.Add(new("warning", "not negative"));
        if (monitor.Critical is < 0) faults.Add(new("critical", "not negative"));
        if (monitor is { Warning: { } warning, Critical: { } critical } && warning > critical)
            faults.Add(new("critical", string.Create(CultureInfo.InvariantCulture, $"the critical threshold {critical} is below the warning threshold {warning}")));
    }

    private static string Some(IReadOnlyCollection<string> names) =>
        string.Join(", ", names.Take(20)) + (names.Count > 20 ? string.Create(CultureInfo.InvariantCulture, $" and {names.Count - 20} more") : "");
}
