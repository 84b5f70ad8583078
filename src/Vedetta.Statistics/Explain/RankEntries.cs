namespace Vedetta.Statistics.Explain;

/// <summary>Methods over the order of numbers.</summary>
internal static class RankEntries
{
    private static readonly MethodFamily Family = new("order.md", "Distances and tests of numbers",
        "Methods that compare two samples of numbers without bins. F and G are the shares of values up to x on the reference and the current side; missing values are left out.");

    public static IReadOnlyList<MethodEntry> All { get; } =
    [
        new(
            "ks",
            "Kolmogorov-Smirnov",
            Family,
            "What is the largest gap between the two distribution functions?",
            "D = max |F(x) - G(x)|. p is the two-sided one-sample tail at the effective size round(n m / (n + m)). From profiles D lies between its largest gap at an edge and the largest it can reach between edges, at most 1/256 apart; the lower one is judged. Interval: D plus and minus 1.358 sqrt(1/n + 1/m).",
            "D: warning 0.1, critical 0.2.",
            "Independent rows, continuous values. With ties p is too large, never too small.",
            "20 rows; D of 0.2 becomes significant at about 70.",
            "Changes in the tails; anything in a column with one dominating value (at 70 % zeros its size is 0.1 % and it has almost no power; use auto).",
            "0.9 to 1.3 % at a nominal 1 % on continuous data; 0.1 to 0.2 % with 70 % zeros.",
            "Kolmogorov 1933; Smirnov 1939; Simard and L'Ecuyer 2011 for the distribution."),
        new(
            "wasserstein",
            "Wasserstein distance",
            Family,
            "How far must the average row move, in the unit of the column, to undo the change?",
            "W = integral of |F(x) - G(x)| dx over finite values. From profiles the integral over each interval of the grid is exact from its count and sum; W is known up to where F - G changes sign inside an interval, and the lower bound is shown as the statistic. The p-value is that of auto.",
            "W over the standard deviation of the reference: warning 0.1, critical 0.25. A constant reference counts any distance as 100.",
            "Finite mean. Independent rows for the p-value.",
            "20 rows. Its own noise at 50 rows is about 0.2 standard deviations; significance keeps it quiet.",
            "Changes of shape that move little mass; it is moved by a few huge values, in the data and in the standard deviation.",
            "W over 0.1 alone alarms in 95 % of windows of 50 rows and 33 % of 200 without change; with significance at most 1.2 %.",
            "Vaserstein 1969; Ramdas, Garcia Trillos and Cuturi 2017."),
        new(
            "anderson_darling",
            "Anderson-Darling, two samples",
            Family,
            "Are the two samples from one distribution, tails included? The most powerful of the omnibus tests here.",
            "A2 = sum over the pooled order of (N M_i - m i)^2 / (i (N - i)) / (n m), M_i current values among the i smallest, in the midrank form with ties. The statistic is (A2 - 1) / sigma_N; p is the limit law at 1 + (A2 - 1) s / sigma_N, s^2 = 2 (pi^2 - 9) / 3.",
            "Wasserstein over the standard deviation of the reference: warning 0.1, critical 0.25.",
            "Independent rows; ties of a few per cent at most (auto takes frequent values apart).",
            "20 rows on each side.",
            "Nothing in principle; with one value holding 37 % or more of the rows it alarms three times too often.",
            "0.8 to 1.3 % at a nominal 1 %; 1.1 to 1.4 % when the most frequent value holds 9 %, 3.1 to 3.7 % at 37 to 70 %. On the cells of profiles the same as on rows.",
            "Scholz and Stephens 1987; Marsaglia and Marsaglia 2004 for the limit law."),
        new(
            "cramer_von_mises",
            "Cramer-von Mises, two samples",
            Family,
            "Are the two samples from one distribution, with equal weight everywhere?",
            "T = U / (n m N) - (4 n m - 1) / (6 N), U = n sum (r_i - i)^2 + m sum (s_j - j)^2 over midranks r, s of the two samples. p by the limit law after matching mean and variance.",
            "Wasserstein over the standard deviation of the reference: warning 0.1, critical 0.25.",
            "Independent rows, few ties.",
            "20 rows on each side.",
            "Tails; frequent values.",
            "1.2 % at a nominal 1 % on continuous data (4,000 repetitions, 500 against 50 and 2,000 against 200).",
            "Anderson 1962."),
        new(
            "mann_whitney",
            "Mann-Whitney",
            Family,
            "Does a current value tend to be larger, or smaller, than one of the reference?",
            "U = number of pairs in which the reference value is larger, ties half. p two-sided, normal with tie and continuity correction.",
            "Rank-biserial correlation |2 U / (n m) - 1|: warning 0.1, critical 0.25.",
            "Independent rows.",
            "20 rows on each side.",
            "Any change that leaves the order of the middle alone: a wider spread is invisible.",
            "1.0 to 1.2 % at a nominal 1 % (4,000 repetitions, 500 against 50 and 2,000 against 200).",
            "Mann and Whitney 1947."),
        new(
            "t_test",
            "Welch's t-test",
            Family,
            "Has the mean moved?",
            "t = (mean_c - mean_r) / sqrt(s_r^2/n + s_c^2/m), degrees of freedom by Satterthwaite, two-sided.",
            "|mean_c - mean_r| over the pooled standard deviation: warning 0.2, critical 0.5.",
            "Independent rows, finite variance, means roughly normal.",
            "20 rows for symmetric columns, thousands for skewed ones.",
            "Everything but the mean.",
            "1.1 to 1.2 % at a nominal 1 % on normal data, 3.3 % on lognormal data at 500 against 50 rows and 2.2 % at 2,000 against 200 (4,000 repetitions): not for skewed columns in small windows.",
            "Welch 1947."),
    ];
}
