namespace Vedetta.Statistics.Detectors;

/// <summary>Detectors of error streams.</summary>
internal static class ErrorDetectors
{
    private static readonly DetectorParameter Side = DetectorParameter.Choice("side", "whether falls count besides rises", "up", "both");

    public static IReadOnlyList<DetectorDefinition> All { get; } =
    [
        new("adwin", "Adaptive windowing", DetectorInput.Numbers,
        [
            new("delta", 0.002, 1e-12, 1, "confidence; smaller alarms less"),
            DetectorParameter.Integer("clock", 32, 1, 1_000_000, "values between two looks"),
            DetectorParameter.Integer("buckets", 5, 2, 100, "buckets of each size"),
            DetectorParameter.Integer("min_window", 5, 1, 1_000_000, "fewest values of each part"),
            DetectorParameter.Integer("grace", 10, 0, 1_000_000, "values before the first look"),
            DetectorParameter.Choice("cuts", "which cuts are looked at; legacy leaves one of each row out, as frouros and old River do", "all", "legacy"),
            DetectorParameter.Choice("after", "what follows a drift: an empty window, or the newer part of the present one", "restart", "keep"),
        ]) { Threshold = "delta", Make = s => new Adwin(s) },
        new("ddm", "Drift detection method", DetectorInput.Bits,
        [
            DetectorParameter.Integer("warm_up", 30, 1, 1_000_000, "values before it judges"),
            new("warning", 2, 0, 1000, "standard deviations of a warning"),
            new("drift", 3, 0, 1000, "standard deviations of a drift"),
        ]) { Threshold = "drift", HigherIsRarer = true, Warns = true, Make = s => new Ddm(s) },
        new("eddm", "Early drift detection method", DetectorInput.Bits,
        [
            DetectorParameter.Integer("warm_up", 30, 1, 1_000_000, "errors before it judges"),
            new("warning", 0.95, 0, 1, "share of the largest distance below which it warns"),
            new("drift", 0.9, 0, 1, "share of the largest distance below which it alarms"),
        ]) { Threshold = "drift", Warns = true, Make = s => new Eddm(s) },
        new("hddm_a", "Hoeffding drift detection, averages", DetectorInput.UnitInterval,
        [
            new("drift", 0.001, 1e-15, 1, "significance of a drift"),
            new("warning", 0.005, 1e-15, 1, "significance of a warning"),
            Side,
        ]) { Threshold = "drift", Warns = true, Make = s => new HddmA(s) },
        new("hddm_w", "Hoeffding drift detection, weighted averages", DetectorInput.UnitInterval,
        [
            new("drift", 0.001, 1e-15, 1, "significance of a drift"),
            new("warning", 0.005, 1e-15, 1, "significance of a warning"),
            new("lambda", 0.05, 1e-6, 1, "weight of the newest value"),
            Side,
        ]) { Threshold = "drift", Warns = true, Make = s => new HddmW(s) },
        new("fhddm", "Fast Hoeffding drift detection", DetectorInput.Bits,
        [
            DetectorParameter.Integer("window", 100, 2, 100_000, "values of the window"),
            new("delta", 1e-6, 1e-15, 1, "confidence; smaller alarms less"),
            DetectorParameter.Choice("ones", "what a 1 says: an error, or a correct answer", "errors", "correct"),
        ]) { Threshold = "delta", Make = s => new Fhddm(s) },
        new("wstd", "Wilcoxon rank sum drift detection", DetectorInput.Bits,
        [
            DetectorParameter.Integer("recent", 30, 2, 100_000, "values of the recent window"),
            DetectorParameter.Integer("older", 120, 2, 100_000, "values of the older window"),
            DetectorParameter.Integer("min_older", 30, 2, 100_000, "older values before it judges"),
            new("warning", 0.05, 0, 1, "p-value of a warning"),
            new("drift", 0.003, 0, 1, "p-value of a drift"),
        ]) { Threshold = "drift", Warns = true, Make = s => new Wstd(s) },
    ];
}
