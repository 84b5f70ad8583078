namespace Vedetta.Statistics.Explain;

/// <summary>Tests of tables.</summary>
internal static class TableEntries
{
    private static readonly MethodFamily Family = new("tables.md", "Tests of tables",
        "Tests of two samples over the same levels (missing is one where any is). Both samples are noisy: the reference is never taken for the truth.");

    private const string EqualWeights = "Cramer's V of the table with both sides weighted equally, less noise: sqrt(max(0, sum (r - c)^2 / ((r + c) / 2) - (K - 1) (1/n + 1/m))) / 2; warning 0.1, critical 0.2. The plain V shrinks when the window is small beside the reference, whatever the change.";

    public static IReadOnlyList<MethodEntry> All { get; } =
    [
        new(
            "chi2",
            "Two-sample chi-square",
            Family,
            "Have the shares of the levels changed?",
            "X2 = sum over levels and both samples of (o - e)^2 / e, e from the pooled shares; K - 1 degrees of freedom, levels without rows dropped. The p-value shown is that of the chi-square distribution; the one judged is matched to the exact permutation mean and variance, and confirmed by permutation when an expected count is below 5. Numbers are compared over the deciles of the reference.",
            EqualWeights,
            "Independent rows.",
            "20 rows; with one level on both sides there is nothing to test.",
            "Few levels moving among hundreds.",
            "The distribution alone: 0.4 to 7 % at a nominal 1 % with 100 levels, 32 % with 1,000. Matched and confirmed: 0.9 to 1.2 %.",
            "Pearson 1900; Haldane 1940; Dawson 1954."),
        new(
            "g_test",
            "Likelihood-ratio test",
            Family,
            "The same question as chi-square, by the ratio of likelihoods.",
            "G = 2 sum o ln(o / e) over levels and both samples, e from the pooled shares; p by the chi-square distribution with K - 1 degrees of freedom, judged by the p of chi2.",
            EqualWeights,
            "Independent rows.",
            "About 5 expected rows a level for its own p.",
            "As chi2.",
            "0.9 % by the p judged; its own p 1.7 % at 5 expected rows a level and 1.0 % at 20 (4,000 repetitions).",
            "Wilks 1938."),
        new(
            "z_test",
            "Two-proportion test",
            Family,
            "Has the share of the most frequent category of the reference changed?",
            "z = (p_c - p_r) / sqrt(p (1 - p) (1/n + 1/m)), p pooled; two-sided.",
            "|p_c - p_r|: warning 0.05, critical 0.1.",
            "Independent rows; 5 expected rows in each cell, else use fisher.",
            "20 rows.",
            "Changes among the other categories.",
            "Near the nominal rate at 5 and more expected rows in each cell; not measured here.",
            "Pearson 1900."),
        new(
            "fisher",
            "Fisher's exact test",
            Family,
            "The question of z_test, exact for the smallest tables.",
            "p = probability of all two by two tables with the same margins that are at most as probable as the one seen. The statistic is the odds ratio, empty when it is not finite.",
            "|p_c - p_r|: warning 0.05, critical 0.1.",
            "Independent rows.",
            "20 rows.",
            "Changes among the other categories.",
            "Never above the nominal rate, usually well below.",
            "Fisher 1935."),
    ];
}
