using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Shouldly;
using Vedetta.Core.Heartbeats;
using Vedetta.Server.Heartbeats;
using Vedetta.Server.Telemetry;

namespace Vedetta.Server.Tests;

/// <summary>Heartbeats of pipelines, and our own to a dead-man switch elsewhere.</summary>
public sealed class HeartbeatTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_heartbeat_that_does_not_come_is_an_incident_for_engineering_until_it_comes_again()
    {
        var clock = new SettableClock(new DateTimeOffset(2026, 3, 2, 10, 0, 0, TimeSpan.Zero));
        await using var server = await Server.StartAsync(change: options => options with { Clock = clock });
        await server.PutAsync("/v1/models/m", new { task = "binary" });
        (await server.PutAsync("/v1/heartbeats/etl", new { model = "nobody", every = "1h" })).Status.ShouldBe(HttpStatusCode.NotFound);
        (await server.PutAsync("/v1/heartbeats/etl", new { model = "m", every = "often" })).Json.GetProperty("errors")[0].GetProperty("field").GetString().ShouldBe("every");
        (await server.PutAsync("/v1/heartbeats/etl", new { model = "m", every = "1h", grace = "10m", runbook = "restart the etl" })).Status.ShouldBe(HttpStatusCode.OK);
        (await server.PostAsync("/v1/heartbeats/elt")).Json.GetProperty("code").GetString().ShouldBe("unknown_heartbeat");

        var heartbeats = server.Services.GetRequiredService<HeartbeatService>();
        clock.Now = clock.Now.AddMinutes(69);
        (await heartbeats.CheckAsync(clock.Now, Cancel)).ShouldBeEmpty();
        (await server.PostAsync("/v1/heartbeats/etl")).Status.ShouldBe(HttpStatusCode.OK);
        clock.Now = clock.Now.AddMinutes(70);
        (await heartbeats.CheckAsync(clock.Now, Cancel)).ShouldBe(["etl"]);
        (await heartbeats.CheckAsync(clock.Now.AddMinutes(1), Cancel)).ShouldBeEmpty("it is told once");

        var incident = (await server.GetAsync("/v1/incidents?state=firing")).Json[0];
        incident.GetProperty("audience").GetString().ShouldBe("engineering");
        incident.GetProperty("severity").GetString().ShouldBe("critical");
        incident.GetProperty("runbook").GetString().ShouldBe("restart the etl");
        incident.GetProperty("cause").GetProperty("columns")[0].GetString().ShouldBe("etl");
        incident.GetProperty("title").GetString().ShouldNotBeNull().ShouldContain("no heartbeat by 2026-03-02 12:19Z; the last came 2026-03-02 11:09Z, one is expected every PT1H");
        (await server.GetAsync("/v1/heartbeats")).Json[0].GetProperty("missing").GetBoolean().ShouldBeTrue();
        (await server.Http.GetStringAsync(new Uri("/metrics", UriKind.Relative), Cancel)).ShouldContain("vedetta_heartbeat_missing{heartbeat=\"etl\",model=\"m\"} 1\n");
        (await server.Http.GetStringAsync(new Uri("/system", UriKind.Relative), Cancel)).ShouldContain("The heartbeat of etl did not come");
        (await server.Http.GetStringAsync(new Uri("/incidents/" + incident.GetProperty("id").GetString(), UriKind.Relative), Cancel)).ShouldContain("restart the etl");

        clock.Now = clock.Now.AddMinutes(5);
        (await server.PostAsync("/v1/heartbeats/etl")).Json.GetProperty("missing").GetBoolean().ShouldBeFalse();
        (await server.GetAsync("/v1/incidents?state=firing")).Json.GetArrayLength().ShouldBe(0);
        clock.Now = clock.Now.AddMinutes(71);
        (await heartbeats.CheckAsync(clock.Now, Cancel)).ShouldBe(["etl"]);
        (await server.DeleteAsync("/v1/heartbeats/etl")).Status.ShouldBe(HttpStatusCode.NoContent);
        (await server.GetAsync("/v1/incidents?state=firing")).Json.GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task Our_own_heartbeat_is_sent_while_the_monitors_run_and_withheld_when_they_stop()
    {
        var beats = 0;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        await using var other = builder.Build();
        other.Urls.Add("http://127.0.0.1:0");
        other.MapGet("/ping/{key}", (HttpContext _) => Interlocked.Increment(ref beats) > 2 ? Results.StatusCode(500) : Results.Ok());
        await other.StartAsync(Cancel);

        var clock = new SettableClock(new DateTimeOffset(2026, 3, 2, 10, 0, 0, TimeSpan.Zero));
        await using var server = await Server.StartAsync(change: options => options with { Clock = clock, Settings = options.Settings! with { HeartbeatUrl = other.Urls.First() + "/ping/abc" } });
        var sender = server.Services.GetRequiredService<HeartbeatSender>();
        (await sender.SendAsync(Cancel)).ShouldBeTrue("a fresh start has three minutes to get there");
        clock.Now = clock.Now.AddMinutes(4);
        (await sender.SendAsync(Cancel)).ShouldBeFalse("no evaluation has succeeded");
        server.Services.GetRequiredService<JobSuccesses>().Succeeded("evaluation", clock.Now);
        (await sender.SendAsync(Cancel)).ShouldBeTrue();
        (await sender.SendAsync(Cancel)).ShouldBeFalse("the other side refuses");
        beats.ShouldBe(3);
        (await server.Http.GetStringAsync(new Uri("/metrics", UriKind.Relative), Cancel)).ShouldContain("vedetta_watchdog 1\n");
    }
}
