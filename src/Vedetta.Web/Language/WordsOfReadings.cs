using Vedetta.Core.Incidents;
using Vedetta.Core.Monitors;

namespace Vedetta.Web.Language;

public sealed partial class Words
{
    /// <summary>Whether a metric's value is a share of one.</summary>
    public static bool IsShare(MonitorMetric metric) => metric is MonitorMetric.DriftShare or MonitorMetric.Missing or MonitorMetric.OutOfRange
        or MonitorMetric.TypeErrors or MonitorMetric.NewCategories or MonitorMetric.VanishedCategories or MonitorMetric.Duplicates;

    /// <summary>A metric's value in its unit.</summary>
    public string ValueOf(MonitorMetric metric, double? value) => IsShare(metric) ? Format.Percent(value) : Format.Number(value);

    /// <summary>A metric's threshold in its unit.</summary>
    public string ThresholdOf(MonitorMetric metric, double? value) => IsShare(metric) ? Format.Percent(value) : Format.Threshold(value);

    /// <summary>The interval of a value, in brackets; empty where none is known.</summary>
    public string IntervalOf(MonitorMetric metric, Reading reading) =>
        reading is { Low: { } low, High: { } high } ? $"[{Plain(metric, low)}, {Plain(metric, high)}]" : "";

    /// <summary>What was measured: the column, then the method or the metric.</summary>
    public string Measured(MonitorMetric metric, string? method, string column)
    {
        var what = metric == MonitorMetric.Drift && !string.IsNullOrEmpty(method) && method != "auto" ? MethodName(method) : Of(metric);
        return column.Length == 0 ? what : $"{column}, {what}";
    }

    /// <summary>The threshold that a reading of that verdict crossed.</summary>
    public static double? Crossed(Reading reading) =>
        reading.Verdict.Kind == Statistics.VerdictKind.Critical ? reading.Critical ?? reading.Warning : reading.Warning ?? reading.Critical;

    /// <summary>The threshold and the number of rows behind a value.</summary>
    public string Tail(MonitorMetric metric, Reading reading)
    {
        var threshold = Crossed(reading) is { } limit ? $", {ThresholdWord} {ThresholdOf(metric, limit)}" : "";
        return reading.N > 0 ? $"{threshold}, n = {Format.Count(reading.N)}" : threshold;
    }

    /// <summary>A reading as one sentence of plain text.</summary>
    public string Sentence(MonitorMetric metric, string? method, string column, Reading reading)
    {
        var interval = IntervalOf(metric, reading);
        return $"{Measured(metric, method, column)} {ValueOf(metric, reading.Value)}{(interval.Length > 0 ? " " + interval : "")}{Tail(metric, reading)}";
    }

    /// <summary>What an incident is about, in words.</summary>
    public string TitleOf(Incident incident)
    {
        if (Tongue == Tongue.English) return incident.Title;
        var columns = incident.Cause.Columns;
        var names = string.Join(", ", columns.Take(3)) + (columns.Count > 3 ? " " + AndMore(columns.Count - 3) : "");
        return names.Length > 0 ? $"{CauseOf(incident.Cause.Kind)}: {names}" : CauseOf(incident.Cause.Kind);
    }

    /// <summary>The kind of a cause.</summary>
    public string CauseOf(string kind) => kind switch
    {
        "drift" => T("Drift", "Дрейф"),
        "data_fault" => T("Data fault", "Сбой данных"),
        "volume" => T("Volume", "Объём"),
        "silence" => T("Silence of data", "Молчание данных"),
        "traffic" => T("Traffic", "Поток"),
        _ => kind,
    };

    private string Plain(MonitorMetric metric, double value) => IsShare(metric) ? Format.Percent(value).Replace("\u00A0%", "", StringComparison.Ordinal) : Format.Number(value);
}
