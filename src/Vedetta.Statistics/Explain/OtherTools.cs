namespace Vedetta.Statistics.Explain;

/// <summary>Where the default differs from other tools on purpose; the text of docs/statistics/compatibility.md.</summary>
internal static class OtherTools
{
    public const string File = "compatibility.md";

    public const string Title = "Evidently and NannyML";

    public const string Text = """
        # Evidently and NannyML

        `vedetta drift REFERENCE CURRENT --compat evidently` and `--compat nannyml` follow the definitions of Evidently 0.7.21 and
        NannyML 0.13.1 to the digit: binning, filling of zeros, default method per column, thresholds, p-values, decisions. Use them
        while you migrate, to see the numbers you know. A drifted column is a warning; there is no critical. Where the tool raises an
        error and loses the whole report, here one column is undecided and says why.

        ## Where our default differs on purpose

        | subject | Evidently | NannyML | here by default | why |
        |---|---|---|---|---|
        | verdict | one threshold on a distance or a p-value | distance above mean + 3 standard deviations of the reference's chunks | effect beyond its threshold and significance at both sizes, corrected over the columns | Evidently's default alarms in 95 % of windows of 50 rows without any change; one p-value alone alarms on any large window |
        | correction over columns | none | none | Holm, or Benjamini-Hochberg, Bonferroni | with 20 columns at 5 % two of three reports cry wolf |
        | default method | by the size of the reference alone | Jensen-Shannon | by type, atoms and both sizes (`auto`) | the current side's noise is the larger one |
        | missing values | dropped | dropped | a level of tables; judged beside methods over order | a column that goes missing has drifted |
        | infinities | dropped in one path, an error in another | an error | extremes for order, apart from means, counted | one bad row must not cost the column |
        | bins of `psi`, `kl`, `js` | Sturges over both sides together; above 20 reference values, else one bin per value | Doane on the reference | deciles of the reference | equal widths put all rows into one bin when there is one outlier (PSI 0.0016 for a shift of one standard deviation), and bins that depend on the window make two windows incomparable |
        | empty bins of `psi` and `kl` | 0.0001, or a millionth of the smallest share | - | shares below 0.0001 raised to it, and the judged effect corrected for noise | a millionth makes one unseen row decide |
        | base of `js` | e: 0 to 0.8326 | 2: 0 to 1 | 2: 0 to 1 (e on request) | a distance from 0 to 1 can be read |
        | `kl` | of the reference from the current side | - | of the current side from the reference | how surprising the window is to one who knows the reference |
        | `hellinger` of numbers | Sturges over the distinct values | Doane on the reference | deciles of the reference | as `psi` |
        | `chi2` | fit to the reference as if it were exact | two-sample, Yates at one degree of freedom | two-sample, p matched to its permutation mean and variance, confirmed by permutation | fit to a noisy reference alarms in 31 to 100 % at a nominal 5 %; one unseen level makes it certain |
        | `g_test`, `fisher` | an error unless both sides have equal rows | - | any sizes, both sides noisy | windows are never as large as the reference |
        | `z_test` | every value but the smallest in the alphabet | - | the most frequent reference category against all others | the alphabet says nothing about importance |
        | `mann_whitney` | one-sided: sees only larger current values | - | two-sided | a drop of 0.2 standard deviations is seen in 0 % of windows there |
        | `t_test` | one variance for both sides | - | Welch | spreads change too |
        | `anderson_darling` | p held between 0.001 and 0.25 | - | the limit law after matching the standard deviation | below 0.001 the correction over columns needs the number |
        | `wasserstein` | over max(reference deviation, 0.001); a constant reference gives a thousand | exact below 10,000 reference rows; else 10,000 bins, with one row too many below the reference's range | exact; the unit of the column, normed in the effect | bins are wrong on heavy tails, and it costs nothing to be exact |
        | `ks` | exact p up to 10,000 values | exact below 10,000 reference rows; else 10,000 bins (0.0144 where 0.0515 is true on a lognormal column) | exact distance always; exact p up to 500 values a side, beyond asymptotic, which agrees there to the third digit | as `wasserstein` |
        | `energy` | in the root of the column's unit, threshold 0.1 for all | - | over its largest possible value | a column in cents would always drift |
        | `epps_singleton` | an error where the quartiles are equal | - | the standard deviation takes their place, and one covariance for both sides judges | half of the rows being zero is common; with each side's own covariance 15 % of windows of 100 rows alarm at a nominal 1 % |
        | constant columns | no number, an error, or a thousand, by test | alerts on every chunk in statistics | equal is healthy with a note; constant on one side is judged | |
        | NaN p-value | no drift | no alert | never given | silence is no verdict |
        | random p-values (`tvd`, `mmd`) | k/B, may be 0; not seeded for mmd | - | `tvd` by the matched table test | a p of 0 survives every correction |

        ## Following them

        * Columns: whole numbers with at most ten values and none missing are categories, and texts with more distinct values than
          half their rows are free text, for Evidently; every number is continuous for NannyML.
        * `--method` chooses the tool's own version of a method; without it the tool's default is taken. Evidently: psi, kl, js, hellinger, wasserstein, ks,
          anderson_darling, cramer_von_mises, energy, epps_singleton, mann_whitney, t_test for numbers; psi, kl, js, hellinger, chi2, z_test, g_test, fisher, tvd for categories and few values.
          NannyML: js, ks, wasserstein, hellinger for numbers; js, chi2, linf, hellinger for categories.
        * NannyML's chunks: the current file is one chunk. The reference is cut into chunks of as many rows, where that makes six or more,
          otherwise into its default of ten; their distances give the threshold. Rows are taken in the order of the file.
        * Evidently's random p-values are drawn by our generator with a fixed seed: the statistic agrees to the digit, the p-value within the noise of 1,000 draws.
        * One number of Evidently is not followed: Epps-Singleton on a column of two values, where the covariance has rank one and NumPy's pseudo-inverse
          keeps an eigenvalue of rounding errors; the p-value here is that of rank one.

        """;
}
