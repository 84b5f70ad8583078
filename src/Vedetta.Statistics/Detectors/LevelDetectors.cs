namespace Vedetta.Statistics.Detectors;

/// <summary>Detectors of a level or a distribution.</summary>
internal static class LevelDetectors
{
    public static IReadOnlyList<DetectorDefinition> All { get; } =
    [
        new("kswin", "Kolmogorov-Smirnov windowing", DetectorInput.Numbers,
        [
            new("alpha", 0.005, 0, 1, "p-value of each test"),
            DetectorParameter.Integer("window", 100, 4, 10_000, "values of the window"),
            DetectorParameter.Integer("newest", 30, 2, 5_000, "newest values, compared with as many of the older ones"),
            new("least_distance", 0.1, 0, 1, "smallest distance that counts"),
            DetectorParameter.Integer("seed", 1, 0, int.MaxValue, "seed of the sample of older values"),
        ]) { Threshold = "alpha", Slowness = 10, Make = s => new Kswin(s) },
        new("page_hinkley", "Page-Hinkley test", DetectorInput.Numbers,
        [
            DetectorParameter.Integer("warm_up", 30, 1, 1_000_000, "values before it judges"),
            new("delta", 0.005, 0, 1e300, "deviation that is tolerated, in the units of the values"),
            new("threshold", 50, 0, 1e300, "sum of deviations that is a drift, in the units of the values"),
            new("alpha", 0.9999, 0, 1, "share of the sum that is kept at each value"),
            DirectionSettings.Parameter,
        ]) { Threshold = "threshold", HigherIsRarer = true, Make = s => new PageHinkley(s) },
        new("cusum", "Cumulative sums", DetectorInput.Numbers,
        [
            .. ReferenceLevel.Parameters,
            new("slack", 0.5, 0, 1000, "deviation that is tolerated, in standard deviations"),
            new("threshold", 5, 0, 1e9, "sum of deviations that is a drift, in standard deviations"),
            DirectionSettings.Parameter,
        ]) { Threshold = "threshold", HigherIsRarer = true, Make = s => new Cusum(s) },
        new("ewma", "Exponentially weighted mean chart", DetectorInput.Numbers,
        [
            .. ReferenceLevel.Parameters,
            new("alpha", 0.1, 1e-6, 1, "weight of the newest value"),
            new("threshold", 4, 0, 1e9, "standard errors that are a drift"),
            DirectionSettings.Parameter,
        ]) { Threshold = "threshold", HigherIsRarer = true, Make = s => new Ewma(s) },
        new("shewhart", "Chart of single values", DetectorInput.Numbers,
        [
            .. ReferenceLevel.Parameters,
            new("k", 3, 0, 1e9, "standard deviations that are a drift"),
            DirectionSettings.Parameter,
        ]) { Threshold = "k", HigherIsRarer = true, Make = s => new Shewhart(s) },
    ];
}
