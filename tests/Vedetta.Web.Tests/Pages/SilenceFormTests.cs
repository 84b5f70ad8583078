using System.Net;
using Vedetta.Core.Security;
using Vedetta.Web.Tests.Story;

namespace Vedetta.Web.Tests.Pages;

public sealed class SilenceFormTests
{
    [Fact]
    public async Task Silence_is_previewed_in_the_address_made_and_ended()
    {
        await using var host = await StoryHost.StartAsync();
        using var client = Browser.Of(host);
        var preview = await StoryPages.ReadAsync(client, "/incidents/silences?model=application-scoring");
        preview.QuerySelector("#preview h2")!.TextContent.ShouldContain("It would mute 2");
        using var asked = await Browser.SendAsync(client, "/incidents/silences", "/incidents/silences", ("act", "preview"), ("model", "limit-increase"), ("for", "1d"));
        asked.Headers.Location!.ToString().ShouldBe("/incidents/silences?model=limit-increase&for=1d");

        using var made = await Browser.SendAsync(client, "/incidents/silences", "/incidents/silences", ("act", "make"), ("model", "limit-increase"), ("for", "1d"), ("reason", "new limits"));
        made.StatusCode.ShouldBe(HttpStatusCode.Found);
        var silence = (await host.World.Silences.ListAsync(StoryWorld.Now, default)).Single(s => s.Reason == "new limits");
        (silence.To - silence.From).ShouldBe(TimeSpan.FromDays(1));
        silence.By.ShouldBe("local");
        using var ended = await Browser.SendAsync(client, "/incidents/silences", $"/incidents/silences/{silence.Id}/end");
        (await host.World.Silences.FindAsync(silence.Id, default))!.IsActive(StoryWorld.Now).ShouldBeFalse();
    }

    [Fact]
    public async Task Silence_without_a_reason_is_refused_with_the_form_as_it_was()
    {
        await using var host = await StoryHost.StartAsync();
        using var client = Browser.Of(host);
        using var answer = await Browser.SendAsync(client, "/incidents/silences", "/incidents/silences", ("act", "make"), ("model", "limit-increase"), ("columns", "utilization"), ("for", "4h"), ("reason", " "));
        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var page = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync());
        page.QuerySelector("[role=alert]")!.TextContent.ShouldContain("reason");
        page.QuerySelector("input[name=columns]")!.GetAttribute("value").ShouldBe("utilization");
    }

    [Fact]
    public async Task Incident_leads_to_a_silence_of_just_itself_and_viewers_make_none()
    {
        await using var host = await StoryHost.StartAsync();
        using var client = Browser.Of(host);
        var address = (await StoryPages.ReadAsync(client, "/incidents/INC-112")).QuerySelector("a[data-key=l]")!.GetAttribute("href")!;
        (await StoryPages.ReadAsync(client, address)).QuerySelector("#preview h2")!.TextContent.ShouldContain("It would mute 1");

        await using var viewers = await StoryHost.StartAsync(role: UserRole.Viewer);
        using var viewer = Browser.Of(viewers);
        (await StoryPages.ReadAsync(viewer, "/incidents/silences")).QuerySelectorAll("aside form, main td form").ShouldBeEmpty();
        using var refused = await Browser.SendAsync(viewer, "/incidents/silences", "/incidents/silences", ("act", "make"), ("model", "limit-increase"), ("for", "1d"), ("reason", "x"));
        refused.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }
}
