using Vedetta.Core.Storage;
using Vedetta.Core.Storage.InMemory;
using Vedetta.Storage.Tests.Contracts;

namespace Vedetta.Storage.Tests.EventStores;

public sealed class InMemoryEventStoreTests : EventStoreContract
{
    public override ValueTask DisposeAsync() => Store.DisposeAsync();

    protected override ValueTask<IEventStore> CreateAsync() => new(new InMemoryEventStore());
}
