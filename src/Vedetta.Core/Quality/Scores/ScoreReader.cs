using Vedetta.Core.Models;
using Vedetta.Core.Profiles;
using Vedetta.Core.Profiles.Building;
using Vedetta.Core.Storage;
using Vedetta.Core.Time;

namespace Vedetta.Core.Quality.Scores;

/// <summary>Sums stored score profiles over a span: whole months where it holds them, then days. Thread-safe.</summary>
internal sealed class ScoreReader(IScoreProfileStore store)
{
    /// <summary>Sums of a span of whole days.</summary>
    public async ValueTask<ScoreSums> ReadAsync(ScorePlan plan, ScoreAsk ask, Window span, CancellationToken cancel)
    {
        var sum = new Sum(plan, ask);
        var cover = new WindowCover([span], plan.State.Zone);
        foreach (var (stored, level) in ((ProfileLevel, ScoreLevel)[])[(ProfileLevel.Month, ScoreLevel.Month), (ProfileLevel.Day, ScoreLevel.Day)])
        {
            foreach (var part in cover.Spans(stored))
            {
                foreach (var fragment in await store.ReadAsync(new ScoreProfileQuery(plan.State.Id, level, part, ask.Names, ask.Version, ask.Segment), cancel))
                    if (cover.Of(stored, fragment.Key.Start).Count > 0) sum.Add(fragment);
            }
        }

        return sum.Finish();
    }

    /// <summary>Sums of the reference that serves a version; null when there is none.</summary>
    public async ValueTask<ScoreSums?> ReferenceAsync(ScorePlan plan, ScoreAsk ask, CancellationToken cancel)
    {
        if (plan.State.Versions.Count == 0 || plan.State.Serving(ask.Version ?? plan.State.Versions[^1].Version) is not { } serving) return null;
        var sum = new Sum(plan, ask);
        foreach (var fragment in await store.ReadAsync(new ScoreProfileQuery(plan.State.Id, ScoreLevel.Reference, default, ask.Names, serving.Version, ask.Segment), cancel)) sum.Add(fragment);
        var sums = sum.Finish();
        return sums.Rows == 0 ? null : sums;
    }

    /// <summary>Sums of profiles that are at hand.</summary>
    public static ScoreSums Of(ScorePlan plan, ScoreAsk ask, IEnumerable<ScoreFragment> fragments)
    {
        var sum = new Sum(plan, ask);
        foreach (var fragment in fragments)
        {
            var key = fragment.Key;
            if (key.Segment == ask.Segment && (ask.Version is null || key.Version == ask.Version) && ask.Names.Contains(key.Outcome, StringComparer.Ordinal)) sum.Add(fragment);
        }

        return sum.Finish();
    }

    private sealed class Sum
    {
        private const int LabelCount = 3, ValueCount = 12, LabelSum = 3, ValueSum = 5;
        private readonly ScoreTable _table = new(19, 9);
        private readonly ScorePlan _plan;
        private readonly ScoreAsk _ask;
        private long _rows;

        public Sum(ScorePlan plan, ScoreAsk ask) => (_plan, _ask) = (plan, ask);

        public void Add(ScoreFragment fragment)
        {
            var bytes = fragment.Payload.Span;
            if (fragment.Key.Outcome.Length == 0)
            {
                _rows += fragment.Rows;
                ScoreFormat.AddTo(_table, bytes, ScoreSection.Rows);
            }
            else if (fragment.Key.Outcome == _ask.Outcome) ScoreFormat.AddTo(_table, bytes, ScoreSection.Labels, LabelCount, LabelSum);
            else ScoreFormat.AddTo(_table, bytes, ScoreSection.Values, ValueCount, ValueSum);
        }

        public ScoreSums Finish()
        {
            var cells = new List<ScoreCell>(_table.Cells);
            var unscored = default(ScoreCell);
            var early = 0L;
            foreach (var place in _table.Sorted())
            {
                early += _table.Counts(place)[LabelCount + ScoreColumns.Labels.Early];
                var number = _table.CellAt(place);
                if (number == ScoreTable.NoScore) unscored = Cell(place, double.NaN, double.NaN);
                else cells.Add(Cell(place, _plan.Grid.Low(number), _plan.Grid.High(number)));
            }

            return new ScoreSums(_plan.Grid, cells, unscored, _rows, early);
        }

        private ScoreCell Cell(int place, double low, double high)
        {
            var counts = _table.Counts(place);
            var sums = _table.Sums(place);
            var labels = counts[LabelCount..];
            var others = counts[(LabelCount + ScoreColumns.Labels.Others)..];
            return new ScoreCell(
                low, high, counts[ScoreColumns.Rows.All], counts[ScoreColumns.Rows.Approved], counts[ScoreColumns.Rows.Declined],
                sums[ScoreColumns.Rows.Score], sums[ScoreColumns.Rows.Amount], sums[ScoreColumns.Rows.ApprovedAmount],
                new LabelCounts(labels[0], labels[1], labels[2], labels[3]), new LabelCounts(others[0], others[1], others[2], others[3]),
                sums[LabelSum + ScoreColumns.Labels.PositiveAmount], sums[LabelSum + ScoreColumns.Labels.NegativeAmount],
                Values(counts[ValueCount..], sums[ValueSum..]), Values(counts[(ValueCount + ScoreColumns.Values.Others)..], sums[(ValueSum + ScoreColumns.Values.OthersSums)..]));
        }

        private static ValueCounts Values(ReadOnlySpan<long> counts, ReadOnlySpan<double> sums) =>
            new(counts[ScoreColumns.Values.Known], sums[ScoreColumns.Values.Sum], sums[ScoreColumns.Values.Squares], counts[ScoreColumns.Values.Immature], counts[ScoreColumns.Values.Unknown]);
    }
}

/// <summary>What is asked of score profiles.</summary>
/// <param name="Version">Only this version; null for all.</param>
/// <param name="Segment">Which rows.</param>
/// <param name="Outcome">The outcome whose labels are wanted; null for none.</param>
/// <param name="Value">The outcome whose values are wanted; null for none.</param>
internal sealed record ScoreAsk(string? Version, SegmentKey Segment, string? Outcome, string? Value)
{
    /// <summary>Names of the profiles to read.</summary>
    public IReadOnlyList<string> Names => [.. new[] { "", Outcome, Value }.OfType<string>()];
}
