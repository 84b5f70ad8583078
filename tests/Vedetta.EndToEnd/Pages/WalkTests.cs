using Microsoft.Playwright;

namespace Vedetta.EndToEnd.Pages;

/// <summary>One walk over the pages by mouse, one by keyboard alone.</summary>
[Collection(DemoCollection.Name)]
public sealed class WalkTests(Demo demo)
{
    [Fact]
    public async Task Walk_by_mouse_from_the_fleet_to_an_acknowledged_incident()
    {
        Assert.SkipUnless(demo.Missing is null, demo.Missing ?? "");
        await using var visit = await demo.VisitAsync();
        var page = visit.Page;
        await visit.GoAsync("/");
        (await visit.HeadlineAsync()).ShouldMatch(@"^\d+.models: ");

        await page.ClickAsync("table.fleet >> text=application-scoring");
        await visit.SettleAsync();
        (await page.Locator(".lanes canvas").CountAsync()).ShouldBe(1);

        await page.ClickAsync(".side >> text=Drift");
        await visit.SettleAsync();
        (await page.Locator("table.heat tbody tr").CountAsync()).ShouldBeGreaterThan(8);

        await page.ClickAsync("table.heat tbody tr:has-text('income') >> td:is(.e2, .e3, .e4) >> nth=0");
        await visit.SettleAsync();
        page.Url.ShouldContain("column=income");
        page.Url.ShouldContain("at=");
        await page.ClickAsync("aside >> text=Show as table >> nth=0");
        (await page.Locator("aside .chart-table:visible tbody tr").CountAsync()).ShouldBeGreaterThan(3);

        await page.ClickAsync("aside >> text=formula and assumptions");
        (await page.Locator("main").InnerTextAsync()).ShouldContain("Assumptions");

        await page.ClickAsync(".side >> text=Incidents");
        await page.ClickAsync(".seg >> text=All");
        await page.ClickAsync("table tbody th a >> nth=0");
        await visit.SettleAsync();
        var feedback = page.Locator("button[value=useful]");
        await feedback.ClickAsync();
        (await page.Locator("button[value=useful]").GetAttributeAsync("aria-pressed")).ShouldBe("true");
        visit.ShouldBeClean();
    }

    [Fact]
    public async Task Walk_by_keyboard_alone_reaches_every_place()
    {
        Assert.SkipUnless(demo.Missing is null, demo.Missing ?? "");
        await using var visit = await demo.VisitAsync();
        var page = visit.Page;
        await visit.GoAsync("/");
        await page.Keyboard.PressAsync("Tab");
        (await FocusedAsync(page)).ShouldBe("Skip to content");

        await page.Keyboard.PressAsync("/");
        await page.Keyboard.TypeAsync("scoring");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/?q=scoring");
        await page.Keyboard.PressAsync("j");
        (await FocusedAsync(page)).ShouldBe("application-scoring");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/models/application-scoring");

        await GoAsync(page, "g", "d", "**/drift");
        await page.Locator("table.heat td[tabindex='0']").FocusAsync();
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("ArrowLeft");
        await page.Keyboard.PressAsync("ArrowLeft");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/drift?*at=*");
        await visit.SettleAsync();
        await page.Keyboard.PressAsync("Escape");
        await page.WaitForURLAsync(url => !url.Contains("column=", StringComparison.Ordinal));

        await page.Keyboard.PressAsync("[");
        await page.WaitForURLAsync("**from=*");
        await page.Keyboard.PressAsync("]");
        await page.WaitForFunctionAsync("() => document.readyState === 'complete'");

        await page.Keyboard.PressAsync("?");
        (await page.Locator("dialog#keys").IsVisibleAsync()).ShouldBeTrue();
        await page.Keyboard.PressAsync("Escape");
        await page.Keyboard.PressAsync("Control+k");
        await page.Locator("dialog#commands li a").First.WaitForAsync();
        await page.Keyboard.TypeAsync("setup");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/setup");

        await page.Keyboard.PressAsync("t");
        (await page.GetAttributeAsync("html", "data-theme")).ShouldBe("dark");
        await GoAsync(page, "g", "i", "**/incidents");
        (await page.GetAttributeAsync("html", "data-theme")).ShouldBe("dark", "the theme is in the first paint of the next page");
        await GoAsync(page, "g", "f", "**/");
        visit.ShouldBeClean();
    }

    [Fact]
    public async Task Walk_by_mouse_tries_a_monitor_makes_it_and_silences_an_incident()
    {
        Assert.SkipUnless(demo.Missing is null, demo.Missing ?? "");
        await using var visit = await demo.VisitAsync();
        var page = visit.Page;
        await visit.GoAsync("/models/application-scoring/monitors");
        await page.ClickAsync("text=New monitor");
        await page.FillAsync("input[name=name]", "walked-income");
        await page.FillAsync("input[name=columns]", "income");
        await page.ClickAsync("button:has-text('Try it on history')");
        await page.WaitForSelectorAsync("#tried");
        await visit.SettleAsync();
        (await visit.HeadlineAsync()).ShouldMatch("would( not)? have fired");
        (await page.InputValueAsync("input[name=name]")).ShouldBe("walked-income", "the form stands as it was filled in");
        await page.ClickAsync("button:has-text('Make the monitor')");
        await page.WaitForURLAsync("**/monitors");
        await page.ClickAsync("table th >> text=walked-income");
        await page.ClickAsync("summary:has-text('Delete')");
        await page.ClickAsync("text=Delete walked-income and its readings");
        await page.WaitForURLAsync("**/monitors");
        (await page.Locator("text=walked-income").CountAsync()).ShouldBe(0);

        await visit.GoAsync("/incidents?state=all");
        await page.ClickAsync("table tbody tr:not(:has-text('Resolved')) th a >> nth=0");
        await visit.SettleAsync();
        await page.ClickAsync("aside a.btn >> text=Silence it");
        (await page.InnerTextAsync("#preview h2")).ShouldMatch(@"^It would mute 1\sopen incident");
        await page.FillAsync("input[name=reason]", "a walk");
        await page.ClickAsync("button:has-text('Make the silence')");
        (await page.InnerTextAsync("main table tbody tr >> nth=0")).ShouldContain("a walk");
        await page.ClickAsync("button:has-text('End now') >> nth=0");
        (await visit.HeadlineAsync()).ShouldBe("No silence holds: people are told of every incident");
        visit.ShouldBeClean();
    }

    [Fact]
    public async Task Walk_by_keyboard_alone_reaches_the_pages_of_engineers_and_finds_a_column()
    {
        Assert.SkipUnless(demo.Missing is null, demo.Missing ?? "");
        await using var visit = await demo.VisitAsync();
        var page = visit.Page;
        await visit.GoAsync("/models/application-scoring");
        foreach (var (key, address) in new[] { ("t", "**/traffic"), ("x", "**/rejected"), ("k", "**/correlations"), ("m", "**/monitors"), (",", "**/settings"), ("y", "**/system"), ("w", "**/reports"), ("a", "**/access") })
        {
            await GoAsync(page, "g", key, address);
            await visit.SettleAsync();
        }

        await visit.GoAsync("/models/application-scoring/traffic");
        await page.Keyboard.PressAsync("[");
        await page.WaitForURLAsync("**/traffic?*from=*");
        await page.Keyboard.PressAsync("Control+k");
        await page.Keyboard.TypeAsync("debt_to");
        await page.Locator("dialog#commands li:not([hidden]) a:has-text('debt_to_income')").First.WaitForAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/drift?column=debt_to_income");
        visit.ShouldBeClean();
    }

    [Fact]
    public async Task Single_keys_turned_off_do_nothing()
    {
        Assert.SkipUnless(demo.Missing is null, demo.Missing ?? "");
        await using var visit = await demo.VisitAsync();
        await visit.GoAsync("/");
        await visit.Page.Keyboard.PressAsync("?");
        await visit.Page.ClickAsync("button[name=keys]");
        await visit.SettleAsync();
        await visit.Page.Keyboard.PressAsync("t");
        (await visit.Page.GetAttributeAsync("html", "data-theme")).ShouldBeNull();
        visit.ShouldBeClean();
    }

    private static Task<string> FocusedAsync(IPage page) => page.EvaluateAsync<string>("() => document.activeElement.textContent.trim()");

    private static async Task GoAsync(IPage page, string first, string second, string address)
    {
        await page.Keyboard.PressAsync(first);
        await page.Keyboard.PressAsync(second);
        await page.WaitForURLAsync(address);
    }
}
