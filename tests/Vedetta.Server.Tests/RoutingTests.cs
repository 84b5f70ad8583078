using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Vedetta.Core.Channels;
using Vedetta.Core.Incidents;
using Vedetta.Core.Routing;
using Vedetta.Server.Tests.Storm;

namespace Vedetta.Server.Tests;

public sealed class RoutingTests
{
    private static readonly object Policy = new
    {
        zone = "Europe/Berlin",
        routes = new object[]
        {
            new
            {
                audience = "data_science", channels = new[] { "team" }, owner = "Risk", on_call = "ds", group_wait = "1m", repeat = "4h", escalate = new[] { "15m lead", "1h head if critical" },
                quiet_hours = new[] { "22:00-07:00" }, mutes = new[] { "sun 02:00-04:00 the warehouse is loaded" }, digest = "day 09:00",
            },
            new { audience = "data_science", models = new[] { "fraud" }, channels = new[] { "lead" }, minimum_severity = "critical" },
        },
        rotas = new object[] { new { name = "ds", members = new[] { "anna: anna-phone", "boris" }, starting = "2026-01-05", hand_over = "mon 10:00" } },
    };

    [Theory, InlineData("memory"), InlineData("files")]
    public async Task Policy_is_stored_and_answered_as_it_was_written(string kind)
    {
        await using var server = await Server.StartAsync(kind);
        var (status, empty) = await server.GetAsync("/v1/routing");
        status.ShouldBe(HttpStatusCode.OK, empty.ToString());
        empty.GetProperty("routes").GetArrayLength().ShouldBe(0);
        foreach (var name in new[] { "team", "lead", "head", "anna-phone" }) await server.PutAsync($"/v1/channels/{name}", new { kind = "log" });
        (status, var put) = await server.PutAsync("/v1/routing", Policy);
        status.ShouldBe(HttpStatusCode.OK, put.ToString());
        var (_, got) = await server.GetAsync("/v1/routing");
        got.ToString().ShouldBe(put.ToString());
        var route = got.GetProperty("routes")[0];
        route.GetProperty("escalate")[1].GetString().ShouldBe("1h head if critical");
        route.GetProperty("mutes")[0].GetString().ShouldBe("sun 02:00-04:00 the warehouse is loaded");
        route.GetProperty("digest").GetString().ShouldBe("day 09:00");
        (await server.PutAsync("/v1/routing", got.ToString())).Status.ShouldBe(HttpStatusCode.OK, "an answer can be sent back as it is");
        (await server.GetAsync("/v1/audit")).Json.EnumerateArray().Select(entry => entry.GetProperty("action").GetString()).ShouldContain("routing.change");

        (status, var preview) = await server.GetAsync("/v1/routing/preview?model=scoring&audience=data_science&severity=critical&at=2026-01-06T23:30:00Z");
        status.ShouldBe(HttpStatusCode.OK, preview.ToString());
        preview.GetProperty("on_call").GetString().ShouldBe("anna");
        preview.GetProperty("deliveries").EnumerateArray().Select(each => $"{each.GetProperty("at").GetString()} {each.GetProperty("channel").GetString()} {each.GetProperty("kind").GetString()}").ShouldBe(
            ["2026-01-06T23:31:00Z anna-phone fired", "2026-01-06T23:31:00Z team fired", "2026-01-06T23:46:00Z lead escalated", "2026-01-07T00:31:00Z head escalated"]);
        (await server.GetAsync("/v1/routing/preview?model=fraud&audience=data_science&severity=warning")).Json.GetProperty("deliveries").GetArrayLength().ShouldBe(0);
    }

    private static readonly (string Body, string Field)[] Faults =
    [
        ("""{"zone":"Berlin"}""", "zone"),
        ("""{"routes":[{"audience":"business"}]}""", "routes[0].channels"),
        ("""{"routes":[{"audience":"business","channels":["nobody"]}]}""", "routes[0].channels"),
        ("""{"routes":[{"audience":"business","channels":["team"]},{"audience":"business","channels":["team"]}]}""", "routes[1].audience"),
        ("""{"routes":[{"audience":"business","channels":["team"],"quiet_hours":["at night"]}]}""", "routes[0].quiet_hours"),
        ("""{"routes":[{"audience":"business","channels":["team"],"mutes":["00:00-00:00"]}]}""", "routes[0].quiet"),
        ("""{"routes":[{"audience":"business","channels":["team"],"escalate":["team"]}]}""", "routes[0].escalate"),
        ("""{"routes":[{"audience":"business","channels":["team"],"digest":"day"}]}""", "routes[0].digest"),
        ("""{"routes":[{"audience":"business","channels":["team"],"on_call":"ds"}]}""", "routes[0].on_call"),
        ("""{"rotas":[{"name":"ds","members":["anna"],"starting":"soon","hand_over":"mon 10:00"}]}""", "rotas[0].starting"),
    ];

    [Fact]
    public async Task Policy_with_a_fault_is_refused_with_the_field()
    {
        await using var server = await Server.StartAsync();
        await server.PutAsync("/v1/channels/team", new { kind = "log" });
        foreach (var (body, field) in Faults)
        {
            var (status, problem) = await server.PutAsync("/v1/routing", body);
            status.ShouldBe(HttpStatusCode.UnprocessableEntity, problem.ToString());
            problem.GetProperty("code").GetString().ShouldBe("invalid_routing");
            problem.GetProperty("errors").EnumerateArray().Select(error => error.GetProperty("field").GetString()).ShouldContain(field, body);
        }

        (await server.GetAsync("/v1/routing")).Json.GetProperty("routes").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task Stored_policy_and_trail_hold_over_a_restart_between_decision_and_sending()
    {
        var folder = Directory.CreateTempSubdirectory("vedetta-routing-").FullName;
        try
        {
            var clock = new SettableClock(StormWorld.Start);
            Task<Server> StartAsync() => Server.StartAsync("memory", options => options with { InMemory = false, DataDirectory = folder, Clock = clock });
            var storm = StormWorld.Facts(1, StormWorld.Start)[0];
            await using (var server = await StartAsync())
            {
                foreach (var name in new[] { "team", "lead" }) await server.PutAsync($"/v1/channels/{name}", new { kind = "log" });
                (await server.PutAsync("/v1/routing", new { routes = new[] { new { audience = "data_science", channels = new[] { "team" }, group_wait = "1m", escalate = new[] { "15m lead" } } } })).Status.ShouldBe(HttpStatusCode.OK);
                await server.Services.GetRequiredService<IncidentService>().TakeAsync([storm.Facts[0]], storm.Context, clock.Now, default);
                (await server.Services.GetRequiredService<IOutboxStore>().ListAsync(null, null, 10, default)).ShouldBeEmpty("the group gathers");
            }

            clock.Now += TimeSpan.FromMinutes(5);
            await using (var server = await StartAsync())
            {
                (await server.Services.GetRequiredService<RoutingService>().PassAsync(clock.Now, default)).Messages.ShouldBe(1);
                (await server.Services.GetRequiredService<RoutingService>().PassAsync(clock.Now, default)).Messages.ShouldBe(0);
            }

            clock.Now += TimeSpan.FromMinutes(20);
            await using (var server = await StartAsync())
            {
                (await server.Services.GetRequiredService<RoutingService>().PassAsync(clock.Now, default)).Messages.ShouldBe(1);
                var keys = (await server.Services.GetRequiredService<IOutboxStore>().ListAsync(null, null, 10, default)).Select(message => message.Key);
                keys.ShouldBe(["lead INC-1 escalated 0.1", "team INC-1 fired 0.0"]);
                var (_, told) = await server.GetAsync("/v1/incidents/INC-1/told");
                told.EnumerateArray().Select(each => each.GetProperty("channel").GetString()).ShouldBe(["team", "lead"]);
                (await server.GetAsync("/v1/incidents/INC-1")).Json.GetProperty("runbook").GetString()!.ShouldStartWith("Open the column's drift");
                (await server.GetAsync("/v1/incidents/INC-9/told")).Status.ShouldBe(HttpStatusCode.NotFound);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
