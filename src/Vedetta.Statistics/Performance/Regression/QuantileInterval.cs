using MathNet.Numerics;
using Vedetta.Statistics.Intervals;

namespace Vedetta.Statistics.Performance.Regression;

/// <summary>Interval of a quantile from order statistics; exact whatever the distribution (conservative, since ranks are whole numbers).</summary>
internal static class QuantileInterval
{
    /// <summary>
    /// Ranks l and u (from 1) with P(Bin(n, q) &lt; l) and P(Bin(n, q) &gt;= u) both at most half of 1 - confidence; null when
    /// n is too small for one of them.
    /// </summary>
    public static (int Low, int High)? Ranks(int n, double q, double confidence)
    {
        var tail = (1 - confidence) / 2;
        // P(Bin >= k) = I_q(k, n - k + 1): falls as k rises.
        var low = 0;
        for (int from = 1, to = n; from <= to;)
        {
            var k = (from + to) / 2;
            if (1 - AtLeast(k) <= tail)
                (low, from) = (k, k + 1);
            else
                to = k - 1;
        }
        var high = n + 1;
        for (int from = 1, to = n; from <= to;)
        {
            var k = (from + to) / 2;
            if (AtLeast(k) <= tail)
                (high, to) = (k, k - 1);
            else
                from = k + 1;
        }
        return low < 1 || high > n ? null : (low, high);

        double AtLeast(int k) => SpecialFunctions.BetaRegularized(k, n - k + 1, q);
    }
}
