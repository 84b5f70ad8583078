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
