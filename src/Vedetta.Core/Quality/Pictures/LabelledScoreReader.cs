using System.Collections.Concurrent;
using Vedetta.Core.Models;
using Vedetta.Core.Profiles;
using Vedetta.Core.Quality.Estimated;
using Vedetta.Core.Quality.Realized;
using Vedetta.Core.Storage;
using Vedetta.Core.Time;
using Vedetta.Statistics.Performance.Binary;

namespace Vedetta.Core.Quality.Pictures;

/// <summary>
/// Reads labelled scores of a span for the pictures of a page: the ROC path, calibration and costs. Keeps the last answers
/// for two minutes: rows of a live model come every second. Thread-safe.
/// </summary>
public sealed class LabelledScoreReader(IModelStore models, IEventStore events, TimeProvider time) : ILabelledScores
{
    /// <summary>Most labelled rows that are read; of more a share by the hashes of their ids.</summary>
    public const int MostRows = 200_000;

    private const int Kept = 32;
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(2);
    private readonly ConcurrentDictionary<Key, LabelledScores> _kept = new();

    /// <inheritdoc/>
    public async ValueTask<LabelledScores?> ReadAsync(ModelDefinition model, Window span, string? version, SegmentKey segment, string? outcome, long rows, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(model);
        if (model.Task != ModelTask.Binary || OutcomeOf(model, outcome) is not { } label) return null;
        var key = new Key(model.Id, model.CreatedAt, model.Revision, span, version, segment, label.Name, time.GetUtcNow().UtcTicks / Fresh.Ticks);
        if (_kept.TryGetValue(key, out var known)) return known;
        var read = await ScanAsync(model, span, version, segment, label, rows, cancel);
        if (_kept.Count >= Kept) _kept.Clear();
        return _kept[key] = read;
    }

    /// <inheritdoc/>
    public async ValueTask<LabelledScores?> ReferenceAsync(ModelDefinition model, string? version, string? outcome, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(model);
        if (model.Task != ModelTask.Binary || OutcomeOf(model, outcome) is not { } label) return null;
        var versions = await models.VersionsAsync(model.Id, cancel);
        if (References.Serving(versions, version ?? (versions.Count == 0 ? "" : versions[^1].Version)) is not { } serving) return null;
        var key = new Key(model.Id, model.CreatedAt, model.Revision, default, serving.Version, SegmentKey.All, label.Name, serving.Reference!.UploadedAt.UtcTicks);
        if (_kept.TryGetValue(key, out var known)) return known;
        var layout = new OutputLayout(new ModelState(model, await models.CatalogAsync(model.Id, cancel), versions), label, features: false);
        var read = await new OutputReader(events, MostRows).ReferenceAsync(layout, serving, cancel);
        var scored = read.Rows.Scored!;
        int[] usable = [.. Enumerable.Range(0, scored.Count).Where(i => double.IsFinite(scored.Scores[i]) && scored.Labels![i] is 0 or 1)];
        var scores = BinaryScores.From(Array.ConvertAll(usable, i => scored.Scores[i]), Array.ConvertAll(usable, i => scored.Labels![i] == 1));
        if (_kept.Count >= Kept) _kept.Clear();
        return _kept[key] = new LabelledScores(scores, read.Population, serving.Reference.Labelled, (double)read.Rows.Count / Math.Max(1, read.Population), model.Score.HigherIs == ScoreDirection.Negative);
    }

    private async ValueTask<LabelledScores> ScanAsync(ModelDefinition model, Window span, string? version, SegmentKey segment, OutcomeDefinition label, long rows, CancellationToken cancel)
    {
        var layout = new OutputLayout(new ModelState(model, await models.CatalogAsync(model.Id, cancel), []), label, features: false);
        var column = layout.SegmentOf(segment);
        IReadOnlyList<int> ordinals = column is { Ordinal: >= 0 and var ordinal } ? [ordinal] : [];
        var share = Math.Min(1, (double)MostRows / Math.Max(1, rows));
        var upTo = share >= 1 ? ulong.MaxValue : (ulong)(share * ulong.MaxValue);
        var (scores, labels) = (new List<double>(), new List<bool>());
        var (seen, labelled) = (0L, 0L);
        await foreach (var batch in events.ScanLabelledAsync(model.Id, new LabelledScan([label.Name], span, null, ordinals), cancel))
        {
            var outcome = batch.Outcomes[0];
            foreach (var row in RowPick.Of(batch.Rows, version, column, segment))
            {
                seen++;
                if (!outcome.IsKnown(row) || layout.TruthOf(outcome.Label[row], outcome.Value[row]) is not { } truth) continue;
                labelled++;
                if (batch.Rows.IdHash[row] > upTo || !double.IsFinite(batch.Rows.Score[row])) continue;
                scores.Add(layout.Towards(batch.Rows.Score[row]));
                labels.Add(truth);
            }
        }

        return new LabelledScores(BinaryScores.From(scores.ToArray(), labels.ToArray()), seen, labelled, share, model.Score.HigherIs == ScoreDirection.Negative);
    }

    private static OutcomeDefinition? OutcomeOf(ModelDefinition model, string? name) =>
        name is null ? JudgedOutcome.Of(model) : model.Outcomes.FirstOrDefault(outcome => outcome.Kind == OutcomeKind.Class && string.Equals(outcome.Name, name, StringComparison.Ordinal));

    private readonly record struct Key(ModelId Model, DateTimeOffset CreatedAt, long Revision, Window Span, string? Version, SegmentKey Segment, string Outcome, long Mark);
}
