using Vedetta.Core.Monitors;
using Vedetta.Core.Readings;
using Vedetta.Statistics;
using Vedetta.Statistics.Performance;

namespace Vedetta.Server.Api;

/// <summary>State of one model.</summary>
public sealed record StatusBody(
    string Model, VerdictKind Verdict, bool Silent, DateTimeOffset? Since, IReadOnlyList<string> Reasons, IReadOnlyList<MonitorStatusBody> Monitors,
    DateTimeOffset? EvaluatedAt, DateTimeOffset? NextEvaluation)
{
    /// <summary>As clients see it.</summary>
    public static StatusBody Of(ModelStatus status) => new(
        status.Model.Value, status.Verdict, status.Silent, status.Since, status.Reasons, [.. status.Monitors.Select(MonitorStatusBody.Of)],
        status.EvaluatedAt, status.NextEvaluation);
}

/// <summary>Latest reading of one monitor and column.</summary>
public sealed record MonitorStatusBody(
    string Monitor, MonitorMetric Metric, string? Method, string Column, WindowBody Window, double? Value, double? Low, double? High, double? PValue,
    ThresholdBody Threshold, double? Excess, long N, long NBaseline, VerdictKind Verdict, string? Reason, DateTimeOffset? Since)
{
    /// <summary>As clients see it.</summary>
    public static MonitorStatusBody Of(MonitorStatus status) => new(
        status.Monitor, status.Metric, status.Method, status.Column, WindowBody.Of(status.Window), status.Reading.Value, status.Reading.Low,
        status.Reading.High, status.Reading.PValue, ThresholdBody.Of(status.Reading), status.Reading.Excess, status.Reading.N, status.Reading.BaselineN,
        status.Reading.Verdict.Kind, status.Reading.Verdict.Reason, status.Since);
}

/// <summary>One model of the fleet.</summary>
public sealed record FleetRowBody(
    string Model, string? Title, string? Owner, string? LiveVersion, VerdictKind Verdict, bool Silent, DateTimeOffset? Since, IReadOnlyList<string> Reasons,
    IReadOnlyList<MonitorStatusBody> Monitors, IReadOnlyList<long> Traffic, long RowsLastHour, WorstDriftBody? WorstDrift, int OpenIncidents, DateTimeOffset? EvaluatedAt, DateTimeOffset? NextEvaluation, FleetQualityBody? Quality)
{
    /// <summary>As clients see it.</summary>
    public static FleetRowBody Of(FleetRow row) => new(
        row.Model.Id.Value, row.Model.Title, row.Model.Owner, row.LiveVersion, row.Status.Verdict, row.Status.Silent, row.Status.Since, row.Status.Reasons,
        [.. row.Status.Monitors.Select(MonitorStatusBody.Of)], row.Traffic, row.RowsLastHour,
        row.WorstDrift is { } worst ? new WorstDriftBody(worst.Column, worst.Excess, worst.Verdict, WindowBody.Of(worst.Window)) : null,
        row.OpenIncidents, row.Status.EvaluatedAt, row.Status.NextEvaluation, row.Quality is { } quality ? FleetQualityBody.Of(quality) : null);
}

/// <summary>Latest quality of a model.</summary>
public sealed record FleetQualityBody(string Metric, FleetFigureBody? Estimated, FleetFigureBody? Realized, double? LabelCoverage)
{
    /// <summary>As clients see it.</summary>
    public static FleetQualityBody Of(FleetQuality quality) => new(
        PerformanceMetrics.Name(quality.Metric), quality.Estimated is { } estimated ? FleetFigureBody.Of(estimated) : null, quality.Realized is { } realized ? FleetFigureBody.Of(realized) : null, quality.Coverage);
}

/// <summary>One figure of quality.</summary>
public sealed record FleetFigureBody(WindowBody Window, double? Value, double? Low, double? High, long N, VerdictKind Verdict, string? Reason)
{
    /// <summary>As clients see it.</summary>
    public static FleetFigureBody Of(Point point) => new(
        WindowBody.Of(point.Key.Window), point.Reading.Value, point.Reading.Low, point.Reading.High, point.Reading.N, point.Reading.Verdict.Kind, point.Reading.Verdict.Reason);
}

/// <summary>The column that moved most.</summary>
public sealed record WorstDriftBody(string Column, double Excess, VerdictKind Verdict, WindowBody Window);
