namespace Vedetta.Statistics.Explain;

/// <summary>Detectors of strange rows and of outputs a model is unsure of.</summary>
internal static class OutlierEntries
{
    private const string Threshold = "Share of flagged rows above the expected rate of 1 %: warning 0.02, critical 0.1, with the beta-binomial p of so many or more.";
    private const string Conformal = "At most the rate asked for, for any detector and distribution, averaged over references; one reference of n rows scatters around it by sqrt(rate (1 - rate) / n).";

    private static readonly MethodFamily Family = new("outliers.md", "Outliers and out-of-distribution rows",
        """
        A detector is fitted to one part of the reference and its threshold comes from the other part, never from rows it was
        fitted to: those look too ordinary. A row's conformal p-value is (1 + reference scores at least as high) / (n + 1); if
        the row is exchangeable with the reference, p is at most a with probability at most a, whatever the detector. The
        threshold for a rate a is the ceil((1 - a)(n + 1))-th smallest reference score and needs n of at least 1 / a - 1.
        What is watched is the share of flagged rows, with Wilson's interval against the expected rate.
        """);

    public static IReadOnlyList<MethodEntry> All { get; } =
    [
        new(
            "mahalanobis",
            "Mahalanobis distance",
            Family,
            "How far is a row from the mean, in the metric of the covariance?",
            "d2 = (x - m)' S^-1 (x - m) over standardised columns, S shrunk towards equal variances by Ledoit and Wolf's weight. With classes: the smallest d2 to a class mean under the common covariance; relative: less d2 to the mean of all rows.",
            Threshold,
            "One roundish cloud (or one per class). The chi-square tail holds for normal rows only; the conformal p needs nothing.",
            "20 rows to fit and 99 for the threshold at 1 %.",
            "Rows between clusters; rare categories are strange only as far as they are rare.",
            Conformal,
            "Mahalanobis 1936; Ledoit and Wolf 2004; Lee et al. 2018; Ren et al. 2021."),
        new(
            "isolation_forest",
            "Isolation forest",
            Family,
            "How few random splits does it take to isolate a row?",
            "100 trees, each on 256 rows without replacement, split at a random value of a random column that varies, to a depth of ceil(log2 256). Score 2^(-mean depth / c(256)), c(n) = 2 (ln(n - 1) + 0.5772) - 2 (n - 1) / n; a leaf of k rows counts c(k) more.",
            Threshold,
            "None on shape or scale.",
            "20 rows to fit, 256 for full trees, 99 for the threshold at 1 %.",
            "Rows beyond the range of all rows fitted to score like the most extreme of those, not higher.",
            Conformal,
            "Liu, Ting and Zhou 2008."),
        new(
            "knn",
            "Distance to the k-th neighbour",
            Family,
            "Is there anything like this row in the reference?",
            "Euclidean distance over standardised columns to the fifth nearest of at most 5,000 reference rows.",
            Threshold,
            "Columns worth the same; with dozens of columns all distances become alike.",
            "20 rows to fit and 99 for the threshold at 1 %.",
            "Outliers that come in groups are neighbours only of reference rows here, so groups are seen; a reference that holds outliers hides the next ones.",
            Conformal,
            "Ramaswamy, Rastogi and Shim 2000."),
        new(
            "pca_residual",
            "Residual of principal components",
            Family,
            "Does a row break the correlations between the columns?",
            "Squared length of what is left of a centred row after the leading components, as many as explain 80 % of the variance.",
            Threshold,
            "Correlated columns.",
            "20 rows to fit and 99 for the threshold at 1 %.",
            "Rows far out along the leading components.",
            Conformal,
            "Jackson and Mudholkar 1979."),
        new(
            "max_probability",
            "Low confidence",
            Family,
            "How unsure is the classifier of its own answer?",
            "1 - largest probability. Relatives: entropy -sum p ln p; margin 1 - (largest - second); with logits largest logit.",
            Threshold,
            "Probabilities of a classifier; they need not be calibrated.",
            "99 reference rows for a threshold at 1 %.",
            "Confident mistakes: networks are often sure of rows unlike anything they saw.",
            Conformal,
            "Hendrycks and Gimpel 2017."),
        new(
            "energy_score",
            "Energy of logits",
            Family,
            "How much evidence for any class is there in the logits?",
            "-T ln sum exp(z_k / T), T = 1: higher is stranger.",
            Threshold,
            "Logits, not probabilities: the softmax has lost their size.",
            "99 reference rows for a threshold at 1 %.",
            "Rows with large logits far from the data.",
            Conformal,
            "Liu, Wang, Owens and Li 2020."),
    ];
}
