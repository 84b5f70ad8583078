using Microsoft.Playwright;

namespace Vedetta.EndToEnd.Pages;

/// <summary>Pictures of pages: those that the guide shows go to <c>docs/images</c>, every page in its ways to <c>artifacts/screenshots</c>.</summary>
[Collection(DemoCollection.Name)]
[Trait("kind", "screenshots")]
public sealed class ScreenshotTests(Demo demo)
{
    private const int Most = 80_000;

    // What documents show, by the name of the page; with a part of the page where that is what is spoken of.
    private static readonly (string Name, string Page, string Part)[] Documented =
    [
        .. new[] { "fleet", "overview", "drift", "performance", "cutoff", "cohorts", "slices", "business", "experiments", "monitors", "incidents", "incident", "silences", "channels", "reports", "system" }
            .Select(name => (name, name, "")),
        ("objectives", "traffic", "#objectives"),
    ];

    [Fact(Explicit = true)]
    public async Task Pictures_for_the_documentation()
    {
        Assert.SkipUnless(demo.Missing is null, demo.Missing ?? "");
        var folder = Path.Combine(Demo.Root(), "docs", "images");
        var pages = demo.Pages.ToDictionary(page => page.Name, page => page.Path, StringComparer.Ordinal);
        await TakeAsync(ColorScheme.Light, "en", folder, fullPage: false, [.. Documented.Select(one => (one.Name, pages[one.Page] + one.Part))]);
        foreach (var file in Directory.GetFiles(folder, "*.png")) new FileInfo(file).Length.ShouldBeLessThan(Most, Path.GetFileName(file));
    }

    [Theory(Explicit = true)]
    [InlineData(ColorScheme.Light, "en")]
    [InlineData(ColorScheme.Dark, "en")]
    [InlineData(ColorScheme.Light, "ru")]
    public async Task Pictures_to_look_at(ColorScheme scheme, string language)
    {
        Assert.SkipUnless(demo.Missing is null, demo.Missing ?? "");
        await TakeAsync(scheme, language, Path.Combine(Demo.Root(), "artifacts", "screenshots", $"{scheme}-{language}".ToLowerInvariant()), fullPage: true, demo.Pages);
    }

    private async Task TakeAsync(ColorScheme scheme, string language, string folder, bool fullPage, IReadOnlyList<(string Name, string Path)> pages)
    {
        Directory.CreateDirectory(folder);
        await using var visit = await demo.VisitAsync(scheme, language);
        foreach (var (name, path) in pages)
        {
            await visit.GoAsync(path);
            await SaveAsync(visit.Page, Path.Combine(folder, name + ".png"), fullPage);
        }
    }

    private static async Task SaveAsync(IPage page, string file, bool fullPage)
    {
        var bytes = await page.ScreenshotAsync(new PageScreenshotOptions { FullPage = fullPage, Animations = ScreenshotAnimations.Disabled });
        await File.WriteAllBytesAsync(file, fullPage ? bytes : Palette.ShrinkTo(Most, bytes));
    }
}
