using Vedetta.Core.Models;
using Vedetta.Statistics.Credit;

namespace Vedetta.Core.Cohorts;

/// <summary>What a scan counted, apart for each decision: which decisions outcomes come for is known only at its end.</summary>
/// <param name="outcomes">Class and series outcomes, in the order of the counts.</param>
/// <param name="cohorts">Number of cohorts.</param>
/// <param name="days">Number of days.</param>
internal sealed class CohortCounts(IReadOnlyList<OutcomeDefinition> outcomes, int cohorts, int days)
{
    /// <summary>Most values of a segment column that are counted; rarer ones go together.</summary>
    public const int MostValues = 40;

    /// <summary>Decisions beyond so many are counted together.</summary>
    private const int MostDecisions = 12;

    private readonly Dictionary<string, DecisionCounts> _decisions = new(StringComparer.Ordinal);

    /// <summary>Class and series outcomes.</summary>
    public IReadOnlyList<OutcomeDefinition> Outcomes { get; } = outcomes;

    /// <summary>Counts by decision; the empty text stands for rows without one.</summary>
    public IReadOnlyDictionary<string, DecisionCounts> Decisions => _decisions;

    /// <summary>The counts of a decision, made when they are new.</summary>
    public DecisionCounts Of(string? decision)
    {
        var name = decision ?? "";
        if (_decisions.TryGetValue(name, out var known)) return known;
        if (_decisions.Count >= MostDecisions) name = "*";
        if (!_decisions.TryGetValue(name, out known)) _decisions[name] = known = new DecisionCounts(Outcomes.Count, cohorts, days);
        return known;
    }
}

/// <summary>Counts of the rows with one decision.</summary>
internal sealed class DecisionCounts
{
    private readonly Dictionary<(string Column, string Value), SegmentCounts> _segments = [];
    private readonly int _outcomes;
    private readonly int _cohorts;

    public DecisionCounts(int outcomes, int cohorts, int days)
    {
        (_outcomes, _cohorts) = (outcomes, cohorts);
        Sizes = new long[cohorts];
        Tables = [.. Enumerable.Range(0, outcomes).Select(_ => new VintageCounts(cohorts, Ages.Most))];
        Known = Square(outcomes, cohorts);
        Mature = Square(outcomes, cohorts);
        Unlabelled = Square(outcomes, cohorts);
        (DayKnown, DayBad) = (Square(outcomes, days), Square(outcomes, days));
        (DaySizes, DayScored, DayScores) = (new long[days], new long[days], new double[days]);
        OldestKnown = new int[outcomes];
    }

    /// <summary>Rows per cohort.</summary>
    public long[] Sizes { get; }

    /// <summary>Vintage tables by outcome.</summary>
    public IReadOnlyList<VintageCounts> Tables { get; }

    /// <summary>Rows with a known outcome, by outcome and cohort.</summary>
    public long[][] Known { get; }

    /// <summary>Rows whose outcome ought to be known.</summary>
    public long[][] Mature { get; }

    /// <summary>Rows whose outcome ought to be known and is not.</summary>
    public long[][] Unlabelled { get; }

    /// <summary>Mature rows with a known outcome, by outcome and day.</summary>
    public long[][] DayKnown { get; }

    /// <summary>Bad ones among those.</summary>
    public long[][] DayBad { get; }

    /// <summary>Rows per day.</summary>
    public long[] DaySizes { get; }

    /// <summary>Rows with a score per day.</summary>
    public long[] DayScored { get; }

    /// <summary>Their scores together.</summary>
    public double[] DayScores { get; }

    /// <summary>Oldest age at which anything became known, by outcome.</summary>
    public int[] OldestKnown { get; }

    /// <summary>Counts by segment.</summary>
    public IReadOnlyDictionary<(string Column, string Value), SegmentCounts> Segments => _segments;

    /// <summary>The counts of a segment value, made when they are new.</summary>
    public SegmentCounts Of(string column, string value)
    {
        if (_segments.TryGetValue((column, value), out var known)) return known;
        if (_segments.Count(each => each.Key.Column == column) >= CohortCounts.MostValues) value = "*";
        if (!_segments.TryGetValue((column, value), out known)) _segments[(column, value)] = known = new SegmentCounts(_outcomes, _cohorts);
        return known;
    }

    private static long[][] Square(int outcomes, int columns) => [.. Enumerable.Range(0, outcomes).Select(_ => new long[columns])];
}

/// <summary>Counts of one segment value per cohort.</summary>
internal sealed class SegmentCounts(int outcomes, int cohorts)
{
    /// <summary>Rows.</summary>
    public long[] Sizes { get; } = new long[cohorts];

    /// <summary>Mature rows, by outcome.</summary>
    public long[][] Mature { get; } = [.. Enumerable.Range(0, outcomes).Select(_ => new long[cohorts])];

    /// <summary>Mature rows with a known outcome.</summary>
    public long[][] Known { get; } = [.. Enumerable.Range(0, outcomes).Select(_ => new long[cohorts])];

    /// <summary>Bad ones among those.</summary>
    public long[][] Bad { get; } = [.. Enumerable.Range(0, outcomes).Select(_ => new long[cohorts])];
}
