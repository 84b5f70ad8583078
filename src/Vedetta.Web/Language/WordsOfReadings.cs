using Vedetta.Core.Incidents;
using Vedetta.Core.Monitors;

namespace Vedetta.Web.Language;

public sealed partial class Words
{
    /// <summary>Whether a metric's value is a share of one.</summary>
    public static bool IsShare(MonitorMetric metric) => metric is MonitorMetric.DriftShare or MonitorMetric.Missing or MonitorMetric.OutOfRange
        or MonitorMetric.TypeErrors or MonitorMetric.NewCategories or MonitorMetric.VanishedCategories or MonitorMetric.Duplicates or MonitorMetric.Outliers or MonitorMetric.LabelCoverage or MonitorMetric.LowConfidence;

    /// <summary>A metric's value in its unit.</summary>
    public string ValueOf(MonitorMetric metric, string? method, Reading reading) => metric switch
    {
        _ when IsShare(metric) => Format.Percent(reading.Value),
        MonitorMetric.Drift when IsRecommended(method) => Format.Excess(reading.Excess),
        MonitorMetric.Volume when reading.Value is { } rows => Format.Count((long)rows),
        MonitorMetric.Stream when reading.Value is { } signals => N((int)Math.Min(signals, int.MaxValue), "signal", "signals", "сигнал", "сигнала", "сигналов"),
        MonitorMetric.Silence when reading.Value is { } hours => Format.Length(TimeSpan.FromHours(hours)),
        MonitorMetric.Staleness when reading.Value is { } days => Format.Length(TimeSpan.FromDays(days)),
        MonitorMetric.Activity when reading.Value is { } rows => Format.Count((long)rows),
        _ => Format.Number(reading.Value),
    };

    /// <summary>Whether a drift value is told by its excess: the recommended test picks a statistic per column, so its raw values do not compare.</summary>
    public static bool IsRecommended(string? method) => string.IsNullOrEmpty(method) || method == "auto";

    /// <summary>A metric's threshold in its unit.</summary>
    public string ThresholdOf(MonitorMetric metric, double? value) => metric switch
    {
        _ when IsShare(metric) => Format.Percent(value),
        MonitorMetric.Silence when value is { } hours => Format.Length(TimeSpan.FromHours(hours)),
        MonitorMetric.Staleness when value is { } days => Format.Length(TimeSpan.FromDays(days)),
        MonitorMetric.Activity when value is { } rows => Format.Count((long)rows),
        _ => Format.Threshold(value),
    };

    /// <summary>Both thresholds of a reading, in its unit.</summary>
    public string ThresholdsOf(MonitorMetric metric, string? method, Reading reading) => metric switch
    {
        MonitorMetric.Volume or MonitorMetric.Constant => Formats.None,
        MonitorMetric.Drift when IsRecommended(method) => reading is { Warning: { } warning, Critical: { } critical } && warning > 0 ? $"{Format.Excess(1)} / {Format.Excess(critical / warning)}" : Formats.None,
        _ => $"{ThresholdOf(metric, reading.Warning)} / {ThresholdOf(metric, reading.Critical)}",
    };

    /// <summary>The interval of a value, in brackets; empty where none is known.</summary>
    public string IntervalOf(MonitorMetric metric, string? method, Reading reading) =>
        (metric != MonitorMetric.Drift || !IsRecommended(method)) && reading is { Low: { } low, High: { } high } ? $"[{Plain(metric, low)}, {Plain(metric, high)}]" : "";

    /// <summary>What was measured: the column, then the method or the metric.</summary>
    public string Measured(MonitorMetric metric, string? method, string column)
    {
        var named = (metric is MonitorMetric.Drift or MonitorMetric.Outliers or MonitorMetric.Stream or MonitorMetric.Performance or MonitorMetric.EstimatedPerformance or MonitorMetric.Calibration) && !IsRecommended(method);
        var what = !named ? Of(metric) : metric is MonitorMetric.Outliers or MonitorMetric.EstimatedPerformance ? $"{Of(metric)} ({MethodName(method)})" : MethodName(method);
        return column.Length == 0 ? what : $"{column}, {what}";
    }

    /// <summary>The threshold that a reading of that verdict crossed.</summary>
    public static double? Crossed(Reading reading) =>
        reading.Verdict.Kind == Statistics.VerdictKind.Critical ? reading.Critical ?? reading.Warning : reading.Warning ?? reading.Critical;

    /// <summary>The threshold and the number of rows behind a value.</summary>
    public string Tail(MonitorMetric metric, string? method, Reading reading)
    {
        var threshold = metric == MonitorMetric.Drift && IsRecommended(method) ? T(" its threshold", " порога")
            : metric != MonitorMetric.Volume && Crossed(reading) is { } limit ? $", {ThresholdWord} {ThresholdOf(metric, limit)}" : "";
        return reading.N > 0 ? $"{threshold}, n = {Format.Count(reading.N)}" : threshold;
    }

    /// <summary>A reading as one sentence of plain text.</summary>
    public string Sentence(MonitorMetric metric, string? method, string column, Reading reading)
    {
        // The engine's own reason says more.
        if (reading.Verdict.Reason is { } reason && Speaks(reason)) return $"{Measured(metric, method, column)}: {ReasonOf(reason)}";
        var interval = IntervalOf(metric, method, reading);
        return $"{Measured(metric, method, column)} {ValueOf(metric, method, reading)}{(interval.Length > 0 ? " " + interval : "")}{Tail(metric, method, reading)}";
    }

    /// <summary>What an incident is about, in words.</summary>
    public string TitleOf(Incident incident)
    {
        if (incident.Source is not null) return incident.Title; // another system's own words
        var columns = incident.Cause.Columns;
        var names = string.Join(", ", columns.Take(2)) + (columns.Count > 2 ? " " + AndMore(columns.Count - 2) : "");
        return names.Length > 0 ? $"{names}: {CauseOf(incident.Cause.Kind)}" : CauseOf(incident.Cause.Kind);
    }

    /// <summary>The kind of a cause.</summary>
    public string CauseOf(string kind) => kind switch
    {
        "drift" => T("drift", "дрейф"),
        "data_fault" => T("broken data", "сбой данных"),
        "categories" => T("categories changed", "категории изменились"),
        "volume" => T("unusual number of rows", "необычное число строк"),
        "performance" => T("predictions worse", "прогнозы хуже"),
        "labels" => T("outcomes missing or late", "исходы не приходят или опаздывают"),
        "objective" => T("error budget burns", "бюджет ошибок сгорает"),
        "silence" => T("data late or silent", "данные молчат или опаздывают"),
        "service" => T("service in trouble", "сервис не в порядке"),
        "release" => T("release", "релиз"),
        "business" => T("business metrics unusual", "бизнес-показатели необычны"),
        "age" => T("the model is old", "модель устарела"),
        _ => kind,
    };

    private string Plain(MonitorMetric metric, double value) => IsShare(metric) ? Format.Percent(value).Replace("\u00A0%", "", StringComparison.Ordinal) : Format.Number(value);
}
