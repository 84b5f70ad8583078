using System.Text.Json;
using Microsoft.Playwright;

namespace Vedetta.EndToEnd.Pages;

/// <summary>axe-core over every page, light and dark, English and Russian; nothing wider than the window.</summary>
[Collection(DemoCollection.Name)]
public sealed class AccessibilityTests(Demo demo)
{
    [Theory]
    [InlineData(ColorScheme.Light, "en")]
    [InlineData(ColorScheme.Dark, "ru")]
    public async Task Axe_finds_nothing_serious_on_any_page(ColorScheme scheme, string language)
    {
        Assert.SkipUnless(demo.Missing is null, demo.Missing ?? "");
        await using var visit = await demo.VisitAsync(scheme, language);
        var found = new List<string>();
        foreach (var (name, path) in Demo.Pages)
        {
            await visit.GoAsync(path);
            found.AddRange((await AxeAsync(visit.Page, demo.Axe)).Select(violation => $"{name}: {violation}"));
            if (await visit.Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth > document.documentElement.clientWidth")) found.Add($"{name} scrolls sideways");
        }

        found.ShouldBeEmpty();
        visit.ShouldBeClean();
    }

    /// <summary>What axe-core calls serious or critical on the page that is open.</summary>
    internal static async Task<IReadOnlyList<string>> AxeAsync(IPage page, string script)
    {
        // The policy of the pages forbids added scripts, so it is evaluated by the debugger instead.
        await page.EvaluateAsync(script + "; undefined");
        var json = await page.EvaluateAsync<string>("""
            async () => JSON.stringify((await axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] })).violations
              .filter(v => v.impact === 'serious' || v.impact === 'critical')
              .map(v => v.id + ': ' + v.nodes.slice(0, 3).map(n => n.target.join(' ') + ' — ' + n.failureSummary.split('\n')[1]).join(' | ')))
            """);
        return JsonSerializer.Deserialize<List<string>>(json)!;
    }
}
