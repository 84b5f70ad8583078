using Microsoft.Playwright;

namespace Vedetta.EndToEnd.Pages;

/// <summary>One person's browser: its page, what its console complained about, and where it sent requests.</summary>
public sealed class Visit : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly List<string> _faults = [];

    internal Visit(IBrowserContext context, IPage page, Uri home)
    {
        _context = context;
        Page = page;
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning" && !(message.Text.Contains("404", StringComparison.Ordinal) && page.Url.Contains("/no/such/", StringComparison.Ordinal))) _faults.Add($"{page.Url}: {message.Type} {message.Text}");
        };
        page.PageError += (_, error) => _faults.Add($"{page.Url}: {error}");
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(home.ToString(), StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal) && !request.Url.StartsWith("blob:", StringComparison.Ordinal))
                _faults.Add($"{page.Url}: asked {request.Url}");
        };
        // Generous, since other tests may keep both cores busy: how fast pages are is measured elsewhere.
        page.SetDefaultTimeout(60_000);
    }

    /// <summary>The page.</summary>
    public IPage Page { get; }

    /// <summary>Opens a page and waits until its charts are drawn.</summary>
    public async Task GoAsync(string path)
    {
        await Page.GotoAsync(path);
        await SettleAsync();
    }

    /// <summary>Waits until every chart of the page is drawn.</summary>
    public async Task SettleAsync()
    {
        await Page.WaitForLoadStateAsync(LoadState.Load);
        await Page.WaitForFunctionAsync("() => [...document.querySelectorAll('[data-chart]')].every(c => 'drawn' in c.dataset)");
    }

    /// <summary>The page's sentence.</summary>
    public Task<string> HeadlineAsync() => Page.InnerTextAsync("h1");

    /// <summary>What is wider than its place: the page itself, or a part that reaches into its neighbour. What may scroll by itself is left out.</summary>
    public Task<string[]> TooWideAsync() => Page.EvaluateAsync<string[]>("""
        () => [document.documentElement, ...document.querySelectorAll('main .cols > *, main .sec')]
          .filter(e => e.scrollWidth > e.clientWidth + 1 && !e.closest('.scroll'))
          .map(e => `${e.id || (e.querySelector('caption, h2, legend')?.textContent ?? e.tagName).trim()} is ${e.scrollWidth} wide in ${e.clientWidth}`)
        """);

    /// <summary>Nothing went wrong so far.</summary>
    public void ShouldBeClean() => _faults.ShouldBeEmpty();

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();
}
