using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Vedetta.Core.Incidents;
using Vedetta.Core.Models;
using Vedetta.Core.Monitors;
using Vedetta.Core.Storage;
using Vedetta.Server.Channels;
using Vedetta.Server.Channels.Delivering;

namespace Vedetta.Server.Tests.Channels;

/// <summary>Both ways against a real Alertmanager, and the receiver by itself.</summary>
public sealed class AlertmanagerTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Alertmanager_takes_groups_silences_and_resolves_our_alerts_and_its_webhook_comes_back()
    {
        await using var server = await Server.StartAsync(change: options => options with { Settings = options.Settings! with { PublicUrl = "https://vedetta.example" } });
        await server.PutAsync("/v1/models/scoring", new { task = "binary", owner = "risk" });
        var backs = new List<string>();
        await using var back = await OtherSide.StartAsync(async (_, body) =>
        {
            var (status, answer) = await server.PostAsync("/v1/alertmanager", body);
            lock (backs) backs.Add($"{(int)status} {JsonElement.Parse(body).GetProperty("status").GetString()} {JsonElement.Parse(body).GetProperty("alerts").GetArrayLength()} {answer}");
            return Results.StatusCode((int)status);
        });
        await using var manager = await RealAlertmanager.StartAsync(back.Url + "/hook");
        var (code, put) = await server.PutAsync("/v1/channels/am", new { kind = "alertmanager", url = manager.Url, alertmanager = new { labels = new { team = "risk" } } });
        code.ShouldBe(HttpStatusCode.OK, put.ToString());

        // Fired: two incidents of one model are one group; the watchdog always fires.
        var incidents = server.Services.GetRequiredService<IIncidentStore>();
        Incident[] two = [Incident("INC-1", "drift", Severity.Warning), Incident("INC-2", "volume", Severity.Warning)];
        await incidents.SaveAsync(two, Cancel);
        await server.Services.GetRequiredService<INotifier>().NotifyAsync([.. two.Select(incident => new IncidentNotice(NoticeKind.Fired, incident, incident.Opened))], Cancel);
        await server.Services.GetRequiredService<OutboxWorker>().SendDueAsync(Cancel);
        await server.Services.GetRequiredService<ChannelUpkeep>().RunAsync(Cancel);
        var alerts = await manager.AlertsAsync();
        alerts.Select(Name).ShouldBe(["VedettaDrift", "VedettaVolume", "VedettaWatchdog"], ignoreOrder: true);
        var drift = alerts.Single(alert => Name(alert) == "VedettaDrift");
        drift.GetProperty("labels").GetProperty("team").GetString().ShouldBe("risk");
        drift.GetProperty("generatorURL").GetString().ShouldBe("https://vedetta.example/incidents/INC-1");
        await manager.UntilAsync(() => Task.FromResult(Backs(backs, "200 firing 2").Count > 0));
        Backs(backs, "200 firing 2")[0].ShouldContain("\"own\":2", customMessage: "our own alerts make no incidents of incidents");

        // Sent again: the end moves on.
        var end = Ends(drift);
        await Task.Delay(TimeSpan.FromMilliseconds(1_100), TimeProvider.System, Cancel);
        await server.Services.GetRequiredService<ChannelUpkeep>().RunAsync(Cancel);
        Ends((await manager.AlertsAsync()).Single(alert => Name(alert) == "VedettaDrift")).ShouldBeGreaterThan(end);

        // Silenced there.
        var now = TimeProvider.System.GetUtcNow();
        var silence = new { matchers = new[] { new { name = "vedetta_incident", value = "INC-2", isRegex = false, isEqual = true } }, startsAt = now, endsAt = now.AddHours(1), createdBy = "test", comment = "work" };
        (await manager.Http.PostAsJsonAsync(new Uri("/api/v2/silences", UriKind.Relative), silence, Cancel)).StatusCode.ShouldBe(HttpStatusCode.OK);
        await manager.UntilAsync(async () => State((await manager.AlertsAsync()).Single(alert => Name(alert) == "VedettaVolume")) == "suppressed");

        // Worse, then over: the warning gives way to the critical one, which ends.
        var worse = two[0] with { Severity = Severity.Critical, Worsened = now };
        await TellAsync(NoticeKind.Escalated, worse);
        await manager.UntilAsync(async () => (await manager.AlertsAsync()).Single(alert => Name(alert) == "VedettaDrift").GetProperty("labels").GetProperty("severity").GetString() == "critical");
        await TellAsync(NoticeKind.Resolved, worse with { State = IncidentState.Resolved, Resolved = TimeProvider.System.GetUtcNow() });
        await manager.UntilAsync(() => Task.FromResult(Backs(backs, "200 resolved").Count > 0));
        await manager.UntilAsync(async () => (await manager.AlertsAsync()).All(alert => Name(alert) != "VedettaDrift"));
        (await server.GetAsync("/v1/incidents")).Json.GetArrayLength().ShouldBe(2, "nothing new came of it");

        async Task TellAsync(NoticeKind kind, Incident incident)
        {
            await incidents.SaveAsync([incident], Cancel);
            await server.Services.GetRequiredService<INotifier>().NotifyAsync([new IncidentNotice(kind, incident, TimeProvider.System.GetUtcNow())], Cancel);
            (await server.Services.GetRequiredService<OutboxWorker>().SendDueAsync(Cancel)).ShouldBe(1);
        }
    }

    [Fact]
    public async Task Alert_of_the_service_becomes_an_incident_beside_the_models_and_ends_with_it()
    {
        await using var server = await Server.StartAsync();
        await server.PutAsync("/v1/models/fpd", new { task = "binary" });
        await using var back = await OtherSide.StartAsync(async (_, body) => Results.StatusCode((int)(await server.PostAsync("/v1/alertmanager", body)).Status));
        await using var manager = await RealAlertmanager.StartAsync(back.Url + "/hook");
        var now = TimeProvider.System.GetUtcNow();
        await RaiseAsync(manager, now, now.AddMinutes(5));
        await manager.UntilAsync(async () => (await server.GetAsync("/v1/incidents?model=fpd&state=firing")).Json.GetArrayLength() == 1);
        var incident = (await server.GetAsync("/v1/incidents?model=fpd")).Json[0];
        incident.GetProperty("cause").GetProperty("kind").GetString().ShouldBe("service");
        incident.GetProperty("title").GetString().ShouldBe("fpd answers slowly: p95 0.9 s");
        incident.GetProperty("severity").GetString().ShouldBe("critical");
        incident.GetProperty("audience").GetString().ShouldBe("engineering");
        await RaiseAsync(manager, now, TimeProvider.System.GetUtcNow());
        await manager.UntilAsync(async () => (await server.GetAsync("/v1/incidents?model=fpd&state=resolved")).Json.GetArrayLength() == 1);
        using var page = await server.Http.GetAsync(new Uri("/incidents/" + incident.GetProperty("id").GetString(), UriKind.Relative), Cancel);
        (await page.Content.ReadAsStringAsync(Cancel)).ShouldContain("fpd answers slowly");
    }

    [Fact]
    public async Task Repeated_alert_changes_nothing_and_the_next_firing_is_another_incident()
    {
        await using var server = await Server.StartAsync(change: options => options with { Settings = options.Settings! with { AlertModels = ["job=vedetta_batch:fpd"] } });
        await server.PutAsync("/v1/models/fpd", new { task = "binary" });
        var firing = Body("firing", "2026-11-21T23:39:22.919Z", "0001-01-01T00:00:00Z");
        var (status, first) = await server.PostAsync("/v1/alertmanager", firing);
        status.ShouldBe(HttpStatusCode.OK, first.ToString());
        first.GetProperty("opened").GetArrayLength().ShouldBe(1);
        (await server.PostAsync("/v1/alertmanager", firing)).Json.GetProperty("unchanged").GetInt32().ShouldBe(1);
        var resolved = Body("resolved", "2026-11-21T23:39:22.919Z", "2026-11-21T23:42:14.919Z");
        (await server.PostAsync("/v1/alertmanager", resolved)).Json.GetProperty("resolved").GetArrayLength().ShouldBe(1);
        (await server.PostAsync("/v1/alertmanager", resolved)).Json.GetProperty("unchanged").GetInt32().ShouldBe(1);
        (await server.PostAsync("/v1/alertmanager", firing)).Json.GetProperty("unchanged").GetInt32().ShouldBe(1, "a late repetition opens nothing again");
        (await server.PostAsync("/v1/alertmanager", Body("firing", "2026-11-22T00:00:00Z", "0001-01-01T00:00:00Z"))).Json.GetProperty("opened").GetArrayLength().ShouldBe(1);
        var over = (await server.GetAsync("/v1/incidents?state=resolved")).Json[0];
        over.GetProperty("resolved").GetString().ShouldBe("2026-11-21T23:42:14.919Z");

        // Evaluations leave it alone.
        await server.PostAsync("/v1/models/fpd/evaluate");
        (await server.GetAsync("/v1/incidents?state=firing")).Json.GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task Bad_document_is_refused_with_its_place()
    {
        (string Body, int Status, string? Code)[] cases =
        [
            ("[]", 422, "invalid_alerts"),
            ("{", 400, "malformed_json"),
            ("""{"version":"3","alerts":[]}""", 422, "invalid_alerts"),
            ("""{"version":"4"}""", 422, "invalid_alerts"),
            ("""{"version":"4","alerts":[1]}""", 422, "invalid_alerts"),
            ("""{"version":"4","alerts":[{"labels":{"model":"fpd"},"status":"odd","startsAt":"2026-11-21T23:39:22Z"}]}""", 422, "invalid_alerts"),
            ("""{"version":"4","alerts":[{"labels":{"model":"fpd"},"status":"firing","startsAt":"soon"}]}""", 422, "invalid_alerts"),
            ("""{"version":"4","alerts":[{"labels":{"model":5},"status":"firing","startsAt":"2026-11-21T23:39:22Z"}]}""", 422, "invalid_alerts"),
            ("""{"version":"4","alerts":[{"labels":{"model":"nobody"},"status":"firing","startsAt":"2026-11-21T23:39:22Z"}]}""", 422, "no_alert_taken"),
            ("""{"version":"4","alerts":[]}""", 200, null),
        ];
        await using var server = await Server.StartAsync();
        await server.PutAsync("/v1/models/fpd", new { task = "binary" });
        foreach (var (body, status, code) in cases)
        {
            var (answered, problem) = await server.PostAsync("/v1/alertmanager", body);
            ((int)answered).ShouldBe(status, $"{body}: {problem}");
            if (code is not null) problem.GetProperty("code").GetString().ShouldBe(code, body);
        }
    }

    private static string Body(string status, string from, string to) => JsonSerializer.Serialize(new
    {
        version = "4", status, receiver = "hook",
        alerts = new[]
        {
            new
            {
                status, labels = new { alertname = "ModelSlow", job = "vedetta_batch", severity = "critical" }, annotations = new { summary = "slow", runbook_url = "https://wiki.example/slow" }, startsAt = from, endsAt = to,
                fingerprint = "530c77e7065d0d8e",
            },
        },
    });

    private static Task RaiseAsync(RealAlertmanager manager, DateTimeOffset from, DateTimeOffset to) => manager.Http.PostAsJsonAsync(
        new Uri("/api/v2/alerts", UriKind.Relative),
        new[] { new { labels = new { alertname = "ServiceSlow", model = "fpd", severity = "critical" }, annotations = new { summary = "fpd answers slowly: p95 0.9 s" }, startsAt = from, endsAt = to } }, Cancel);

    private static Incident Incident(string id, string kind, Severity severity) => new(
        id, new ModelId("scoring"), "1", Audience.DataScience, IncidentState.Firing, severity, kind, new IncidentCause(kind, ["income"]), TimeProvider.System.GetUtcNow().AddMinutes(-5),
        TimeProvider.System.GetUtcNow(), null, null, [], null, [], Backfilled: false, FiringSince: TimeProvider.System.GetUtcNow());

    private static List<string> Backs(List<string> backs, string beginning)
    {
        lock (backs) return backs.FindAll(each => each.StartsWith(beginning, StringComparison.Ordinal));
    }

    private static string? Name(JsonElement alert) => alert.GetProperty("labels").GetProperty("alertname").GetString();

    private static string? State(JsonElement alert) => alert.GetProperty("status").GetProperty("state").GetString();

    private static DateTimeOffset Ends(JsonElement alert) => alert.GetProperty("endsAt").GetDateTimeOffset();
}
