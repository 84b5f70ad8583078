using Vedetta.Core.Storage;
using Vedetta.Storage.DuckDb;
using Vedetta.Storage.Tests.Binding;
using Vedetta.Storage.Tests.Contracts;

namespace Vedetta.Storage.Tests.EventStores;

public sealed class DuckDbEventStoreTests : EventStoreContract
{
    private readonly TemporaryFolder _folder = new();
    private DuckDbStorage _storage = null!;

    public override async ValueTask DisposeAsync()
    {
        await _storage.DisposeAsync();
        _folder.Dispose();
    }

    protected override ValueTask<IEventStore> CreateAsync()
    {
        _storage = DuckDbStorage.Open(_folder.Path);
        return new(_storage.Events);
    }
}
