namespace Vedetta.Statistics.Explain;

/// <summary>The small learners other methods rest on.</summary>
internal static class LearnerEntries
{
    private const string NotJudged = "None: it is a tool of other methods.";

    private static readonly MethodFamily Family = new("learners.md", "Learners",
        """
        Small learners for drift and estimation. Same input and seed give the same model on any number of threads. All take
        weights of rows, missing values and categories.
        """);

    public static IReadOnlyList<MethodEntry> All { get; } =
    [
        new(
            "gradient_boosting",
            "Histogram gradient boosting",
            Family,
            "Predicts a number, a probability or a class from columns of any kind.",
            "Numbers in at most 255 bins of about equal counts; trees grown leaf by leaf with the gain GL2/(HL+L2) + GR2/(HR+L2) - G2/(H+L2), leaves -rate G/(H+L2). Missing values go to the side that gains more; more than four categories are split in the order of G/(H+10) with 10 added to L2 in the gain; what a node has not seen goes where most rows go. Losses: squared error, log loss, softmax (Hessian K/(K-1) p (1-p)). Early stopping on a seeded hold-out. Defaults as LightGBM's: 100 rounds, 31 leaves, rate 0.1, 20 rows a leaf.",
            NotJudged,
            "Rows like those it will meet.",
            "40 rows for one split; hundreds to be of use.",
            "It does not extrapolate: beyond the range of a column it says what it says at the edge.",
            "Not a test. Against LightGBM: the mean predicted error of every chunk of car prices within 2 %, the area of the domain classifier on car loans within 2 %.",
            "Friedman 2001; Chen and Guestrin 2016; Ke et al. 2017; Fisher 1958 for categories."),
        new(
            "logistic_regression",
            "Logistic regression",
            Family,
            "The probability of a class as a linear function on the log-odds scale, with standard errors.",
            "Minimises sum of weighted log losses + L2/2 |b|^2, intercept free, by Newton's method with step halving; numbers standardised first, missing ones as the mean with an indicator, categories as indicators of all levels but the most frequent one (at most 50).",
            NotJudged,
            "Log odds linear in the columns.",
            "About ten rows of the rarer class per coefficient.",
            "Interactions and curves.",
            "Not a test. Without a penalty, separated classes have no maximum: a penalty of 0.001 takes over and a note says so.",
            "McCullagh and Nelder 1989; Albert and Anderson 1984."),
        new(
            "isotonic_regression",
            "Isotonic regression",
            Family,
            "The best curve that never falls: for calibrating scores.",
            "Rows of one x are pooled to their weighted mean, then neighbours that fall are pooled until none does (pool adjacent violators). Between knots it is linear, beyond them constant.",
            NotJudged,
            "A monotone relation.",
            "None; the curve is rough with few rows.",
            "It fits the ends too well: the first and last steps rest on few rows.",
            "Not a test. The knots are those of scikit-learn on car loans and credit cards to 1e-9.",
            "Ayer, Brunk, Ewing, Reid and Silverman 1955; Barlow and Brunk 1972."),
    ];
}
