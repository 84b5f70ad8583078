namespace Vedetta.Statistics.Explain;

/// <summary>Estimation of performance without labels.</summary>
internal static class EstimationEntries
{
    private const string Judged =
        "Warning when the whole interval lies beyond three standard deviations of the realized metric over windows of the reference, on the worse side; critical beyond six. Where the back-test factor is above 4 the estimate is shown but not judged: calibration does not hold even inside the reference. Labels that arrive later are a second check: a betting process that grows eightfold with every realized value outside its interval and shrinks to 0.632 with every one inside ends trust at 20.";

    private const string Smallest =
        "50 labelled rows of the reference and 50 rows of the window; 10 expected positives and 10 expected negatives for metrics that divide by them. 20 windows of the reference for the back-test factor (200 rows each, or a sixtieth of the reference); with fewer the interval is the plain one.";

    private const string Coverage =
        "Measured on labelled windows of five data sets whose relation of score and label holds: the interval holds the realized accuracy, F1 and AUC in 97, 95 and 95 of 100 windows; with labels drawn from one curve 94 to 95 of 100 without the factor of the back-test and 96 with it (benchmarks/results/estimation.md).";

    private static readonly MethodFamily Family = new("estimation.md", "Estimation without labels",
        "What quality probably is before labels arrive. All methods learn from a labelled reference what a score means, and all are blind to a change of that meaning itself (concept drift): they answer for the change of the population only. The value comes with an interval for what the labels will show. Figures of NannyML and ours side by side: [estimation-nannyml.md](estimation-nannyml.md).");

    public static IReadOnlyList<MethodEntry> All { get; } =
    [
        new(
            "cbpe",
            "Confidence-based performance estimation",
            Family,
            "What do the scores of this window, calibrated on the labelled reference, lead one to expect of every metric?",
            "Calibrator on the whole reference: isotonic regression unless another one (the score itself, Platt, beta, histogram) is better by more than noise on held-out rows. With p the calibrated score and h the prediction: TP = sum of p over h = 1, and so on for the other cells; precision, recall, specificity, accuracy, F1, totals and business value from the cells. AUC: (S - v/2) / (PQ - v), where P and Q are the sums of p and 1 - p, S the sum of p times (Q below + half of Q at the same score), v the sum of p (1 - p): a row is not compared with itself. Average precision takes the same care. Several classes: one against the rest, probabilities divided by their sum, means over classes.\nInterval: value plus and minus max(1.96, q) sqrt(Vs + Vc). With g the derivative of the metric with respect to p of a row, Vs = sum of g^2 p (1 - p) is the chance of the labels and Vc = sum over 50 score bins of (sum of g in the bin)^2 r (1 - r) / n the uncertainty of the calibration. q is the 95 % order statistic of |realized - estimate| / sqrt(Vs + Vc) over windows of the reference, each estimated by a calibration that has not seen its fold.",
            Judged,
            "The probability of the label given the score is that of the reference. Rows independent given their scores.",
            Smallest,
            "Concept drift, and a change of features that matter beyond the score: see pape and estimate_auto.",
            Coverage,
            "Kivimaki et al. 2024 (arXiv 2407.08649) and 2025 (arXiv 2505.05295); NannyML. Variances and back-test: measured recipe, split conformal prediction (Vovk, Gammerman and Shafer 2005)."),
        new(
            "pape",
            "Probabilistic adaptive performance estimation",
            Family,
            "The same, with the calibration learnt from those rows of the reference that look like the window.",
            "Boosted trees (50 rounds, 15 leaves, two folds, each judged by the other's model) tell the window from the reference by the features; w = exp(log odds - log of the ratio of rows), log odds clipped to -7..5, divided by the mean, clipped to 0.001..20. Isotonic regression weighted by w, then as cbpe; Vc takes r (1 - r) sum w^2 / (sum w)^2.",
            Judged,
            "The probability of the label given the features is that of the reference, and the window overlaps with the reference.",
            Smallest + " Features must be kept.",
            "Concept drift. With little overlap weights say little, and a note says so. It is better than cbpe on some sets and worse on others: a shift that looks the same can need a correction or none.",
            "Its interval holds the realized value in 90 to 93 of 100 windows of the five sets (benchmarks/results/estimation.md); prefer estimate_auto.",
            "Bialek et al. 2024 (arXiv 2401.08348)."),
        new(
            "m_cbpe",
            "Multi-calibrated estimation",
            Family,
            "The same as pape with weights of a logistic regression: cheaper and smoother.",
            "As pape, the log odds by logistic regression with a penalty of 1.",
            Judged,
            "As pape; the shift is one a linear model sees.",
            Smallest + " Features must be kept.",
            "As pape; harmful where window and reference hardly overlap.",
            "Not measured apart from pape.",
            "First version of Bialek et al. 2024 (arXiv 2401.08348)."),
        new(
            "estimate_auto",
            "Median of three estimates (method auto)",
            Family,
            "One estimate that need not be chosen: the middle one of cbpe, pape and a residual-corrected cbpe, metric by metric.",
            "Residual model: boosted trees (120 rounds, 8 leaves, rate 0.06, penalty 10) of label minus calibrated score on features and log odds of the score, times the slope of the residuals on its predictions over five held-out blocks of time, clipped to 0..1; corrected probability clipped to 0..1. Interval: that of cbpe around the median. Without features it is cbpe; for a regression it is dle.",
            Judged,
            "Two of the three are not far off on the same side.",
            Smallest + " Features must be kept.",
            "Concept drift. No rule without labels can tell which of the three is right in a given window.",
            "Mean absolute error over 21 pairs of set and metric: 0.98 of cbpe's and 0.90 of pape's in geometric mean, never above 1.4 times the better of the two. " + Coverage,
            "Measured recipe (benchmarks/results/estimation.md)."),
        new(
            "dle",
            "Direct loss estimation",
            Family,
            "How large are the errors of a regression without labels?",
            "For each loss (absolute, squared, relative, squared logarithmic, signed) boosted trees of the loss of a row on features and prediction; the metric is the mean of the expected losses, or its root. Standard error: the spread of losses around their expectation by models that have not seen the row's fifth of the reference, as a multiple of the expectation; widened by the factor of the back-test as in cbpe. Rows whose loss is not defined (a relative error of a label of zero) are left out.",
            Judged,
            "The loss given features and prediction is that of the reference.",
            "50 labelled rows of the reference and 50 rows of the window; features must be kept.",
            "Concept drift: growth of the target that features do not show.",
            "Coverage is back-tested on the reference of each model; not measured across data sets.",
            "NannyML; LightGBM's defaults for the trees (Ke et al. 2017)."),
    ];
}
