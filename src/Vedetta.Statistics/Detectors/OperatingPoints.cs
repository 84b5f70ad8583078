namespace Vedetta.Statistics.Detectors;

/// <summary>What a detector did with its defaults on published streams; the measurement is <c>./bench detectors</c>.</summary>
/// <param name="Stream">The stream: bits with rate 0.2, or standard normal numbers.</param>
/// <param name="FalseAlarms">False alarms per 10,000 values without change.</param>
/// <param name="LargeChange">The large change: 0.2 to 0.6, or one standard deviation.</param>
/// <param name="LargeDelay">Median values from the large change to the alarm; null when most were missed.</param>
/// <param name="SmallChange">The small change: 0.2 to 0.3, or a quarter of a standard deviation.</param>
/// <param name="SmallDelay">Median values from the small change to the alarm; null when most were missed.</param>
public sealed record OperatingPoint(string Stream, double FalseAlarms, string LargeChange, double? LargeDelay, string SmallChange, double? SmallDelay);

internal static class OperatingPoints
{
    private static readonly Dictionary<string, OperatingPoint> ByName = new(StringComparer.Ordinal);

    public static OperatingPoint? Of(string name) => ByName.GetValueOrDefault(name);
}
