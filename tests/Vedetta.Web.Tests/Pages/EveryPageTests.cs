using Vedetta.Web.Tests.Story;

namespace Vedetta.Web.Tests.Pages;

/// <summary>What holds for every page, in both languages.</summary>
public sealed class EveryPageTests(StoryPages pages) : IClassFixture<StoryPages>
{
    public static TheoryData<string, string> Cases()
    {
        var data = new TheoryData<string, string>();
        foreach (var path in StoryPages.All)
            foreach (var language in new[] { "en", "ru" })
                data.Add(path, language);
        return data;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Page_is_whole_labelled_and_free_of_inline_code(string path, string language)
    {
        var page = await StoryPages.ReadAsync(pages.Plain, path, language);
        page.DocumentElement.GetAttribute("lang").ShouldBe(language);
        page.QuerySelectorAll("h1").Length.ShouldBe(1);
        page.QuerySelector("h1")!.TextContent.Trim().Length.ShouldBeGreaterThan(10);
        page.QuerySelectorAll("[style]").ShouldBeEmpty("the content security policy forbids inline styles");
        page.QuerySelectorAll("script:not([src]):not([type='application/json'])").ShouldBeEmpty("the content security policy forbids inline scripts");
        page.All.SelectMany(e => e.Attributes).ShouldNotContain(a => a.Name.StartsWith("on", StringComparison.Ordinal));
        foreach (var table in page.QuerySelectorAll("table"))
        {
            table.QuerySelector("caption")!.TextContent.Trim().ShouldNotBeEmpty();
            table.QuerySelectorAll("thead tr:first-child th:not([scope])").ShouldBeEmpty();
        }

        foreach (var chart in page.QuerySelectorAll("[data-chart]"))
        {
            chart.GetAttribute("role").ShouldBe("img");
            chart.GetAttribute("aria-label").ShouldNotBeNullOrEmpty();
            chart.Closest("figure")!.QuerySelector(".chart-table table tbody tr").ShouldNotBeNull("every chart has the same numbers as a table");
        }

        foreach (var icon in page.QuerySelectorAll("svg:not([role=img])")) icon.GetAttribute("aria-hidden").ShouldBe("true");
        var ids = page.QuerySelectorAll("[id]").Select(e => e.Id!).ToList();
        ids.ShouldBe(ids.Distinct(StringComparer.Ordinal));
        foreach (var field in page.QuerySelectorAll("input:not([type=hidden]), select"))
            (field.Closest("label") is not null || field.HasAttribute("aria-label") || page.QuerySelector($"label[for='{field.Id}']") is not null).ShouldBeTrue(field.OuterHtml);
    }

    [Fact]
    public async Task Names_with_markup_are_shown_as_text()
    {
        var column = Uri.EscapeDataString("income" + StoryPages.Markup);
        foreach (var path in StoryPages.All.Append($"/models/application-scoring/drift?column={column}&method=psi"))
        {
            var page = await StoryPages.ReadAsync(pages.Dressed, path);
            page.QuerySelectorAll("b").ShouldNotContain(b => b.TextContent == "x", path);
            foreach (var script in page.QuerySelectorAll("script[type='application/json']")) script.InnerHtml.ShouldNotContain("<b>");
        }

        (await StoryPages.ReadAsync(pages.Dressed, "/models/application-scoring")).Body!.TextContent.ShouldContain("income" + StoryPages.Markup);
    }

    [Fact]
    public async Task Links_inside_lead_somewhere()
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var path in StoryPages.All)
            foreach (var link in (await StoryPages.ReadAsync(pages.Plain, path)).QuerySelectorAll("a[href^='/']"))
                seen.Add(link.GetAttribute("href")!);
        seen.Count.ShouldBeGreaterThan(40);
        foreach (var address in seen.Where(address => !address.StartsWith("/v1/", StringComparison.Ordinal))) // files are the API's, which this host lacks
        {
            using var answer = await pages.Plain.GetAsync(address);
            ((int)answer.StatusCode).ShouldBe(200, address);
        }
    }

    [Fact]
    public async Task Answers_carry_a_strict_policy()
    {
        using var answer = await pages.Plain.GetAsync("/");
        var policy = string.Join(';', answer.Headers.GetValues("Content-Security-Policy"));
        policy.ShouldContain("default-src 'none'");
        policy.ShouldNotContain("unsafe");
        policy.ShouldContain("frame-ancestors 'none'");
        answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
    }

    [Theory]
    [InlineData("/models/nobody", 404, "nobody")]
    [InlineData("/models/%3Cb%3Ex", 404, "<b>x")]
    [InlineData("/incidents/INC-9999", 404, "INC-9999")]
    [InlineData("/nowhere/at/all", 404, "/nowhere/at/all")]
    [InlineData("/methods/astrology", 404, "astrology")]
    [InlineData("/models/application-scoring/drift?column=nope", 400, "nope")]
    [InlineData("/models/application-scoring?from=yesterday", 400, "yesterday")]
    [InlineData("/models/application-scoring?every=fortnight", 400, "fortnight")]
    public async Task Wrong_address_says_what_is_wrong_and_where_to_go(string path, int status, string named)
    {
        using var answer = await pages.Plain.GetAsync(path);
        ((int)answer.StatusCode).ShouldBe(status);
        var page = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync());
        page.Body!.TextContent.ShouldContain(named);
        page.QuerySelector("a.btn")!.GetAttribute("href").ShouldStartWith("/");
    }

    [Fact]
    public async Task Unknown_program_path_is_not_answered_with_a_page()
    {
        using var answer = await pages.Plain.GetAsync("/v1/nothing");
        ((int)answer.StatusCode).ShouldBe(404);
        (await answer.Content.ReadAsStringAsync()).ShouldBeEmpty();
    }

    [Fact]
    public void Story_has_not_lost_its_models() => pages.World.Readings.ShouldNotBeNull();
}
