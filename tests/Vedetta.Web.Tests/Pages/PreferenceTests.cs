using System.Net;
using Vedetta.Web.Tests.Story;

namespace Vedetta.Web.Tests.Pages;

public sealed class PreferenceTests
{
    [Fact]
    public async Task Theme_and_language_are_in_the_first_paint_and_a_foreign_address_is_not_followed()
    {
        await using var host = await StoryHost.StartAsync();
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }) { BaseAddress = host.Address };
        var before = await StoryPages.ReadAsync(client, "/");
        before.DocumentElement.HasAttribute("data-theme").ShouldBeFalse();
        var token = before.QuerySelector("input[name*=RequestVerificationToken]")!;
        using var form = new FormUrlEncodedContent([new("theme", "dark"), new("lang", "ru"), new("back", "//evil.example/"), new(token.GetAttribute("name")!, token.GetAttribute("value")!)]);
        using var answer = await client.PostAsync("/preferences", form);
        answer.Headers.Location!.ToString().ShouldBe("/");
        var after = await StoryPages.ReadAsync(client, "/");
        after.DocumentElement.GetAttribute("data-theme").ShouldBe("dark");
        after.DocumentElement.GetAttribute("lang").ShouldBe("ru");
    }

    [Fact]
    public async Task Assets_are_kept_for_a_year_and_come_compressed()
    {
        await using var host = await StoryHost.StartAsync();
        using var client = new HttpClient { BaseAddress = host.Address };
        var page = await StoryPages.ReadAsync(client, "/models/application-scoring");
        var assets = page.QuerySelectorAll("script[src], link[rel=stylesheet]").Select(e => e.GetAttribute("src") ?? e.GetAttribute("href")!).ToList();
        assets.Count.ShouldBe(3);
        foreach (var asset in assets)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, asset);
            request.Headers.AcceptEncoding.ParseAdd("br");
            using var answer = await client.SendAsync(request);
            answer.StatusCode.ShouldBe(HttpStatusCode.OK);
            answer.Content.Headers.ContentEncoding.ShouldBe(["br"]);
            answer.Headers.CacheControl!.ToString().ShouldContain("immutable");
        }

        (await client.GetAsync("/assets/manifest.json")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }
}
