using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace Vedetta.EndToEnd.Pages;

/// <summary>
/// Every page in every way it can be looked at: both themes, both languages, a small and a large window. Pictures go to
/// <c>artifacts/soak/browser</c>. Run by <c>./soak browser</c>; the short form of it is in the other tests of pages.
/// </summary>
[Collection(DemoCollection.Name)]
[Trait("kind", "soak")]
public sealed class SoakTests(Demo demo)
{
    // A person who tabs this often and has not come round is caught.
    private const int MostStops = 900;

    public static TheoryData<ColorScheme, string, int, int> Ways()
    {
        var ways = new TheoryData<ColorScheme, string, int, int>();
        foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
            foreach (var language in new[] { "en", "ru" })
                foreach (var (width, height) in new[] { (1280, 720), (1920, 1080) })
                    ways.Add(scheme, language, width, height);
        return ways;
    }

    [Theory(Explicit = true)]
    [MemberData(nameof(Ways))]
    public async Task Every_page_is_whole_clean_and_fits_the_window(ColorScheme scheme, string language, int width, int height)
    {
        Assert.SkipUnless(demo.Missing is null, demo.Missing ?? "");
        var folder = Path.Combine(Demo.Root(), "artifacts", "soak", "browser", $"{width}-{scheme}-{language}".ToLowerInvariant());
        Directory.CreateDirectory(folder);
        var found = new ConcurrentBag<string>();
        await demo.EachPageAsync(scheme, language, height, width, async (visit, name, path) =>
        {
            await visit.GoAsync(path);
            foreach (var violation in await Axe.CheckAsync(visit.Page, demo.Axe)) found.Add($"{name}: {violation}");
            foreach (var part in await visit.TooWideAsync()) found.Add($"{name}: {part}");
            if (await visit.Page.EvaluateAsync<string>("() => document.documentElement.lang") != language) found.Add($"{name} is not in {language}");
            await visit.Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, name + ".png"), FullPage = true, Animations = ScreenshotAnimations.Disabled });
        });
        found.ShouldBeEmpty();
    }

    [Theory(Explicit = true)]
    [InlineData(1280, 720)]
    [InlineData(1920, 1080)]
    public async Task Every_page_is_walked_by_Tab_alone_and_every_stop_is_seen(int width, int height)
    {
        Assert.SkipUnless(demo.Missing is null, demo.Missing ?? "");
        var found = new ConcurrentBag<string>();
        await demo.EachPageAsync(ColorScheme.Light, "en", height, width, async (visit, name, path) =>
        {
            await visit.GoAsync(path);
            if (await WalkAsync(visit.Page) is { } fault) found.Add($"{name}: {fault}");
        });
        found.ShouldBeEmpty();
    }

    // Presses Tab until the focus comes round; every stop must be on the screen and look focused.
    private static async Task<string?> WalkAsync(IPage page)
    {
        await page.EvaluateAsync("() => { document.body.tabIndex = -1; document.body.focus(); document.body.removeAttribute('tabindex'); window.seen = new Set(); }");
        var stops = await page.EvaluateAsync<int>("() => [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary')].filter(e => e.checkVisibility() && !e.disabled).length");
        for (var stop = 0; stop < MostStops; stop++)
        {
            await page.Keyboard.PressAsync("Tab");
            var fault = await page.EvaluateAsync<string?>("""
                () => {
                  const at = document.activeElement;
                  if (!at || at === document.body) return window.seen.size ? 'round' : null;
                  if (window.seen.has(at)) return 'round';
                  window.seen.add(at);
                  const box = at.getBoundingClientRect(), style = getComputedStyle(at);
                  if (box.width < 1 || box.height < 1) return 'a stop that cannot be seen: ' + at.outerHTML.slice(0, 120);
                  if (box.bottom < 0 || box.top > innerHeight || box.right < 0 || box.left > innerWidth) return 'a stop outside the window: ' + at.outerHTML.slice(0, 120);
                  const marked = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0 || at.matches('input, select, textarea');
                  return marked ? null : 'a stop that does not look focused: ' + at.outerHTML.slice(0, 120);
                }
                """);
            if (fault == "round") return stop >= Math.Min(stops, 4) ? null : $"the focus stops {stop} times, {stops} places take it";
            if (fault is not null) return fault;
        }

        return $"the focus does not come round within {MostStops} stops";
    }
}
