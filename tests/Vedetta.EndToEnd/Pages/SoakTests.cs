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
        await using var visit = await demo.VisitAsync(scheme, language, height, width);
        var found = new List<string>();
        foreach (var (name, path) in demo.Pages)
        {
            await visit.GoAsync(path);
            found.AddRange((await Axe.CheckAsync(visit.Page, demo.Axe)).Select(violation => $"{name}: {violation}"));
            if (await visit.IsTooWideAsync()) found.Add($"{name} scrolls sideways");
            if (await visit.Page.EvaluateAsync<string>("() => document.documentElement.lang") != language && name != "missing") found.Add($"{name} is not in {language}");
            await visit.Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, name + ".png"), FullPage = true, Animations = ScreenshotAnimations.Disabled });
        }

        found.ShouldBeEmpty();
        visit.ShouldBeClean();
    }

    [Theory(Explicit = true)]
    [InlineData(1280, 720)]
    [InlineData(1920, 1080)]
    public async Task Every_page_is_walked_by_Tab_alone_and_every_stop_is_seen(int width, int height)
    {
        Assert.SkipUnless(demo.Missing is null, demo.Missing ?? "");
        await using var visit = await demo.VisitAsync(height: height, width: width);
        var found = new List<string>();
        foreach (var (name, path) in demo.Pages)
        {
            await visit.GoAsync(path);
            if (await WalkAsync(visit.Page) is { } fault) found.Add($"{name}: {fault}");
        }

        found.ShouldBeEmpty();
        visit.ShouldBeClean();
    }

    // Presses Tab until the focus comes round; every stop must be on the screen and look focused.
    private static async Task<string?> WalkAsync(IPage page)
    {
        await page.EvaluateAsync("() => { document.activeElement?.blur(); window.seen = new Set(); }");
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
            if (fault == "round") return stop > 3 ? null : "the focus does not move";
            if (fault is not null) return fault;
        }

        return $"the focus does not come round within {MostStops} stops";
    }
}
