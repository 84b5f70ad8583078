using System.Text.Json;

namespace Vedetta.EndToEnd.Pages;

/// <summary>Every page of the program by a short name, and where the demo shows it.</summary>
internal static class DemoPages
{
    private const string Model = "/models/application-scoring";

    /// <summary>Pages whose addresses are the same in every demo.</summary>
    public static IReadOnlyList<(string Name, string Path)> Fixed { get; } =
    [
        ("fleet", "/"), ("fleet-engineering", "/?for=engineering"), ("fleet-business", "/?for=business"),
        ("overview", Model), ("overview-number", "/models/income-estimate"),
        ("drift", Model + "/drift"), ("column", Model + "/drift?column=income"), ("category", Model + "/drift?column=channel&method=psi"), ("correlations", Model + "/correlations"),
        ("performance", Model + "/performance"), ("performance-number", "/models/income-estimate/performance"), ("performance-classes", "/models/collections-action/performance"),
        ("scores", Model + "/scores"), ("cutoff", Model + "/scores?cutoff=0.12"), ("cohorts", Model + "/cohorts"), ("slices", Model + "/slices"),
        ("experiments", "/models/limit-increase/experiments"), ("business", Model + "/business"), ("business-plan", Model + "/business/plan"),
        ("traffic", Model + "/traffic"), ("rejected", Model + "/rejected"),
        ("monitors", Model + "/monitors"), ("monitor", Model + "/monitors/drift"), ("new-monitor", Model + "/new-monitor"), ("settings", Model + "/settings"),
        ("incidents", "/incidents?state=all"), ("silences", "/incidents/silences?model=application-scoring"), ("noise", "/incidents/noise"), ("routing", "/routing"),
        ("channels", "/channels"), ("new-channel", "/new-channel?kind=email"), ("reports", "/reports"), ("system", "/system"), ("access", "/access"),
        ("setup", "/setup"), ("methods", "/methods"), ("method", "/methods/psi"), ("login", "/login"), ("missing", "/no/such/page"),
    ];

    /// <summary>All of them: those above, the oldest incident of the demo's story, and a channel with its form.</summary>
    public static async Task<IReadOnlyList<(string Name, string Path)>> FindAsync(Uri demo, CancellationToken cancel)
    {
        using var http = new HttpClient { BaseAddress = demo };
        var pages = Fixed.ToList();
        var incidents = await ListAsync(http, "v1/incidents?model=application-scoring", cancel);
        pages.Add(("incident", "/incidents/" + incidents.Select(one => one.GetProperty("id").GetString()!).Order(StringComparer.Ordinal).First()));
        foreach (var channel in (await ListAsync(http, "v1/channels", cancel)).Take(1))
        {
            var name = Uri.EscapeDataString(channel.GetProperty("name").GetString()!);
            pages.AddRange([("channel", "/channels/" + name), ("edit-channel", $"/channels/{name}/edit")]);
        }

        return pages;
    }

    private static async Task<IReadOnlyList<JsonElement>> ListAsync(HttpClient http, string path, CancellationToken cancel)
    {
        using var answer = JsonDocument.Parse(await http.GetStringAsync(path, cancel));
        return [.. answer.RootElement.Clone().EnumerateArray()];
    }
}
