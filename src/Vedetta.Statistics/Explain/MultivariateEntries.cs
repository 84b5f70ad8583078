namespace Vedetta.Statistics.Explain;

/// <summary>Methods that compare whole tables.</summary>
internal static class MultivariateEntries
{
    private static readonly MethodFamily Family = new("multivariate.md", "Comparing whole tables",
        """
        Methods that see changes between columns which no single column shows. They work on a random sample of rows drawn
        by a seed, take numbers, categories and missing values, leave constant columns out with a note, and are judged like
        columns: an effect beyond its threshold and a p-value of at most alpha. n and m are the rows used of the two sides.
        """);

    public static IReadOnlyList<MethodEntry> All { get; } =
    [
        new(
            "mmd",
            "Maximum mean discrepancy",
            Family,
            "Are the two tables from one joint distribution? An omnibus test by a kernel.",
            "MMD2 = mean k(x, x') + mean k(y, y') - 2 mean k(x, y) over different rows (unbiased), k(a, b) = exp(-|a - b|^2 / (2 s^2)), s^2 half the median squared distance of pooled rows. Numbers are mid-ranks of the pooled rows with variance one, a category is its indicators with a total variance of one, missing values have an indicator of their own. Up to 1,000 rows a side all pairs; beyond, the mean over blocks of about 500 + 500 rows, of at most 20,000 rows a side. p = (k + 1) / (B + 1), k of B = 499 random splits (inside the blocks) as large. The linear-time estimate uses each row in one pair and a normal p. Interval: MMD2 plus and minus 1.96 times the root of its first-order variance plus the variance of the splits.",
            "Equivalent shift in standard deviations, sqrt(MMD2 (s^2 + 2) / mean k), which for a small shift of normal columns is the length of the shift: warning 0.2, critical 0.5.",
            "Independent rows; for the p-value only that rows of both sides could be exchanged.",
            "20 rows on each side; 100 say something.",
            "It says that something changed, not where. A change of one column among many is harder to tell from noise: with four columns a shift of half a standard deviation in one is significant in 96 % of windows of 200 rows against 500, one of 0.2 in 10 %, and in half of those of 1,000 against 5,000. The linear-time estimate is weak: at 5,000 rows a side it sees half a deviation in 41 % of windows (40 to 80 repetitions each).",
            "Exact for all pairs and blocks: 1.0 % at a nominal 1 % (400 repetitions of 200 against 100 rows). Linear: 1.3 %.",
            "Gretton, Borgwardt, Rasch, Scholkopf and Smola 2012; Zaremba, Gretton and Blaschko 2013; Phipson and Smyth 2010."),
        new(
            "classifier",
            "Classifier drift",
            Family,
            "Can a classifier tell from which side a row comes, and by which columns?",
            "Five folds; boosted trees (60 rounds of 8 leaves) from 1,000 rows in all, logistic regression below. The statistic is the mean over folds of the AUC on rows the model has not seen. Its variance is that of one fold times 1/5 + 1/4, since the folds share their training rows: Mann-Whitney's without change for p (one-sided), DeLong's for the interval, which is made on the logit scale. Attribution: each column's share of the gain of all splits, or of the variance of the linear predictor. At most 20,000 rows a side.",
            "AUC above one half: warning 0.05, critical 0.15.",
            "Independent rows. Identical rows on both sides of a fold (duplicates) make it look better than it is; identifiers and times tell any two windows apart and must be left out.",
            "20 rows on each side; 200 for small changes.",
            "Small differences: a shift of 0.2 standard deviations in one of four columns is significant in 4 % of windows of 200 against 500 rows and 41 % of 1,000 against 5,000, one of half a deviation nearly always; changes in rows so rare that the order of all rows hardly moves.",
            "0 to 0.4 % at a nominal 1 % (logistic 500 against 200, 100 against 50 and 5,000 against 5,000, trees 600 against 400 and 2,000 against 500; 500 to 2,000 repetitions). Without the correction for folds it is 4 to 5 %. The interval covers 0.5 in 96 to 98 % of repetitions without change.",
            "Lopez-Paz and Oquab 2017; DeLong, DeLong and Clarke-Pearson 1988; Nadeau and Bengio 2003."),
        new(
            "pca_reconstruction",
            "Reconstruction error of principal components",
            Family,
            "Do the correlations between columns still hold?",
            "Half of the reference gives means, deviations and principal components that explain more than 65 % of the variance; a category is how frequent it is in the reference (unknown ones 0), a missing number is the mean with an indicator of its own. The error of a row is the length of what the components leave of it. The statistic is the mean error now, the baseline the mean error of the other half of the reference; p two-sided by 499 random splits of the studentised difference below 1,000 rows a side, by the normal distribution from there. Attribution: each column's share of the changes of squared residuals. NannyML's version (components of the whole reference, missing values without a trace, thresholds of mean plus and minus 3 deviations over chunks) is available for comparison.",
            "Change of the mean error over the standard deviation of the baseline's errors: warning 0.1, critical 0.25.",
            "Correlated columns; rows independent for the p-value.",
            "20 rows on each side.",
            "Any change along the kept components, which may be the largest ones: a shift of half a deviation in one of four columns is significant in 23 % of windows of 1,000 rows. Categories that exchange places but keep their shares.",
            "0.5 % at a nominal 1 % for 500 against 100 rows, 1.8 % for 4,000 against 1,500 (400 repetitions), 0.5 % with the effect threshold.",
            "Jolliffe 2002; NannyML's data reconstruction."),
    ];
}
