using Vedetta.Statistics.Detectors;

namespace Vedetta.Benchmarks.Detectors;

/// <summary>Alarms on streams without change.</summary>
/// <param name="PerTenThousand">False alarms per 10,000 values.</param>
/// <param name="Error">Their standard error over streams.</param>
internal readonly record struct SteadyResult(double PerTenThousand, double Error);

/// <summary>Alarms on streams with one change.</summary>
/// <param name="Median">Median values from the change to the first alarm behind it; NaN when all were missed.</param>
/// <param name="Low">Lower end of its 95 % interval by order statistics.</param>
/// <param name="High">Upper end.</param>
/// <param name="Missed">Share of streams without an alarm behind the change.</param>
internal readonly record struct ChangeResult(double Median, double Low, double High, double Missed);

/// <summary>Runs a detector over streams.</summary>
internal static class OperatingCurve
{
    public static SteadyResult Steady(DetectorSettings settings, double[][] streams)
    {
        var rates = streams.Select(stream => 1e4 * Drifts(settings, stream).Count() / stream.Length).ToArray();
        var mean = rates.Average();
        var variance = rates.Sum(r => (r - mean) * (r - mean)) / (rates.Length - 1);
        return new(mean, Math.Sqrt(variance / rates.Length));
    }

    public static ChangeResult Changed(DetectorSettings settings, double[][] streams)
    {
        var delays = streams.Select(stream => Drifts(settings, stream).FirstOrDefault(i => i >= SimulatedStreams.Change, -1))
            .Where(i => i >= 0).Select(i => (double)(i - SimulatedStreams.Change)).Order().ToArray();
        var missed = 1 - (delays.Length / (double)streams.Length);
        if (delays.Length == 0) return new(double.NaN, double.NaN, double.NaN, missed);
        var half = 0.98 * Math.Sqrt(delays.Length);
        double At(double place) => delays[(int)Math.Clamp(Math.Round(place), 0, delays.Length - 1)];
        var middle = (delays.Length - 1) / 2.0;
        return new((At(Math.Floor(middle)) + At(Math.Ceiling(middle))) / 2, At(middle - half), At(middle + half), missed);
    }

    private static IEnumerable<int> Drifts(DetectorSettings settings, double[] values)
    {
        var detector = DetectorCatalog.Create(settings);
        for (var i = 0; i < values.Length; i++)
            if (detector.Update(values[i]) == StreamSignal.Drift) yield return i;
    }
}
