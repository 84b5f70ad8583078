using Vedetta.Core.Incidents;
using Vedetta.Core.Monitors;
using Vedetta.Statistics;

namespace Vedetta.Server.Api;

/// <summary>The life of one problem.</summary>
public sealed record IncidentBody(
    string Id, string Model, string Version, Audience Audience, IncidentState State, Severity Severity, VerdictKind Verdict, string Title, CauseBody Cause,
    DateTimeOffset Opened, DateTimeOffset? FiredAt, DateTimeOffset? Acknowledged, DateTimeOffset? Resolved, IReadOnlyList<MemberBody> Members,
    string? Runbook, IReadOnlyList<HistoryBody> History, bool Backfilled, string? Feedback, ExplanationBody? Explanation, string? MutedBy = null,
    DateTimeOffset? FiringSince = null, DateTimeOffset? NoDataSince = null, int Reopenings = 0, bool Flapping = false, string? Source = null)
{
    /// <summary>As clients see it.</summary>
    public static IncidentBody Of(Incident incident) => new(
        incident.Id, incident.Model.Value, incident.Version, incident.Audience, incident.State, incident.Severity,
        incident.Severity == Severity.Critical ? VerdictKind.Critical : VerdictKind.Warning, incident.Title,
        new CauseBody(incident.Cause.Kind, incident.Cause.Columns), incident.Opened, incident.FiredAt, incident.Acknowledged, incident.Resolved,
        [.. incident.Members.Select(MemberBody.Of)], Runbooks.Of(incident), [.. incident.History.Select(line => new HistoryBody(line.At, line.What, line.By))],
        incident.Backfilled, incident.Feedback, ExplanationBody.Of(incident.Explanation), incident.MutedBy,
        incident.FiringSince, incident.NoDataSince, incident.Reopenings, incident.IsFlapping, incident.Source);
}

/// <summary>What members have in common.</summary>
public sealed record CauseBody(string Kind, IReadOnlyList<string> Columns);

/// <summary>A line of history.</summary>
public sealed record HistoryBody(DateTimeOffset At, string What, string By);

/// <summary>One monitor and column that is bad.</summary>
public sealed record MemberBody(
    string Monitor, MonitorMetric Metric, string Column, string? Segment, WindowBody Window, WindowBody LastWindow, Severity Severity, double? Value, double? Low,
    double? High, ThresholdBody Threshold, double? Excess, long N, VerdictKind Verdict, string? Reason, MemberFirstBody First, WindowBody? Recovered)
{
    /// <summary>As clients see it.</summary>
    public static MemberBody Of(IncidentMember member) => new(
        member.Monitor, member.Metric, member.Column, member.Segment.Length == 0 ? null : member.Segment, WindowBody.Of(member.Window),
        WindowBody.Of(member.LastWindow), member.Severity, member.Reading.Value, member.Reading.Low, member.Reading.High, ThresholdBody.Of(member.Reading),
        member.Reading.Excess, member.Reading.N, member.Reading.Verdict.Kind, member.Reading.Verdict.Reason,
        new MemberFirstBody(member.First.Value, member.First.Low, member.First.High, member.First.N, member.First.Verdict.Kind),
        member.Recovered is { } recovered ? WindowBody.Of(recovered) : null);
}

/// <summary>The reading of the window that fired, as it was then.</summary>
public sealed record MemberFirstBody(double? Value, double? Low, double? High, long N, VerdictKind Verdict);

/// <summary>What a person does to an incident.</summary>
public sealed record IncidentAction
{
    /// <summary>More words.</summary>
    public string? Note { get; init; }

    /// <summary>For feedback: <c>useful</c> or <c>noise</c>.</summary>
    public string? Feedback { get; init; }
}
