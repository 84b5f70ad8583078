using System.Globalization;
using Vedetta.Core.Monitors;
using Vedetta.Core.Reports;
using Vedetta.Core.Time;
using Vedetta.Statistics;
using Vedetta.Statistics.Performance;

namespace Vedetta.Server.Api;

/// <summary>A report for programs; the other formats say the same in words.</summary>
/// <param name="Model">The model.</param>
/// <param name="Audience">Whom it is for; null for everybody.</param>
/// <param name="Every">A day or a week.</param>
/// <param name="From">Begin of the span.</param>
/// <param name="To">End of the span.</param>
/// <param name="Before">The span of the last report.</param>
/// <param name="MadeAt">When it was made.</param>
/// <param name="Verdict">The state of the model.</param>
/// <param name="Silent">Whether no data come.</param>
/// <param name="Since">Since when.</param>
/// <param name="Headline">The state in a sentence.</param>
/// <param name="Changes">What is different from the last report.</param>
/// <param name="Incidents">Incidents that were open in the span.</param>
/// <param name="Drift">The columns that moved most.</param>
/// <param name="Quality">Estimated and realized quality, coverage by labels.</param>
/// <param name="Business">Business metrics.</param>
/// <param name="Traffic">The service.</param>
/// <param name="TrafficBefore">The service in the span before.</param>
/// <param name="Objectives">How the objectives stand.</param>
/// <param name="Actions">What to do.</param>
public sealed record ReportBody(
    string Model, Audience? Audience, WindowSize Every, DateTimeOffset From, DateTimeOffset To, WindowBody Before, DateTimeOffset MadeAt, VerdictKind Verdict, bool Silent, DateTimeOffset? Since, string Headline,
    IReadOnlyList<ReportChange> Changes, IReadOnlyList<IncidentBody> Incidents, IReadOnlyList<ReportDriftBody> Drift, IReadOnlyList<ReportQualityBody> Quality, IReadOnlyList<ReportBusinessBody> Business,
    ServicePointBody? Traffic, ServicePointBody? TrafficBefore, IReadOnlyList<ObjectiveAnswer> Objectives, IReadOnlyList<ReportAction> Actions)
{
    /// <summary>As clients see it.</summary>
    public static ReportBody Of(ReportDocument report, string headline) => new(
        report.Model.Id.Value, report.Audience, report.Every, report.Span.From, report.Span.To, WindowBody.Of(report.Before), report.MadeAt, report.Status.Verdict, report.Status.Silent, report.Status.Since, headline,
        report.Changes, [.. report.Incidents.Select(IncidentBody.Of)],
        [.. report.Drift.Select(each => new ReportDriftBody(each.Column, each.Metric, each.Method, WindowBody.Of(each.Window), each.Worst.Value, each.Worst.Low, each.Worst.High, each.Worst.N, each.Worst.Excess, each.Before, each.Worst.Verdict.Kind, each.Worst.Verdict.Reason))],
        [.. report.Quality.Select(each => new ReportQualityBody(
            each.Kind, each.Metric is { } metric ? PerformanceMetrics.Name(metric) : "label_coverage", WindowBody.Of(each.Window), each.Reading.Value, each.Reading.Low, each.Reading.High, each.Reading.N, each.Reading.Verdict.Kind, each.Reading.Verdict.Reason, each.Before?.Value))],
        [.. report.Business.Select(each => new ReportBusinessBody(each.Metric.Name, BusinessPointBody.Of(each.Now), each.Before is { } before ? BusinessPointBody.Of(before) : null))],
        report.Traffic is { } traffic ? ServicePointBody.Of(traffic) : null, report.TrafficBefore is { } was ? ServicePointBody.Of(was) : null, [.. report.Objectives.Select(ObjectiveAnswer.Of)], report.Actions);
}

/// <summary>A column with the largest excess it reached in the span, and in the span before.</summary>
public sealed record ReportDriftBody(string Column, MonitorMetric Metric, string? Method, WindowBody Window, double? Value, double? Low, double? High, long N, double? Excess, double? ExcessBefore, VerdictKind Verdict, string? Reason);

/// <summary>A figure of quality, and what the last report could say.</summary>
public sealed record ReportQualityBody(ReportQualityKind Kind, string Metric, WindowBody Window, double? Value, double? Low, double? High, long N, VerdictKind Verdict, string? Reason, double? Before);

/// <summary>A business metric of the span and of the span before.</summary>
public sealed record ReportBusinessBody(string Metric, BusinessPointBody Now, BusinessPointBody? Before);

/// <summary>A schedule of reports as clients describe it.</summary>
public sealed record ReportScheduleBody
{
    /// <summary>Unique; the one in the path, or left out.</summary>
    public string? Name { get; init; }

    /// <summary>Which models; left out or empty for all.</summary>
    public IReadOnlyList<string>? Models { get; init; }

    /// <summary>Whom it is for; left out for everybody.</summary>
    public Audience? Audience { get; init; }

    /// <summary>A day when left out, or a week: sent on Mondays.</summary>
    public WindowSize? Every { get; init; }

    /// <summary>Hour and minute of the model's zone, <c>07:00</c> when left out.</summary>
    public string? At { get; init; }

    /// <summary>The e-mail channel it is sent by.</summary>
    public string? Channel { get; init; }

    /// <summary><c>en</c> or <c>ru</c>.</summary>
    public ReportLanguage? Language { get; init; }

    /// <summary>Whether it is sent.</summary>
    public bool? Enabled { get; init; }

    /// <summary>As clients see it.</summary>
    public static ReportScheduleBody Of(ReportSchedule schedule) => new()
    {
        Name = schedule.Name, Models = schedule.Models, Audience = schedule.Audience, Every = schedule.Every, At = schedule.At.ToString("HH:mm", CultureInfo.InvariantCulture), Channel = schedule.Channel, Language = schedule.Language, Enabled = schedule.Enabled,
    };

    internal ReportSchedule ToSchedule(string name) => new(
        name, Models ?? [], Audience, Every ?? WindowSize.Day, TimeOf(At), Channel ?? "", Language ?? ReportLanguage.En, Enabled ?? true);

    private static TimeOnly TimeOf(string? text)
    {
        if (string.IsNullOrEmpty(text)) return ReportSchedule.UsualAt;
        return TimeOnly.TryParseExact(text, ["HH:mm", "H:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var at)
            ? at
            : throw new Core.Models.InvalidDescriptionException("report_schedule", [new Core.Models.FieldFault("at", "hour and minute, such as 07:00")]);
    }
}

/// <summary>What became of a report that was sent.</summary>
public sealed record ReportSentBody(string Model, bool Delivered, string? Answer);
