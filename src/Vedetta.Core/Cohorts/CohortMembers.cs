using Vedetta.Statistics.Credit;

namespace Vedetta.Core.Cohorts;

/// <summary>The counts of those decisions that outcomes come for, together.</summary>
internal sealed class CohortMembers
{
    /// <summary>Decisions of whose mature rows at least this share has an outcome belong to the population.</summary>
    private const double FollowedShare = 0.05;

    private readonly CohortCounts _counts;
    private readonly IReadOnlyList<DecisionCounts> _members;

    /// <summary>Finds the population: refused applications have no outcomes, and to count them as good would flatter every cohort.</summary>
    public CohortMembers(CohortCounts counts)
    {
        _counts = counts;
        var followed = counts.Decisions.Where(each => IsFollowed(each.Value)).ToList();
        if (followed.Count == 0) followed = [.. counts.Decisions];
        _members = [.. followed.Select(each => each.Value)];
        Population = followed.Count == counts.Decisions.Count
            ? new CohortPopulation("all", [])
            : new CohortPopulation("approved", [.. followed.Select(each => each.Key).Order(StringComparer.Ordinal)]);
    }

    /// <summary>Whom the counts speak of.</summary>
    public CohortPopulation Population { get; }

    /// <summary>Segments seen.</summary>
    public IEnumerable<(string Column, string Value)> Segments => _members.SelectMany(m => m.Segments.Keys).Distinct();

    /// <summary>The vintage table of an outcome.</summary>
    public Vintages Table(int outcome, int cohorts)
    {
        var table = new VintageCounts(cohorts, Ages.Most);
        foreach (var member in _members) table.Add(member.Tables[outcome]);
        return table.ToTable();
    }

    /// <summary>Oldest age at which anything of an outcome became known.</summary>
    public int OldestKnown(int outcome) => _members.Count == 0 ? 0 : _members.Max(m => m.OldestKnown[outcome]);

    /// <summary>A count of all members together.</summary>
    public long Sum(Func<DecisionCounts, long> count) => _members.Sum(count);

    /// <summary>A sum of all members together.</summary>
    public double Sum(Func<DecisionCounts, double> sum) => _members.Sum(sum);

    /// <summary>A count of one segment of all members together.</summary>
    public long Sum((string Column, string Value) segment, Func<SegmentCounts, long> count) =>
        _members.Sum(m => m.Segments.TryGetValue(segment, out var found) ? count(found) : 0);

    // Before anything is mature, a decision belongs where anything of it is known.
    private bool IsFollowed(DecisionCounts decision)
    {
        for (var o = 0; o < _counts.Outcomes.Count; o++)
        {
            var (mature, known, missing) = (decision.Mature[o].Sum(), decision.Known[o].Sum(), decision.Unlabelled[o].Sum());
            if (mature > 0 ? mature - missing >= FollowedShare * mature : known > 0) return true;
        }

        return false;
    }
}
