using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Vedetta.Core.Heartbeats;
using Vedetta.Core.Security;
using Vedetta.Web.Tests.Story;

namespace Vedetta.Web.Tests.Pages;

public sealed class HeartbeatFormTests
{
    private const string Page = "/system";
    private const string List = "/system/heartbeats";

    [Fact]
    public async Task Heartbeat_is_expected_changed_sent_and_deleted_by_forms()
    {
        await using var host = await StoryHost.StartAsync();
        using var client = Browser.Of(host);
        using var made = await Browser.SendAsync(client, Page, List, ("name", "nightly-load"), ("model", StoryWorld.Told.Value), ("every", "1d"), ("grace", ""), ("runbook", "start it again"));
        made.StatusCode.ShouldBe(HttpStatusCode.Found, await made.Content.ReadAsStringAsync());
        var one = (await KnownAsync(host)).ShouldHaveSingleItem();
        one.Heartbeat.ShouldSatisfyAllConditions(() => one.Heartbeat.Every.ShouldBe(TimeSpan.FromDays(1)), () => one.Heartbeat.Grace.ShouldBe(TimeSpan.FromHours(2.4)), () => one.Heartbeat.Runbook.ShouldBe("start it again"));
        var shown = await StoryPages.ReadAsync(client, Page);
        shown.QuerySelector("#heartbeats h2")!.TextContent.ShouldBe("1\u00a0heartbeat is expected, none is missing");
        shown.QuerySelector("#heartbeats tbody tr")!.TextContent.ShouldContain("Expected");

        var fields = await Browser.FieldsAsync(client, Page + "?heartbeat=nightly-load", $"form[action='{List}']");
        using var changed = await Browser.SendAsync(client, Page, List, [.. fields.Where(f => f.Name is not ("grace" or "__RequestVerificationToken")), ("grace", "2h")]);
        changed.StatusCode.ShouldBe(HttpStatusCode.Found);
        (await KnownAsync(host)).ShouldHaveSingleItem().Heartbeat.ShouldBe(one.Heartbeat with { Grace = TimeSpan.FromHours(2) }, "a form that is sent back unchanged changes nothing else");

        using var beat = await Browser.SendAsync(client, Page, List + "/nightly-load/beat");
        (await KnownAsync(host))[0].State.Last.ShouldNotBeNull();
        (await StoryPages.ReadAsync(client, Page)).QuerySelector("#heartbeats tbody tr")!.TextContent.ShouldContain("works");
        using var gone = await Browser.SendAsync(client, Page, List + "/nightly-load/delete");
        gone.StatusCode.ShouldBe(HttpStatusCode.Found);
        (await KnownAsync(host)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Faults_are_shown_beside_what_was_filled_in_and_nothing_is_kept()
    {
        await using var host = await StoryHost.StartAsync();
        using var client = Browser.Of(host);
        using var answer = await Browser.SendAsync(client, Page, List, ("name", "nightly-load"), ("model", "nobody"), ("every", "often"), ("grace", "2h"));
        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var page = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync());
        page.QuerySelector("#heartbeats [role=alert]")!.TextContent.ShouldContain("such as 30m");
        page.QuerySelector("#heartbeats input[name=every]")!.GetAttribute("value").ShouldBe("often");
        using var unknown = await Browser.SendAsync(client, Page, List, ("name", "nightly-load"), ("model", "nobody"), ("every", "1h"));
        (await unknown.Content.ReadAsStringAsync()).ShouldContain("no model is named");
        (await KnownAsync(host)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Operators_say_that_a_pipeline_ran_and_change_nothing_else()
    {
        await using var host = await StoryHost.StartAsync(role: UserRole.Operator);
        using var client = Browser.Of(host);
        await host.Services.GetRequiredService<HeartbeatService>().PutAsync(new Heartbeat("load", StoryWorld.Told.Value, TimeSpan.FromHours(1), TimeSpan.FromMinutes(6), null, default), default);
        (await StoryPages.ReadAsync(client, Page)).QuerySelectorAll($"form[action='{List}'], form[action$='/delete']").ShouldBeEmpty();
        using var refused = await Browser.SendAsync(client, Page, List, ("name", "x"), ("model", StoryWorld.Told.Value), ("every", "1h"));
        refused.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        using var kept = await Browser.SendAsync(client, Page, List + "/load/delete");
        kept.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        using var beat = await Browser.SendAsync(client, Page, List + "/load/beat");
        beat.StatusCode.ShouldBe(HttpStatusCode.Found);
        (await KnownAsync(host)).ShouldHaveSingleItem().State.Last.ShouldNotBeNull();
    }

    private static ValueTask<IReadOnlyList<HeartbeatStatus>> KnownAsync(StoryHost host) => host.Services.GetRequiredService<HeartbeatService>().ListAsync(default);
}
