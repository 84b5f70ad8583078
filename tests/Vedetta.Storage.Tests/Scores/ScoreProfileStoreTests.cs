using Vedetta.Core.Storage;
using Vedetta.Core.Storage.InMemory;
using Vedetta.Storage.DuckDb;
using Vedetta.Storage.Tests.Binding;
using Vedetta.Storage.Tests.Contracts;

namespace Vedetta.Storage.Tests.Scores;

public sealed class InMemoryScoreProfileStoreTests : ScoreProfileStoreContract
{
    public override ValueTask DisposeAsync() => Store.DisposeAsync();

    protected override ValueTask<IScoreProfileStore> CreateAsync() => new(new InMemoryScoreProfileStore());
}

public sealed class DuckDbScoreProfileStoreTests : ScoreProfileStoreContract
{
    private readonly TemporaryFolder _folder = new();
    private DuckDbStorage _storage = null!;

    public override async ValueTask DisposeAsync()
    {
        await _storage.DisposeAsync();
        _folder.Dispose();
    }

    protected override ValueTask<IScoreProfileStore> CreateAsync()
    {
        _storage = DuckDbStorage.Open(_folder.Path);
        return new(_storage.Scores);
    }
}
