namespace Vedetta.Statistics.Explain;

/// <summary>Metrics of quality on labelled rows.</summary>
internal static class PerformanceEntries
{
    private const string Wilson = "modified Wilson (Brown, Cai and DasGupta 2001); with weights over Kish's effective rows";
    private const string Class5 = "5 rows of each class for an interval; 10 for a verdict.";
    private const string OneRow = "1 row.";
    private const string Independent = "Rows are independent.";

    private static readonly MethodFamily Family = new("performance.md", "Realized quality",
        "Metrics on rows whose label has come. Every value carries a 95 % interval or the reason why it has none; weights are taken by all of them. How often the intervals hold the true value is measured in [coverage](coverage.md).");

    public static IReadOnlyList<MethodEntry> All { get; } =
    [
        Entry("roc_auc", "Area under the ROC curve", "How well does the score rank positives above negatives?",
            "P(score of a positive > score of a negative) + P(equal) / 2; from scores in order, ties together.",
            "logit scale, A +- z sqrt(V) / (A (1 - A)); V by DeLong from 100 rows of each class, below the larger of DeLong's and Hanley and McNeil's, which is conservative",
            Independent, Class5, "Calibration: any increasing change of the score leaves it as it is.",
            "DeLong, DeLong and Clarke-Pearson 1988; Hanley and McNeil 1982; Sun and Xu 2014."),
        Entry("gini", "Gini coefficient", "The area on the scale of credit scoring.", "2 roc_auc - 1.", "that of roc_auc, rescaled",
            Independent, Class5, "What roc_auc misses.", "As roc_auc."),
        Entry("ks_score", "Largest distance of the classes", "At the best threshold, how far are the two rates apart?",
            "max over thresholds of |true positive rate - false positive rate|.",
            "below, the one-sided Kolmogorov band sqrt(ln(40) / 2 (1/n1 + 1/n0)), which allows for the choice of the maximum; above, Newcombe's limit at the maximum; conservative",
            Independent, Class5, "Everything away from the best threshold. The value itself is above the true one by chance when classes are small.",
            "Kolmogorov 1933; Newcombe 1998."),
        Entry("average_precision", "Average precision", "How pure are the highest scores?", "Mean over positives of the precision at their score; equal scores together; no interpolation.",
            "logit scale, t with positives - 1 degrees of freedom; variance the larger of the linearised one and v (1 - v) / positives",
            Independent, Class5, "It falls with the share of positives: compare windows of like rates only.", "Boyd, Eng and Page 2013."),
        Entry("accuracy", "Accuracy", "What share of decisions is right?", "(tp + tn) / n; of several classes the share of right classes.", Wilson,
            Independent, OneRow, "Rare classes: the rate of negatives alone can make it high.", "Wilson 1927; Brown, Cai and DasGupta 2001."),
        Entry("precision", "Precision", "What share of alarms is right?", "tp / (tp + fp).", Wilson, Independent, "1 row predicted positive.", "Positives that were not found.", "Wilson 1927; Brown, Cai and DasGupta 2001."),
        Entry("recall", "Recall", "What share of positives is found?", "tp / (tp + fn).", Wilson, Independent, "1 positive row.", "False alarms.", "Wilson 1927; Brown, Cai and DasGupta 2001."),
        Entry("specificity", "Specificity", "What share of negatives is left in peace?", "tn / (tn + fp).", Wilson, Independent, "1 negative row.", "Positives that were not found.", "Wilson 1927; Brown, Cai and DasGupta 2001."),
        Entry("f1", "F1", "Precision and recall in one number.", "2 tp / (2 tp + fp + fn) = 2 J / (1 + J), J = tp / (tp + fp + fn).", "that of the binomial share J, mapped",
            Independent, "1 row labelled or predicted positive.", "Right negatives.", "Van Rijsbergen 1979; Wilson 1927."),
        Entry("label_rate", "Rate of positives", "What share of labelled rows is positive?", "positives / n.", Wilson, Independent, OneRow, "Rows without a label yet: they may differ.", "Wilson 1927."),
        Entry("prediction_rate", "Rate of positive predictions", "What share is predicted positive?", "(tp + fp) / n over labelled rows.", Wilson, Independent, OneRow, "Whether they are right.", "Wilson 1927."),
        Entry("mean_score", "Mean score", "Where does the score lie?", "Mean over labelled rows.", "t with Hall's cubic transformation for skewed values", Independent, "2 rows for an interval.", "Its shape.", "Hall 1992."),
        Entry("positives", "Counts: positives, tp, fp, tn, fn", "How many rows of each kind?", "Counts (sums of weights) of labels and decisions.", "none: facts of the window", "None.", OneRow, "Rates.", "Counting.", also: ["tp", "fp", "tn", "fn"]),
        Entry("log_loss", "Log loss", "How good are the probabilities, large errors most?", "Mean of -ln p(what happened); p not below 2.2e-16.",
            "binary: limits of the rate (Wilson) and of each class's mean loss (t) together (MOVER); several classes: t with Hall's transformation",
            "Scores are probabilities. " + Independent, "5 rows of each class for an interval.", "Which side is wrong.", "Zou and Donner 2008; Hall 1992."),
        Entry("precision_macro", "Macro averages: precision_macro, recall_macro", "The same for every class, however rare.", "Unweighted mean over classes that occur; a class never predicted has precision 0, one never labelled recall 0.",
            "the classes' Wilson limits together (MOVER)", Independent, "5 rows in the denominator of every class for an interval.", "How many rows each class has.", "Zou and Donner 2008.", also: ["recall_macro"]),
        Entry("f1_macro", "Averages of F1: f1_macro, f1_weighted, precision_weighted", "Balance over classes in one number.", "Mean of the classes' values, alike or weighted by their labelled rows.",
            "linearised over the cells of the table, on the logit scale; f1_macro not narrower than the classes' own limits together", Independent, "5 rows of every class for an interval of f1_macro.", "Which class fails.", "Delta method.", also: ["f1_weighted", "precision_weighted"]),
        Entry("precision_micro", "Micro averages: precision_micro, recall_micro, f1_micro, recall_weighted", "All decisions together.", "With one class per row all four equal accuracy.", Wilson, Independent, OneRow, "Rare classes.", "Definition.", also: ["recall_micro", "f1_micro", "recall_weighted"]),
        Entry("roc_auc_ovr_macro", "Area, each class against the rest: roc_auc_ovr_macro, roc_auc_ovr_weighted", "How well do the probabilities rank each class?", "Mean over classes of roc_auc of the class's probability, alike or weighted by rows. Probabilities that do not sum to one are divided by their sum.",
            "logit scale; variance of each row's summed placements, and below 100 rows of a class not below Hanley and McNeil's", Independent, Class5, "Confusion of two classes among many.", "Hand and Till 2001; DeLong and others 1988.", also: ["roc_auc_ovr_weighted"]),
        Entry("mae", "Mean absolute error", "How far off is a prediction?", "Mean of |prediction - label|.", "t with Hall's cubic transformation for skewed values; degrees of freedom 2 n / (kurtosis - 1)", Independent, "2 rows for an interval.", "The sign of errors.", "Hall 1992; Satterthwaite 1946."),
        Entry("rmse", "Root mean squared error: rmse, mse, rmsle, msle", "How far off, large errors most?", "sqrt of the mean of (prediction - label)^2; msle of log(1 + value).", "t with Hall's transformation on squares, rooted; degrees of freedom 2 n / (kurtosis - 1)", "Finite fourth moments of the error.", "2 rows for an interval.", "The sign of errors.", "Hall 1992.", also: ["mse", "rmsle", "msle"]),
        Entry("mape", "Mean relative error", "How far off in per cent of the label?", "Mean of |prediction - label| / |label| over rows whose label is not 0; the others are counted and said.", "t with Hall's transformation", Independent, "2 rows for an interval.", "Rows with label 0; labels near 0 outweigh all others.", "Hall 1992."),
        Entry("r2", "Explained share of variance", "How much better than the mean of the labels?", "1 - sum (prediction - label)^2 / sum (label - mean)^2.", "linearised log of the ratio, t with the degrees of freedom of its variance", "Finite fourth moments of errors and labels.", "3 rows for an interval.", "It falls when labels vary less, with equal errors.", "Delta method."),
        Entry("bias", "Bias", "Are predictions too high or too low on average?", "Mean of prediction - label.", "t with Hall's transformation", Independent, "2 rows for an interval.", "Errors that cancel.", "Hall 1992."),
        Entry("median_ae", "Median absolute error and quantiles of the error: median_ae, error_q05 ... error_q95", "What errors are usual, and how far do they reach?", "Linear quantiles of |prediction - label| and of prediction - label.",
            "order statistics with exact binomial ranks; conservative", Independent, "6 rows for the median, 72 for 5 and 95 %.", "What lies beyond the quantile.", "Hyndman and Fan 1996; Clopper and Pearson 1934.", also: ["error_q05", "error_q25", "error_q50", "error_q75", "error_q95"]),
        Entry("paired_areas", "Two models on the same rows: areas", "Does one score rank better than another?", "Difference of roc_auc over sqrt(V1 + V2 - 2 C), covariance C from the rows' placements; two-sided.",
            "difference +- t standard errors, Satterthwaite's degrees of freedom", "The same rows and labels.", "5 rows of each class.", "Calibration.", "DeLong, DeLong and Clarke-Pearson 1988."),
        Entry("mcnemar", "Two models on the same rows: decisions", "Is one right more often than the other?", "Rows where only one is right, b and c: exact binomial p of b among b + c; difference (b - c) / n.",
            "half a row added to each cell", "The same rows and labels.", OneRow, "Rows where both are right or wrong.", "McNemar 1947; Agresti and Min 2005."),
        Entry("paired_bootstrap", "Two models on the same rows: any metric", "Is the difference of any metric more than chance?", "Rows are drawn with replacement, 1,000 times; the same seed gives the same answer.",
            "percentiles", "The same rows and labels; about 50 rows.", "50 rows.", "Differences smaller than the window shows.", "Efron and Tibshirani 1993."),
        Entry("labelled_histogram", "Rank metrics from histograms", "What can be said when only counts are kept?", "Scores in 2^14 spans between quantiles of the reference, each edge apart. Pairs of one span are unknown: the area is certain to half their share of all pairs, ks_score and average_precision to the best and worst order inside spans.",
            "that of the spans as ties, widened by the bound", "None.", "As the metric.", "Order inside a span; the bound says how much that is.", "Definition."),
    ];

    private static MethodEntry Entry(string name, string title, string purpose, string formula, string interval, string assumptions, string smallest, string misses, string source, string[]? also = null) =>
        new(name, title, Family, purpose, formula, "The value; interval: " + interval + ".", assumptions, smallest, misses, "None by itself: monitors judge the bound of the interval. Its coverage is measured in coverage.md.", source) { Also = also ?? [] };
}
