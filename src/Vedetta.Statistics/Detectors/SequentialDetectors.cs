namespace Vedetta.Statistics.Detectors;

/// <summary>Detectors whose guarantee holds at every look.</summary>
internal static class SequentialDetectors
{
    private static readonly DetectorParameter WarmUp = DetectorParameter.Integer("warm_up", 500, 2, 1_000_000, "values that the usual level is taken from, where it is not told");

    public static IReadOnlyList<DetectorDefinition> All { get; } =
    [
        new("sprt", "Sequential probability ratio test", DetectorInput.Numbers,
        [
            DetectorParameter.Choice("model", "distribution of the values", "normal", "bernoulli"),
            WarmUp,
            .. ReferenceLevel.Parameters.Skip(1),
            new("changed", double.NaN, -1e300, 1e300, "the changed mean; unsaid it is one standard deviation up, for bernoulli the odds doubled"),
            new("alpha", 0.001, 1e-300, 0.5, "chance of a false alarm in one test"),
            new("beta", 0.1, 1e-300, 0.5, "chance of accepting the usual level after the change"),
            DetectorParameter.Choice("barrier", "where a test ends without alarm: at Wald's lower limit, or at zero as in CUSUM", "wald", "zero"),
            new("threshold", double.NaN, 0, 700, "log likelihood ratio of a drift, in place of ln((1 - beta)/alpha)"),
        ]) { Threshold = "threshold", HigherIsRarer = true, Make = s => new Sprt(s) },
        new("e_detector", "E-detector", DetectorInput.UnitInterval,
        [
            WarmUp,
            .. ReferenceLevel.Parameters.Skip(1),
            new("threshold", 10_000, 1, 1e300, "capital that is a drift: the average run to a false alarm is at least this"),
            new("stake", double.NaN, 0, 1e9, "one stake in place of six"),
            DirectionSettings.Parameter,
        ]) { Threshold = "threshold", HigherIsRarer = true, Make = s => new EDetector(s) },
        new("confidence_sequence", "Confidence sequences", DetectorInput.Numbers,
        [
            DetectorParameter.Choice("kind", "normal_mixture for any numbers, empirical_bernstein for values from 0 to 1", "normal_mixture", "empirical_bernstein"),
            WarmUp,
            new("mean", double.NaN, -1e300, 1e300, "the usual mean, where it is known"),
            new("alpha", 0.01, 1e-300, 0.5, "chance of any false alarm"),
        ]) { Make = s => new ConfidenceSequenceDetector(s) },
    ];
}
