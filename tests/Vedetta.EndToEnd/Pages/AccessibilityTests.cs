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
    private const int Tabs = 3;

    [Fact]
    public async Task Axe_finds_nothing_serious_on_any_page_in_either_language_and_theme()
    {
        Assert.SkipUnless(demo.Missing is null, demo.Missing ?? "");
        var waiting = new ConcurrentQueue<(string Name, string Path)>(demo.Pages);
        var found = new ConcurrentBag<string>();
        await Task.WhenAll(Enumerable.Range(0, Tabs).Select(_ => LookAsync(waiting, found)));
        found.ShouldBeEmpty();
    }

    private async Task LookAsync(ConcurrentQueue<(string Name, string Path)> waiting, ConcurrentBag<string> found)
    {
        await using var english = await demo.VisitAsync();
        await using var russian = await demo.VisitAsync(ColorScheme.Dark, "ru");
        while (waiting.TryDequeue(out var next))
        {
            await english.GoAsync(next.Path);
            Add("English, light", await Axe.CheckAsync(english.Page, demo.Axe));
            await english.Page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = ColorScheme.Dark });
            Add("English, dark", await Axe.CheckContrastAsync(english.Page));
            await english.Page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = ColorScheme.Light });
            if (await english.IsTooWideAsync()) found.Add($"{next.Name} scrolls sideways in English");

            await russian.GoAsync(next.Path);
            Add("Russian, dark", await Axe.CheckAsync(russian.Page, demo.Axe));
            if (await russian.IsTooWideAsync()) found.Add($"{next.Name} scrolls sideways in Russian");

            void Add(string way, IEnumerable<string> violations)
            {
                foreach (var violation in violations) found.Add($"{next.Name}, {way}: {violation}");
            }
        }

        english.ShouldBeClean();
        russian.ShouldBeClean();
    }
}
