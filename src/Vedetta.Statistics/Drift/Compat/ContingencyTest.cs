namespace Vedetta.Statistics.Drift.Compat;

/// <summary>Pearson's chi-square of a two-row table with the continuity correction of Yates (1934) at one degree of freedom.</summary>
internal static class ContingencyTest
{
    /// <summary>Statistic, p-value and degrees of freedom; a table of one level is 0, 1 and 0.</summary>
    public static (double Statistic, double PValue, int Dof) Yates(ReadOnlySpan<long> reference, ReadOnlySpan<long> current)
    {
        double n = 0;
        double m = 0;
        var levels = 0;
        for (var i = 0; i < reference.Length; i++)
        {
            n += reference[i];
            m += current[i];
            levels += reference[i] + current[i] > 0 ? 1 : 0;
        }
        double statistic = 0;
        for (var i = 0; i < reference.Length; i++)
        {
            double total = reference[i] + current[i];
            if (total == 0)
                continue;
            statistic += Term(reference[i], total * n / (n + m), levels) + Term(current[i], total * m / (n + m), levels);
        }
        return levels < 2 ? (0, 1, 0) : (statistic, TableTest.ChiSquareTail(statistic, levels - 1), levels - 1);
    }

    private static double Term(double observed, double expected, int levels)
    {
        var gap = Math.Abs(observed - expected);
        if (levels == 2)
            gap -= Math.Min(0.5, gap);
        return gap * gap / expected;
    }
}
