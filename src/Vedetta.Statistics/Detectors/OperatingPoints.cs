namespace Vedetta.Statistics.Detectors;

/// <summary>What a detector did with its defaults on published streams; the measurement is <c>./bench detectors</c>.</summary>
/// <param name="Stream">The stream: bits with rate 0.2, or standard normal numbers.</param>
/// <param name="FalseAlarms">False alarms per 10,000 values without change.</param>
/// <param name="LargeChange">The large change: 0.2 to 0.6, or one standard deviation.</param>
/// <param name="LargeDelay">Median values from the large change to the alarm, of those that came; null when most were missed.</param>
/// <param name="LargeMissed">Share of large changes without an alarm in 2,000 values.</param>
/// <param name="SmallChange">The small change: 0.2 to 0.3, or a quarter of a standard deviation.</param>
/// <param name="SmallDelay">Median values from the small change to the alarm, of those that came; null when nearly all were missed.</param>
/// <param name="SmallMissed">Share of small changes without an alarm in 4,000 values.</param>
public sealed record OperatingPoint(
    string Stream, double FalseAlarms, string LargeChange, double? LargeDelay, double LargeMissed, string SmallChange, double? SmallDelay, double SmallMissed);

/// <summary>The measured figures, from benchmarks/results/detectors.md.</summary>
internal static class OperatingPoints
{
    private static readonly Dictionary<string, OperatingPoint> ByName = new(StringComparer.Ordinal)
    {
        ["adwin"] = Bits(0.00, 55, 0, 695, 0.04),
        ["ddm"] = Bits(0.41, 68, 0, 361, 0.076),
        ["eddm"] = Bits(20.15, 28, 0, 65.5, 0.004),
        ["hddm_a"] = Bits(0.12, 33, 0, 423, 0.01),
        ["hddm_w"] = Bits(0.60, 19, 0.002, 374, 0),
        ["fhddm"] = Bits(0.16, 44, 0, 461, 0.02),
        ["wstd"] = Bits(0.11, 25, 0.04, 1480, 0.798),
        ["kswin"] = Numbers(13.15, 23, 0.002, 369.5, 0),
        ["page_hinkley"] = Numbers(5.98, 38, 0, 156, 0),
        ["cusum"] = Numbers(19.40, 10, 0, 157, 0.038),
        ["ewma"] = Numbers(1.40, 18, 0.002, 433, 0.2),
        ["shewhart"] = Numbers(11.13, 63, 0.012, 371.5, 0.128),
        ["sprt"] = Numbers(0.95, 13, 0.006, 396.5, 0.032),
        ["e_detector"] = Bits(1.75, 21, 0, 185, 0.004),
        ["confidence_sequence"] = Numbers(0.00, 239, 0, 2536, 0.542),
    };

    public static OperatingPoint? Of(string name) => ByName.GetValueOrDefault(name);

    private static OperatingPoint Bits(double falseAlarms, double? large, double largeMissed, double? small, double smallMissed) =>
        new("bits with rate 0.2", falseAlarms, "0.2 to 0.6", large, largeMissed, "0.2 to 0.3", small, smallMissed);

    private static OperatingPoint Numbers(double falseAlarms, double? large, double largeMissed, double? small, double smallMissed) =>
        new("standard normal numbers", falseAlarms, "1 standard deviation", large, largeMissed, "0.25", small, smallMissed);
}
