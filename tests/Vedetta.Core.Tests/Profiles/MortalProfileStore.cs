using Vedetta.Core.Models;
using Vedetta.Core.Profiles;
using Vedetta.Core.Storage;
using Vedetta.Core.Time;

namespace Vedetta.Core.Tests.Profiles;

/// <summary>Profiles of a process that can end: what it still writes afterwards does not arrive.</summary>
internal sealed class MortalProfileStore(IProfileStore inner) : IProfileStore
{
    private volatile bool _dead;

    public void Die() => _dead = true;

    public ValueTask AppendAsync(ModelId model, IReadOnlyList<ProfileFragment> fragments, long checkpoint, CancellationToken cancel) =>
        _dead ? throw Ended() : inner.AppendAsync(model, fragments, checkpoint, cancel);

    public ValueTask<long> CheckpointAsync(ModelId model, CancellationToken cancel) => inner.CheckpointAsync(model, cancel);

    public ValueTask<IReadOnlyList<ProfileFragment>> ReadAsync(ProfileQuery query, CancellationToken cancel) => inner.ReadAsync(query, cancel);

    public ValueTask DeleteAsync(ModelId model, ProfileLevel? level, Window? span, CancellationToken cancel) =>
        _dead ? throw Ended() : inner.DeleteAsync(model, level, span, cancel);

    public ValueTask<long> CompactAsync(ModelId model, Func<IReadOnlyList<ReadOnlyMemory<byte>>, ProfileKey, ReadOnlyMemory<byte>> merge, CancellationToken cancel) =>
        _dead ? throw Ended() : inner.CompactAsync(model, merge, cancel);

    public ValueTask DisposeAsync() => inner.DisposeAsync();

    private static IOException Ended() => new("the process has ended");
}
