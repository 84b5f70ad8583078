using System.Globalization;
using Vedetta.Core.Ingestion;
using Vedetta.Core.Ingestion.Buffers;
using Vedetta.Core.Ingestion.Parsing;
using Vedetta.Core.Profiles;
using Vedetta.Core.Profiles.Building;
using Vedetta.Core.Time;

namespace Vedetta.Core.Quality.Scores;

/// <summary>
/// Counts labelled predictions of some days into tables by day, version and segment. A label of an immature row is not
/// counted: bad ones are known before good ones, so early labels alone would look worse than the truth. Not thread-safe.
/// </summary>
/// <param name="plan">What is counted.</param>
/// <param name="days">The days, in order; rows outside are left out.</param>
/// <param name="segments">Values of segment columns known so far.</param>
/// <param name="mature">Rows whose outcome is due before this moment are mature.</param>
internal sealed class ScoreBuilder(ScorePlan plan, IReadOnlyList<Window> days, SegmentValues segments, DateTimeOffset mature)
{
    private readonly long _mature = EventTime.Micros(mature);
    private readonly long[] _starts = [.. days.Select(d => EventTime.Micros(d.From))];
    private readonly long[] _ends = [.. days.Select(d => EventTime.Micros(d.To))];
    private readonly Dictionary<(int Day, string Version, SegmentKey Segment), Group> _groups = [];
    private readonly Dictionary<(int Day, int Version, int Column, int Code), Group> _ofBatch = [];
    private readonly bool[][] _positive = new bool[plan.Outcomes.Count][];

    /// <summary>Rows counted.</summary>
    public long Rows { get; private set; }

    /// <summary>Counts the rows of a batch.</summary>
    public void Add(LabelledBatch batch)
    {
        var rows = batch.Rows;
        _ofBatch.Clear();
        bool[] approves = [.. rows.Decision.Dictionary.Select(Decisions.Approves)];
        var columns = plan.Segments.Select(s => s.Categories(rows)).ToList();
        var outcomes = plan.Outcomes.Select(o => batch.Outcomes.First(c => string.Equals(c.Name, o.Name, StringComparison.Ordinal))).ToList();
        var due = plan.Outcomes.Select(o => o.Due >= 0 ? rows.FindColumn(o.Due)?.Numbers : null).ToList();
        for (var i = 0; i < outcomes.Count; i++) _positive[i] = [.. outcomes[i].Label.Dictionary.Select(label => ClassNames.IsPositive(label, plan.Positive))];
        var day = 0;
        for (var row = 0; row < rows.Count; row++)
        {
            var at = rows.At[row];
            if ((at < _starts[day] || at >= _ends[day]) && !Find(at, out day)) continue;
            Rows++;
            var score = rows.Score[row];
            var cell = double.IsFinite(score) ? plan.Grid.CellOf(score) : ScoreTable.NoScore;
            var version = rows.Version.Codes[row];
            var decision = rows.Decision.Codes[row];
            var one = new Row(row, at, cell, score, rows.Amount[row], decision < 0 ? null : approves[decision]);
            Count(GroupOf(day, rows.Version, version, -1, 0, null), one, outcomes, due);
            for (var column = 0; column < columns.Count; column++)
                Count(GroupOf(day, rows.Version, version, column, columns[column]?.Codes[row] ?? CategoryBuffer.Missing, columns[column]), one, outcomes, due);
        }
    }

    /// <summary>The profiles of everything counted.</summary>
    public List<ScoreFragment> Finish(ScoreLevel level)
    {
        var fragments = new List<ScoreFragment>();
        foreach (var ((day, version, segment), group) in _groups)
        {
            var start = level == ScoreLevel.Reference ? DateTimeOffset.UnixEpoch : days[day].From;
            ScoreProfileKey Key(string outcome) => new(level, start, version, segment, outcome);
            fragments.Add(new ScoreFragment(Key(""), group.Rows, null, ScoreFormat.Write(ScoreSection.Rows, plan.Grid, group.Table)));
            for (var i = 0; i < plan.Outcomes.Count; i++)
            {
                var outcome = plan.Outcomes[i];

                // Rows of one day mature all through another day: they are counted again once, when that day is over.
                DateTimeOffset? matures = group.MaturesAt[i] == long.MaxValue ? null : WindowCalendar.At(EventTime.At(group.MaturesAt[i]), WindowSize.Day, plan.State.Zone).To;
                fragments.Add(new ScoreFragment(Key(outcome.Name), group.Rows, matures, ScoreFormat.Write(outcome.Section, plan.Grid, group.Table, outcome.FirstCount, outcome.FirstSum)));
            }
        }

        return fragments;
    }

    private bool Find(long at, out int day)
    {
        var place = Array.BinarySearch(_starts, at);
        day = place >= 0 ? place : ~place - 1;
        if (day >= 0 && at < _ends[day]) return true;
        day = 0;
        return false;
    }

    private Group GroupOf(int day, CategoryBuffer versions, int version, int column, int code, CategoryBuffer? values)
    {
        if (_ofBatch.TryGetValue((day, version, column, code), out var group)) return group;
        var segment = column < 0 ? SegmentKey.All : segments.KeyOf(plan.Segments[column].Name, code >= 0 ? values!.Dictionary[code] : "");
        var key = (day, version >= 0 ? versions.Dictionary[version] : "", segment);
        if (!_groups.TryGetValue(key, out group)) _groups.Add(key, group = new Group(plan));
        _ofBatch.Add((day, version, column, code), group);
        return group;
    }

    private void Count(Group group, in Row row, List<OutcomeColumn> outcomes, List<NumericBuffer?> due)
    {
        group.Rows++;
        var place = group.Table.PlaceOf(row.Cell);
        var counts = group.Table.Counts(place);
        var sums = group.Table.Sums(place);
        counts[ScoreColumns.Rows.All]++;
        if (row.Approved is { } decided) counts[decided ? ScoreColumns.Rows.Approved : ScoreColumns.Rows.Declined]++;
        if (row.Cell != ScoreTable.NoScore) sums[ScoreColumns.Rows.Score] += row.Score;
        if (double.IsFinite(row.Amount))
        {
            sums[ScoreColumns.Rows.Amount] += row.Amount;
            if (row.Approved == true) sums[ScoreColumns.Rows.ApprovedAmount] += row.Amount;
        }

        for (var i = 0; i < outcomes.Count; i++)
        {
            var planned = plan.Outcomes[i];
            var matureAt = planned.MatureAt(row.At, due[i] is { } column ? column[row.Index] : double.NaN);
            var isMature = matureAt < _mature;
            if (!isMature) group.MaturesAt[i] = Math.Min(group.MaturesAt[i], matureAt);
            if (planned.Section == ScoreSection.Labels) CountLabel(counts[planned.FirstCount..], sums[planned.FirstSum..], row, outcomes[i], _positive[i], isMature);
            else CountValue(counts[planned.FirstCount..], sums[planned.FirstSum..], row, outcomes[i], isMature);
        }
    }

    private void CountLabel(Span<long> counts, Span<double> sums, in Row row, OutcomeColumn outcome, bool[] positives, bool isMature)
    {
        var side = row.Approved == true ? 0 : ScoreColumns.Labels.Others;
        var positive = LabelOf(outcome, row.Index, positives);
        if (!isMature)
        {
            counts[side + ScoreColumns.Labels.Immature]++;
            if (positive is not null) counts[ScoreColumns.Labels.Early]++;
        }
        else if (positive is null)
        {
            counts[side + ScoreColumns.Labels.Unlabelled]++;
        }
        else
        {
            counts[side + (positive.Value ? ScoreColumns.Labels.Positive : ScoreColumns.Labels.Negative)]++;
            if (double.IsFinite(row.Amount)) sums[positive.Value ? ScoreColumns.Labels.PositiveAmount : ScoreColumns.Labels.NegativeAmount] += row.Amount;
        }
    }

    private static void CountValue(Span<long> counts, Span<double> sums, in Row row, OutcomeColumn outcome, bool isMature)
    {
        var approved = row.Approved == true;
        var side = approved ? 0 : ScoreColumns.Values.Others;
        var value = outcome.IsKnown(row.Index) ? outcome.Value[row.Index] : double.NaN;
        if (!isMature)
        {
            counts[side + ScoreColumns.Values.Immature]++;
            if (double.IsFinite(value)) counts[ScoreColumns.Values.Early]++;
        }
        else if (!double.IsFinite(value))
        {
            counts[side + ScoreColumns.Values.Unknown]++;
        }
        else
        {
            counts[side + ScoreColumns.Values.Known]++;
            var offset = approved ? 0 : ScoreColumns.Values.OthersSums;
            sums[offset + ScoreColumns.Values.Sum] += value;
            sums[offset + ScoreColumns.Values.Squares] += value * value;
        }
    }

    private bool? LabelOf(OutcomeColumn outcome, int row, bool[] positives)
    {
        if (!outcome.IsKnown(row)) return null;
        var code = outcome.Label.Codes[row];
        if (code >= 0) return positives[code];
        var value = outcome.Value[row];
        return double.IsFinite(value) ? ClassNames.IsPositive(value.ToString("R", CultureInfo.InvariantCulture), plan.Positive) : null;
    }

    private readonly record struct Row(int Index, long At, int Cell, double Score, double Amount, bool? Approved);

    private sealed class Group
    {
        public Group(ScorePlan plan)
        {
            Table = new ScoreTable(plan.Counts, plan.Sums);
            MaturesAt = new long[plan.Outcomes.Count];
            Array.Fill(MaturesAt, long.MaxValue);
        }

        public ScoreTable Table { get; }

        public long[] MaturesAt { get; }

        public long Rows { get; set; }
    }
}
