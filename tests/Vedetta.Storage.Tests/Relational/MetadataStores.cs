using Vedetta.Core.Business;
using Vedetta.Core.Channels;
using Vedetta.Core.Incidents.Silencing;
using Vedetta.Core.Security;
using Vedetta.Core.Storage;
using Vedetta.Core.Storage.InMemory;
using Vedetta.Storage.Relational;

namespace Vedetta.Storage.Tests.Relational;

/// <summary>A set of metadata stores to run the contract on: in memory, or in a SQLite file of its own.</summary>
internal sealed class MetadataStores : IAsyncDisposable
{
    public const int QuarantineCapacity = 20;

    private readonly RelationalStores? _relational;
    private readonly string? _folder;

    private MetadataStores(RelationalStores relational, string folder)
    {
        (_relational, _folder) = (relational, folder);
        (Models, Monitors, Incidents, Quarantine) = (relational.Models, relational.Monitors, relational.Incidents, relational.Quarantine);
        Experiments = relational.Experiments;
        (ApiKeys, Users, Audit) = (relational.ApiKeys, relational.Users, relational.Audit);
        (Settings, Idempotency, Channels, Outbox, Silences) = (relational.Settings, relational.Idempotency, relational.Channels, relational.Outbox, relational.Silences);
        Business = relational.Business;
    }

    private MetadataStores(InMemoryMetadata memory)
    {
        (Models, Monitors, Incidents, Quarantine) = (memory.Models, memory.Monitors, memory.Incidents, new InMemoryQuarantineStore(QuarantineCapacity));
        Experiments = memory.Experiments;
        (ApiKeys, Users, Audit) = (new InMemoryApiKeyStore(), new InMemoryUserStore(), new InMemoryAuditStore());
        Business = memory.Business;
        (Settings, Idempotency) = (new InMemorySettingsStore(), new InMemoryIdempotencyStore());
        (Channels, Outbox, Silences) = (new InMemoryChannelStore(), new InMemoryOutboxStore(), new InMemorySilenceStore());
    }

    public IModelStore Models { get; }
    public IMonitorStore Monitors { get; }
    public IBusinessStore Business { get; }
    public IIncidentStore Incidents { get; }
    public IExperimentStore Experiments { get; }
    public IQuarantineStore Quarantine { get; }
    public IApiKeyStore ApiKeys { get; }
    public IUserStore Users { get; }
    public IAuditStore Audit { get; }
    public ISettingsStore Settings { get; }
    public IIdempotencyStore Idempotency { get; }
    public IChannelStore Channels { get; }
    public IOutboxStore Outbox { get; }
    public ISilenceStore Silences { get; }

    public static async ValueTask<MetadataStores> OpenAsync(string kind)
    {
        if (kind == "memory") return new MetadataStores(new InMemoryMetadata());
        var folder = Directory.CreateTempSubdirectory("vedetta-metadata-").FullName;
        return new MetadataStores(
            await RelationalStores.OpenSqliteAsync(Path.Combine(folder, "metadata.db"), TestContext.Current.CancellationToken, QuarantineCapacity), folder);
    }

    public async ValueTask DisposeAsync()
    {
        if (_relational is not null) await _relational.DisposeAsync();
        if (_folder is not null) Directory.Delete(_folder, recursive: true);
    }
}
