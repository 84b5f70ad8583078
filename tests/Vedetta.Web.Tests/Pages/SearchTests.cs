using Vedetta.Web.Rejected;
using Vedetta.Core.Models;
using Vedetta.Web.Tests.Story;

namespace Vedetta.Web.Tests.Pages;

public sealed class SearchTests(StoryPages pages) : IClassFixture<StoryPages>
{
    [Theory]
    [InlineData("?model=application-scoring&q=income", "/models/application-scoring/drift?column=income")]
    [InlineData("?q=new-cat", "/models/application-scoring/monitors/new-categories")]
    [InlineData("?q=mortgage", "/models/mortgage-pd")]
    [InlineData("?q=system", "/system")]
    [InlineData("?model=application-scoring&q=traffic", "/models/application-scoring/traffic")]
    public async Task Search_finds_columns_monitors_models_and_pages(string query, string address)
    {
        var found = await StoryPages.ReadAsync(pages.Plain, "/fragments/commands" + query);
        found.QuerySelectorAll("a").Select(a => a.GetAttribute("href")).ShouldContain(address);
    }

    [Fact]
    public async Task Every_key_of_the_list_goes_somewhere_and_none_is_taken_twice()
    {
        var page = await StoryPages.ReadAsync(pages.Plain, "/models/application-scoring");
        var keys = page.QuerySelectorAll("[data-go]").Select(a => a.GetAttribute("data-go")!).ToList();
        keys.ShouldBe(keys.Distinct(StringComparer.Ordinal));
        page.QuerySelectorAll("#keys .keys-list div").Count(line => line.QuerySelectorAll("kbd") is [var first, _] && first.TextContent == "g").ShouldBe(keys.Count);
    }

    [Fact]
    public void Payload_masks_personal_columns_and_shows_no_control_characters()
    {
        var schema = new ModelSchema([new ColumnDefinition("age", ColumnType.Numeric, Pii: PiiClass.Sensitive), new ColumnDefinition("income", ColumnType.Numeric)], true, []);
        var shown = SafePayload.Of("""{"id":"a","subject":"k-93f","features":{"age":41,"income":7},"age":41}""", schema)!;
        shown.ShouldNotContain("41");
        shown.ShouldNotContain("k-93f");
        shown.ShouldContain("\"income\": 7");
        SafePayload.Of("{\"age\":41, broken", schema).ShouldBeNull("what cannot be read cannot be masked");
        SafePayload.Of("broken \u0007\u202e row", ModelSchema.Empty).ShouldBe("broken ␇\ufffd row");
        SafePayload.Of("""{"a":1,"a":2}""", schema).ShouldBeNull();
    }

    [Fact]
    public async Task What_was_sent_is_hidden_from_those_who_may_only_look()
    {
        (await StoryPages.ReadAsync(pages.Plain, "/models/application-scoring/rejected")).QuerySelectorAll("details.sent").Length.ShouldBe(25);
        (await StoryPages.ReadAsync(pages.Viewer, "/models/application-scoring/rejected")).QuerySelectorAll("details.sent").ShouldBeEmpty();
    }

    [Fact]
    public async Task Fleet_shows_each_audience_its_own_columns_and_remembers_it()
    {
        await using var host = await StoryHost.StartAsync();
        using var client = Browser.Of(host);
        Heads(await StoryPages.ReadAsync(client, "/")).ShouldContain("Worst drift");
        Heads(await StoryPages.ReadAsync(client, "/?for=engineering")).ShouldContain("p95");
        Heads(await StoryPages.ReadAsync(client, "/")).ShouldContain("p95", "the choice is kept");
        var business = await StoryPages.ReadAsync(client, "/?for=business");
        Heads(business).ShouldContain("Against the week before");
        business.QuerySelector("table.fleet tbody th a")!.TextContent.ShouldBe("application-scoring");
    }

    private static List<string> Heads(AngleSharp.Dom.IDocument page) => [.. page.QuerySelectorAll("table.fleet thead th").Select(th => th.TextContent.Trim())];
}
