using Vedetta.Statistics.Intervals;

namespace Vedetta.Statistics.Credit;

/// <summary>
/// A vintage table in the making: takes loans one by one in constant time and keeps only sums, so its memory does not grow
/// with the number of loans. Not thread-safe.
/// </summary>
public sealed class VintageCounts
{
    private readonly int _months;
    private readonly long[] _sizes;
    private readonly long[,] _reached;
    private readonly long[,] _bad;
    private readonly long[,] _badUntil;
    private readonly double[,] _reachedAmount;
    private readonly double[,] _badAmount;
    private readonly double[,] _badAmountUntil;

    /// <summary>Makes an empty table.</summary>
    /// <param name="vintages">Number of vintages.</param>
    /// <param name="months">Months on book shown; any other step of age will do.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are no vintages or no months.</exception>
    public VintageCounts(int vintages, int months)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(vintages);
        ArgumentOutOfRangeException.ThrowIfNegative(months);
        (_months, _sizes) = (months, new long[vintages]);
        (_reached, _bad, _badUntil) = (new long[vintages, months + 1], new long[vintages, months + 1], new long[vintages, months + 1]);
        (_reachedAmount, _badAmount, _badAmountUntil) = (new double[vintages, months + 1], new double[vintages, months + 1], new double[vintages, months + 1]);
    }

    /// <summary>Adds a loan.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It names a vintage outside the table or a month below 1.</exception>
    public void Add(in VintageLoan loan)
    {
        var v = loan.Vintage;
        if (v < 0 || v >= _sizes.Length)
            throw new ArgumentOutOfRangeException(nameof(loan), v, $"A loan's vintage lies between 0 and {_sizes.Length - 1}.");
        if (loan.BadMonth < 1)
            throw new ArgumentOutOfRangeException(nameof(loan), loan.BadMonth, "Months on book begin at 1.");
        var observed = Math.Clamp(loan.ObservedMonths, 0, _months);
        _sizes[v]++;
        _reached[v, observed]++;
        _reachedAmount[v, observed] += loan.Amount;
        if (loan.BadMonth is not { } month || month > observed)
            return;
        _bad[v, month]++;
        _badAmount[v, month] += loan.Amount;
        _badUntil[v, observed]++;
        _badAmountUntil[v, observed] += loan.Amount;
    }

    /// <summary>Adds the loans of another table of the same shape.</summary>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    public void Add(VintageCounts other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other._sizes.Length != _sizes.Length || other._months != _months)
            throw new ArgumentException($"A table of {other._sizes.Length} x {other._months} does not fit one of {_sizes.Length} x {_months}.", nameof(other));
        for (var v = 0; v < _sizes.Length; v++)
        {
            _sizes[v] += other._sizes[v];
            for (var m = 0; m <= _months; m++)
            {
                _reached[v, m] += other._reached[v, m];
                _bad[v, m] += other._bad[v, m];
                _badUntil[v, m] += other._badUntil[v, m];
                _reachedAmount[v, m] += other._reachedAmount[v, m];
                _badAmount[v, m] += other._badAmount[v, m];
                _badAmountUntil[v, m] += other._badAmountUntil[v, m];
            }
        }
    }

    /// <summary>The table of the loans added so far.</summary>
    public Vintages ToTable() => new([.. Enumerable.Range(0, _sizes.Length).Select(Row)], [.. _sizes]);

    private IReadOnlyList<VintageCell> Row(int v)
    {
        // Loans that have reached a month are those observed as long or longer; the bad among them went bad by then.
        var (loans, amount) = (_sizes[v] - _reached[v, 0], 0.0);
        for (var m = 1; m <= _months; m++)
            amount += _reachedAmount[v, m];
        var cells = new VintageCell[_months];
        var (bad, badAmount) = (0L, 0.0);
        for (var m = 1; m <= _months; m++)
        {
            bad += _bad[v, m] - _badUntil[v, m - 1];
            badAmount += _badAmount[v, m] - _badAmountUntil[v, m - 1];
            cells[m - 1] = new VintageCell(
                loans, bad, loans > 0 ? (double)bad / loans : null, loans > 0 ? Proportion.ModifiedWilson(bad, loans) : null,
                loans > 0 && amount > 0 ? Math.Clamp(badAmount / amount, 0, 1) : null, _sizes[v] > 0 ? (double)loans / _sizes[v] : 0);
            loans -= _reached[v, m];
            amount -= _reachedAmount[v, m];
        }
        return cells;
    }
}
