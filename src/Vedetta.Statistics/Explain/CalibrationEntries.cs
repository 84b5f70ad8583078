namespace Vedetta.Statistics.Explain;

/// <summary>Metrics and tests of calibration.</summary>
internal static class CalibrationEntries
{
    private const string Measured = "As an interval: coverage is measured in coverage.md.";
    private const string ByConstruction = "The nominal rate when rows are independent; dependent defaults reject too often.";
    private const string Probabilities = "Scores are probabilities; rows are independent.";

    private static readonly MethodFamily Family = new("calibration.md", "Calibration",
        "Whether scores are the rates they promise. Figures over bins depend on the bin rule, which is stated with each.");

    public static IReadOnlyList<MethodEntry> All { get; } =
    [
        new("brier", "Brier score", Family, "How good are the probabilities in squared error?",
            "Mean of (score - label)^2; about reliability - resolution + uncertainty over bins (Murphy). Several classes (brier_multi): mean of the summed squares.",
            "The value; interval from the limits of the rate (Wilson) and of each class's mean (Hall) together (MOVER); several classes t with Hall's transformation.",
            Probabilities, "5 rows of each class for an interval.", "Whether ranking or calibration is at fault: see the parts.", Measured, "Brier 1950; Murphy 1973; Zou and Donner 2008.") { Also = ["brier_multi"] },
        new("ece", "Expected calibration error", Family, "How far are scores from rates on average?",
            "Sum over ten bins of equal width of share of rows times |rate - mean score|.",
            "The value; interval value + z sqrt(var(label - score) / n) above, and below value - (sum s_b sqrt(2 / pi) + z sqrt((1 - 2 / pi) sum s_b^2)), s_b the standard error of a bin, not below 0. Conservative: the value is above the truth by chance alone, and the lower limit says by how much.",
            Probabilities, "About 10 rows a bin for a useful interval.", "Errors that cancel inside a bin.", Measured, "Naeini, Cooper and Hauskrecht 2015; limits: triangle inequality."),
        new("mce", "Largest calibration error", Family, "How far is the worst bin off?",
            "Largest |rate - mean score| among occupied bins of ten of equal width.",
            "The value; interval from every bin's Wilson interval at confidence 1 - alpha / bins. Conservative.",
            Probabilities, "About 30 rows a bin.", "How many rows the bin has: a bin of one row can be the worst.", "By construction at most alpha; not measured.", "Naeini, Cooper and Hauskrecht 2015; Bonferroni."),
        new("calibration_slope", "Logistic recalibration: calibration_slope, calibration_intercept", Family, "Are scores too extreme or too timid?",
            "logit P(positive) = intercept + slope logit(score), maximum likelihood; slope 1 and intercept 0 are right; scores of 0 and 1 are read as 1e-6 from them.",
            "The values; Wald intervals, with weights by the sandwich.",
            Probabilities, "5 rows of each class for an interval.", "Bends that a line on the logit scale does not have.", Measured, "Cox 1958.") { Also = ["calibration_intercept"] },
        new("calibration_in_the_large", "Calibration in the large", Family, "Are scores too low or too high altogether?",
            "Intercept of the logistic recalibration with slope 1; above 0 the scores are too low.",
            "The value; Wald interval.", Probabilities, "5 rows of each class for an interval.", "Errors that cancel between low and high scores.", Measured, "Cox 1958."),
        new("hosmer_lemeshow", "Hosmer-Lemeshow", Family, "Do rates in bins agree with scores?",
            "Sum over bins of (D - N p)^2 / (N p (1 - p)) against chi-square. Degrees of freedom are said by the caller: bins for probabilities given from outside, bins - 2 for a model fitted on the same rows.",
            "p-value, upper tail.", Probabilities, "An expected count of about 5 a bin.", "Errors inside bins; with many rows it rejects for trifles.", ByConstruction, "Hosmer and Lemeshow 1980."),
        new("spiegelhalter", "Spiegelhalter's z", Family, "Does the Brier score agree with what the scores promise?",
            "(sum (y - p)^2 - sum p (1 - p)) / sqrt(sum (1 - 2p)^2 p (1 - p)), two-sided.",
            "p-value.", Probabilities, "About 50 rows.", "Errors at scores near 0.5, which weigh nothing.", ByConstruction, "Spiegelhalter 1986."),
        new("jeffreys", "Jeffreys test", Family, "Is the PD of a grade too low?",
            "Probability that the rate is at most the PD under Beta(D + 1/2, N - D + 1/2).",
            "p-value; small means too low.", "Defaults are independent.", "1 row.", "PDs that are too high.", ByConstruction, "European Central Bank 2019."),
        new("binomial", "Binomial and z test of a PD", Family, "Are so many defaults likely at this PD?",
            "P(Bin(N, PD) >= D); the z test (rate - PD) / sqrt(PD (1 - PD) / N) from N PD (1 - PD) of about 9.",
            "p-value, upper tail.", "Defaults are independent.", "1 row; 9 expected for z.", "PDs that are too high.", ByConstruction, "Basel Committee, working paper 14, 2005."),
        new("multi_period_normal", "Normal test over several periods", Family, "Is the PD too low over years, where defaults of one year go together?",
            "z = sum d / sqrt(T tau^2), d = rate - PD of a period, tau^2 their variance.",
            "p-value, upper tail.", "Periods are independent and alike.", "2 periods; 5 for a useful test.", "A PD that is off in one period only.", "About the nominal rate from 10 periods; not measured.", "Basel Committee, working paper 14, 2005."),
    ];
}
