namespace Vedetta.Statistics.Drift.Compat;

/// <summary>NannyML's summary statistics of a chunk and their standard errors from the reference. Missing values are left out.</summary>
public sealed class NannyMlStatistics
{
    private readonly double _deviation;
    private readonly double _fourth;
    private readonly double _densityAtMedian;

    /// <summary>Takes the reference.</summary>
    /// <exception cref="ArgumentException">It has fewer than two values, or an infinite one.</exception>
    public NannyMlStatistics(ReadOnlySpan<double> reference)
    {
        var sorted = Sorted(reference);
        if (sorted.Length < 2 || !double.IsFinite(sorted[0]) || !double.IsFinite(sorted[^1]))
            throw new ArgumentException("A reference for NannyML's statistics needs two finite values, and no infinite one.", nameof(reference));
        var mean = sorted.Average();
        _deviation = StandardDeviation(sorted);
        _fourth = sorted.Average(x => Math.Pow(x - mean, 4));
        _densityAtMedian = Density(sorted, Quantiles.Linear(sorted, 0.5), _deviation);
    }

    /// <summary>Mean.</summary>
    public static double Average(ReadOnlySpan<double> chunk) => Sorted(chunk) is { Length: > 0 } values ? values.Average() : double.NaN;

    /// <summary>Sum.</summary>
    public static double Sum(ReadOnlySpan<double> chunk) => Sorted(chunk).Sum();

    /// <summary>Median.</summary>
    public static double Median(ReadOnlySpan<double> chunk) => Quantiles.Linear(Sorted(chunk), 0.5);

    /// <summary>Standard deviation, divisor n - 1.</summary>
    public static double StandardDeviation(ReadOnlySpan<double> chunk)
    {
        var moments = default(Profiles.Moments);
        moments.Add(Sorted(chunk).AsSpan());
        return moments.StandardDeviation;
    }

    /// <summary>Standard error of the mean of so many rows.</summary>
    public double AverageError(long rows) => _deviation / Math.Sqrt(rows);

    /// <summary>Standard error of the sum of so many rows.</summary>
    public double SumError(long rows) => _deviation * Math.Sqrt(rows);

    /// <summary>Standard error of the median of so many rows: 1 / (2 sqrt(m) f), f the kernel density of the reference at its median.</summary>
    public double MedianError(long rows) => 1 / (2 * Math.Sqrt(rows) * _densityAtMedian);

    /// <summary>Standard error of the standard deviation of so many rows, from the fourth moment.</summary>
    public double StandardDeviationError(long rows)
    {
        double m = rows;
        return Math.Sqrt((_fourth - (Math.Pow(_deviation, 4) * (m - 3) / (m - 1))) / m) / (2 * _deviation);
    }

    /// <summary>Gaussian kernel density with the width of Scott (1992): the standard deviation times n^(-1/5).</summary>
    private static double Density(double[] values, double at, double deviation)
    {
        var width = deviation * Math.Pow(values.Length, -0.2);
        double sum = 0;
        foreach (var value in values)
        {
            var z = (at - value) / width;
            sum += Math.Exp(-z * z / 2);
        }
        return sum / (values.Length * width * Math.Sqrt(2 * Math.PI));
    }

    private static double[] Sorted(ReadOnlySpan<double> values)
    {
        var kept = new List<double>(values.Length);
        foreach (var value in values)
        {
            if (!double.IsNaN(value))
                kept.Add(value);
        }
        kept.Sort();
        return [.. kept];
    }
}
