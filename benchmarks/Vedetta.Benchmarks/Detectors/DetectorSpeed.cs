using System.Diagnostics;
using Vedetta.Statistics.Detectors;

namespace Vedetta.Benchmarks.Detectors;

/// <summary>Time and memory of one update.</summary>
internal static class DetectorSpeed
{
    private const int Values = 20_000;

    /// <summary>
    /// Best of many short passes, in nanoseconds per value, and bytes allocated per million values. Passes of a few
    /// milliseconds mostly run without another program on the core.
    /// </summary>
    public static (double Nanoseconds, double Bytes) Measure(DetectorSettings settings, double[] values)
    {
        var detector = DetectorCatalog.Create(settings);
        foreach (var value in values.AsSpan(0, Math.Min(200_000, values.Length))) detector.Update(value);
        var best = double.MaxValue;
        var before = GC.GetAllocatedBytesForCurrentThread();
        var measured = 0;
        for (var first = 0; first + Values <= values.Length; first += Values)
        {
            var start = Stopwatch.GetTimestamp();
            foreach (var value in values.AsSpan(first, Values)) detector.Update(value);
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalNanoseconds / Values);
            measured += Values;
        }

        return (best, 1e6 * (GC.GetAllocatedBytesForCurrentThread() - before) / measured);
    }
}
