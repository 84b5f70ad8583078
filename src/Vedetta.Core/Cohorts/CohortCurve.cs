using Vedetta.Statistics.Credit;

namespace Vedetta.Core.Cohorts;

/// <summary>The ages at which an outcome says anything, of every cohort.</summary>
/// <param name="FirstAge">The first of them.</param>
/// <param name="Table">Cells from that age on.</param>
/// <param name="Usual">Median rate of the cohorts that are whole there; null where none is.</param>
/// <param name="IsKnown">Whether anything of the outcome is known at all.</param>
internal sealed record CohortCurve(int FirstAge, Vintages Table, IReadOnlyList<double?> Usual, bool IsKnown)
{
    /// <summary>Cuts the table of an outcome: nothing before the first bad row, nothing after the last age at which anything became known and some cohort is whole.</summary>
    public static CohortCurve Of(CohortMembers members, int outcome, int cohorts)
    {
        var whole = members.Table(outcome, cohorts);
        var last = Math.Clamp(members.OldestKnown(outcome), 1, Ages.Most);
        while (last > 1 && whole.Cells.All(cells => !(cells[last - 1] is { Complete: true, Loans: > 0 }))) last--;
        var first = 1;
        while (first < last && whole.Cells.All(cells => cells[first - 1].Bad == 0)) first++;
        var table = new Vintages([.. whole.Cells.Select(cells => (IReadOnlyList<VintageCell>)[.. cells.Skip(first - 1).Take(last - first + 1)])], whole.Sizes);
        return new CohortCurve(first, table, [.. Enumerable.Range(0, last - first + 1).Select(age => Median(table, age))], members.OldestKnown(outcome) > 0);
    }

    /// <summary>The oldest age a whole cohort has reached, from 1 in the table's own count; 0 when none.</summary>
    public int LatestAge(int cohort)
    {
        var cells = Table.Cells[cohort];
        for (var age = cells.Count; age >= 1; age--)
            if (cells[age - 1] is { Complete: true, Loans: > 0 }) return age;
        return 0;
    }

    private static double? Median(Vintages table, int age)
    {
        var rates = table.Cells.Select(cells => cells[age]).Where(cell => cell is { Complete: true, Rate: not null }).Select(cell => cell.Rate!.Value).Order().ToList();
        return rates.Count == 0 ? null : (rates[(rates.Count - 1) / 2] + rates[rates.Count / 2]) / 2;
    }
}
