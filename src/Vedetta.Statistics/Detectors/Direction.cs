namespace Vedetta.Statistics.Detectors;

/// <summary>Which way a change may go to be one.</summary>
/// <param name="Up">Rises count.</param>
/// <param name="Down">Falls count.</param>
internal readonly record struct Direction(bool Up, bool Down)
{
    public bool Beyond(double rise, double limit) => (Up && rise > limit) || (Down && -rise > limit);
}

internal static class DirectionSettings
{
    public static DetectorParameter Parameter { get; } = DetectorParameter.Choice("direction", "which changes count", "both", "up", "down");

    public static Direction Direction(this DetectorSettings settings) =>
        new(!settings.Is("direction", "down"), !settings.Is("direction", "up"));
}
