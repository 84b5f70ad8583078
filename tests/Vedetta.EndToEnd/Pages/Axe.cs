using System.Text.Json;
using Microsoft.Playwright;

namespace Vedetta.EndToEnd.Pages;

/// <summary>axe-core on the page that is open.</summary>
internal static class Axe
{
    /// <summary>The levels of WCAG that the pages keep.</summary>
    private const string Levels = "['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']";

    /// <summary>What it calls serious or critical under every rule.</summary>
    public static async Task<IReadOnlyList<string>> CheckAsync(IPage page, string script)
    {
        // The policy of the pages forbids added scripts, so it is evaluated by the debugger instead.
        await page.EvaluateAsync(script + "; undefined");
        return await RunAsync(page, Levels);
    }

    /// <summary>Contrast alone, after a change of the theme on a page that was checked under every rule.</summary>
    public static Task<IReadOnlyList<string>> CheckContrastAsync(IPage page) => RunAsync(page, "{ type: 'rule', values: ['color-contrast', 'link-in-text-block'] }");

    // Only violations are described in full: selectors of everything that passed take most of the time otherwise.
    private static async Task<IReadOnlyList<string>> RunAsync(IPage page, string rules)
    {
        var json = await page.EvaluateAsync<string>($$"""
            async () => JSON.stringify((await axe.run(document, { runOnly: {{rules}}, resultTypes: ['violations'], preload: false })).violations
              .filter(v => v.impact === 'serious' || v.impact === 'critical')
              .map(v => v.id + ': ' + v.nodes.slice(0, 3).map(n => n.target.join(' ') + ' — ' + n.failureSummary.split('\n')[1]).join(' | ')))
            """);
        return JsonSerializer.Deserialize<List<string>>(json)!;
    }
}
