namespace Vedetta.Statistics.Explain;

/// <summary>Experiments.</summary>
internal static class ExperimentEntries
{
    private static readonly MethodFamily Family = new("experiments.md", "Experiments",
        "Champion against challenger, and A/B tests. The split is checked before anything is read; the rule that decides is fixed before the first look; outcomes that are not mature yet do not count.");

    public static IReadOnlyList<MethodEntry> All { get; } =
    [
        new(
            "sample_ratio", "Sample ratio", Family,
            "Do the arms have as many units as the split promised?",
            "sum (O - E)^2 / E over arms, chi-square with arms - 1 degrees of freedom.",
            "p below 0.001 stops the reading.",
            "Units are independent; each is counted once.",
            "5 expected units an arm.",
            "A split that is right in number and wrong in kind.",
            "0.1 % by construction.",
            "Fabijan, Gupchup, Gupta et al. 2019."),
        new(
            "two_arms_share", "Two arms by a share", Family,
            "Is conversion, approval or default higher in one arm?",
            "Difference with Newcombe's interval (two Wilson intervals); p of the pooled z, Fisher's exact p where an expected count is below 5.",
            "The interval decides.",
            "Units are independent; the number of looks was fixed.",
            "1 unit an arm; 5 events an arm to say anything.",
            "Anything but the share.",
            "Alpha by construction when looked at once.",
            "Newcombe 1998."),
        new(
            "two_arms_mean", "Two arms by a mean or a ratio", Family,
            "Is revenue per customer, or per order, higher in one arm?",
            "Mean: Welch's t with Satterthwaite's degrees of freedom. Ratio of sums by unit: variance (s_x^2 - 2 R s_xy + R^2 s_y^2) / (n mean(y)^2).",
            "The interval decides.",
            "Units are independent and are what was randomised; the mean of so many units is about normal.",
            "2 units an arm; some hundred for heavy tails.",
            "Changes of the spread alone.",
            "Alpha by construction; with heavy tails and few units somewhat more, use the bootstrap by unit.",
            "Welch 1947; Deng, Knoblich and Lu 2018."),
        new(
            "cuped", "CUPED", Family,
            "Can the same experiment say more by what was known of each unit before?",
            "y - theta (x - mean x), theta = cov(x, y) / var(x) over both arms; variance times 1 - r^2; then Welch.",
            "The interval decides.",
            "x is from before the experiment, so that the treatment cannot have moved it.",
            "2 units an arm.",
            "Nothing that Welch would see.",
            "As Welch.",
            "Deng, Xu, Kohavi and Walker 2013."),
        new(
            "two_arms_area", "Two versions by their area", Family,
            "Does the challenger rank better, on rows of its own or, in the shadow, on the champion's rows?",
            "Difference of the areas under the ROC curve. Own rows: variances by DeLong add. Same rows: the covariance is taken off.",
            "The interval decides.",
            "Rows are independent; labels are mature.",
            "5 rows of each class an arm.",
            "Calibration, and anything that does not change the order of scores.",
            "Alpha by construction when looked at once.",
            "DeLong, DeLong and Clarke-Pearson 1988."),
        new(
            "unit_bootstrap", "Bootstrap by unit", Family,
            "What is the interval of a difference when means are skewed or units have many events?",
            "Whole units are drawn with replacement in each arm; BCa limits of the difference of ratios of sums, acceleration from the units' influences.",
            "The interval decides.",
            "Units are independent.",
            "10 units an arm.",
            "Tails that no unit has shown yet.",
            "About alpha from some 50 units an arm on; not measured here.",
            "Efron 1987; Efron and Tibshirani 1993."),
        new(
            "always_valid", "Sequential test", Family,
            "May the experiment be looked at every day and stopped at any time?",
            "Mixture likelihood ratio sqrt(2V / (2V + n tau^2)) exp(tau^2 n^2 d^2 / (4V (2V + n tau^2))); p = the smallest 1 / ratio so far. The confidence sequence is where the ratio stays below 1 / alpha.",
            "p at most alpha at any look.",
            "About normal means; V per unit known or well estimated; tau fixed before.",
            "Some 50 units an arm.",
            "Costs about a third more units than one look at the right time.",
            "Below 5 % over 30 looks in the test that is run with every build, where reading 1.96 at each look alarms in over 15 %.",
            "Robbins 1970; Johari, Pekelis and Walsh 2017."),
        new(
            "experiment_decision", "Ship, keep or wait", Family,
            "What does the rule that was fixed beforehand say?",
            "Wait for a broken split; keep when a guardrail is certainly worse by more than its margin; wait for the agreed units with mature outcomes; then ship where the whole interval is above the smallest gain worth it and every guardrail is certainly inside its margin, keep where the whole interval is below, otherwise wait.",
            "Margins and smallest gain are the user's.",
            "The rule was fixed before the first look.",
            "The units agreed.",
            "What was not guarded.",
            "That of the intervals that go in.",
            "Non-inferiority margins as in clinical trials (ICH E9, 1998)."),
    ];
}
