using MathNet.Numerics.Distributions;
using Vedetta.Statistics.Intervals;

namespace Vedetta.Statistics.Business;

/// <summary>
/// What is kept of a quantity of rows: every row gives a number x and, for ratios, a number y. Sums of disjoint rows add up,
/// so that values of days give those of weeks, with their intervals.
/// </summary>
/// <param name="N">Rows.</param>
/// <param name="X">Sum of x.</param>
/// <param name="Y">Sum of y; 0 without a denominator.</param>
/// <param name="XX">Sum of x squared.</param>
/// <param name="XY">Sum of x times y.</param>
/// <param name="YY">Sum of y squared.</param>
public readonly record struct AggregateSums(double N, double X, double Y, double XX, double XY, double YY)
{
    /// <summary>The sums of both sets of rows.</summary>
    public static AggregateSums operator +(AggregateSums a, AggregateSums b) =>
        new(a.N + b.N, a.X + b.X, a.Y + b.Y, a.XX + b.XX, a.XY + b.XY, a.YY + b.YY);

    /// <summary>With one more row.</summary>
    public AggregateSums With(double x, double y) => new(N + 1, X + x, Y + y, XX + (x * x), XY + (x * y), YY + (y * y));
}

/// <summary>A value with its interval.</summary>
/// <param name="Value">The value; null where it cannot be computed.</param>
/// <param name="Interval">Its interval; null where none is known.</param>
/// <param name="Note">Why there is no value or no interval; null where there are both.</param>
public sealed record AggregateValue(double? Value, Interval? Interval, string? Note = null);

/// <summary>Values and intervals of counts, sums and ratios of rows.</summary>
public static class Aggregates
{
    /// <summary>
    /// A count or a sum: rows arrive as a Poisson process, so that the variance of a sum of x over the rows is the sum of
    /// x squared (compound Poisson); a count of rows has the exact interval of Garwood (1936).
    /// </summary>
    public static AggregateValue Total(AggregateSums sums, double confidence = 0.95)
    {
        if (IsCount(sums.X, sums.XX)) return new AggregateValue(sums.X, PoissonCount.Exact(sums.X, confidence));
        var half = Z(confidence) * Math.Sqrt(sums.XX);
        return new AggregateValue(sums.X, new Interval(sums.X - half, sums.X + half));
    }

    /// <summary>
    /// x over y. A share (x and y 0 or 1, x only where y is) has the modified Wilson interval, any other ratio that of the
    /// delta method (linearisation; Cochran 1977, chapter 6). A mean is the ratio to the number of rows.
    /// </summary>
    public static AggregateValue Ratio(AggregateSums sums, double confidence = 0.95)
    {
        if (sums.Y == 0) return new AggregateValue(null, null, "the denominator is zero");
        var ratio = sums.X / sums.Y;
        if (IsCount(sums.X, sums.XX) && IsCount(sums.Y, sums.YY) && sums.XY == sums.X) return new AggregateValue(ratio, Proportion.ModifiedWilson(sums.X, sums.Y, confidence));
        if (ErrorOf(sums) is not { } error) return new AggregateValue(ratio, null, "fewer than two rows");
        var half = Z(confidence) * error;
        return new AggregateValue(ratio, new Interval(ratio - half, ratio + half));
    }

    /// <summary>x per row, for comparing groups of different sizes.</summary>
    public static AggregateValue PerRow(AggregateSums sums, double confidence = 0.95) => Ratio(OverRows(sums), confidence);

    /// <summary>Ratio of b less ratio of a over disjoint rows; for counts and sums give <see cref="OverRows"/> of both.</summary>
    public static AggregateValue Difference(AggregateSums a, AggregateSums b, double confidence = 0.95)
    {
        if (a.Y == 0 || b.Y == 0) return new AggregateValue(null, null, "the denominator is zero");
        var difference = (b.X / b.Y) - (a.X / a.Y);
        if (IsShare(a) && IsShare(b)) return new AggregateValue(difference, Proportion.Newcombe(b.X, b.Y, a.X, a.Y, confidence));
        if (ErrorOf(a) is not { } first || ErrorOf(b) is not { } second) return new AggregateValue(difference, null, "fewer than two rows");
        var half = Z(confidence) * Math.Sqrt((first * first) + (second * second));
        return new AggregateValue(difference, new Interval(difference - half, difference + half));
    }

    /// <summary>The same x with every row as the denominator.</summary>
    public static AggregateSums OverRows(AggregateSums sums) => sums with { Y = sums.N, XY = sums.X, YY = sums.N };

    private static bool IsShare(AggregateSums sums) => IsCount(sums.X, sums.XX) && IsCount(sums.Y, sums.YY) && sums.XY == sums.X;

    // Whole numbers that equal their squares row by row are 0 or 1; sums of negative and fractional values differ.
    private static bool IsCount(double sum, double squares) => sum == squares && sum >= 0 && sum == Math.Floor(sum);

    private static double? ErrorOf(AggregateSums sums)
    {
        if (sums.N < 2 || sums.Y == 0) return null;
        var ratio = sums.X / sums.Y;
        var residuals = sums.XX - (2 * ratio * sums.XY) + (ratio * ratio * sums.YY);
        return Math.Sqrt(Math.Max(0, residuals) * sums.N / (sums.N - 1)) / Math.Abs(sums.Y);
    }

    private static double Z(double confidence) => Normal.InvCDF(0, 1, (1 + confidence) / 2);
}
