using Vedetta.Core.Ingestion;
using Vedetta.Core.Ingestion.Buffers;
using Vedetta.Core.Models;
using Vedetta.Core.Profiles.Building;
using Vedetta.Core.Storage;
using Vedetta.Core.Time;
using Vedetta.Statistics.Profiles;

namespace Vedetta.Core.Quality.Scores;

/// <summary>Counts the references of a model: their labels came with their rows and are all mature.</summary>
internal static class ScoreReferences
{
    private static readonly Window Always = new(new DateTimeOffset(1, 1, 2, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(9999, 1, 1, 0, 0, 0, TimeSpan.Zero));

    /// <summary>Profiles of every reference.</summary>
    public static async ValueTask<List<ScoreFragment>> CountAsync(ScorePlan plan, IEventStore events, SegmentValues segments, CancellationToken cancel)
    {
        var fragments = new List<ScoreFragment>();
        var labels = plan.Outcomes.Select(o => plan.State.Catalog.LastOrDefault(c => c.Family == ColumnFamily.Outcome && string.Equals(c.Name, o.Name, StringComparison.Ordinal))).ToList();
        int[] columns = [.. plan.Columns.Concat(labels.Where(l => l is not null).Select(l => l!.Ordinal)).Distinct()];
        foreach (var version in plan.State.Versions.Where(v => v.Reference is not null).Select(v => v.Version))
        {
            var builder = new ScoreBuilder(plan, [Always], segments, DateTimeOffset.MaxValue);
            await foreach (var rows in events.ScanAsync(plan.State.Id, new RowScan(Reference: version, Columns: columns), cancel))
            {
                // The rows of a reference belong to its version, whatever version they name themselves.
                rows.Version.Clear();
                var code = rows.Version.CodeOf(version);
                for (var row = 0; row < rows.Count; row++) rows.Version.AddCode(code);
                builder.Add(Beside(rows, plan, labels));
            }

            fragments.AddRange(builder.Finish(ScoreLevel.Reference));
        }

        return fragments;
    }

    private static LabelledBatch Beside(PredictionBatch rows, ScorePlan plan, List<StoredColumn?> labels)
    {
        var batch = new LabelledBatch(rows, [.. plan.Outcomes.Select(o => o.Name)]);
        for (var i = 0; i < labels.Count; i++)
        {
            var (to, from) = (batch.Outcomes[i], labels[i] is { } stored ? rows.FindColumn(stored.Ordinal) : null);
            for (var row = 0; row < rows.Count; row++) Copy(from, row, to);
        }

        return batch;
    }

    private static void Copy(BatchColumn? from, int row, OutcomeColumn to)
    {
        var label = from?.Categories?[row];
        var value = from?.Numbers is { } numbers ? numbers[row] : NumericValue.Missing;
        if (label is not null && double.TryParse(label, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out var number)) value = number;
        to.Label.Add(label);
        to.Value.Add(value);
        to.KnownAt.Add(label is null && !double.IsFinite(value) ? OutcomeColumn.Unknown : 0);
    }
}
