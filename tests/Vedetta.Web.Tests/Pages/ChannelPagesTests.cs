using System.Net;
using AngleSharp.Html.Parser;
using Vedetta.Core.Channels;
using Vedetta.Core.Monitors;
using Vedetta.Core.Security;
using Vedetta.Web.Tests.Story;

namespace Vedetta.Web.Tests.Pages;

public sealed class ChannelPagesTests
{
    [Fact]
    public async Task List_says_how_many_are_in_trouble_and_shows_them_first()
    {
        await using var host = await StoryHost.StartAsync();
        using var client = Browser.Of(host);
        var page = await StoryPages.ReadAsync(client, "/channels");
        page.QuerySelector("h1")!.TextContent.ShouldBe("1 of 4 channels in trouble: 1 notice given up".Replace("4 ", "4\u00A0", StringComparison.Ordinal).Replace(": 1 ", ": 1\u00A0", StringComparison.Ordinal));
        page.QuerySelector("tbody tr th")!.TextContent.ShouldBe("risk-webhook");
        page.DocumentElement.OuterHtml.ShouldNotContain("secret");
        (await StoryPages.ReadAsync(client, "/channels", "ru")).QuerySelector("h1")!.TextContent.ShouldStartWith("Неисправны 1 из 4");
    }

    [Fact]
    public async Task Channel_in_trouble_says_why_until_when_and_what_can_be_done()
    {
        await using var host = await StoryHost.StartAsync();
        using var client = Browser.Of(host);
        var page = await StoryPages.ReadAsync(client, "/channels/risk-webhook");
        page.QuerySelector("h1")!.TextContent.ShouldContain("fails and is paused");
        page.QuerySelector(".note")!.TextContent.ShouldContain("503: try later");
        page.QuerySelectorAll("tbody tr").Length.ShouldBe(3);
        page.DocumentElement.OuterHtml.ShouldNotContain("hooks/secret");
        (await StoryPages.ReadAsync(client, "/channels/risk-webhook?state=failed")).QuerySelectorAll("tbody tr").Length.ShouldBe(1);
        using var resent = await Browser.SendAsync(client, "/channels/risk-webhook", "/channels/risk-webhook/resend", ("delivery", "b1"));
        using var tested = await Browser.SendAsync(client, "/channels/risk-webhook", "/channels/risk-webhook/test", ("back", "1"));
        using var resumed = await Browser.SendAsync(client, "/channels/risk-webhook", "/channels/risk-webhook/resume", ("back", "1"));
        tested.Headers.Location!.ToString().ShouldBe("/channels/risk-webhook");
        host.Channels.Done.ShouldBe(["resend risk-webhook b1", "test risk-webhook", "resume risk-webhook"]);
        using var missing = await client.GetAsync(new Uri("/channels/nobody", UriKind.Relative), TestContext.Current.CancellationToken);
        missing.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Form_makes_a_channel_and_keeps_secrets_that_are_left_empty()
    {
        await using var host = await StoryHost.StartAsync();
        using var client = Browser.Of(host);
        using var made = await Browser.SendAsync(
            client, "/new-channel?kind=telegram", "/channels", ("act", "save"), ("kind", "telegram"), ("name", "night"), ("token", "12:ab"), ("chat", "-5"), ("audience", "business"), ("language", "ru"),
            ("test_every", "2d"), ("enabled", "true"));
        made.StatusCode.ShouldBe(HttpStatusCode.Found);
        host.Channels.Saved[0].ShouldSatisfyAllConditions(
            c => c.Telegram!.Token.ShouldBe("12:ab"), c => c.Audiences.ShouldBe([Audience.Business]), c => c.Language.ShouldBe(MessageLanguage.Ru), c => c.TestEvery.ShouldBe(TimeSpan.FromDays(2)));
        using var changed = await Browser.SendAsync(
            client, "/channels/risk-mail/edit", "/channels", ("act", "save"), ("was", "risk-mail"), ("kind", "email"), ("host", "smtp.bank.example"), ("port", "587"), ("user", "vedetta"), ("from", "vedetta@bank.example"),
            ("to", "risk@bank.example, night@bank.example"), ("enabled", "true"));
        changed.StatusCode.ShouldBe(HttpStatusCode.Found);
        host.Channels.Saved[1].Email!.ShouldSatisfyAllConditions(e => e.Password.ShouldBe("secret"), e => e.To.Count.ShouldBe(2));
    }

    [Fact]
    public async Task Form_with_faults_names_them_and_keeps_what_was_filled_in()
    {
        await using var host = await StoryHost.StartAsync();
        using var client = Browser.Of(host);
        using var answer = await Browser.SendAsync(client, "/new-channel?kind=telegram", "/channels", ("act", "save"), ("kind", "telegram"), ("name", "night"), ("token", "x"), ("chat", "here"), ("body", "{nobody}"));
        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var page = new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        var alert = page.QuerySelector("[role=alert]")!.TextContent;
        alert.ShouldContain("telegram.token");
        alert.ShouldContain("telegram.chat");
        alert.ShouldContain("{nobody} is not known");
        page.QuerySelector("input[name=chat]")!.GetAttribute("value").ShouldBe("here");
        host.Channels.Saved.ShouldBeEmpty();
    }

    [Fact]
    public async Task Viewer_sees_channels_and_changes_none()
    {
        await using var host = await StoryHost.StartAsync(role: UserRole.Viewer);
        using var client = Browser.Of(host);
        (await StoryPages.ReadAsync(client, "/channels/risk-webhook")).QuerySelectorAll("main form").ShouldBeEmpty();
        (await StoryPages.ReadAsync(client, "/channels/risk-webhook/edit")).DocumentElement.OuterHtml.ShouldNotContain("hooks/secret");
        using var refused = await Browser.SendAsync(client, "/channels", "/channels/risk-webhook/test", ("back", "1"));
        refused.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }
}
