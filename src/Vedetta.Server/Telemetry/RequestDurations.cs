using System.Globalization;
using Vedetta.Server.Telemetry.Exposition;

namespace Vedetta.Server.Telemetry;

/// <summary>How long requests that bring rows took, counted by upper bound since the start of the process. Thread-safe.</summary>
internal sealed class RequestDurations
{
    private static readonly double[] Bounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

    private readonly long[] _counts = new long[Bounds.Length + 1];
    private long _microseconds;

    /// <summary>Counts one request.</summary>
    public void Add(TimeSpan duration)
    {
        var at = Array.BinarySearch(Bounds, duration.TotalSeconds);
        Interlocked.Increment(ref _counts[at < 0 ? ~at : at]);
        Interlocked.Add(ref _microseconds, (long)duration.TotalMicroseconds);
    }

    /// <summary>Writes the histogram.</summary>
    public void Write(MetricPage page)
    {
        var family = page.Histogram("vedetta_ingest_request_duration_seconds", "Time to accept a request that brings rows.");
        long sum = 0;
        for (var i = 0; i < _counts.Length; i++)
        {
            sum += Interlocked.Read(ref _counts[i]);
            family.Add("_bucket", sum, ("source", "http"), ("le", i < Bounds.Length ? Bounds[i].ToString("R", CultureInfo.InvariantCulture) : "+Inf"));
        }

        family.Add("_sum", Interlocked.Read(ref _microseconds) / 1e6, ("source", "http"));
        family.Add("_count", sum, ("source", "http"));
    }
}
