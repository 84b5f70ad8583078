using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Vedetta.Core.Ingestion;
using Vedetta.Server.Api;
using Vedetta.Server.Configuration;
using Vedetta.Server.Health;
using Vedetta.Server.Security;
using Vedetta.Server.Telemetry.Otlp;
using Vedetta.Server.Workers;
using Vedetta.Web;

namespace Vedetta.Server.Hosting;

/// <summary>A running server: the command line and tests start it the same way.</summary>
public sealed partial class VedettaHost : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly OpenStores _stores;

    private VedettaHost(WebApplication app, OpenStores stores) => (_app, _stores) = (app, stores);

    /// <summary>The services, by their interfaces.</summary>
    public IServiceProvider Services => _app.Services;

    /// <summary>Where it listens, with the real port; the first of several.</summary>
    public Uri Address => new(Addresses[0]);

    /// <summary>Everywhere it listens.</summary>
    public IReadOnlyList<string> Addresses =>
        [.. _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses];

    /// <summary>Opens the stores, starts the workers and listens.</summary>
    /// <exception cref="SettingsException">Settings that cannot be used: print and end with <see cref="SettingsException.ExitCode"/>.</exception>
    /// <exception cref="Core.Storage.StorageException">The directory is in use, read-only or full, or a file is damaged.</exception>
    /// <exception cref="IOException">An address is taken.</exception>
    public static async Task<VedettaHost> StartAsync(VedettaHostOptions options, CancellationToken cancel)
    {
        var settings = options.ReadSettings();
        var stores = await OpenStores.OpenAsync(options.InMemory ? null : settings.Data, settings, cancel);
        WebApplication? app = null;
        try
        {
            app = Build(options, settings, stores);
            await app.Services.RequireAdministratorAsync(settings, cancel);
            await app.Services.GetRequiredService<IngestionService>().StartAsync(cancel);
            await app.StartAsync(cancel);
            return new VedettaHost(app, stores);
        }
        catch
        {
            if (app is not null) await app.DisposeAsync();
            await stores.DisposeAsync();
            throw;
        }
    }

    /// <summary>Waits until the program is asked to end (Ctrl-C, SIGTERM) or the token ends it, then stops.</summary>
    public Task WaitForShutdownAsync(CancellationToken cancel) => _app.WaitForShutdownAsync(cancel);

    /// <summary>Lets running requests end, flushes and closes, within the grace of the settings.</summary>
    public async ValueTask DisposeAsync()
    {
        var grace = _app.Services.GetRequiredService<ServerSettings>().ShutdownGrace;
        var log = _app.Services.GetRequiredService<ILogger<VedettaHost>>();
        try
        {
            await _app.StopAsync(CancellationToken.None);
            await _app.DisposeAsync().AsTask().WaitAsync(grace, TimeProvider.System);
        }
        catch (TimeoutException)
        {
            // Rows are durable and the next start counts what was not flushed; waiting longer would only delay the end.
            NotFlushed(log, grace);
            return;
        }

        await _stores.DisposeAsync();
    }

    // Sessions and forms are sealed with keys of the data directory, so that they outlive a restart and need no home directory.
    private static void ProtectSessions(IServiceCollection services, string? directory)
    {
        var protection = services.AddDataProtection().SetApplicationName("vedetta");
        if (directory is null) protection.UseEphemeralDataProtectionProvider();
        else protection.PersistKeysToFileSystem(new DirectoryInfo(Path.Combine(directory, "keys")));
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The last flush took longer than {Grace}; the next start makes up for it")]
    private static partial void NotFlushed(ILogger log, TimeSpan grace);

    private static WebApplication Build(VedettaHostOptions options, ServerSettings settings, OpenStores stores)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning).AddFilter("Microsoft.Hosting", LogLevel.Warning).AddFilter("Quartz", LogLevel.Warning).AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error).AddFilter("Vedetta.Server.Security", LogLevel.Warning);
        options.Logging?.Invoke(builder.Logging);
        builder.WebHost.UseUrls([.. settings.Urls]);
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(server =>
        {
            server.AddServerHeader = false;
            server.Limits.MaxRequestBodySize = settings.BodyBytes;
        });
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = settings.ShutdownGrace);
        stores.AddTo(builder.Services);
        builder.Services.AddVedetta(settings, options.Clock).AddVedettaOwnHealth(options.InMemory).AddVedettaAccess(new Reach(settings)).AddVedettaApi().AddVedettaWeb();
        ProtectSessions(builder.Services, options.InMemory ? null : settings.Data);
        if (options.Workers) builder.Services.AddVedettaWorkers(settings);
        builder.AddVedettaOtlp(settings);
        options.Services?.Invoke(builder.Services);
        var app = builder.Build();
        app.UseVedettaTraces();
        app.UseVedettaGuards();
        app.UseVedettaProblems();
        app.UseRouting();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapVedettaApi();
        app.MapVedettaWeb().RequireAuthorization(Access.Person);
        return app;
    }
}
