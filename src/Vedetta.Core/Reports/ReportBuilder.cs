using Vedetta.Core.Incidents;
using Vedetta.Core.Monitors;
using Vedetta.Core.Objectives;
using Vedetta.Core.Time;
using Vedetta.Statistics;

namespace Vedetta.Core.Reports;

/// <summary>Makes a report of facts. Pure.</summary>
public static class ReportBuilder
{
    private const int Columns = 8;
    private const int MostIncidents = 20;

    /// <summary>The report for an audience.</summary>
    public static ReportDocument Build(ReportFacts facts, Audience? audience, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var drift = DriftOf(facts);
        var business = BusinessOf(facts);
        var incidents = facts.Incidents
            .Where(incident => incident.State != IncidentState.Pending && IsOpenIn(incident, facts.Span))
            .OrderBy(incident => incident.State == IncidentState.Resolved).ThenByDescending(incident => incident.Severity).ThenByDescending(incident => incident.Opened)
            .ToList();
        return new ReportDocument(
            facts.Model, audience, facts.Every, facts.Span, facts.Before, now, facts.Status,
            ReportChanges.Of(facts, drift, business, audience), [.. incidents.OrderBy(incident => audience is not null && incident.Audience != audience).Take(MostIncidents)], [.. drift.Take(Columns)],
            facts.Quality, business, facts.Business?.Plan.Currency, facts.Traffic, facts.TrafficBefore, facts.Objectives, ActionsOf(facts, incidents, audience));
    }

    private static bool IsOpenIn(Incident incident, Window span) => incident.Opened < span.To && (incident.Resolved is not { } over || over >= span.From);

    // The worst reading of each column and metric in the span, beside the worst of the span before.
    private static List<ReportDrift> DriftOf(ReportFacts facts)
    {
        var judged = facts.Points.Where(point => point.Reading is { Excess: not null, Completeness: >= 1 } && point.Reading.Verdict.Kind != VerdictKind.Undecided
            && facts.Monitors.TryGetValue(point.Key.Monitor, out var monitor) && monitor.Metric is not MonitorMetric.SloBurn && !(monitor is { Managed: true, Window: WindowSize.Month })).ToList();
        return [.. judged.Where(point => EndsIn(point.Key.Window, facts.Span)).GroupBy(point => (point.Key.Monitor, point.Key.Column)).Select(group =>
        {
            var monitor = facts.Monitors[group.Key.Monitor];
            var worst = group.OrderByDescending(point => Rank(point.Reading.Verdict.Kind)).ThenByDescending(point => point.Reading.Excess).First();
            var before = judged.Where(point => point.Key.Monitor == group.Key.Monitor && point.Key.Column == group.Key.Column && EndsIn(point.Key.Window, facts.Before)).Max(point => EffectiveExcess(point.Reading));
            return new ReportDrift(group.Key.Column, monitor.Metric, monitor.Method, worst.Reading, worst.Key.Window, before);
        }).OrderByDescending(each => Rank(each.Worst.Verdict.Kind)).ThenByDescending(each => each.Worst.Excess).ThenBy(each => each.Column, StringComparer.Ordinal)];
    }

    /// <summary>The excess of a reading as far as it alarms: what is within noise is below one.</summary>
    internal static double? EffectiveExcess(Reading reading) => reading.Verdict.Kind == VerdictKind.Healthy ? Math.Min(reading.Excess ?? 0, 0.99) : reading.Excess;

    private static bool EndsIn(Window window, Window span) => window.To > span.From && window.To <= span.To;

    private static int Rank(VerdictKind kind) => kind switch { VerdictKind.Critical => 2, VerdictKind.Warning => 1, _ => 0 };

    private static List<ReportBusiness> BusinessOf(ReportFacts facts) =>
        [.. (facts.Business?.Series ?? []).Where(series => series.Points.Count > 0).Select(series => new ReportBusiness(
            series.Metric, series.Points[0], facts.BusinessBefore?.Series.FirstOrDefault(each => each.Metric.Name == series.Metric.Name) is { Points: [var before, ..] } ? before : null))];

    private static List<ReportAction> ActionsOf(ReportFacts facts, IReadOnlyList<Incident> incidents, Audience? audience)
    {
        var actions = new List<ReportAction>();
        if (facts.Status.Silent && audience is not Audience.Business) actions.Add(new ReportAction(ReportActionKind.FindSender, "", null));
        var mine = incidents.Where(incident => audience is null || incident.Audience == audience || incident.Severity == Severity.Critical).ToList();
        actions.AddRange(mine.Where(incident => incident.State == IncidentState.Firing).Take(5).Select(incident => new ReportAction(ReportActionKind.TakeIncident, incident.Id, incident.Runbook)));
        actions.AddRange(mine.Where(incident => incident.State == IncidentState.Acknowledged).Take(5).Select(incident => new ReportAction(ReportActionKind.FinishIncident, incident.Id, incident.Runbook)));
        if (audience is not Audience.Business)
            actions.AddRange(facts.Objectives.Where(objective => objective.Verdict is VerdictKind.Warning or VerdictKind.Critical).Select(objective => new ReportAction(ReportActionKind.SaveBudget, objective.Objective.Name, null)));
        if (audience is not Audience.Business && facts.Quality.Any(each => each.Kind == ReportQualityKind.Coverage && each.Reading.Verdict.IsAlarm)) actions.Add(new ReportAction(ReportActionKind.FindLabels, "", null));
        if (string.IsNullOrEmpty(facts.Model.Owner)) actions.Add(new ReportAction(ReportActionKind.NameOwner, "", null));
        if (actions.Count == 0) actions.Add(new ReportAction(ReportActionKind.Nothing, "", null));
        return actions;
    }
}
