using System.Text.Json;
using Vedetta.Core.Channels;
using Vedetta.Core.Explaining;
using Vedetta.Core.Incidents;
using Vedetta.Core.Models;
using Vedetta.Core.Monitors;
using Vedetta.Core.Time;
using Vedetta.Server.Api;
using Vedetta.Statistics;
using Vedetta.Web.Messages;

namespace Vedetta.Server.Channels;

/// <summary>What a real notice looks like, so that the other side's reading of it is tried too. Pure.</summary>
internal static class TestNotice
{
    /// <summary>Id of its incident, which is in no store.</summary>
    public const string Id = OutboxMessage.TestIncident;

    private const string Text = "Test notice of Vedetta: this channel works; nothing is wrong";

    private static readonly double?[] Trend = [0.02, 0.03, 0.02, 0.02, 0.03, 0.02, 0.04, 0.12, 0.24, 0.41];

    /// <summary>The document that is sent.</summary>
    public static string Payload(DateTimeOffset now) =>
        JsonSerializer.Serialize(new NoticeBody("test", now, Text, Link: null, IncidentBody.Of(Sample("test", Audience.DataScience, now)), Trend: Trend), ApiJson.Options);

    /// <summary>A message as people would read it, for who writes a template.</summary>
    public static Message Example(Channel channel, Audience audience, string? publicUrl, DateTimeOffset now)
    {
        var url = publicUrl ?? "https://vedetta.example";
        var notice = new Notice(
            "fired", now, Sample("application-scoring", audience, now), $"{url.TrimEnd('/')}/incidents/{Id}", [], Trend, "risk@bank.example");
        return MessageWriter.Write(notice, MessageContext.None with { Title = "Application scoring", PublicUrl = url }, channel);
    }

    private static Incident Sample(string model, Audience audience, DateTimeOffset now)
    {
        var window = new Window(now.AddHours(-8), now.AddHours(-7));
        var reading = new Reading(0.31, 0.28, 0.34, 0.0001, 9, 4_112, 20_000, 0.1, 0.25, 3.1, 1, new Verdict.Critical("PSI 0.310 [0.280, 0.340], threshold 0.25, n = 4,112"));
        var missing = new Reading(0.41, 0.395, 0.425, 0.0001, null, 4_112, 20_000, 0.05, 0.1, 8.2, 1, new Verdict.Critical("41.0 % [39.5 %, 42.5 %] missing, 2.0 % in the reference, threshold +10.0 %, n = 4,112"));
        var explanation = new Explanation(
            "income", window, [new Cause(CauseKind.Missing, "income", Before: 0.02, Now: 0.41)], [],
            [], [new Effect(EffectKind.ApprovalRate, "", 0.45, 0.41, -0.04, -0.046, -0.034, 4_112)]);
        return new Incident(
            Id, new ModelId(model), "1", audience, IncidentState.Firing, Severity.Critical, "income drifted", new IncidentCause("data_fault", ["income"]), window.From,
            now, Acknowledged: null, Resolved: null,
            [
                new IncidentMember("data-quality", MonitorMetric.Missing, "income", "", window, window, Severity.Critical, missing, missing),
                new IncidentMember("drift", MonitorMetric.Drift, "income", "", window, window, Severity.Critical, reading, reading),
            ],
            Runbook: null, [new IncidentEvent(now, "test", IncidentService.Program)], Backfilled: false, Explanation: explanation);
    }
}
