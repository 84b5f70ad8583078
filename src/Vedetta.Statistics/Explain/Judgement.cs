namespace Vedetta.Statistics.Explain;

/// <summary>How a verdict comes about; the text of docs/statistics/README.md.</summary>
internal static class Judgement
{
    public const string Text = """
        # How Vedetta judges

        A verdict is Healthy, Warning, Critical or Undecided, and it always says why.

        **Large and real.** A distribution has drifted when the difference is large enough to matter (an effect at or
        beyond its threshold) and too large to be the luck of sampling (a p-value of at most alpha, 0.01 by default, after
        correction over the columns judged together). Either alone is a false alarm waiting to happen: with a million rows
        every difference is real, and with fifty rows every difference is large.

        **Effects without noise.** A distance between two samples is never zero, even when nothing changed: PSI of ten bins
        is about 9 (1/n + 1/m) then, 0.18 for a window of fifty rows. The judged effect subtracts what noise alone gives;
        the statistic that is shown does not, so that it can be recomputed elsewhere. For tables with K levels:
        `PSI_adj = max(0, (X2 - (K - 1)) (1/n + 1/m))`, X2 the two-sample chi-square; it equals PSI for small changes.

        **Excess.** The effect divided by its warning threshold: one scale for all methods. 3.1 x means the same for KS and PSI.

        **Families.** The columns of one window are judged together. Holm's correction keeps the chance of any false
        alarm in the window at alpha, Bonferroni's too, more simply and with less power; Benjamini-Hochberg keeps the expected
        share of false ones among the alarms. Undecided columns do not count.

        **The rule in words.** A column's verdict carries the test that fitted it, the effect that decided (one beyond its
        critical threshold before others) and the thresholds that were applied to that effect.

        **Datasets** are judged by the share of their judged columns that drifted; where columns have an importance, by the
        share of the importance, and columns without one do not count in it.

        **Measured.** [False alarms and power](size.md) of the default verdict, in every cell of a table of sizes and
        distributions, beside two other tools.

        **Undecided.** Fewer than 20 rows now or 50 in the baseline are not judged (both are settings); no rows, or no
        values, never are. The statistic is still shown where it can be computed.

        **Constant columns.** Constant at the same value on both sides is Healthy with a note. Constant on one side only is
        judged, besides the chosen method, as a table {that value, any other}: deciles of a constant cannot see values that
        scatter around it.

        **Missing values** are one more level for methods over counts and are left out by methods over order. NaN that was
        sent and values of the wrong type count as missing here; each has its own rate for data-quality monitors. Infinities
        are the smallest and largest values for methods over order and have no part in means and Wasserstein distances.

        **Rows or profiles.** From profiles, counts are exact at every edge of the grid that the reference fixed (256 of its
        quantiles, its deciles, its frequent values), so PSI, chi-square and all rates equal those of the rows. KS is known
        within 1/256 of the reference, Wasserstein within bounds that are shown. While a profile holds at most 2,000 distinct
        values besides the edges it is exact in everything, and so is what is computed from it.

        """;
}
