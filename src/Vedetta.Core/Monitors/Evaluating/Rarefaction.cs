using MathNet.Numerics.Distributions;
using Vedetta.Statistics.Profiles;

namespace Vedetta.Core.Monitors.Evaluating;

/// <summary>
/// Number of distinct values to expect in fewer rows than were seen: a longer window meets more of its rare values, so two
/// windows are compared at the size of the shorter one (rarefaction: Sanders 1968, Hurlbert 1971; draws with replacement). Pure.
/// </summary>
internal static class Rarefaction
{
    /// <summary>
    /// Expected distinct values among <paramref name="rows"/> random rows of the profile, and the variance of their number;
    /// as counted, without variance, from all of its rows on. Null where not every value and its count is known.
    /// </summary>
    public static (double Expected, double Variance)? Of(ColumnProfile profile, long rows)
    {
        if (CountsOf(profile) is not { } counts) return null;
        var (total, distinct) = (0L, 0);
        foreach (var count in counts)
        {
            total += count;
            distinct++;
        }

        if (rows >= total) return (distinct, 0);
        var (expected, variance) = (0.0, 0.0);
        foreach (var count in counts)
        {
            var seen = 1 - Math.Pow(1 - ((double)count / total), rows);
            expected += seen;
            variance += seen * (1 - seen);
        }

        return (expected, variance);
    }

    /// <summary>
    /// Two-sided p of the difference of two numbers of distinct values in as many rows. The shorter window's own number
    /// varies as much as the draws of the longer one do, and never less than a count of one.
    /// </summary>
    public static double PValue((double Expected, double Variance) seen, (double Expected, double Variance) usual)
    {
        var deviation = Math.Sqrt(Math.Max(1, 2 * Math.Max(seen.Variance, usual.Variance)));
        return 2 * Normal.CDF(0, 1, -Math.Abs(seen.Expected - usual.Expected) / deviation);
    }

    private static IEnumerable<long>? CountsOf(ColumnProfile profile) => profile switch
    {
        CategoricalProfile { Overflowed: false } categories => categories.Counts.Values,
        NumericProfile numbers => numbers.ExactCounts()?.Select(each => each.Count),
        _ => null,
    };
}
