using Vedetta.Statistics.Intervals;

namespace Vedetta.Statistics.Detectors;

/// <summary>Intervals for a mean that hold at every moment of a stream at once, however often one looks.</summary>
public static class ConfidenceSequences
{
    /// <summary>
    /// Half width of the normal mixture for values from 0 to 1 (Howard, Ramdas, McAuliffe and Sekhon 2021):
    /// sqrt((n/4 + rho) ln((n/4 + rho) / (rho alpha^2))) / n.
    /// </summary>
    /// <param name="n">Values so far.</param>
    /// <param name="rho">Tuning: the width is best where n/4 is some ten times as large.</param>
    /// <param name="alpha">Chance that the sequence ever leaves the mean out.</param>
    public static double HoeffdingMixture(long n, double rho, double alpha)
    {
        Check(n, alpha);
        var intrinsic = (n / 4.0) + rho;
        return Math.Sqrt(intrinsic * Math.Log(intrinsic / (rho * alpha * alpha))) / n;
    }

    /// <summary>
    /// Half width of the asymptotic normal mixture (Waudby-Smith, Arbour, Sinha, Kennedy and Ramdas 2024):
    /// s sqrt(2 (n rho^2 + 1) / (n^2 rho^2) ln(sqrt(n rho^2 + 1) / alpha)), for values of any range with a variance.
    /// </summary>
    /// <param name="n">Values so far.</param>
    /// <param name="deviation">Their standard deviation, divided by n.</param>
    /// <param name="rho">Tuning, see <see cref="RhoFor"/>.</param>
    /// <param name="alpha">Chance that the sequence ever leaves the mean out, for large n.</param>
    public static double NormalMixture(long n, double deviation, double rho, double alpha)
    {
        Check(n, alpha);
        var grown = (n * rho * rho) + 1;
        return deviation * Math.Sqrt(2 * grown / ((double)n * n * rho * rho) * Math.Log(Math.Sqrt(grown) / alpha));
    }

    /// <summary>The tuning that makes <see cref="NormalMixture"/> narrowest at n values: sqrt((-2 ln alpha + ln(-2 ln alpha + 1)) / n).</summary>
    public static double RhoFor(long n, double alpha)
    {
        Check(n, alpha);
        var tail = -2 * Math.Log(alpha);
        return Math.Sqrt((tail + Math.Log(tail + 1)) / n);
    }

    /// <summary>
    /// The empirical Bernstein sequence of values from 0 to 1 after each of them (Waudby-Smith and Ramdas 2024, theorem 2),
    /// each the intersection with those before.
    /// </summary>
    /// <exception cref="ArgumentException">A value lies outside 0..1.</exception>
    public static IReadOnlyList<Interval> EmpiricalBernstein(ReadOnlySpan<double> values, double alpha)
    {
        Check(1, alpha);
        var sequence = new BernsteinSequence();
        var intervals = new List<Interval>(values.Length);
        foreach (var value in values)
        {
            if (!(value is >= 0 and <= 1))
                throw new ArgumentException($"Value {intervals.Count} is {value}; the empirical Bernstein sequence takes values from 0 to 1.", nameof(values));
            sequence.Add(value, alpha);
            intervals.Add(sequence.Interval);
        }

        return intervals;
    }

    private static void Check(long n, double alpha)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(n, 1);
        if (!(alpha is > 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(alpha), alpha, "alpha lies between 0 and 1.");
    }
}

/// <summary>The empirical Bernstein sequence with predictable weights, one value at a time.</summary>
internal struct BernsteinSequence
{
    private const double LargestWeight = 0.5;

    private long _n;
    private double _sum;
    private double _squares;
    private double _weights;
    private double _weighted;
    private double _penalty;
    private double _low;
    private double _width;

    /// <summary>The interval now; 0 to 1 before any value.</summary>
    public readonly Interval Interval => new(_low, _low + (_n == 0 ? 1 : _width));

    public void Add(double value, double alpha)
    {
        var level = Math.Log(2 / alpha);
        var mean = (0.5 + _sum) / (_n + 1);
        var variance = (0.25 + _squares) / (_n + 1);
        var (low, high) = (Interval.Low, Interval.High);
        _n++;
        var weight = Math.Min(LargestWeight, Math.Sqrt(2 * level / (variance * _n * Math.Log(1 + _n))));
        _weights += weight;
        _weighted += weight * value;
        // 4 (x - mean)^2 times (-ln(1 - w) - w) / 4.
        _penalty += (value - mean) * (value - mean) * (-Math.Log(1 - weight) - weight);
        _sum += value;
        var away = value - ((0.5 + _sum) / (_n + 1));
        _squares += away * away;
        var (centre, half) = (_weighted / _weights, (level + _penalty) / _weights);
        _low = Math.Max(low, centre - half);
        // After a change the intersection may be empty: then it stays a point.
        _width = Math.Max(0, Math.Min(high, centre + half) - _low);
    }

    public void Exchange(DetectorState state)
    {
        state.Count(ref _n);
        state.Number(ref _sum);
        state.Number(ref _squares);
        state.Number(ref _weights);
        state.Number(ref _weighted);
        state.Number(ref _penalty);
        state.Number(ref _low);
        state.Number(ref _width);
    }
}
