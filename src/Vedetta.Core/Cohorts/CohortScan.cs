using Vedetta.Core.Ingestion;
using Vedetta.Core.Ingestion.Buffers;
using Vedetta.Core.Ingestion.Parsing;
using Vedetta.Core.Models;
using Vedetta.Core.Quality;
using Vedetta.Core.Quality.Realized;
using Vedetta.Core.Storage;
using Vedetta.Core.Time;
using Vedetta.Statistics.Credit;

namespace Vedetta.Core.Cohorts;

/// <summary>One pass over labelled rows that counts every class and series outcome by cohort and age.</summary>
internal sealed class CohortScan
{
    private readonly CohortScope _scope;
    private readonly ModelState _state;
    private readonly List<OutcomeDefinition> _classes;
    private readonly List<(OutcomeDefinition Outcome, SeriesBook Book)> _series;
    private readonly Maturity[] _maturities;
    private readonly IReadOnlyList<(string Name, int Ordinal)> _segments;
    private readonly int? _segmentOrdinal;
    private readonly long _now;
    private readonly Periods _cohorts;
    private readonly Periods _days;
    private readonly CohortCounts _counts;

    public CohortScan(CohortScope scope, ModelState state, IReadOnlyDictionary<string, SeriesBook> books, DateTimeOffset now)
    {
        (_scope, _state, _now) = (scope, state, EventTime.Micros(scope.AsOf ?? now));
        _classes = [.. state.Definition.Outcomes.Where(o => Counts(o, state.Definition) && o.Kind == OutcomeKind.Class)];
        _series = [.. state.Definition.Outcomes.Where(o => o.Kind == OutcomeKind.Series).Select(o => (o, books[o.Name]))];
        IReadOnlyList<OutcomeDefinition> outcomes = [.. _classes, .. _series.Select(s => s.Outcome)];
        _maturities = [.. outcomes.Select(outcome => new Maturity(state, outcome))];
        _segments = [.. SegmentColumns(state)];
        _segmentOrdinal = scope.Segment.IsAll ? null : SegmentOrdinal(state, scope.Segment.Column);
        _cohorts = new Periods(scope.Windows(state.Zone));
        _days = new Periods([.. WindowCalendar.Cut(scope.Span, WindowSize.Day, state.Zone)]);
        _counts = new CohortCounts(outcomes, _cohorts.Windows.Count, _days.Windows.Count);
    }

    /// <summary>Days the rates are also counted by.</summary>
    public IReadOnlyList<Window> Days => _days.Windows;

    /// <summary>Whether cohorts of the outcome can be counted: a class with a bad side, or a series. The classes of a multiclass model have none.</summary>
    public static bool Counts(OutcomeDefinition outcome, ModelDefinition model) =>
        outcome.Kind == OutcomeKind.Series
        || (outcome.Kind == OutcomeKind.Class && (model.Task == ModelTask.Binary || !string.Equals(outcome.Name, OutcomeDefinition.Label.Name, StringComparison.Ordinal)));

    /// <summary>Reads the rows.</summary>
    public async ValueTask<CohortCounts> RunAsync(IEventStore events, CancellationToken cancel)
    {
        int[] columns = [.. _maturities.SelectMany(m => m.Ordinals).Concat(_segments.Select(s => s.Ordinal)).Concat(_segmentOrdinal is { } one ? [one] : Array.Empty<int>()).Distinct()];
        var scan = new LabelledScan([.. _classes.Select(o => o.Name)], _scope.Span, _scope.AsOf, columns);
        await foreach (var batch in events.ScanLabelledAsync(_scope.Model, scan, cancel))
            Add(batch);
        return _counts;
    }

    /// <summary>Columns and tags whose values are segments, with their places.</summary>
    public static IEnumerable<(string Name, int Ordinal)> SegmentColumns(ModelState state) =>
        state.Definition.Schema.Columns.Where(c => c.Segment && c.Type != ColumnType.Timestamp).Select(c => (c.Name, Ordinal: Find(state, ColumnFamily.Feature, c.Name)))
            .Concat(state.Definition.Schema.SegmentTags.Select(tag => (Name: "tag_" + tag, Ordinal: Find(state, ColumnFamily.Tag, tag))))
            .Where(each => each.Ordinal is not null).Select(each => (each.Name, each.Ordinal!.Value));

    private static int? Find(ModelState state, ColumnFamily family, string name) =>
        state.Catalog.LastOrDefault(c => c.Family == family && c.Kind == ValueKind.Category && string.Equals(c.Name, name, StringComparison.Ordinal))?.Ordinal;

    private static int SegmentOrdinal(ModelState state, string column) =>
        Find(state, ColumnFamily.Feature, column) ?? (column.StartsWith("tag_", StringComparison.Ordinal) ? Find(state, ColumnFamily.Tag, column[4..]) : null)
            ?? throw new Readings.QuestionException("segment", $"'{column}' is no categorical column of the model; segments are {string.Join(", ", SegmentColumns(state).Select(s => s.Name))}");

    private void Add(LabelledBatch batch)
    {
        var rows = batch.Rows;
        var decisions = rows.Decision.Dictionary.Select(_counts.Of).ToArray();
        var none = new Lazy<DecisionCounts>(() => _counts.Of(null));
        var positives = batch.Outcomes.Select((o, i) => Positives(o.Label, _classes[i])).ToArray();
        var segments = _segments.Select(s => (s.Name, Codes: rows.FindColumn(s.Ordinal)?.Categories, Known: new Dictionary<(DecisionCounts, int), SegmentCounts>())).ToArray();
        var filter = _segmentOrdinal is { } ordinal ? rows.FindColumn(ordinal)?.Categories : null;
        var due = _maturities.Select(m => m.Of(rows)).ToArray();
        var inside = new SegmentCounts?[segments.Length];
        for (var row = 0; row < rows.Count; row++)
        {
            if (_scope.Version is { } version && !string.Equals(rows.Version[row] ?? "", version, StringComparison.Ordinal)) continue;
            if (_segmentOrdinal is not null && !string.Equals(filter?[row] ?? "", _scope.Segment.Value, StringComparison.Ordinal)) continue;
            var at = rows.At[row];
            var cohort = _cohorts.IndexOf(at);
            if (cohort < 0) continue;
            var code = rows.Decision.Codes[row];
            var counts = code >= 0 ? decisions[code] : none.Value;
            counts.Sizes[cohort]++;
            var day = _days.IndexOf(at);
            counts.DaySizes[day]++;
            if (rows.Score[row] is var score && double.IsFinite(score))
            {
                counts.DayScored[day]++;
                counts.DayScores[day] += score;
            }

            for (var s = 0; s < segments.Length; s++) inside[s] = SegmentOf(segments[s], counts, row, cohort);
            for (var o = 0; o < _counts.Outcomes.Count; o++)
            {
                var mature = due[o][row] <= _now;
                if (o < _classes.Count) Class(counts, inside, o, batch.Outcomes[o], positives[o], row, at, cohort, day, mature);
                else Series(counts, inside, o, _series[o - _classes.Count].Book, rows.IdHash[row], at, cohort, day, mature);
            }
        }
    }

    private void Class(DecisionCounts counts, ReadOnlySpan<SegmentCounts?> segments, int o, OutcomeColumn outcome, bool[] positive, int row, long at, int cohort, int day, bool mature)
    {
        var known = outcome.KnownAt[row];
        var code = outcome.Label.Codes[row];
        var isKnown = outcome.IsKnown(row) && code >= 0;
        var bad = isKnown && positive[code];
        Note(counts, segments, o, cohort, day, mature, isKnown, bad);
        if (!isKnown && mature) return;
        var age = isKnown ? Ages.Reached(at, known, _scope.Step) : 0;
        counts.OldestKnown[o] = Math.Max(counts.OldestKnown[o], age);
        counts.Tables[o].Add(new VintageLoan(cohort, Ages.Completed(at, _now, _scope.Step), bad ? age : null));
    }

    private void Series(DecisionCounts counts, ReadOnlySpan<SegmentCounts?> segments, int o, SeriesBook book, ulong id, long at, int cohort, int day, bool mature)
    {
        if (id > book.HashUpTo) return;
        var (first, last) = (0, 0);
        foreach (var reading in book.Of(id))
        {
            if (reading.At > _now) break;
            last = Ages.Reached(at, reading.At, _scope.Step);
            if (first == 0 && reading.Value >= _scope.Late) first = last;
        }

        Note(counts, segments, o, cohort, day, mature, last > 0, first > 0);
        if (last == 0 && mature) return;
        counts.OldestKnown[o] = Math.Max(counts.OldestKnown[o], last);
        counts.Tables[o].Add(new VintageLoan(cohort, Ages.Completed(at, _now, _scope.Step), first > 0 ? first : null));
    }

    private static void Note(DecisionCounts counts, ReadOnlySpan<SegmentCounts?> segments, int o, int cohort, int day, bool mature, bool known, bool bad)
    {
        if (known) counts.Known[o][cohort]++;
        if (!mature) return;
        counts.Mature[o][cohort]++;
        if (!known) counts.Unlabelled[o][cohort]++;
        if (known) counts.DayKnown[o][day]++;
        if (bad) counts.DayBad[o][day]++;
        foreach (var segment in segments)
        {
            if (segment is null) continue;
            segment.Mature[o][cohort]++;
            if (known) segment.Known[o][cohort]++;
            if (bad) segment.Bad[o][cohort]++;
        }
    }

    private static SegmentCounts? SegmentOf((string Name, CategoryBuffer? Codes, Dictionary<(DecisionCounts, int), SegmentCounts> Known) segment, DecisionCounts counts, int row, int cohort)
    {
        if (segment.Codes is not { } codes) return null;
        var code = codes.Codes[row];
        if (!segment.Known.TryGetValue((counts, code), out var found)) segment.Known[(counts, code)] = found = counts.Of(segment.Name, codes[row] ?? "");
        found.Sizes[cohort]++;
        return found;
    }

    // Of the label the positive class of the model is the bad one; of any other outcome 1, true and that class.
    private bool[] Positives(CategoryBuffer labels, OutcomeDefinition outcome)
    {
        var positive = _state.Definition.PositiveClass ?? "1";
        if (!string.Equals(outcome.Name, OutcomeDefinition.Label.Name, StringComparison.Ordinal) && ClassNames.NegativesOf(positive) is not null) positive = "1";
        return [.. labels.Dictionary.Select(word => ClassNames.IsPositive(word, positive) || (ClassNames.NegativesOf(positive) is null && ClassNames.IsPositive(word, "1")))];
    }
}
