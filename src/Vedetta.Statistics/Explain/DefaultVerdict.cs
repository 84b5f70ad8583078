namespace Vedetta.Statistics.Explain;

/// <summary>The recommended verdict.</summary>
internal static class DefaultVerdict
{
    private static readonly MethodFamily Family = new("default.md", "The default verdict",
        "What `auto` does, chosen because its false-alarm rate was measured to be what it says.");

    public static MethodEntry Auto { get; } = new(
        "auto",
        "Recommended test for the column",
        Family,
        "Has the distribution of this column changed by more than sampling explains, whatever its type?",
        """
        Categorical and boolean columns, and numeric ones with at most 20 distinct values on both sides together: table test.
        X2 = sum over levels and both samples of (o - e)^2 / e; p = Q(E^2/V, X2 E/V), Q the upper regularised gamma function,
        E and V the exact mean and variance of X2 over all random splits of the pooled rows. When an expected count is below 5
        and p is at most 5 alpha, p is replaced by the share of random splits with an X2 as large (seeded; at least 1,999
        splits, more when many columns are judged; stops at twenty).
        Other numeric columns: Anderson-Darling (see `anderson_darling`).
        Numeric columns with atoms (single values, or missing, holding 5 % or more of the reference): p1 of the table
        {each atom, the rest}, p2 of Anderson-Darling on the rest, p = 1 - (1 - min(p1, p2))^2. Atoms are also taken out of
        the effects of the second part.
        """,
        """
        Table: largest difference of shares (warning 0.03, critical 0.2) or PSI_adj (0.05, 0.25). Numeric: Wasserstein over
        the reference's standard deviation (0.1, 0.5) or PSI_adj on ten bins (0.1, 0.25). Thresholds of a monitor are on the
        scale of PSI (0.1, 0.25) and move all of these in proportion.
        """,
        "Rows are independent. Rows that repeat a subject, or a window that holds only some hours of the day, make every p-value too small.",
        "20 rows now, 50 in the baseline. Everything below was measured from 50 rows up.",
        """
        A new value rarer than about 3 % (watch new categories), a change of few levels among hundreds (an omnibus test
        spreads its attention: +5 points on the top one of 100 Zipf levels is found in 4 % at 1,000 rows), changes of
        dependence between columns.
        """,
        """
        Without change, nominal 1 %, 10,000 windows a cell: at most 1.4 % in every cell of references of 500, 5,000 and 50,000
        rows, windows of 50, 200, 1,000 and 10,000 rows, and normal, lognormal and zero-inflated numbers or 5, 20 and 100
        categories with equal or Zipf shares; at most 1.3 % from profiles. Long windows alarm less, because what sampling
        alone gives stays below the effect thresholds. With a reference of 5,000 a shift of 0.2 standard deviations is found
        in 53 % of windows of 200 rows and 99.7 % of 1,000; five points on one of five equal levels in 60 % of 1,000 and
        99.8 % of 10,000. All cells, beside two other tools: `docs/statistics/size.md`.
        """,
        "Scholz and Stephens 1987; Haldane 1940; Dawson 1954; Besag and Clifford 1991.");
}
