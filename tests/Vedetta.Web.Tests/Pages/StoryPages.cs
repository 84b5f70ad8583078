using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Vedetta.Core.Security;
using Vedetta.Web.Tests.Story;

namespace Vedetta.Web.Tests.Pages;

/// <summary>The story's host and a browser without scripts, shared by the tests of pages.</summary>
public sealed class StoryPages : IAsyncLifetime
{
    public const string Markup = "<b>x</b>&\"'";

    public static readonly string[] All =
    [
        "/", "/?q=risk", "/?q=nothing-like-it", "/incidents", "/incidents?state=all&model=application-scoring", "/incidents/INC-112", "/incidents/INC-118", "/setup", "/setup?code=csharp",
        "/methods", "/methods/psi", "/login", "/models/application-scoring", "/models/application-scoring?from=2026-09-01&to=2026-09-14", "/models/application-scoring/drift",
        "/models/application-scoring/drift?method=psi", "/models/application-scoring/monitors", "/models/application-scoring/performance", "/models/application-scoring/performance?metric=brier&threshold=0.2&fp=1150&fn=9400",
        "/models/partner-leads/performance", "/models/partner-leads", "/models/partner-leads/drift",
        "/?for=engineering", "/?for=business", "/incidents/silences", "/incidents/silences?model=application-scoring&for=1d", "/models/application-scoring/traffic", "/models/application-scoring/traffic?every=day",
        "/models/partner-leads/traffic", "/models/application-scoring/rejected", "/models/application-scoring/rejected?code=wrong_type", "/models/application-scoring/rejected?id=nobody", "/models/partner-leads/rejected",
        "/models/application-scoring/correlations", "/models/partner-leads/correlations", "/models/application-scoring/monitors/drift", "/models/application-scoring/new-monitor", "/models/application-scoring/settings",
        "/models/partner-leads/settings", "/system", "/access", "/reports", "/incidents/noise", "/incidents/noise?model=application-scoring&days=30", "/routing", "/routing?route=new", "/routing?rota=models", "/routing?route=data_science:&model=application-scoring&severity=warning&at=2026-09-28T23:30",
        "/channels", "/channels/on-call", "/channels/risk-webhook", "/channels/risk-webhook?state=failed", "/channels/risk-mail/edit", "/new-channel?kind=telegram", "/new-channel?kind=email", "/new-channel?kind=alertmanager",
        "/models/application-scoring/scores", "/models/application-scoring/scores?cutoff=0.09&margin=0.2&loss=0.6", "/models/partner-leads/scores",
    ];

    private StoryHost? _plain;
    private StoryHost? _dressed;
    private StoryHost? _viewer;

    public HttpClient Plain { get; private set; } = null!;

    /// <summary>The same world, with markup in the name of everything.</summary>
    public HttpClient Dressed { get; private set; } = null!;

    /// <summary>The same world, for a person who may only look.</summary>
    public HttpClient Viewer { get; private set; } = null!;

    public StoryWorld World => _plain!.World;

    public async ValueTask InitializeAsync()
    {
        _plain = await StoryHost.StartAsync();
        _dressed = await StoryHost.StartAsync(name => name.Length == 0 ? name : name + Markup);
        _viewer = await StoryHost.StartAsync(role: UserRole.Viewer);
        Plain = Client(_plain);
        Dressed = Client(_dressed);
        Viewer = Client(_viewer);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in new[] { Plain, Dressed, Viewer }) client?.Dispose();
        foreach (var host in new[] { _plain, _dressed, _viewer })
            if (host is not null) await host.DisposeAsync();
    }

    public static async Task<IHtmlDocument> ReadAsync(HttpClient client, string path, string language = "en")
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.AcceptLanguage.ParseAdd(language);
        using var response = await client.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        ((int)response.StatusCode).ShouldBe(200, path + "\n" + text[..Math.Min(text.Length, 600)]);
        return new HtmlParser().ParseDocument(text);
    }

    private static HttpClient Client(StoryHost host) => new(new HttpClientHandler { AllowAutoRedirect = false, AutomaticDecompression = System.Net.DecompressionMethods.All }) { BaseAddress = host.Address };
}
