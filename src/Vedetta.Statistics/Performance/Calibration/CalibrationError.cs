using MathNet.Numerics.Distributions;
using Vedetta.Statistics.Intervals;

namespace Vedetta.Statistics.Performance.Calibration;

/// <summary>How far scores are from the rates they promise, over stated bins. Both errors are above the truth by chance alone, which the intervals allow for.</summary>
public static class CalibrationError
{
    /// <summary>
    /// Expected calibration error: sum of share of rows times |rate - mean score|. With D_b the part of bin b and e_b its
    /// sampling error, |D_b| - |D_b + e_b| is at most e_b against the sign of D_b, which gives the upper limit
    /// value + z sqrt(var(label - score) / n), and |D_b + e_b| - |D_b| is at most |e_b|, which gives the lower limit
    /// value - (sum s_b sqrt(2 / pi) + z sqrt((1 - 2 / pi) sum s_b^2)), s_b the standard error of D_b, not below 0. Both
    /// hold whatever the D_b are: the interval is conservative.
    /// </summary>
    public static MetricValue Expected(CalibrationBins bins, double confidence = 0.95)
    {
        ArgumentNullException.ThrowIfNull(bins);
        var rows = bins.Rows;
        var value = bins.Bins.Sum(b => b.Rows / rows * Math.Abs(b.Gap));
        var (errors, expected, typical, squares) = (0.0, 0.0, 0.0, 0.0);
        foreach (var bin in bins.Bins)
        {
            // A bin without positives shows no errors yet has some: what the scores promise is the least.
            var variance = Math.Max(bin.SquaredErrors, bin.ExpectedErrors) / rows / bins.Effective;
            typical += Math.Sqrt(2 / Math.PI * variance);
            squares += variance;
            errors += bin.SquaredErrors / rows;
            expected += bin.ExpectedErrors / rows;
        }
        var z = Normal.InvCDF(0, 1, (1 + confidence) / 2);
        var up = z * Math.Sqrt(Math.Max(0, Math.Max(errors, expected) - (value * value)) / bins.Effective);
        var down = typical + (z * Math.Sqrt((1 - (2 / Math.PI)) * squares));
        return new MetricValue(value, new Interval(Math.Max(0, value - down), Math.Min(1, value + up)), bins.Effective, "conservative interval");
    }

    /// <summary>
    /// Largest |rate - mean score| among occupied bins. The limits take every bin's Wilson interval at confidence
    /// 1 - alpha / bins, so that they hold whichever bin is the largest: conservative.
    /// </summary>
    public static MetricValue Largest(CalibrationBins bins, double confidence = 0.95)
    {
        ArgumentNullException.ThrowIfNull(bins);
        var occupied = bins.Bins.Where(b => b.Rows > 0).ToArray();
        var each = 1 - ((1 - confidence) / occupied.Length);
        var (value, low, high) = (0.0, 0.0, 0.0);
        foreach (var bin in occupied)
        {
            var n = bin.Rows * bins.Effective / bins.Rows;
            var rate = Proportion.Wilson(Math.Clamp(bin.Rate, 0, 1) * n, n, each);
            var (from, to) = (rate.Low - bin.MeanScore, rate.High - bin.MeanScore);
            value = Math.Max(value, Math.Abs(bin.Gap));
            high = Math.Max(high, Math.Max(Math.Abs(from), Math.Abs(to)));
            low = Math.Max(low, from <= 0 && to >= 0 ? 0 : Math.Min(Math.Abs(from), Math.Abs(to)));
        }
        return new MetricValue(value, new Interval(low, Math.Min(1, high)), bins.Effective, "conservative interval");
    }

    /// <summary>Murphy's parts of the Brier score over the bins: reliability less resolution plus uncertainty (Murphy 1973).</summary>
    public static MurphyParts Murphy(CalibrationBins bins)
    {
        ArgumentNullException.ThrowIfNull(bins);
        var rows = bins.Rows;
        var rate = bins.Bins.Where(b => b.Rows > 0).Sum(b => b.Rows * b.Rate) / rows;
        var (reliability, resolution) = (0.0, 0.0);
        foreach (var bin in bins.Bins.Where(b => b.Rows > 0))
        {
            reliability += bin.Rows / rows * bin.Gap * bin.Gap;
            resolution += bin.Rows / rows * (bin.Rate - rate) * (bin.Rate - rate);
        }
        return new MurphyParts(reliability, resolution, rate * (1 - rate));
    }
}

/// <summary>Parts of a Brier score; it is reliability - resolution + uncertainty but for the spread of scores inside bins.</summary>
/// <param name="Reliability">Mean squared gap of rate and score over bins; 0 is perfectly calibrated.</param>
/// <param name="Resolution">Mean squared distance of the bins' rates from the overall rate; the higher the better.</param>
/// <param name="Uncertainty">Rate times one less rate: the Brier score of knowing the rate alone.</param>
public sealed record MurphyParts(double Reliability, double Resolution, double Uncertainty);
