namespace Vedetta.Statistics.Drift;

/// <summary>Fisher's exact test of two proportions (Fisher 1935).</summary>
public static class FisherExact
{
    /// <summary>Probability of x1 or more of n1, given x2 of n2 and the sum of both: the one-sided p-value.</summary>
    public static double Upper(long x1, long n1, long x2, long n2)
    {
        var marked = x1 + x2;
        double sum = 0;
        for (var x = Math.Min(n1, marked); x >= x1; x--)
        {
            sum += Math.Exp(Hypergeometric.LogChoose(marked, x) + Hypergeometric.LogChoose(n1 + n2 - marked, n1 - x) - Hypergeometric.LogChoose(n1 + n2, n1));
        }
        return Math.Min(1, sum);
    }

    /// <summary>
    /// Two-sided p-value of x1 of n1 against x2 of n2: the probability of all tables with these margins that are at
    /// most as probable as the one seen.
    /// </summary>
    public static double TwoSided(long x1, long n1, long x2, long n2)
    {
        var marked = x1 + x2;
        var low = Math.Max(0, marked - n2);
        var high = Math.Min(n1, marked);
        if (low == high)
            return 1;
        var limit = Log(x1) + 1e-7;
        double sum = 0;
        for (var x = low; x <= high; x++)
        {
            var log = Log(x);
            if (log <= limit)
                sum += Math.Exp(log);
        }
        return Math.Min(1, sum);

        double Log(long x) =>
            Hypergeometric.LogChoose(marked, x) + Hypergeometric.LogChoose(n1 + n2 - marked, n1 - x) - Hypergeometric.LogChoose(n1 + n2, n1);
    }
}
