using Vedetta.Core.Ingestion;

namespace Vedetta.Server.Hosting;

/// <summary>
/// Vedetta without HTTP: the same stores and services for commands that work on a data directory by themselves.
/// Nothing runs in the background; disposing flushes and closes.
/// </summary>
public sealed class VedettaEngine : IAsyncDisposable
{
    private readonly OpenStores _stores;
    private readonly ServiceProvider _services;

    private VedettaEngine(OpenStores stores, ServiceProvider services) => (_stores, _services) = (stores, services);

    /// <summary>The services, by their interfaces.</summary>
    public IServiceProvider Services => _services;

    /// <summary>Opens a data directory, or fresh stores in memory.</summary>
    /// <exception cref="Configuration.SettingsException">Settings that cannot be used.</exception>
    /// <exception cref="Core.Storage.StorageException">The directory is in use, read-only or full, or a file is damaged.</exception>
    public static async ValueTask<VedettaEngine> OpenAsync(VedettaHostOptions options, CancellationToken cancel)
    {
        var settings = options.ReadSettings();
        var stores = await OpenStores.OpenAsync(options.InMemory ? null : settings.Data, settings, cancel);
        var services = new ServiceCollection();
        services.AddLogging(logging => options.Logging?.Invoke(logging));
        stores.AddTo(services);
        services.AddVedetta(settings, options.Clock);
        options.Services?.Invoke(services);
        var engine = new VedettaEngine(stores, services.BuildServiceProvider());
        try
        {
            await engine.Services.GetRequiredService<IngestionService>().StartAsync(cancel);
            return engine;
        }
        catch
        {
            await engine.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _stores.DisposeAsync();
    }
}
