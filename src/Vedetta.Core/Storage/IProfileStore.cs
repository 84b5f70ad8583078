using Vedetta.Core.Models;
using Vedetta.Core.Profiles;
using Vedetta.Core.Time;

namespace Vedetta.Core.Storage;

/// <summary>
/// Profiles as fragments: several fragments of one key are merged by the reader, so a writer only appends.
/// One writer at a time, any number of readers. Failures are <see cref="StorageException"/>.
/// </summary>
public interface IProfileStore : IAsyncDisposable
{
    /// <summary>
    /// Appends fragments and moves the model's checkpoint in one transaction: afterwards the stored profiles hold exactly
    /// the rows of commits up to <paramref name="checkpoint"/>. After a crash, rows of later commits are profiled again.
    /// </summary>
    ValueTask AppendAsync(ModelId model, IReadOnlyList<ProfileFragment> fragments, long checkpoint, CancellationToken cancel);

    /// <summary>The commit sequence up to which the model's profiles hold its rows; 0 before the first.</summary>
    ValueTask<long> CheckpointAsync(ModelId model, CancellationToken cancel);

    /// <summary>Fragments of the query, in no order.</summary>
    ValueTask<IReadOnlyList<ProfileFragment>> ReadAsync(ProfileQuery query, CancellationToken cancel);

    /// <summary>
    /// Deletes fragments: those of one level (null for every level) whose span begins inside <paramref name="span"/> (null
    /// for any). With neither, the model's checkpoint is forgotten too, so that every row is profiled again.
    /// </summary>
    ValueTask DeleteAsync(ModelId model, ProfileLevel? level, Window? span, CancellationToken cancel);

    /// <summary>
    /// Replaces every fragment of the model by those of the sequence, which is read once, and moves the checkpoint; the
    /// checkpoint is asked for after the sequence has ended. A store with transactions does it in one of them, so that
    /// readers see the old fragments until the end. This default keeps the new ones in memory and moves the checkpoint to 0
    /// first: a model found at checkpoint 0 is rebuilt from its rows, so a crash in the middle loses nothing.
    /// </summary>
    async ValueTask ReplaceAsync(
        ModelId model, IAsyncEnumerable<IReadOnlyList<ProfileFragment>> fragments, Func<long> checkpoint, CancellationToken cancel)
    {
        var all = new List<ProfileFragment>();
        await foreach (var part in fragments.WithCancellation(cancel)) all.AddRange(part);
        await AppendAsync(model, [], 0, cancel);
        await DeleteAsync(model, level: null, span: null, cancel);
        await AppendAsync(model, all, checkpoint(), cancel);
    }

    /// <summary>Replaces the fragments of each key by their merged whole, in one transaction; returns how many keys had several.</summary>
    ValueTask<long> CompactAsync(ModelId model, Func<IReadOnlyList<ReadOnlyMemory<byte>>, ProfileKey, ReadOnlyMemory<byte>> merge, CancellationToken cancel);
}
