using System.IO.Compression;
using System.Net.Http.Headers;
using Vedetta.Web.Tests.Story;

namespace Vedetta.Web.Tests.Pages;

public sealed class FleetPageTests
{
    [Fact]
    public async Task Fleet_says_how_many_are_in_which_state_and_shows_the_worst_first()
    {
        await using var host = await StoryHost.StartAsync();
        using var client = new HttpClient { BaseAddress = host.Address };
        var page = await StoryPages.ReadAsync(client, "/");
        page.QuerySelector("h1")!.TextContent.ReplaceLineEndings(" ").Trim().ShouldMatch("^14\\smodels:\\s+1 critical, 2 with a warning, 1 silent, 2 undecided, 8 healthy$");
        page.QuerySelector("table.fleet tbody th a")!.TextContent.ShouldBe("application-scoring");
        page.QuerySelectorAll("table.fleet tbody").Length.ShouldBe(14);
        var silent = page.QuerySelectorAll("table.fleet tbody").Single(b => b.TextContent.Contains("partner-leads", StringComparison.Ordinal));
        silent.QuerySelector(".st")!.TextContent.ShouldBe("Silent");
        silent.QuerySelector(".why")!.TextContent.ShouldContain("No events for 26 min");
    }

    [Fact]
    public async Task Fleet_of_200_models_shows_50_in_under_100_kilobytes()
    {
        await using var host = await StoryHost.StartAsync();
        host.World.Readings.Crowd = 186;
        using var client = new HttpClient { BaseAddress = host.Address };
        client.DefaultRequestHeaders.AcceptEncoding.Add(new StringWithQualityHeaderValue("gzip"));
        var bytes = await client.GetByteArrayAsync("/");
        bytes.Length.ShouldBeLessThan(100_000);
        using var reader = new StreamReader(new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress));
        var page = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(await reader.ReadToEndAsync());
        page.QuerySelectorAll("table.fleet tbody").Length.ShouldBe(50);
        page.QuerySelector("a[rel=next]")!.GetAttribute("href").ShouldBe("/?page=2");
    }

    [Fact]
    public async Task Fleet_without_models_says_how_to_connect_one()
    {
        await using var host = await StoryHost.StartAsync();
        host.World.Readings.Empty = true;
        using var client = new HttpClient { BaseAddress = host.Address };
        var page = await StoryPages.ReadAsync(client, "/");
        page.QuerySelector("h1")!.TextContent.ShouldBe("No model is known yet");
        page.QuerySelector(".blank a.btn")!.GetAttribute("href").ShouldBe("/setup");
    }

    [Theory]
    [InlineData("osmonova", 1)]
    [InlineData("risk", 5)]
    [InlineData("silent", 1)]
    [InlineData("SCORING", 1)]
    public async Task Filter_looks_at_names_owners_and_states(string filter, int found)
    {
        await using var host = await StoryHost.StartAsync();
        using var client = new HttpClient { BaseAddress = host.Address };
        (await StoryPages.ReadAsync(client, "/?q=" + filter)).QuerySelectorAll("table.fleet tbody").Length.ShouldBe(found);
    }
}
