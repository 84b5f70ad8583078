using Vedetta.Core.Business;
using Vedetta.Core.Incidents;
using Vedetta.Core.Models;
using Vedetta.Core.Monitors;
using Vedetta.Core.Objectives;
using Vedetta.Core.Readings;
using Vedetta.Core.Time;
using Vedetta.Statistics.Performance;

namespace Vedetta.Core.Reports;

/// <summary>
/// What is reported of a model for a day or a week beside the one before. It holds no words: a renderer says it in a language.
/// </summary>
/// <param name="Model">The model.</param>
/// <param name="Audience">Whom it is for; null for everybody.</param>
/// <param name="Every">A day or a week.</param>
/// <param name="Span">What it is about.</param>
/// <param name="Before">What it is compared with: the span of the report before.</param>
/// <param name="MadeAt">When it was made.</param>
/// <param name="Status">The state of the model when it was made.</param>
/// <param name="Changes">What is different from the last report, the worst first.</param>
/// <param name="Incidents">Incidents that were open in the span and fired, the worst first.</param>
/// <param name="Drift">The columns that moved most in the span.</param>
/// <param name="Quality">Estimated and realized quality, and the coverage by labels.</param>
/// <param name="Business">Business metrics.</param>
/// <param name="Currency">Currency of the business metrics; null where none is shown.</param>
/// <param name="Traffic">The service in the span; null without rows.</param>
/// <param name="TrafficBefore">The service in the span before; null without rows.</param>
/// <param name="Objectives">How the objectives stand.</param>
/// <param name="Actions">What to do, the most urgent first.</param>
public sealed record ReportDocument(
    ModelDefinition Model,
    Audience? Audience,
    WindowSize Every,
    Window Span,
    Window Before,
    DateTimeOffset MadeAt,
    ModelStatus Status,
    IReadOnlyList<ReportChange> Changes,
    IReadOnlyList<Incident> Incidents,
    IReadOnlyList<ReportDrift> Drift,
    IReadOnlyList<ReportQuality> Quality,
    IReadOnlyList<ReportBusiness> Business,
    string? Currency,
    ServicePoint? Traffic,
    ServicePoint? TrafficBefore,
    IReadOnlyList<BudgetReading> Objectives,
    IReadOnlyList<ReportAction> Actions)
{
    /// <summary>The parts of the report, in the order in which the audience wants them.</summary>
    public IReadOnlyList<ReportPart> Parts => ReportParts.Of(Audience);
}

/// <summary>A column with the largest excess it reached in the span.</summary>
/// <param name="Column">The column; empty for a monitor of the whole model.</param>
/// <param name="Metric">What was measured.</param>
/// <param name="Method">By which method.</param>
/// <param name="Worst">The reading with the largest excess.</param>
/// <param name="Window">Its window.</param>
/// <param name="Before">The largest excess of the span before; null where it was not judged.</param>
public sealed record ReportDrift(string Column, MonitorMetric Metric, string? Method, Reading Worst, Window Window, double? Before);

/// <summary>Where a figure of quality comes from.</summary>
public enum ReportQualityKind
{
    /// <summary>From scores, before labels come.</summary>
    Estimated,

    /// <summary>From labels that came.</summary>
    Realized,

    /// <summary>Share of mature predictions that have a label.</summary>
    Coverage,
}

/// <summary>A figure of quality: the latest that was judged up to the end of the span, beside the latest up to its begin.</summary>
/// <param name="Kind">Where it comes from.</param>
/// <param name="Metric">The metric; null for the coverage.</param>
/// <param name="Window">Its window, which may lie long before the span: labels come late.</param>
/// <param name="Reading">The value with its interval, n and verdict.</param>
/// <param name="Before">What the last report could say; null where it could say nothing.</param>
public sealed record ReportQuality(ReportQualityKind Kind, PerformanceMetric? Metric, Window Window, Reading Reading, Reading? Before);

/// <summary>A business metric of the span beside the span before.</summary>
public sealed record ReportBusiness(BusinessMetric Metric, BusinessPoint Now, BusinessPoint? Before);

/// <summary>Something that is different from the last report.</summary>
/// <param name="Kind">What.</param>
/// <param name="Subject">The incident, column or metric it is about; empty for the model as a whole.</param>
/// <param name="Before">Value before; null where there is none.</param>
/// <param name="Now">Value now; null where there is none.</param>
/// <param name="Better">True for the better, false for the worse, null for neither.</param>
public sealed record ReportChange(ReportChangeKind Kind, string Subject, double? Before, double? Now, bool? Better);

/// <summary>What can be different.</summary>
public enum ReportChangeKind
{
    /// <summary>An incident fired in the span.</summary>
    IncidentFired,

    /// <summary>An incident was over in the span.</summary>
    IncidentResolved,

    /// <summary>A column is beyond its threshold that was not.</summary>
    DriftBegan,

    /// <summary>A column that was beyond its threshold no longer is.</summary>
    DriftEnded,

    /// <summary>Quality moved: the intervals do not meet.</summary>
    Quality,

    /// <summary>A business metric moved: the intervals do not meet.</summary>
    Business,

    /// <summary>The number of predictions left its usual band or changed by a third.</summary>
    Traffic,

    /// <summary>The share of predictions with an error moved: the intervals do not meet.</summary>
    Errors,

    /// <summary>The latency moved: the intervals of its p95 do not meet.</summary>
    Latency,
}

/// <summary>Something to do.</summary>
/// <param name="Kind">What.</param>
/// <param name="Subject">The incident, column, objective or version it is about.</param>
/// <param name="Runbook">What the monitor says to do; null where it says nothing.</param>
public sealed record ReportAction(ReportActionKind Kind, string Subject, string? Runbook);

/// <summary>What can be done.</summary>
public enum ReportActionKind
{
    /// <summary>Nobody has taken a firing incident.</summary>
    TakeIncident,

    /// <summary>An incident that somebody took is still open.</summary>
    FinishIncident,

    /// <summary>No data come.</summary>
    FindSender,

    /// <summary>An error budget burns or is spent.</summary>
    SaveBudget,

    /// <summary>Labels are missing.</summary>
    FindLabels,

    /// <summary>The model has no owner.</summary>
    NameOwner,

    /// <summary>Nothing is to be done.</summary>
    Nothing,
}
