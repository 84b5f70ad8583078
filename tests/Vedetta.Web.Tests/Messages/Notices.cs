using Vedetta.Core.Channels;
using Vedetta.Core.Explaining;
using Vedetta.Core.Incidents;
using Vedetta.Core.Models;
using Vedetta.Core.Monitors;
using Vedetta.Core.Time;
using Vedetta.Statistics;
using Vedetta.Web.Messages;

namespace Vedetta.Web.Tests.Messages;

/// <summary>Notices of every kind about one broken field.</summary>
internal static class Notices
{
    public static readonly DateTimeOffset Now = new(2026, 9, 14, 11, 30, 0, TimeSpan.Zero);

    public static MessageContext Context { get; } = new(
        TimeZoneInfo.FindSystemTimeZoneById("Asia/Bishkek"), "Application scoring", "risk-models@bank.example",
        new Dictionary<string, string?>(StringComparer.Ordinal) { ["drift"] = "auto", ["income-psi"] = "psi" }, "https://vedetta.bank.example");

    public static Incident Incident(Audience audience = Audience.DataScience, string kind = "data_fault", Severity severity = Severity.Critical, string? runbook = null)
    {
        var window = new Window(Now.AddHours(-36), Now.AddHours(-12));
        var missing = new Reading(0.41, 0.395, 0.425, 0.0001, null, 4_112, 20_000, 0.05, 0.1, 8.2, 1, new Verdict.Critical("41.0 % [39.5 %, 42.5 %] missing, 2.0 % in the reference, threshold +10.0 %, n = 4,112"));
        var psi = new Reading(0.31, 0.28, 0.34, 0.0001, 9, 4_112, 20_000, 0.1, 0.25, 3.1, 1, new Verdict.Critical("PSI 0.310 [0.280, 0.340], threshold 0.25, n = 4,112"));
        var score = new Reading(0.14, 0.11, 0.17, 0.0001, 9, 4_112, 20_000, 0.1, 0.25, 1.4, 1, new Verdict.Warning("PSI 0.140 [0.110, 0.170], threshold 0.1, n = 4,112"));
        var explanation = new Explanation(
            "income", window, [new Cause(CauseKind.Missing, "income", Before: 0.02, Now: 0.41), new Cause(CauseKind.Release, "", "7")], [], [],
            [new Effect(EffectKind.ApprovalRate, "", 0.45, 0.41, -0.04, -0.046, -0.034, 4_112)]);
        return new Incident(
            "INC-112", new ModelId("application-scoring"), "6", audience, IncidentState.Firing, severity, "income is missing more often", new IncidentCause(kind, ["income", "score"]), window.From,
            Now, null, null,
            [
                new IncidentMember("data-quality", MonitorMetric.Missing, "income", "", window, window, Severity.Critical, missing, missing),
                new IncidentMember("income-psi", MonitorMetric.Drift, "income", "", window, window, Severity.Critical, psi, psi),
                new IncidentMember("drift", MonitorMetric.Drift, "score", "region=osh", window, window, Severity.Warning, score, score),
            ],
            runbook, [new IncidentEvent(Now, "fires", "vedetta")], Backfilled: false, Explanation: explanation);
    }

    public static Notice Notice(Audience audience, string kind = "fired") => kind switch
    {
        "resolved" => Of(kind, Incident(audience) with { State = IncidentState.Resolved, Resolved = Now }),
        "digest" => Of(kind, Incident(audience, severity: Severity.Warning)) with
        {
            Incidents = [Incident(audience), Incident(audience, "volume", Severity.Warning) with { Id = "INC-113", Cause = new IncidentCause("volume", []) }],
        },
        _ => Of(kind, Incident(audience)),
    };

    public static Channel Channel(ChannelKind kind = ChannelKind.Telegram, MessageLanguage language = MessageLanguage.En, MessageTemplate? template = null) =>
        new("on-call", kind, null, null, [], Severity.Warning, [], Language: language, Template: template);

    private static Notice Of(string kind, Incident incident) => new(kind, Now, incident, $"https://vedetta.bank.example/incidents/{incident.Id}", [], [0.02, 0.02, 0.03, null, 0.02, 0.04, 0.12, 0.41], OnCall: "a.osmonova");
}
