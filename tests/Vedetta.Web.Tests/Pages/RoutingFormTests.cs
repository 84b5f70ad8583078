using System.Net;
using Vedetta.Core.Incidents;
using Vedetta.Core.Monitors;
using Vedetta.Core.Routing;
using Vedetta.Core.Security;
using Vedetta.Web.Tests.Story;

namespace Vedetta.Web.Tests.Pages;

public sealed class RoutingFormTests
{
    [Fact]
    public async Task Policy_is_a_table_and_the_preview_says_who_would_be_told_when()
    {
        await using var host = await StoryHost.StartAsync();
        using var client = Browser.Of(host);
        var page = await StoryPages.ReadAsync(client, "/routing?model=application-scoring&audience=data_science&severity=warning&at=2026-09-28T23:30");
        page.QuerySelector("h1")!.TextContent.ShouldContain("4\u00A0routes bring incidents to 6\u00A0channels");
        page.QuerySelectorAll("main table")[0].QuerySelectorAll("tbody tr").Length.ShouldBe(4);
        var rows = page.QuerySelectorAll("#preview tbody tr").Select(row => row.TextContent).ToList();
        rows.Count.ShouldBe(3, "the channel of the route, the person on call, the first step; the second is for critical ones");
        rows[0].ShouldContain("07:00");
        rows[0].ShouldContain("held back");
        (await StoryPages.ReadAsync(client, "/routing", "ru")).QuerySelector("h1")!.TextContent.ShouldContain("4");
    }

    [Fact]
    public async Task Route_is_made_changed_and_deleted()
    {
        await using var host = await StoryHost.StartAsync();
        using var client = Browser.Of(host);
        using var made = await Browser.SendAsync(client, "/routing?route=new", "/routing/route", ("act", "save"), ("audience", "engineering"), ("models", "sme-limit"), ("channels", "ops-chat"),
            ("minimum_severity", "critical"), ("group_wait", "2m"), ("escalate", "30m duty-mail if critical\n"), ("quiet_hours", "mon-fri 20:00-08:00"), ("digest", ""));
        made.StatusCode.ShouldBe(HttpStatusCode.Found);
        var route = (await host.World.Routing.PolicyAsync(default))!.Routes[^1];
        (route.Audience, route.MinimumSeverity, route.GroupWait).ShouldBe((Audience.Engineering, Severity.Critical, TimeSpan.FromMinutes(2)));
        route.Escalate.ShouldHaveSingleItem().MinimumSeverity.ShouldBe(Severity.Critical);
        route.Quiet.ShouldHaveSingleItem().Days.Count.ShouldBe(5);

        using var changed = await Browser.SendAsync(client, "/routing?route=engineering:sme-limit", "/routing/route", ("act", "save"), ("key", "engineering:sme-limit"), ("audience", "engineering"), ("models", "sme-limit"), ("channels", "ds-chat"));
        changed.StatusCode.ShouldBe(HttpStatusCode.Found);
        (await host.World.Routing.PolicyAsync(default))!.Routes[^1].Channels.ShouldBe(["ds-chat"]);
        using var deleted = await Browser.SendAsync(client, "/routing?route=engineering:sme-limit", "/routing/route", ("act", "delete"), ("key", "engineering:sme-limit"), ("audience", "engineering"), ("models", "sme-limit"), ("channels", "ds-chat"));
        deleted.StatusCode.ShouldBe(HttpStatusCode.Found);
        (await host.World.Routing.PolicyAsync(default))!.Routes.Count.ShouldBe(4);
    }

    [Fact]
    public async Task Route_with_faults_is_refused_with_the_fields_and_keeps_what_was_typed()
    {
        await using var host = await StoryHost.StartAsync();
        using var client = Browser.Of(host);
        using var refused = await Browser.SendAsync(client, "/routing?route=new", "/routing/route", ("act", "save"), ("audience", "engineering"), ("models", "sme-limit"), ("channels", "ops-chat"), ("escalate", "soon somebody"), ("quiet_hours", "at night"));
        refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var text = await refused.Content.ReadAsStringAsync();
        text.ShouldContain("routes[4].escalate");
        text.ShouldContain("routes[4].quiet_hours");
        text.ShouldContain("soon somebody");
        (await host.World.Routing.PolicyAsync(default))!.Routes.Count.ShouldBe(4);
    }

    [Fact]
    public async Task Rota_is_made_and_names_who_is_on_call()
    {
        await using var host = await StoryHost.StartAsync();
        using var client = Browser.Of(host);
        using var made = await Browser.SendAsync(client, "/routing?rota=new", "/routing/rota", ("act", "save"), ("name", "fraud"), ("members", "Dinara: ops-chat\nErlan"), ("starting", "2026-09-21"), ("hand_over", "tue 09:00"));
        made.StatusCode.ShouldBe(HttpStatusCode.Found);
        var page = await StoryPages.ReadAsync(client, "/routing");
        page.QuerySelectorAll("main table")[1].TextContent.ShouldContain("Dinara (ops-chat), Erlan");
    }

    [Fact]
    public async Task Viewer_sees_the_policy_and_cannot_change_it()
    {
        await using var host = await StoryHost.StartAsync(role: UserRole.Viewer);
        using var client = Browser.Of(host);
        var page = await StoryPages.ReadAsync(client, "/routing?route=new");
        page.QuerySelectorAll("main form[method=post]").ShouldBeEmpty();
        page.QuerySelectorAll("main table").Length.ShouldBeGreaterThan(1);
    }
}
