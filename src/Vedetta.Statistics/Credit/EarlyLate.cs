using MathNet.Numerics.Distributions;
using Vedetta.Statistics.Intervals;

namespace Vedetta.Statistics.Credit;

/// <summary>Whether an early outcome foretells a late one over vintages: first payment default at month 1, default at month 12.</summary>
/// <param name="Vintages">Vintages where both are complete.</param>
/// <param name="Correlation">Pearson's correlation of the two rates; null below three vintages or without scatter.</param>
/// <param name="Interval">Its 95 % interval (Fisher); null below four vintages.</param>
/// <param name="Slope">Least-squares slope of late on early; null where the correlation is.</param>
/// <param name="Intercept">Its intercept.</param>
public sealed record EarlyLate(int Vintages, double? Correlation, Interval? Interval, double? Slope, double? Intercept)
{
    /// <summary>Links two rates given per vintage; pairs with a null side are left out.</summary>
    /// <exception cref="ArgumentException">The lists differ in length.</exception>
    public static EarlyLate Of(IReadOnlyList<double?> early, IReadOnlyList<double?> late)
    {
        ArgumentNullException.ThrowIfNull(early);
        ArgumentNullException.ThrowIfNull(late);
        if (early.Count != late.Count)
            throw new ArgumentException($"There are {late.Count} late rates for {early.Count} early ones.", nameof(late));
        var pairs = early.Zip(late).Where(p => p is { First: not null, Second: not null }).Select(p => (X: p.First!.Value, Y: p.Second!.Value)).ToList();
        if (pairs.Count < 3)
            return new EarlyLate(pairs.Count, null, null, null, null);
        var (x, y) = (pairs.Average(p => p.X), pairs.Average(p => p.Y));
        var (xx, yy, xy) = (pairs.Sum(p => (p.X - x) * (p.X - x)), pairs.Sum(p => (p.Y - y) * (p.Y - y)), pairs.Sum(p => (p.X - x) * (p.Y - y)));
        if (!(xx > 0 && yy > 0))
            return new EarlyLate(pairs.Count, null, null, null, null);
        var r = Math.Clamp(xy / Math.Sqrt(xx * yy), -1, 1);
        return new EarlyLate(pairs.Count, r, FisherZ.Interval(r, pairs.Count), xy / xx, y - (xy / xx * x));
    }

    /// <summary>Links one month on book of a table with a later one, over vintages complete at both.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The late month does not come after the early one.</exception>
    public static EarlyLate Of(Vintages table, int earlyMonth, int lateMonth)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(lateMonth, earlyMonth);
        double?[] RatesAt(int month) => [.. Enumerable.Range(0, table.Cells.Count).Select(v => table.At(v, month) is { Complete: true } cell ? cell.Rate : null)];
        return Of(RatesAt(earlyMonth), RatesAt(lateMonth));
    }

    /// <summary>
    /// Interval of the late rate of a new vintage on the least-squares line, its own scatter included: y +- t(n - 2) s
    /// sqrt(1 + 1/n + (x - mean x)^2 / Sxx). Null below four pairs or without scatter of the early rates.
    /// </summary>
    /// <param name="pairs">Early and late rate of the vintages the line is drawn from.</param>
    /// <param name="early">Early rate of the new vintage.</param>
    /// <param name="confidence">Confidence of the interval.</param>
    public static Interval? Prediction(IReadOnlyList<(double Early, double Late)> pairs, double early, double confidence = 0.95)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        if (pairs.Count < 4)
            return null;
        var (x, y, n) = (pairs.Average(p => p.Early), pairs.Average(p => p.Late), pairs.Count);
        var xx = pairs.Sum(p => (p.Early - x) * (p.Early - x));
        if (!(xx > 0))
            return null;
        var slope = pairs.Sum(p => (p.Early - x) * (p.Late - y)) / xx;
        var rest = pairs.Sum(p => Math.Pow(p.Late - y - (slope * (p.Early - x)), 2)) / (n - 2);
        var half = StudentT.InvCDF(0, 1, n - 2, (1 + confidence) / 2) * Math.Sqrt(rest * (1 + (1.0 / n) + ((early - x) * (early - x) / xx)));
        var centre = y + (slope * (early - x));
        return new Interval(Math.Clamp(centre - half, 0, 1), Math.Clamp(centre + half, 0, 1));
    }
}
