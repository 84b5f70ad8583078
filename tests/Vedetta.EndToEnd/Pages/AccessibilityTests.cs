using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace Vedetta.EndToEnd.Pages;

/// <summary>
/// axe-core over every page, English and Russian; nothing wider than the window. A theme changes colours alone, so the
/// other one is looked at for contrast without loading the page again; <c>./soak browser</c> tries every combination in full.
/// </summary>
[Collection(DemoCollection.Name)]
public sealed class AccessibilityTests(Demo demo)
{
    [Fact]
    public async Task Axe_finds_nothing_serious_on_any_English_page_light_or_dark()
    {
        Assert.SkipUnless(demo.Missing is null, demo.Missing ?? "");
        var found = new ConcurrentBag<string>();
        await demo.EachPageAsync(ColorScheme.Light, "en", height: 800, width: 1280, async (visit, name, path) =>
        {
            await visit.GoAsync(path);
            foreach (var violation in await Axe.CheckAsync(visit.Page, demo.Axe)) found.Add($"{name}: {violation}");
            await visit.Page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = ColorScheme.Dark });
            foreach (var violation in await Axe.CheckContrastAsync(visit.Page)) found.Add($"{name}, dark: {violation}");
            await visit.Page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = ColorScheme.Light });
            foreach (var part in await visit.TooWideAsync()) found.Add($"{name}: {part}");
        });
        found.ShouldBeEmpty();
    }

    [Fact]
    public async Task Axe_finds_nothing_serious_on_any_Russian_page()
    {
        Assert.SkipUnless(demo.Missing is null, demo.Missing ?? "");
        var found = new ConcurrentBag<string>();
        await demo.EachPageAsync(ColorScheme.Dark, "ru", height: 800, width: 1280, async (visit, name, path) =>
        {
            await visit.GoAsync(path);
            foreach (var violation in await Axe.CheckAsync(visit.Page, demo.Axe)) found.Add($"{name}: {violation}");
            foreach (var part in await visit.TooWideAsync()) found.Add($"{name}: {part}");
        });
        found.ShouldBeEmpty();
    }
}
