using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Playwright;
using Vedetta.EndToEnd.Programs;

namespace Vedetta.EndToEnd.Pages;

/// <summary>The demo world in a process of its own, a browser before it, and axe-core: started once for every test of pages.</summary>
public sealed class Demo : IAsyncLifetime
{
    private static readonly string[] BrowserArguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
        "--force-color-profile=srgb", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    ];

    private const int Tabs = 3;

    private VedettaProgram? _program;
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>Every page by a short name.</summary>
    public IReadOnlyList<(string Name, string Path)> Pages { get; private set; } = [];

    /// <summary>Why the tests cannot run here; null when they can.</summary>
    public string? Missing { get; private set; }

    /// <summary>Where the demo listens.</summary>
    public Uri Address { get; private set; } = new("http://127.0.0.1");

    /// <summary>axe-core's script.</summary>
    public string Axe { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        if (FindBrowser() is not { } chromium)
        {
            Missing = "chromium is not installed";
            return;
        }

        Axe = await ReadAxeAsync();
        Address = Environment.GetEnvironmentVariable("VEDETTA_DEMO") is { Length: > 0 } running ? new Uri(running) : await StartAsync();
        Pages = await DemoPages.FindAsync(Address, TestContext.Current.CancellationToken);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = chromium, Args = BrowserArguments });
    }

    // Who works on a page has a demo running already and names its address, so that its history is not filled each time.
    private async Task<Uri> StartAsync()
    {
        var program = VedettaProgram.Start("demo", "--urls", "http://127.0.0.1:0");
        _program = program;
        return new Uri((await program.LineAsync("Vedetta is at ", TestContext.Current.CancellationToken, seconds: 300)).Split(' ')[0]);
    }

    /// <summary>A fresh browser profile whose page watches for errors and for requests that leave the machine.</summary>
    public async Task<Visit> VisitAsync(ColorScheme scheme = ColorScheme.Light, string language = "en", int height = 800, int width = 1280)
    {
        var context = await _browser!.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = Address.ToString(), ViewportSize = new ViewportSize { Width = width, Height = height }, ColorScheme = scheme, Locale = language, ReducedMotion = ReducedMotion.Reduce,
        });
        return new Visit(context, await context.NewPageAsync(), Address);
    }

    /// <summary>Does something with every page, several tabs side by side; then nothing may have gone wrong in any of them.</summary>
    public async Task EachPageAsync(ColorScheme scheme, string language, int height, int width, Func<Visit, string, string, Task> act)
    {
        var waiting = new ConcurrentQueue<(string Name, string Path)>(Pages);
        await Task.WhenAll(Enumerable.Range(0, Tabs).Select(async _ =>
        {
            await using var visit = await VisitAsync(scheme, language, height, width);
            while (waiting.TryDequeue(out var page)) await act(visit, page.Name, page.Path);
            visit.ShouldBeClean();
        }));
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
        if (_program is not null) await _program.DisposeAsync();
    }

    /// <summary>The folder of the repository.</summary>
    public static string Root()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Vedetta.slnx"))) return folder.FullName;
        throw new DirectoryNotFoundException("the tests do not run inside the repository");
    }

    private static string? FindBrowser() =>
        new[] { "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome" }.FirstOrDefault(File.Exists);

    private static async Task<string> ReadAxeAsync()
    {
        var folder = Path.Combine(Root(), "tests", "Vedetta.EndToEnd");
        var script = Path.Combine(folder, "node_modules", "axe-core", "axe.min.js");
        if (!File.Exists(script))
        {
            using var npm = Process.Start(new ProcessStartInfo("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]) { WorkingDirectory = folder })!;
            await npm.WaitForExitAsync(TestContext.Current.CancellationToken);
            npm.ExitCode.ShouldBe(0, "npm ci of axe-core failed");
        }

        return await File.ReadAllTextAsync(script, TestContext.Current.CancellationToken);
    }
}

/// <summary>All tests of pages share one demo.</summary>
[CollectionDefinition(Name)]
public sealed class DemoCollection : ICollectionFixture<Demo>
{
    public const string Name = "demo";
}
