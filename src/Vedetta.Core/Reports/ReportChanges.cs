using Vedetta.Core.Business;
using Vedetta.Core.Incidents;
using Vedetta.Core.Monitors;
using Vedetta.Core.Readings;
using Vedetta.Core.Time;
using Vedetta.Statistics.Performance;

namespace Vedetta.Core.Reports;

/// <summary>What is different from the last report: only what is more than chance. Pure.</summary>
internal static class ReportChanges
{
    private const double LargeChange = 1.0 / 3;

    // Outcomes that are still to come make a change of the calendar look like one of the business.
    private const double EnoughMature = 0.8;

    /// <summary>The changes an audience is told of, the worse before the better.</summary>
    public static IReadOnlyList<ReportChange> Of(ReportFacts facts, IReadOnlyList<ReportDrift> drift, IReadOnlyList<ReportBusiness> business, Audience? audience)
    {
        List<ReportChange> changes = [.. OfIncidents(facts), .. OfDrift(drift), .. facts.Quality.Select(OfQuality).OfType<ReportChange>(), .. business.Select(OfBusiness).OfType<ReportChange>(), .. OfTraffic(facts)];
        return [.. changes.Where(change => ReportParts.Takes(audience, change.Kind)).OrderBy(change => change.Better switch { false => 0, null => 1, _ => 2 })];
    }

    private static IEnumerable<ReportChange> OfIncidents(ReportFacts facts)
    {
        foreach (var incident in facts.Incidents.Where(incident => incident.State != IncidentState.Pending))
        {
            var fired = incident.FiredAt ?? incident.Opened;
            if (facts.Span.Contains(fired)) yield return new ReportChange(ReportChangeKind.IncidentFired, incident.Id, null, null, Better: false);
            if (incident.Resolved is { } over && facts.Span.Contains(over)) yield return new ReportChange(ReportChangeKind.IncidentResolved, incident.Id, null, null, Better: true);
        }
    }

    private static IEnumerable<ReportChange> OfDrift(IEnumerable<ReportDrift> drift)
    {
        foreach (var each in drift.Where(each => each is { Metric: MonitorMetric.Drift, Column.Length: > 0, Before: not null }))
        {
            var now = ReportBuilder.EffectiveExcess(each.Worst);
            if (now >= 1 && each.Before < 1) yield return new ReportChange(ReportChangeKind.DriftBegan, each.Column, each.Before, now, Better: false);
            if (now < 1 && each.Before >= 1) yield return new ReportChange(ReportChangeKind.DriftEnded, each.Column, each.Before, now, Better: true);
        }
    }

    private static ReportChange? OfQuality(ReportQuality quality)
    {
        if (quality.Before is not { } before || quality.Reading is not { Value: { } now, Low: { } low, High: { } high } || before is not { Value: { } was, Low: { } wasLow, High: { } wasHigh }) return null;
        if (low <= wasHigh && high >= wasLow) return null;
        var better = quality.Metric is { } metric ? PerformanceMetrics.Describe(metric).HigherIsBetter is { } higher ? now > was == higher : (bool?)null : now > was;
        return new ReportChange(ReportChangeKind.Quality, quality.Metric is { } named ? PerformanceMetrics.Name(named) : "label_coverage", was, now, better);
    }

    private static ReportChange? OfBusiness(ReportBusiness business)
    {
        if (business.Now.Complete < EnoughMature || business.Before is not { Complete: >= EnoughMature }) return null;
        if (business.Now is not { Value: { } now, Low: { } low, High: { } high } || business.Before is not { Value: { } was, Low: { } wasLow, High: { } wasHigh }) return null;
        if (low <= wasHigh && high >= wasLow) return null;
        return new ReportChange(ReportChangeKind.Business, business.Metric.Name, was, now, business.Metric.Better == BusinessAim.None ? null : now > was == (business.Metric.Better == BusinessAim.Higher));
    }

    private static IEnumerable<ReportChange> OfTraffic(ReportFacts facts)
    {
        if (facts is not { Traffic: { } now, TrafficBefore: { } was }) yield break;
        if (was.N > 0 && Math.Abs(now.N - was.N) >= LargeChange * was.N) yield return new ReportChange(ReportChangeKind.Traffic, "", was.N, now.N, Better: now.N == 0 ? false : null);
        if (now.Errors is { } errors && was.Errors is { } before && (errors.Low > before.High || errors.High < before.Low))
            yield return new ReportChange(ReportChangeKind.Errors, "", before.Value, errors.Value, errors.Value < before.Value);
        if (now.Latency?.P95 is { } latency && was.Latency?.P95 is { } slow && (latency.Low > slow.High || latency.High < slow.Low))
            yield return new ReportChange(ReportChangeKind.Latency, "", slow.Value, latency.Value, latency.Value < slow.Value);
    }
}
