using Vedetta.Statistics;
using Vedetta.Statistics.Credit;
using Vedetta.Statistics.Intervals;

namespace Vedetta.Core.Cohorts;

/// <summary>Each cohort against the others of the same age. A verdict needs the effect and the significance together.</summary>
internal static class CohortComparisons
{
    /// <summary>A rate so many times the usual is worth a look.</summary>
    public const double Warning = 1.1;

    /// <summary>A rate so many times the usual is bad.</summary>
    public const double Critical = 1.25;

    private const double Alpha = 0.01;
    private const long FewestRows = 100;

    /// <summary>One per cohort; null where there are no others to compare with.</summary>
    public static IReadOnlyList<CohortComparison?> Of(Vintages table, int firstAge)
    {
        var sides = table.Cells.Select((_, v) => Sides(table, v)).ToArray();
        var raw = sides.Select(s => s is { } side ? TwoProportions.PValue(side.Bad, side.Loans, side.OtherBad, side.OtherLoans) : 1).ToArray();
        var corrected = MultipleTesting.Adjust(raw, Correction.Holm);
        return [.. sides.Select((s, v) => s is { } side ? Compare(side, corrected[v], firstAge) : null)];
    }

    /// <summary>The worst cohort of those that fail, or else the latest that was compared.</summary>
    public static Cohort? Standing(IReadOnlyList<Cohort> cohorts) =>
        cohorts.Where(c => c.Against is { Verdict: VerdictKind.Critical or VerdictKind.Warning }).MaxBy(c => c.Against!.Ratio ?? 0)
        ?? cohorts.LastOrDefault(c => c.Against is not null);

    // The oldest age at which at least two others are whole too, or else one.
    private static (int Age, long Bad, long Loans, long OtherBad, long OtherLoans)? Sides(Vintages table, int v)
    {
        foreach (var fewest in (int[])[2, 1])
        {
            for (var age = table.Cells[v].Count; age >= 1; age--)
            {
                var own = table.At(v, age);
                if (!own.Complete || own.Loans == 0) continue;
                var others = Enumerable.Range(0, table.Cells.Count).Where(w => w != v).Select(w => table.At(w, age)).Where(cell => cell is { Complete: true, Loans: > 0 }).ToList();
                if (others.Count >= fewest) return (age, own.Bad, own.Loans, others.Sum(c => c.Bad), others.Sum(c => c.Loans));
            }
        }

        return null;
    }

    private static CohortComparison Compare((int Age, long Bad, long Loans, long OtherBad, long OtherLoans) side, double p, int firstAge)
    {
        var (rate, usual) = ((double)side.Bad / side.Loans, (double)side.OtherBad / side.OtherLoans);
        var ratio = usual > 0 ? rate / usual : (double?)null;
        var above = rate > usual && p < Alpha;
        var verdict = Math.Min(side.Loans, side.OtherLoans) < FewestRows ? VerdictKind.Undecided
            : above && (ratio is null || ratio >= Critical) ? VerdictKind.Critical
            : above && ratio >= Warning ? VerdictKind.Warning
            : VerdictKind.Healthy;
        return new CohortComparison(side.Age + firstAge - 1, rate, Proportion.ModifiedWilson(side.Bad, side.Loans), usual, ratio, p, verdict);
    }
}
