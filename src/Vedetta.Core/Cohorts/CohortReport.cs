using System.Globalization;
using Vedetta.Core.Models;
using Vedetta.Core.Readings;
using Vedetta.Core.Time;
using Vedetta.Statistics.Credit;
using Vedetta.Statistics.Intervals;

namespace Vedetta.Core.Cohorts;

/// <summary>Makes the answer from what was counted. Pure.</summary>
/// <param name="scope">What was counted.</param>
/// <param name="model">The model.</param>
/// <param name="counts">The counts.</param>
/// <param name="days">Days of the counts.</param>
/// <param name="books">Readings of series.</param>
/// <param name="now">The moment of the counts.</param>
internal sealed class CohortReport(
    CohortScope scope, ModelDefinition model, CohortCounts counts, IReadOnlyList<Window> days, IReadOnlyDictionary<string, SeriesBook> books, DateTimeOffset now)
{
    private readonly IReadOnlyList<Window> _windows = scope.Windows(model.Zone);
    private readonly CohortMembers _members = new(counts);

    /// <summary>The answer.</summary>
    /// <exception cref="QuestionException">An outcome, age or cohort is asked for that does not exist.</exception>
    public CohortAnswer Answer(CohortQuestion question)
    {
        var notes = new List<string>();
        if (counts.Outcomes.Count == 0)
            return new CohortAnswer(null, [], scope.Every, scope.Step, _members.Population, now, 1, [], [], null, [], [], null, null, [], null, notes);
        var outcome = question.Outcome is { } name ? IndexOf(name, "outcome") : LongestCurve();
        var curve = CohortCurve.Of(_members, outcome, _windows.Count);
        var ladder = ChainLadder.Of(curve.Table);
        var comparisons = CohortComparisons.Of(curve.Table, curve.FirstAge);
        var cohorts = Enumerable.Range(0, _windows.Count).Select(v => CohortOf(v, outcome, curve, ladder, comparisons[v])).ToList();
        var standing = CohortComparisons.Standing(cohorts);
        var shown = question.Cohort is { } moment ? CohortAt(moment) : standing is null ? LastKnown() : cohorts.IndexOf(standing);
        var dayOutcome = counts.Outcomes[outcome].Kind == OutcomeKind.Class ? outcome : Math.Max(0, IndexOrNone(OutcomeDefinition.Label.Name));
        var series = Series(outcome);
        if (_members.Population.Name != "all") notes.Add($"outcomes come only for the decision {string.Join(", ", _members.Population.Decisions)}: rates speak of those rows");
        if (series is not null && series.Share < 1) notes.Add(string.Create(CultureInfo.InvariantCulture, $"the series '{series.Outcome}' is followed on {series.Share:0.####} of the rows, chosen by their ids"));
        return new CohortAnswer(
            counts.Outcomes[outcome], counts.Outcomes, scope.Every, scope.Step, _members.Population, now, curve.FirstAge, cohorts, curve.Usual, standing,
            new CohortLinks(_members, counts.Outcomes, _windows).Of(outcome, curve, question.Early, question.LateSide),
            shown < 0 ? [] : SegmentsOf(shown), shown < 0 ? null : _windows[shown], counts.Outcomes[dayOutcome].Name, DaysOf(dayOutcome), series is null ? null : RollReport.Of(series, scope, model.Zone, now), notes);
    }

    private Cohort CohortOf(int v, int outcome, CohortCurve curve, ChainLadder ladder, CohortComparison? against)
    {
        var latest = curve.LatestAge(v);
        var forecast = ladder.Forecasts.FirstOrDefault(f => f.Vintage == v && f.LastMonth < curve.Table.Cells[v].Count);
        return new Cohort(
            _windows[v], _members.Sum(m => m.Sizes[v]), _members.Sum(m => m.Known[outcome][v]), _members.Sum(m => m.Mature[outcome][v]),
            _members.Sum(m => m.Unlabelled[outcome][v]), curve.Table.Cells[v], latest == 0 ? 0 : latest + curve.FirstAge - 1, against,
            forecast is null ? null : forecast with { LastMonth = forecast.LastMonth + curve.FirstAge - 1 }, forecast is null ? [] : PathOf(forecast, ladder));
    }

    // The known rate times the factors to come, one after the other.
    private static IReadOnlyList<double?> PathOf(LadderForecast forecast, ChainLadder ladder)
    {
        var path = new double?[ladder.Factors.Count + 1];
        double? rate = forecast.Known;
        for (var i = forecast.LastMonth - 1; i < path.Length; i++)
        {
            path[i] = rate is { } r ? Math.Min(1, r) : null;
            if (i < ladder.Factors.Count) rate *= ladder.Factors[i];
        }

        return path;
    }

    private int LongestCurve() => Enumerable.Range(0, counts.Outcomes.Count).MaxBy(o => _members.OldestKnown(o));

    private int IndexOrNone(string name)
    {
        for (var o = 0; o < counts.Outcomes.Count; o++)
            if (string.Equals(counts.Outcomes[o].Name, name, StringComparison.Ordinal)) return o;
        return -1;
    }

    private int IndexOf(string name, string field) => IndexOrNone(name) is >= 0 and var o
        ? o
        : throw new QuestionException(field, $"no cohorts of '{name}'; class and series outcomes are {string.Join(", ", counts.Outcomes.Select(x => x.Name))}");

    private int CohortAt(DateTimeOffset moment)
    {
        for (var v = 0; v < _windows.Count; v++)
            if (_windows[v].Contains(moment)) return v;
        throw new QuestionException("cohort", "the moment lies in no cohort of the span");
    }

    private int LastKnown() => Enumerable.Range(0, _windows.Count).LastOrDefault(v => _members.Sum(m => m.Mature.Sum(of => of[v])) > 0, -1);

    private SeriesBook? Series(int outcome)
    {
        var series = counts.Outcomes[outcome].Kind == OutcomeKind.Series ? counts.Outcomes[outcome] : counts.Outcomes.FirstOrDefault(o => o.Kind == OutcomeKind.Series);
        return series is null ? null : books.GetValueOrDefault(series.Name);
    }

    private IReadOnlyList<CohortSegment> SegmentsOf(int v) =>
    [
        .. _members.Segments.Select(segment => new CohortSegment(
                segment.Column, segment.Value, _members.Sum(segment, s => s.Sizes[v]),
                [.. Enumerable.Range(0, counts.Outcomes.Count).Select(o => RateOf(o,
                    _members.Sum(segment, s => s.Known[o][v]), _members.Sum(segment, s => s.Bad[o][v]), _members.Sum(segment, s => s.Mature[o][v])))]))
            .Where(segment => segment.Size > 0)
            .OrderBy(segment => segment.Column, StringComparer.Ordinal).ThenByDescending(segment => segment.Size),
    ];

    private SegmentRate RateOf(int outcome, long known, long bad, long mature) => new(
        counts.Outcomes[outcome].Name, known, bad, mature, known > 0 ? (double)bad / known : null, known > 0 ? Proportion.ModifiedWilson(bad, known) : null);

    private IReadOnlyList<CohortDay> DaysOf(int outcome)
    {
        var isExpected = model is { Task: ModelTask.Binary, Score: { Kind: ScoreKind.Probability, HigherIs: ScoreDirection.Positive } }
            && string.Equals(counts.Outcomes[outcome].Name, OutcomeDefinition.Label.Name, StringComparison.Ordinal);
        return
        [
            .. days.Select((window, d) =>
            {
                var (known, bad, scored) = (_members.Sum(m => m.DayKnown[outcome][d]), _members.Sum(m => m.DayBad[outcome][d]), _members.Sum(m => m.DayScored[d]));
                return new CohortDay(
                    window, _members.Sum(m => m.DaySizes[d]), known, bad, known > 0 ? (double)bad / known : null, known > 0 ? Proportion.ModifiedWilson(bad, known) : null,
                    isExpected && scored > 0 ? _members.Sum(m => m.DayScores[d]) / scored : null);
            }),
        ];
    }
}
