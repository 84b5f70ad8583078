using Vedetta.Core.Models;
using Vedetta.Core.Quality.Scores;

namespace Vedetta.Core.Storage;

/// <summary>
/// Score profiles: what is counted per score of a day, a month or a reference. They are replaced as wholes, so counting a
/// day twice changes nothing. One writer at a time, any number of readers. Failures are <see cref="StorageException"/>.
/// </summary>
public interface IScoreProfileStore : IAsyncDisposable
{
    /// <summary>How far the profiles of a model are; null when there are none.</summary>
    ValueTask<ScoreMark?> MarkAsync(ModelId model, CancellationToken cancel);

    /// <summary>Makes a change: all of it or nothing.</summary>
    ValueTask WriteAsync(ModelId model, ScoreWrite write, CancellationToken cancel);

    /// <summary>Profiles of the query, in no order.</summary>
    ValueTask<IReadOnlyList<ScoreFragment>> ReadAsync(ScoreProfileQuery query, CancellationToken cancel);

    /// <summary>The days that have profiles, in order.</summary>
    ValueTask<IReadOnlyList<ScoreDay>> DaysAsync(ModelId model, CancellationToken cancel);

    /// <summary>The values of segment columns that have profiles, in ordinal order.</summary>
    ValueTask<IReadOnlyList<Profiles.SegmentKey>> SegmentsAsync(ModelId model, CancellationToken cancel);

    /// <summary>Deletes every profile of a model and its mark.</summary>
    ValueTask DeleteAsync(ModelId model, CancellationToken cancel);
}
