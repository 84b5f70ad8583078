using Vedetta.Statistics.Detectors;

namespace Vedetta.Cli.Detecting;

/// <summary>What a detector said on a column.</summary>
/// <param name="Column">The column.</param>
/// <param name="Settings">The detector with its parameters.</param>
/// <param name="Rows">Rows of the file.</param>
/// <param name="Skipped">Rows without a value, or with an infinite one.</param>
/// <param name="Drifts">Rows, from 0, at which it signals a drift.</param>
/// <param name="Warnings">Rows, from 0, at which it enters its warning zone.</param>
/// <param name="Calibration">How its threshold was found; null when it was not asked for.</param>
internal sealed record DetectedStream(
    string Column, DetectorSettings Settings, int Rows, long Skipped, IReadOnlyList<int> Drifts, IReadOnlyList<int> Warnings, Calibration? Calibration)
{
    /// <summary>Runs the detector over the values; a missing or infinite one is skipped and keeps its row number.</summary>
    public static DetectedStream Run(string column, DetectorSettings settings, ReadOnlySpan<double> values, Calibration? calibration)
    {
        var detector = DetectorCatalog.Create(settings);
        var drifts = new List<int>();
        var warnings = new List<int>();
        var last = StreamSignal.None;
        for (var row = 0; row < values.Length; row++)
        {
            var signal = detector.Update(values[row]);
            if (signal == StreamSignal.Drift) drifts.Add(row);
            if (signal == StreamSignal.Warning && last != StreamSignal.Warning) warnings.Add(row);
            last = signal;
        }

        return new(column, settings, values.Length, detector.Skipped, drifts, warnings, calibration);
    }
}
