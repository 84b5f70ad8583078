using System.Net;
using Vedetta.Core.Monitors;
using Vedetta.Core.Security;
using Vedetta.Core.Time;
using Vedetta.Web.Tests.Story;

namespace Vedetta.Web.Tests.Pages;

public sealed class MonitorFormTests
{
    private const string New = "/models/application-scoring/new-monitor";
    private const string List = "/models/application-scoring/monitors";

    [Fact]
    public async Task Monitor_is_made_changed_switched_off_and_deleted_by_forms()
    {
        await using var host = await StoryHost.StartAsync();
        using var client = Browser.Of(host);
        using var made = await Browser.SendAsync(client, New, List, ("name", "income-drift"), ("metric", "drift"), ("columns", "income, age"), ("method", "psi"), ("window", "week"), ("warning", "0,2"), ("critical", "0.4"), ("for", "2d"), ("enabled", "true"));
        made.StatusCode.ShouldBe(HttpStatusCode.Found);
        var monitor = (await FindAsync(host, "income-drift"))!;
        monitor.ShouldSatisfyAllConditions(
            () => monitor.Columns.ShouldBe(["income", "age"]), () => monitor.Method.ShouldBe("psi"), () => monitor.Window.ShouldBe(WindowSize.Week), () => monitor.Warning.ShouldBe(0.2),
            () => monitor.Critical.ShouldBe(0.4), () => monitor.For.ShouldBe(TimeSpan.FromDays(2)), () => monitor.Managed.ShouldBeFalse(), () => monitor.Enabled.ShouldBeTrue());

        var fields = await Browser.FieldsAsync(client, List + "/income-drift", "main form[action$='/monitors']");
        using var saved = await Browser.SendAsync(client, List + "/income-drift", List, [.. fields.Where(f => f.Name is not ("critical" or "__RequestVerificationToken")), ("critical", "0.5")]);
        saved.StatusCode.ShouldBe(HttpStatusCode.Found, await saved.Content.ReadAsStringAsync());
        (await FindAsync(host, "income-drift")).ShouldBe(monitor with { Critical = 0.5, Columns = (await FindAsync(host, "income-drift"))!.Columns }, "a form that is sent back unchanged changes nothing else");

        using var off = await Browser.SendAsync(client, List + "/income-drift", List + "/income-drift/switch", ("on", "false"));
        (await FindAsync(host, "income-drift"))!.Enabled.ShouldBeFalse();
        using var gone = await Browser.SendAsync(client, List + "/income-drift", List + "/income-drift/delete");
        gone.StatusCode.ShouldBe(HttpStatusCode.Found);
        (await FindAsync(host, "income-drift")).ShouldBeNull();
    }

    [Fact]
    public async Task Faults_are_shown_beside_what_was_filled_in_and_nothing_is_kept()
    {
        await using var host = await StoryHost.StartAsync();
        using var client = Browser.Of(host);
        using var answer = await Browser.SendAsync(client, New, List, ("name", "bad name!"), ("metric", "drift"), ("columns", "nobody"), ("warning", "many"), ("critical", "0.1"));
        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var page = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync());
        page.QuerySelector("[role=alert]")!.TextContent.ShouldContain("a number such as 0.25");
        page.QuerySelector("input[name=columns]")!.GetAttribute("value").ShouldBe("nobody");
        page.QuerySelector("input[name=warning]")!.GetAttribute("aria-invalid").ShouldBe("true");
        (await host.World.Stores.Monitors.ListAsync(StoryWorld.Told, default)).ShouldNotContain(m => m.Name.StartsWith("bad", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Try_answers_without_keeping_anything_also_for_people_who_may_only_look()
    {
        await using var host = await StoryHost.StartAsync(role: UserRole.Viewer);
        using var client = Browser.Of(host);
        using var tried = await Browser.SendAsync(client, New, List + "/try", ("metric", "drift"), ("columns", "*"), ("days", "90"));
        tried.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await tried.Content.ReadAsStringAsync()).ShouldContain("There is no history to try it on");
        using var refused = await Browser.SendAsync(client, New, List, ("name", "x"), ("metric", "drift"));
        refused.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await host.World.Stores.Monitors.ListAsync(StoryWorld.Told, default)).Count.ShouldBe(6);
    }

    [Fact]
    public async Task Unknown_monitor_says_so()
    {
        await using var host = await StoryHost.StartAsync();
        using var client = Browser.Of(host);
        using var answer = await client.GetAsync(List + "/nobody");
        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("No monitor is named nobody");
    }

    private static async Task<MonitorDefinition?> FindAsync(StoryHost host, string name) => (await host.World.Stores.Monitors.ListAsync(StoryWorld.Told, default)).FirstOrDefault(m => m.Name == name);
}
