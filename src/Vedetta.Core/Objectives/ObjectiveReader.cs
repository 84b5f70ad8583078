using Vedetta.Core.Models;
using Vedetta.Core.Monitors;
using Vedetta.Core.Profiles;
using Vedetta.Core.Storage;
using Vedetta.Core.Time;
using Vedetta.Statistics;
using Vedetta.Statistics.Profiles;

namespace Vedetta.Core.Objectives;

/// <summary>Counts the events of objectives from what is kept already: profiles of hours, traffic counts, points of monitors.</summary>
internal sealed class ObjectiveReader(IMonitorStore monitors, IProfileReader profiles, IEventStore events)
{
    private const int HoursAtOnce = 192;

    private static readonly string[] Service = [ProfileColumns.Latency, ProfileColumns.Errors];

    /// <summary>Events of every objective in the span.</summary>
    /// <param name="model">The model.</param>
    /// <param name="objectives">Its objectives.</param>
    /// <param name="span">Whole hours, all of them closed.</param>
    /// <param name="firstLive">First live event; before it nothing is late.</param>
    /// <param name="cancel">Stops the reading.</param>
    public async ValueTask<IReadOnlyList<EventCounts>> ReadAsync(ModelDefinition model, IReadOnlyList<Objective> objectives, Window span, DateTimeOffset? firstLive, CancellationToken cancel)
    {
        var hourly = objectives.Where(objective => objective.Grain == TimeSpan.FromHours(1)).ToList();
        var counted = hourly.ToDictionary(objective => objective, _ => new List<EventCount>());
        if (hourly.Count > 0) await CountHoursAsync(model, counted, span, firstLive, cancel);
        var answer = new List<EventCounts>(objectives.Count);
        foreach (var objective in objectives)
        {
            answer.Add(objective.Kind switch
            {
                ObjectiveKind.LabelArrival => await LabelsAsync(model, objective, span, cancel),
                ObjectiveKind.Health => await HealthAsync(model, objective, span, cancel),
                _ => new EventCounts(objective, counted[objective], span.To, WhyEmpty(objective, firstLive)),
            });
        }

        return answer;
    }

    private static string? WhyEmpty(Objective objective, DateTimeOffset? firstLive) => objective.Kind switch
    {
        ObjectiveKind.Latency => "no row of the period says how long it took",
        ObjectiveKind.Freshness when firstLive is null => "no live event has come yet",
        _ => null,
    };

    private async ValueTask CountHoursAsync(ModelDefinition model, Dictionary<Objective, List<EventCount>> counted, Window span, DateTimeOffset? firstLive, CancellationToken cancel)
    {
        var late = counted.Keys.Any(objective => objective.Kind == ObjectiveKind.Freshness)
            ? (await events.TrafficAsync(model.Id, span, cancel)).GroupBy(count => count.Hour).ToDictionary(group => group.Key, group => group.Sum(count => count.Late))
            : [];
        foreach (var chunk in WindowCalendar.Cut(span, WindowSize.Hour, model.Zone).Chunk(HoursAtOnce))
        {
            foreach (var set in await profiles.ReadAsync(model.Id, chunk, Service, version: null, SegmentKey.All, cancel))
            {
                if (set.Rows == 0) continue;
                foreach (var (objective, counts) in counted)
                    if (CountOf(objective, set, late.GetValueOrDefault(set.Window.From), firstLive) is { Total: > 0 } count) counts.Add(count);
            }
        }
    }

    private static EventCount? CountOf(Objective objective, ProfileSet set, long late, DateTimeOffset? firstLive)
    {
        switch (objective.Kind)
        {
            case ObjectiveKind.Latency:
                return set.Columns.GetValueOrDefault(ProfileColumns.Latency) is NumericProfile { Moments.Count: > 0 } times
                    ? new EventCount(set.Window, times.CountAtMost(objective.BelowMs ?? double.MaxValue), times.Moments.Count)
                    : null;
            case ObjectiveKind.Availability:
                var failed = set.Columns.GetValueOrDefault(ProfileColumns.Errors) is CategoricalProfile profile ? profile.Counts.GetValueOrDefault("error") : 0;
                return new EventCount(set.Window, set.Rows - failed, set.Rows);
            default:
                return firstLive is { } live && set.Window.To > live ? new EventCount(set.Window, set.Rows - Math.Min(late, set.Rows), set.Rows) : null;
        }
    }

    // Outcomes come long after their predictions: the period ends with the latest window whose outcomes are all due.
    private async ValueTask<EventCounts> LabelsAsync(ModelDefinition model, Objective objective, Window span, CancellationToken cancel)
    {
        var rule = (await monitors.ListAsync(model.Id, cancel)).FirstOrDefault(each => each is { Enabled: true, Metric: MonitorMetric.LabelCoverage, Version: null } && each.Segment.IsAll && each.Window is WindowSize.Day or WindowSize.Hour);
        if (rule is null) return new EventCounts(objective, [], null, "no monitor of label_coverage judges days: give the outcome a maturity");
        var points = (await monitors.PointsAsync(model.Id, rule.Name, new Window(span.From - TimeSpan.FromDays(180), span.To), cancel))
            .Where(point => point.Reading is { Completeness: >= 1, Value: not null, N: > 0 }).ToList();
        return points.Count == 0
            ? new EventCounts(objective, [], null, "no window is mature yet")
            : new EventCounts(objective, points.Select(point => new EventCount(point.Key.Window, point.Reading.Value!.Value * point.Reading.N, point.Reading.N)), points[^1].Key.Window.To);
    }

    // A window of a monitor is one event, bad when any of its columns is; it belongs to the day in which it ended.
    private async ValueTask<EventCounts> HealthAsync(ModelDefinition model, Objective objective, Window span, CancellationToken cancel)
    {
        var judged = (await monitors.PointsAsync(model.Id, null, span, cancel))
            .Where(point => point.Reading.Completeness >= 1 && point.Key.Window.To > span.From && point.Key.Window.To <= span.To && point.Reading.Verdict.Kind != VerdictKind.Undecided)
            .GroupBy(point => (point.Key.Monitor, point.Key.Window))
            .Select(group => (Day: WindowCalendar.At(group.Key.Window.To.AddTicks(-1), WindowSize.Day, model.Zone), Good: group.All(point => point.Reading.Verdict.Kind == VerdictKind.Healthy)));
        return new EventCounts(objective, judged.GroupBy(each => each.Day).Select(day => new EventCount(day.Key, day.Count(each => each.Good), day.Count())), span.To, "no window was judged in the period");
    }
}
