using System.Globalization;
using Vedetta.Core.Channels;
using Vedetta.Core.Incidents;
using Vedetta.Core.Incidents.Machine;
using Vedetta.Core.Models;
using Vedetta.Core.Monitors;
using Vedetta.Core.Routing;
using Vedetta.Core.Time;
using Vedetta.Statistics;

namespace Vedetta.Server.Tests.Storm;

/// <summary>One model of the storm.</summary>
internal sealed record StormModel(ModelId Model, IReadOnlyList<IncidentFact> Facts, IncidentContext Context);

/// <summary>Models with fifty monitors each, all of which turn critical: forty columns drift, five are missing, and five figures of the whole model are off.</summary>
internal static class StormWorld
{
    public const int Monitors = 50;
    public static readonly DateTimeOffset Start = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);
    private static readonly MonitorMetric[] Whole = [MonitorMetric.Volume, MonitorMetric.Performance, MonitorMetric.LabelDelay, MonitorMetric.Staleness, MonitorMetric.Business];

    public static IReadOnlyList<StormModel> Facts(int models, DateTimeOffset now, string name = "model") => [.. Enumerable.Range(0, models).Select(i => Of(new ModelId($"{name}-{i:000}"), now))];

    public static IReadOnlyList<Channel> Channels() =>
    [
        new("data-science", ChannelKind.Log, null, null, [Audience.DataScience], Severity.Warning, []),
        new("engineering", ChannelKind.Log, null, null, [Audience.Engineering], Severity.Warning, []),
        new("business", ChannelKind.Log, null, null, [Audience.Business], Severity.Warning, []),
        new("everything", ChannelKind.Log, null, null, [], Severity.Warning, []),
    ];

    public static RoutingPolicy Policy() => new("Europe/Berlin",
    [
        Route.Plain(Audience.DataScience, ["data-science", "everything"]) with { GroupWait = TimeSpan.FromMinutes(1), Repeat = TimeSpan.FromHours(4) },
        Route.Plain(Audience.Engineering, ["engineering", "everything"]) with { GroupWait = TimeSpan.FromMinutes(1), Escalate = [new EscalationStep(TimeSpan.FromMinutes(15), ["everything"])] },
        Route.Plain(Audience.Business, ["business", "everything"]) with { GroupWait = TimeSpan.FromMinutes(1) },
    ], []);

    private static StormModel Of(ModelId model, DateTimeOffset now)
    {
        var window = new Window(now.AddHours(-25), now.AddHours(-1));
        var monitors = Enumerable.Range(0, Monitors).Select(i => Monitor(model, i)).ToList();
        var facts = monitors.ConvertAll(monitor => Fact(monitor, window));
        return new StormModel(model, facts, new IncidentContext(model, VersionHistory.Only("7"), Watermark.Default, monitors.ToDictionary(monitor => monitor.Name, StringComparer.Ordinal)));
    }

    private static MonitorDefinition Monitor(ModelId model, int i)
    {
        var column = string.Create(CultureInfo.InvariantCulture, $"column_{i:00}");
        var metric = i < 40 ? MonitorMetric.Drift : i < 45 ? MonitorMetric.Missing : Whole[i - 45];
        return DefaultMonitors.Of(model, string.Create(CultureInfo.InvariantCulture, $"{EnumWords.Of(metric).Replace('_', '-')}-{i:00}"), metric, MonitorRules.UsesColumns(metric) ? [column] : []) with
        {
            Method = MonitorRules.UsualMethod(metric), Audience = MonitorRules.UsualAudience(metric),
        };
    }

    private static IncidentFact Fact(MonitorDefinition monitor, Window window)
    {
        var column = monitor.Columns.Count > 0 ? monitor.Columns[0] : "";
        var reading = new Reading(0.43, 0.4, 0.46, 1e-9, 9, 4_000, 20_000, 0.1, 0.25, 4.3, 1, new Verdict.Critical("PSI 0.43, threshold 0.25"));
        return new IncidentFact(monitor, new Point(new PointKey(monitor.Model, monitor.Name, column, window), reading, window.To, 0, null, window.To, Backfilled: false));
    }
}
