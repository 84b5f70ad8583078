using Microsoft.Playwright;

namespace Vedetta.EndToEnd.Pages;

/// <summary>Pictures of every page: light and English go to <c>docs/images</c>, dark and Russian to <c>artifacts/screenshots</c>.</summary>
[Collection(DemoCollection.Name)]
[Trait("kind", "screenshots")]
public sealed class ScreenshotTests(Demo demo)
{
    private const int Most = 80_000;

    [Fact(Explicit = true)]
    public async Task Pictures_for_the_documentation()
    {
        Assert.SkipUnless(demo.Missing is null, demo.Missing ?? "");
        var folder = Path.Combine(Demo.Root(), "docs", "images");
        await TakeAsync(ColorScheme.Light, "en", folder, fullPage: false);
        foreach (var file in Directory.GetFiles(folder, "*.png")) new FileInfo(file).Length.ShouldBeLessThan(Most, Path.GetFileName(file));
    }

    [Theory(Explicit = true)]
    [InlineData(ColorScheme.Light, "en")]
    [InlineData(ColorScheme.Dark, "en")]
    [InlineData(ColorScheme.Light, "ru")]
    public async Task Pictures_to_look_at(ColorScheme scheme, string language)
    {
        Assert.SkipUnless(demo.Missing is null, demo.Missing ?? "");
        await TakeAsync(scheme, language, Path.Combine(Demo.Root(), "artifacts", "screenshots", $"{scheme}-{language}".ToLowerInvariant()), fullPage: true);
    }

    private async Task TakeAsync(ColorScheme scheme, string language, string folder, bool fullPage)
    {
        Directory.CreateDirectory(folder);
        await using var visit = await demo.VisitAsync(scheme, language);
        foreach (var (name, path) in Demo.Pages)
        {
            await visit.GoAsync(path);
            await SaveAsync(visit.Page, Path.Combine(folder, name + ".png"), fullPage);
        }

        await visit.GoAsync("/incidents?state=all");
        await visit.Page.ClickAsync("table tbody tr:has-text('application-scoring') th a >> nth=0");
        await visit.SettleAsync();
        await SaveAsync(visit.Page, Path.Combine(folder, "incident.png"), fullPage);
    }

    private static async Task SaveAsync(IPage page, string file, bool fullPage)
    {
        var bytes = await page.ScreenshotAsync(new PageScreenshotOptions { FullPage = fullPage, Animations = ScreenshotAnimations.Disabled });
        await File.WriteAllBytesAsync(file, fullPage ? bytes : Palette.Shrink(bytes));
    }
}
