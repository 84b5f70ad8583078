using System.Text.Json;
using Vedetta.Core.Channels;
using Vedetta.Core.Incidents;
using Vedetta.Core.Models;
using Vedetta.Core.Monitors;
using Vedetta.Core.Profiles;
using Vedetta.Core.Time;
using Vedetta.Statistics;

namespace Vedetta.Storage.Tests.Relational;

/// <summary>Records with something in every property.</summary>
internal static class Sample
{
    private static readonly JsonSerializerOptions Whole = new() { IgnoreReadOnlyProperties = true };

    public static readonly ModelId Scoring = new("scoring");
    public static readonly DateTimeOffset Day = new(2026, 1, 31, 0, 0, 0, TimeSpan.Zero);

    /// <summary>What a record says, whatever kinds of lists it is made of.</summary>
    public static string Said<T>(T value) => JsonSerializer.Serialize(value, Whole);

    public static Window WindowOf(int day) => new(Day.AddDays(day), Day.AddDays(day + 1));

    public static ModelDefinition Model(string id = "scoring", long revision = 1) => new(
        new ModelId(id), ModelTask.Binary, "Scoring", "Risk", "1", 0.5, "Asia/Bishkek",
        new ScoreDefinition(ScoreKind.Points, 300, 850, ScoreDirection.Negative, ApproveAbove: true),
        new ModelSchema(
            [
                new ColumnDefinition("age", ColumnType.Numeric, Min: 18, Max: 99, Required: true, OnViolation: OnViolation.Reject, Importance: 0.25),
                new ColumnDefinition("region", ColumnType.Categorical, Segment: true, Allowed: ["osh", "naryn"], Pii: PiiClass.Sensitive),
            ],
            Confirmed: true,
            ["channel"]),
        [new OutcomeDefinition("label", OutcomeKind.Class, new MaturityRule(TimeSpan.FromDays(30), "due_1"), "default_90_12m")],
        Day.AddTicks(7), revision);

    public static MonitorDefinition Monitor(string name, string model = "scoring") => new(
        new ModelId(model), name, MonitorMetric.Drift, ["age", "region"], "psi", WindowSize.Day, BaselineKind.Trailing, 0.1, null, 200, 0.01,
        new SegmentKey("region", "osh"), "3", TimeSpan.FromHours(2), Audience.DataScience, "https://wiki.example/age", Enabled: true, Managed: true);

    public static Reading Reading(double value, Verdict verdict) => new(value, value - 0.01, value + 0.01, 0.003, 9, 1_000, 5_000, 0.1, 0.25, value / 0.1, 0.75, verdict);

    public static Point Point(string monitor, string column, int day, double value = 0.31, string model = "scoring") => new(
        new PointKey(new ModelId(model), monitor, column, WindowOf(day)),
        Reading(value, new Verdict.Critical("PSI 0.31 beyond 0.25")), Day.AddDays(day + 1).AddTicks(3), 2,
        Reading(0.2, new Verdict.Warning("PSI 0.20 beyond 0.1")), Day.AddDays(day + 1), Backfilled: true);

    public static Incident Incident(string id, IncidentState state, int day, string model = "scoring") => new(
        id, new ModelId(model), "3", Audience.DataScience, state, Severity.Critical, "age drifts: PSI 0.31, threshold 0.25", new IncidentCause("drift", ["age"]),
        Day.AddDays(day), Day.AddDays(day), null, null,
        [
            new IncidentMember(
                "drift", MonitorMetric.Drift, "age", "", WindowOf(day), WindowOf(day + 1), Severity.Critical,
                Reading(0.31, new Verdict.Critical("why")), Reading(0.3, new Verdict.Undecided("n = 12"))),
        ],
        "runbook", [new IncidentEvent(Day, "fired", "vedetta")], Backfilled: false, "useful");

    public static Channel Channel(string name) => new(
        name, ChannelKind.Webhook, "https://hooks.example/x", "secret", [Audience.Business], Severity.Warning, ["scoring"]);
}
