using Vedetta.Core.Incidents;
using Vedetta.Core.Incidents.Silencing;
using Vedetta.Core.Models;
using Vedetta.Core.Monitors;
using Vedetta.Core.Profiles;
using Vedetta.Core.Storage.InMemory;
using Vedetta.Core.Time;
using Vedetta.Statistics;

namespace Vedetta.Web.Tests.Story;

/// <summary>Fourteen models at one fixed moment, in the product's own in-memory stores.</summary>
public sealed class StoryWorld
{
    public static readonly DateTimeOffset Now = new(2026, 9, 28, 4, 4, 0, TimeSpan.Zero);
    public static readonly ModelId Told = new("application-scoring");
    public static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Bishkek");
    public static readonly DateTimeOffset FirstDay = new(2026, 6, 29, 18, 0, 0, TimeSpan.Zero); // 30 June, midnight in Bishkek

    private static readonly (string Name, string Version, string Owner, VerdictKind Verdict, int SinceHours, long Rows, string Worst, double Excess, bool Silent)[] Others =
    [
        ("limit-increase", "5", "risk", VerdictKind.Warning, 49, 86, "utilization", 1.8, false),
        ("fraud-device", "11", "fraud", VerdictKind.Warning, 5, 3180, "device_os", 1.3, false),
        ("partner-leads", "1", "growth", VerdictKind.Undecided, 0, 0, "", 0, true),
        ("mortgage-pd", "1", "risk", VerdictKind.Undecided, 290, 11, "term", .6, false),
        ("sme-limit", "3", "", VerdictKind.Undecided, 220, 7, "revenue", .9, false),
        ("behaviour-score", "8", "risk", VerdictKind.Healthy, 990, 1940, "dpd_max_6m", .7, false),
        ("collections-priority", "4", "collections", VerdictKind.Healthy, 1520, 212, "promise_kept", .8, false),
        ("fraud-application", "6", "fraud", VerdictKind.Healthy, 2160, 231, "email_age", .5, false),
        ("income-estimate", "2", "risk", VerdictKind.Healthy, 680, 229, "employer_code", .9, false),
        ("churn-postpaid", "3", "retention", VerdictKind.Healthy, 420, 720, "tenure", .6, false),
        ("document-class", "9", "ops", VerdictKind.Healthy, 1330, 96, "pages", .3, false),
        ("early-repayment", "2", "risk", VerdictKind.Healthy, 150, 140, "rate_gap", .8, false),
        ("insurance-cross", "2", "growth", VerdictKind.Healthy, 96, 58, "age", .4, false),
    ];

    public InMemoryMetadata Stores { get; } = new();

    public InMemorySilenceStore Silences { get; } = new();

    public InMemoryChannelStore Channels { get; } = new();

    public InMemoryRoutingStore Routing { get; } = new(new InMemoryOutboxStore());

    /// <summary>Builds the world; names may be dressed up to prove that they are encoded.</summary>
    public static async Task<StoryWorld> CreateAsync(Func<string, string>? dress = null)
    {
        var world = new StoryWorld();
        var say = dress ?? (name => name);
        var columns = StoryColumns.All.Where(c => c.Importance is not null).Select(c => new ColumnDefinition(say(c.Name), c.Type, Importance: c.Importance)).ToList();
        await world.AddAsync(Told, say("a.osmonova"), columns, "2", "3");
        foreach (var other in Others) await world.AddAsync(new ModelId(other.Name), say(other.Owner), [], other.Version);
        await world.Stores.Incidents.SaveAsync([.. StoryIncidents.All(say)], default);
        await world.Stores.Monitors.SaveAsync([.. StoryMonitors()], default);
        await world.Stores.Quarantine.AddAsync([.. StoryRejects.All(say)], default);
        await StoryRouting.FillAsync(world, say);
        await world.Silences.SaveAsync(new Silence("SIL-1", new SilenceMatch([Told.Value], [say("device_os")], []), Now.AddHours(-2), Now.AddHours(6), say("new phones"), say("a.osmonova"), Now.AddHours(-2)), default);
        await world.Stores.Monitors.SavePointsAsync([.. StoryIncidents.Points(say)], default);
        world.Readings = new StoryReadings(world, say);
        return world;
    }

    public StoryReadings Readings { get; private set; } = null!;

    public static IEnumerable<(ModelId Id, string Version, VerdictKind Verdict, int SinceHours, long Rows, string Worst, double Excess, bool Silent)> Calmer =>
        Others.Select(o => (new ModelId(o.Name), o.Version, o.Verdict, o.SinceHours, o.Rows, o.Worst, o.Excess, o.Silent));

    public static Window Day(int day) => new(FirstDay.AddDays(day), FirstDay.AddDays(day + 1));

    private async Task AddAsync(ModelId id, string owner, IReadOnlyList<ColumnDefinition> columns, params string[] versions)
    {
        await Stores.Models.SaveAsync(
            new ModelDefinition(id, ModelTask.Binary, null, owner.Length == 0 ? null : owner, "1", .12, "Asia/Bishkek", ScoreDefinition.Probability, new ModelSchema(columns, true, []), [OutcomeDefinition.Label], FirstDay, 1), default);
        var seen = new[] { FirstDay, Day(StoryColumns.Release).From.AddHours(9) };
        for (var i = 0; i < versions.Length; i++)
            await Stores.Models.SaveVersionAsync(new ModelVersion(id, versions[i], seen[i], i == 0 ? new ReferenceInfo(412_300, FirstDay.AddDays(-1), null, null, 0) : null), default);
    }

    private static IEnumerable<MonitorDefinition> StoryMonitors() =>
        new (string Name, MonitorMetric Metric, string? Method)[]
        {
            ("drift", MonitorMetric.Drift, "auto"), ("missing", MonitorMetric.Missing, null), ("out-of-range", MonitorMetric.OutOfRange, null),
            ("new-categories", MonitorMetric.NewCategories, null), ("volume", MonitorMetric.Volume, null), ("silence", MonitorMetric.Silence, null),
        }.Select(m => new MonitorDefinition(Told, m.Name, m.Metric, m.Metric is MonitorMetric.Volume or MonitorMetric.Silence ? [] : ["*"], m.Method, m.Metric == MonitorMetric.Silence ? WindowSize.Hour : WindowSize.Day, BaselineKind.Reference, .1, .25, 200, .01, SegmentKey.All, null, TimeSpan.Zero, Audience.DataScience, null, true, true));
}
