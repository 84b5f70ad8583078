using Vedetta.Core.Storage;
using Vedetta.Core.Storage.InMemory;
using Vedetta.Storage.DuckDb;
using Vedetta.Storage.Tests.Binding;
using Vedetta.Storage.Tests.Contracts;

namespace Vedetta.Storage.Tests.Profiles;

public sealed class InMemoryProfileStoreTests : ProfileStoreContract
{
    public override ValueTask DisposeAsync() => Store.DisposeAsync();

    protected override ValueTask<IProfileStore> CreateAsync() => new(new InMemoryProfileStore());
}

public sealed class DuckDbProfileStoreTests : ProfileStoreContract
{
    private readonly TemporaryFolder _folder = new();
    private DuckDbStorage _storage = null!;

    public override async ValueTask DisposeAsync()
    {
        await _storage.DisposeAsync();
        _folder.Dispose();
    }

    protected override ValueTask<IProfileStore> CreateAsync()
    {
        _storage = DuckDbStorage.Open(_folder.Path);
        return new(_storage.Profiles);
    }
}
