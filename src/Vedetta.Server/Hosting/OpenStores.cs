using Vedetta.Core.Business;
using Vedetta.Core.Channels;
using Vedetta.Core.Incidents.Silencing;
using Vedetta.Core.Routing;
using Vedetta.Core.Security;
using Vedetta.Core.Storage;
using Vedetta.Core.Storage.InMemory;
using Vedetta.Server.Backup;
using Vedetta.Server.Configuration;
using Vedetta.Storage.DuckDb;
using Vedetta.Storage.Relational;

namespace Vedetta.Server.Hosting;

/// <summary>The stores of one data directory, opened before anything else starts and closed after everything else ended.</summary>
internal sealed class OpenStores : IAsyncDisposable
{
    /// <summary>Name of the metadata file inside the data directory.</summary>
    public const string MetadataFile = "metadata.db";

    private readonly List<IAsyncDisposable> _opened = [];
    private Action<IServiceCollection> _register = _ => { };

    /// <summary>Opens the stores of a directory, or fresh ones in memory.</summary>
    /// <exception cref="StorageException">The directory is in use, read-only or full, or a file is damaged.</exception>
    public static async ValueTask<OpenStores> OpenAsync(string? directory, ServerSettings settings, CancellationToken cancel)
    {
        var stores = new OpenStores();
        try
        {
            if (directory is null) stores.OpenMemory();
            else await stores.OpenDirectoryAsync(directory, settings, cancel);
            return stores;
        }
        catch
        {
            await stores.DisposeAsync();
            throw;
        }
    }

    /// <summary>Registers every store by its port.</summary>
    public void AddTo(IServiceCollection services) => _register(services);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var store in _opened.AsEnumerable().Reverse()) await store.DisposeAsync();
    }

    private async ValueTask OpenDirectoryAsync(string directory, ServerSettings settings, CancellationToken cancel)
    {
        try
        {
            // Rows and channel secrets are for the user who runs the program, and nobody else of the machine.
            if (OperatingSystem.IsWindows() || Directory.Exists(directory)) Directory.CreateDirectory(directory);
            else Directory.CreateDirectory(directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new StorageException($"The data directory {directory} cannot be made: {failure.Message}", failure);
        }

        // The rows first: they hold the lock that keeps a second process out of the directory.
        var rows = DuckDbStorage.Open(directory, new DuckDbStorageOptions { MemoryLimit = settings.StoreMemoryBytes });
        _opened.Add(rows);
        _register += services => services
            .AddSingleton(rows.Events)
            .AddSingleton(rows.Profiles)
            .AddSingleton(rows.Scores)
            .AddSingleton(rows.Export);
        var metadata = await RelationalStores.OpenSqliteAsync(Path.Combine(directory, MetadataFile), cancel);
        _opened.Add(metadata);
        _register += metadata.AddTo;
        _register += services => services
            .AddSingleton(new DataFolder(directory, rows, metadata))
            .AddSingleton<BackupService>();
    }

    private void OpenMemory()
    {
        var metadata = new InMemoryMetadata();
        var outbox = new InMemoryOutboxStore();
        _register += services => services
            .AddSingleton<IEventStore>(new InMemoryEventStore())
            .AddSingleton<IProfileStore>(new InMemoryProfileStore())
            .AddSingleton<IScoreProfileStore>(new InMemoryScoreProfileStore())
            .AddSingleton<IModelStore>(metadata.Models)
            .AddSingleton<IMonitorStore>(metadata.Monitors)
            .AddSingleton<IExperimentStore>(metadata.Experiments)
            .AddSingleton<IIncidentStore>(metadata.Incidents)
            .AddSingleton<IBusinessStore>(metadata.Business)
            .AddSingleton<IQuarantineStore>(metadata.Quarantine)
            .AddSingleton<IApiKeyStore>(new InMemoryApiKeyStore())
            .AddSingleton<IUserStore>(new InMemoryUserStore())
            .AddSingleton<IAuditStore>(new InMemoryAuditStore())
            .AddSingleton<ISettingsStore>(metadata.Settings)
            .AddSingleton<IIdempotencyStore>(new InMemoryIdempotencyStore())
            .AddSingleton<IChannelStore>(new InMemoryChannelStore())
            .AddSingleton<IOutboxStore>(outbox)
            .AddSingleton<IRoutingStore>(new InMemoryRoutingStore(outbox))
            .AddSingleton<ISilenceStore>(new InMemorySilenceStore());
    }
}
