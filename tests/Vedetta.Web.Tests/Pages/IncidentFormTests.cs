using System.Net;
using AngleSharp.Html.Dom;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Routing;
using Vedetta.Core.Incidents;
using Vedetta.Web.Tests.Story;

namespace Vedetta.Web.Tests.Pages;

public sealed class IncidentFormTests
{
    [Fact]
    public async Task Acknowledge_with_the_pages_own_form_takes_the_incident()
    {
        await using var host = await StoryHost.StartAsync();
        using var client = Browser(host);
        using var answer = await SendAsync(client, "/incidents/INC-112", "/incidents/INC-112/acknowledge", ("note", "on it"));
        answer.StatusCode.ShouldBe(HttpStatusCode.Found);
        answer.Headers.Location!.ToString().ShouldBe("/incidents/INC-112");
        var incident = (await host.World.Stores.Incidents.FindAsync("INC-112", default))!;
        incident.State.ShouldBe(IncidentState.Acknowledged);
        incident.History[^1].ShouldBe(new IncidentEvent(StoryWorld.Now, "acknowledged: on it", "local"));
    }

    [Theory]
    [InlineData("useful")]
    [InlineData("noise")]
    public async Task Feedback_is_kept(string word)
    {
        await using var host = await StoryHost.StartAsync();
        using var client = Browser(host);
        using var answer = await SendAsync(client, "/incidents/INC-118", "/incidents/INC-118/feedback", ("feedback", word));
        answer.StatusCode.ShouldBe(HttpStatusCode.Found);
        (await host.World.Stores.Incidents.FindAsync("INC-118", default))!.Feedback.ShouldBe(word);
    }

    [Fact]
    public async Task Resolve_closes_it_and_the_page_offers_no_more_acts()
    {
        await using var host = await StoryHost.StartAsync();
        using var client = Browser(host);
        using var answer = await SendAsync(client, "/incidents/INC-112", "/incidents/INC-112/resolve");
        answer.StatusCode.ShouldBe(HttpStatusCode.Found);
        var page = await StoryPages.ReadAsync(client, "/incidents/INC-112");
        page.QuerySelectorAll("form[action$='/resolve'], form[action$='/acknowledge']").ShouldBeEmpty();
    }

    [Fact]
    public async Task Form_without_token_is_refused_and_changes_nothing()
    {
        await using var host = await StoryHost.StartAsync();
        using var client = Browser(host);
        using var form = new FormUrlEncodedContent([new("note", "forged")]);
        using var answer = await client.PostAsync("/incidents/INC-112/acknowledge", form);
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("This form was not taken");
        (await host.World.Stores.Incidents.FindAsync("INC-112", default))!.State.ShouldBe(IncidentState.Firing);
    }

    [Fact]
    public async Task Every_form_asks_for_the_token()
    {
        await using var host = await StoryHost.StartAsync();
        var posts = host.Routes.Where(route => route.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods.Contains("POST") == true).ToList();
        posts.Count.ShouldBeGreaterThan(20);
        posts.Where(route => route.Metadata.GetMetadata<IAntiforgeryMetadata>()?.RequiresValidation != true).Select(route => route.RoutePattern.RawText).ShouldBeEmpty();
    }

    [Fact]
    public async Task Person_who_may_only_look_sees_no_forms_and_is_refused()
    {
        await using var host = await StoryHost.StartAsync(role: Core.Security.UserRole.Viewer);
        using var client = Browser(host);
        (await StoryPages.ReadAsync(client, "/incidents/INC-112")).QuerySelectorAll("form.act").ShouldBeEmpty();
        using var answer = await SendAsync(client, "/incidents/INC-112", "/incidents/INC-112/acknowledge");
        answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await host.World.Stores.Incidents.FindAsync("INC-112", default))!.State.ShouldBe(IncidentState.Firing);
    }

    [Fact]
    public async Task Key_is_made_shown_once_and_revoked()
    {
        await using var host = await StoryHost.StartAsync();
        using var client = Browser(host);
        using var made = await SendAsync(client, "/setup", "/setup/keys", ("name", "scoring <b>"), ("scope", "ingest"));
        made.StatusCode.ShouldBe(HttpStatusCode.OK);
        var text = await made.Content.ReadAsStringAsync();
        text.ShouldContain("vdt_000000000000_made-for-the-story");
        text.ShouldNotContain("scoring <b>");
        (await StoryPages.ReadAsync(client, "/setup")).Body!.TextContent.ShouldNotContain("made-for-the-story");
        using var revoked = await SendAsync(client, "/setup", "/setup/keys/k000000000000/revoke");
        revoked.StatusCode.ShouldBe(HttpStatusCode.Found);
        (await StoryPages.ReadAsync(client, "/setup")).Body!.TextContent.ShouldContain("revoked");
    }

    private static HttpClient Browser(StoryHost host) => new(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }) { BaseAddress = host.Address };

    private static async Task<HttpResponseMessage> SendAsync(HttpClient client, string page, string action, params (string Name, string Value)[] fields)
    {
        var document = await StoryPages.ReadAsync(client, page);
        var token = document.QuerySelectorAll("input[type=hidden]").OfType<IHtmlInputElement>().First(i => i.Name!.Contains("RequestVerificationToken", StringComparison.Ordinal));
        using var form = new FormUrlEncodedContent(fields.Select(f => new KeyValuePair<string, string>(f.Name, f.Value)).Append(new(token.Name!, token.Value)));
        return await client.PostAsync(action, form);
    }
}
