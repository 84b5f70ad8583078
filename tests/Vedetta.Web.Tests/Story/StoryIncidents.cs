using Vedetta.Core.Incidents;
using Vedetta.Core.Models;
using Vedetta.Core.Monitors;
using Vedetta.Core.Time;

namespace Vedetta.Web.Tests.Story;

/// <summary>What went wrong in the story.</summary>
public static class StoryIncidents
{
    public static IEnumerable<Incident> All(Func<string, string> say)
    {
        yield return Make(say, "INC-112", StoryWorld.Told, "2", "drift", Severity.Critical, IncidentState.Firing, StoryColumns.Campaign + 2, 89, null, ("channel", MonitorMetric.Drift, .62), ("income", MonitorMetric.Drift, .43), ("device_os", MonitorMetric.Drift, .22), ("debt_to_income", MonitorMetric.Drift, .17));
        yield return Make(say, "INC-116", StoryWorld.Told, "2", "data_fault", Severity.Critical, IncidentState.Resolved, StoryColumns.Broken, StoryColumns.Broken + 2, StoryColumns.Broken + 3, ("bureau_score", MonitorMetric.Missing, .874), ("bureau_score", MonitorMetric.Drift, .79));
        yield return Make(say, "INC-118", StoryWorld.Told, "3", "drift", Severity.Critical, IncidentState.Resolved, StoryColumns.Release, StoryColumns.Rollback - 1, StoryColumns.Rollback, ("employment_years", MonitorMetric.Drift, .84), ("score", MonitorMetric.Drift, .46), ("decision", MonitorMetric.Drift, .24));
        yield return Make(say, "INC-127", StoryWorld.Told, "2", "categories", Severity.Warning, IncidentState.Acknowledged, 76, 89, null, ("device_os", MonitorMetric.NewCategories, .007));
        yield return Make(say, "INC-129", new ModelId("limit-increase"), "5", "drift", Severity.Warning, IncidentState.Firing, 87, 89, null, ("utilization", MonitorMetric.Drift, .18));
        yield return Make(say, "INC-131", new ModelId("fraud-device"), "11", "categories", Severity.Warning, IncidentState.Firing, 89, 89, null, ("device_os", MonitorMetric.NewCategories, .094));
    }

    /// <summary>What the drift monitor read of every column, day by day.</summary>
    public static IEnumerable<Point> Points(Func<string, string> say) =>
        from column in StoryColumns.All
        from day in Enumerable.Range(0, StoryColumns.Days)
        where !double.IsNaN(column.Excess(day))
        select new Point(
            new PointKey(StoryWorld.Told, "drift", say(column.Name), StoryWorld.Day(day)),
            StoryReadings.ReadingOf(column.Excess(day) * .1 * (1 + .2 * StoryColumns.Wobble(day, column.Name.Length)), .1, .25, 3403),
            StoryWorld.Day(day).To, 0, null, StoryWorld.Day(day).To, false);

    private static Incident Make(
        Func<string, string> say, string id, ModelId model, string version, string kind, Severity severity, IncidentState state, int from, int to, int? resolved,
        params (string Column, MonitorMetric Metric, double Value)[] members)
    {
        var opened = StoryWorld.Day(from).From;
        var fired = opened.AddHours(15).AddMinutes(40);
        var list = members.Select(m =>
        {
            var reading = StoryReadings.ReadingOf(m.Value, m.Metric == MonitorMetric.Drift ? .1 : .01, m.Metric == MonitorMetric.Drift ? .25 : .05, 3403);
            return new IncidentMember(m.Metric == MonitorMetric.Drift ? "drift" : "missing", m.Metric, say(m.Column), "", StoryWorld.Day(from), StoryWorld.Day(to), severity, reading, reading with { Value = reading.Value * .8, Low = reading.Low * .8, High = reading.High * .8 });
        }).ToList();
        var history = new List<IncidentEvent> { new(fired, "fires", "vedetta"), new(fired.AddHours(20), "device_os joined", "vedetta") };
        if (state == IncidentState.Acknowledged) history.Add(new IncidentEvent(fired.AddHours(21), "acknowledged: " + say("looking at it"), say("a.osmonova")));
        if (resolved is { } over) history.Add(new IncidentEvent(StoryWorld.Day(over).From.AddHours(20), "over: every member was judged healthy again", "vedetta"));
        return new Incident(
            id, model, version, Audience.DataScience, state, severity, say($"{members[0].Column}: distributions moved"),
            new IncidentCause(kind, [.. members.Select(m => say(m.Column)).Distinct(StringComparer.Ordinal)]), opened, fired,
            state == IncidentState.Acknowledged ? fired.AddHours(21) : null, resolved is { } r ? StoryWorld.Day(r).From.AddHours(20) : null,
            list, "https://wiki.example/" + id, history, Backfilled: false);
    }
}
