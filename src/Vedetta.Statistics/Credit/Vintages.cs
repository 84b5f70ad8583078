using Vedetta.Statistics.Intervals;

namespace Vedetta.Statistics.Credit;

/// <summary>One loan as a vintage table sees it.</summary>
/// <param name="Vintage">Its period of issue, from 0.</param>
/// <param name="ObservedMonths">Whole months on book that have passed and are known, outcome delay included.</param>
/// <param name="BadMonth">Month on book in which it went bad; null while it has not.</param>
/// <param name="Amount">Its amount; 1 to count loans.</param>
public readonly record struct VintageLoan(int Vintage, int ObservedMonths, int? BadMonth, double Amount = 1);

/// <summary>One vintage at one month on book.</summary>
/// <param name="Loans">Loans of the vintage that have reached that month.</param>
/// <param name="Bad">Those that had gone bad by then.</param>
/// <param name="Rate">Cumulative bad rate by count; null where no loan is mature.</param>
/// <param name="Interval">Its 95 % interval (modified Wilson).</param>
/// <param name="AmountRate">The same by amount.</param>
/// <param name="Coverage">Share of the vintage's loans that are mature.</param>
public sealed record VintageCell(long Loans, long Bad, double? Rate, Interval? Interval, double? AmountRate, double Coverage)
{
    /// <summary>True when every loan of the vintage has reached the month: the cell will not change by waiting.</summary>
    public bool Complete => Coverage >= 1;
}

/// <summary>
/// Vintage table: cumulative bad rate by period of issue and month on book. A loan enters a cell only once it has been
/// observed for that many months; before that it is censored, neither good nor bad, also when it went bad early, because
/// its good contemporaries cannot be seen yet.
/// </summary>
/// <param name="Cells">By vintage, then by month on book from 1.</param>
/// <param name="Sizes">Loans per vintage.</param>
public sealed record Vintages(IReadOnlyList<IReadOnlyList<VintageCell>> Cells, IReadOnlyList<long> Sizes)
{
    /// <summary>Builds the table.</summary>
    /// <param name="loans">The loans.</param>
    /// <param name="vintages">Number of vintages.</param>
    /// <param name="months">Months on book shown.</param>
    /// <exception cref="ArgumentOutOfRangeException">A loan names a vintage outside the table or a month below 1.</exception>
    public static Vintages Of(IReadOnlyList<VintageLoan> loans, int vintages, int months)
    {
        ArgumentNullException.ThrowIfNull(loans);
        var counts = new VintageCounts(vintages, months);
        foreach (var loan in loans)
            counts.Add(loan);
        return counts.ToTable();
    }

    /// <summary>The cell of a vintage at a month on book, from 1.</summary>
    public VintageCell At(int vintage, int month) => Cells[vintage][month - 1];
}
