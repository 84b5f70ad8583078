using Microsoft.Extensions.DependencyInjection;
using Vedetta.Core.Business;
using Vedetta.Core.Channels;
using Vedetta.Core.Incidents.Silencing;
using Vedetta.Core.Routing;
using Vedetta.Core.Security;
using Vedetta.Core.Storage;
using Vedetta.Storage.Relational.Sqlite;
using Vedetta.Storage.Relational.Stores;

namespace Vedetta.Storage.Relational;

/// <summary>The metadata stores of one database, opened together.</summary>
public sealed class RelationalStores : IAsyncDisposable
{
    /// <summary>Rejected rows kept of each model.</summary>
    public const int QuarantinePerModel = 10_000;

    private readonly MetadataDatabase _database;

    private RelationalStores(MetadataDatabase database, int quarantinePerModel)
    {
        _database = database;
        Models = new RelationalModelStore(database);
        Monitors = new RelationalMonitorStore(database);
        Experiments = new RelationalExperimentStore(database);
        Incidents = new RelationalIncidentStore(database);
        Business = new RelationalBusinessStore(database);
        Quarantine = new RelationalQuarantineStore(database, quarantinePerModel);
        ApiKeys = new RelationalApiKeyStore(database);
        Users = new RelationalUserStore(database);
        Audit = new RelationalAuditStore(database);
        Settings = new RelationalSettingsStore(database);
        Idempotency = new RelationalIdempotencyStore(database);
        Channels = new RelationalChannelStore(database);
        Outbox = new RelationalOutboxStore(database);
        Silences = new RelationalSilenceStore(database);
        Routing = new RelationalRoutingStore(database);
    }

    /// <summary>Models, versions and columns.</summary>
    public IModelStore Models { get; }

    /// <summary>Monitors and points.</summary>
    public IMonitorStore Monitors { get; }

    /// <summary>Experiments.</summary>
    public IExperimentStore Experiments { get; }

    /// <summary>Incidents.</summary>
    public IIncidentStore Incidents { get; }

    /// <summary>Business metrics.</summary>
    public IBusinessStore Business { get; }

    /// <summary>Rejected rows.</summary>
    public IQuarantineStore Quarantine { get; }

    /// <summary>Keys of programs.</summary>
    public IApiKeyStore ApiKeys { get; }

    /// <summary>Accounts of people.</summary>
    public IUserStore Users { get; }

    /// <summary>The audit log.</summary>
    public IAuditStore Audit { get; }

    /// <summary>Small documents.</summary>
    public ISettingsStore Settings { get; }

    /// <summary>Answers kept for repeated requests.</summary>
    public IIdempotencyStore Idempotency { get; }

    /// <summary>Channels.</summary>
    public IChannelStore Channels { get; }

    /// <summary>Notifications on their way.</summary>
    public IOutboxStore Outbox { get; }

    /// <summary>Silences.</summary>
    public ISilenceStore Silences { get; }

    /// <summary>Who is told, and was.</summary>
    public IRoutingStore Routing { get; }

    /// <summary>
    /// Opens or creates a SQLite file and migrates it from any earlier version of the program.
    /// </summary>
    /// <exception cref="StorageException">The file is damaged, read-only, in use, or the disk is full.</exception>
    public static async ValueTask<RelationalStores> OpenSqliteAsync(
        string file, CancellationToken cancel, int quarantinePerModel = QuarantinePerModel) =>
        new(await SqliteDatabase.OpenAsync(file, cancel), quarantinePerModel);

    /// <summary>Writes a copy as of one moment into a file that does not exist yet; everything may go on meanwhile.</summary>
    /// <exception cref="StorageException">The disk is full or the file cannot be made.</exception>
    public ValueTask CopyToAsync(string file, CancellationToken cancel) => _database.CopyToAsync(file, cancel);

    /// <summary>Registers every store by its port.</summary>
    public void AddTo(IServiceCollection services) =>
        services.AddSingleton(Models).AddSingleton(Monitors).AddSingleton(Incidents).AddSingleton(Quarantine)
            .AddSingleton(ApiKeys).AddSingleton(Users).AddSingleton(Audit).AddSingleton(Settings).AddSingleton(Idempotency)
            .AddSingleton(Channels).AddSingleton(Outbox).AddSingleton(Experiments).AddSingleton(Silences).AddSingleton(Business).AddSingleton(Routing);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _database.DisposeAsync();
}
