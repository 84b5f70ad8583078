using System.Diagnostics;
using System.Reflection;
using Vedetta.Core.Ingestion;
using Vedetta.Server.Telemetry.Exposition;

namespace Vedetta.Server.Telemetry;

/// <summary>Vedetta's own signals: requests, queues, jobs, notices, processor and memory.</summary>
internal sealed class ProcessMetrics(IngestionService ingestion, RequestDurations durations, JobSuccesses jobs, DeliveryCounts deliveries)
{
    private static readonly string Version = typeof(ProcessMetrics).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0";

    /// <summary>Writes the families of the process.</summary>
    public void Write(MetricPage page)
    {
        var (version, commit) = Version.IndexOf('+', StringComparison.Ordinal) is var plus and >= 0 ? (Version[..plus], Version[(plus + 1)..]) : (Version, "");
        page.Gauge("vedetta_build_info", "Build of the program; the value is always 1.").Add(1, ("version", version), ("commit", commit));
        durations.Write(page);
        page.Gauge("vedetta_queue_depth", "Items waiting in an internal queue.").Add(ingestion.QueuedRows, ("queue", "ingest"));
        var last = page.Gauge("vedetta_job_last_success_timestamp_seconds", "When a background job last ended well.");
        foreach (var (job, at) in jobs.All) last.Add(at.ToUnixTimeMilliseconds() / 1_000.0, ("job_name", job));
        var notices = page.Counter("vedetta_notifications_total", "Notices by channel and what became of them.");
        foreach (var (channel, outcome, count) in deliveries.All) notices.Add(count, ("channel", channel), ("outcome", outcome));

        using var process = Process.GetCurrentProcess();
        page.Counter("process_cpu_seconds_total", "Processor time of the process.").Add(process.TotalProcessorTime.TotalSeconds);
        page.Gauge("process_resident_memory_bytes", "Memory the process holds.").Add(process.WorkingSet64);
        page.Gauge("process_start_time_seconds", "When the process started.").Add(new DateTimeOffset(process.StartTime.ToUniversalTime(), TimeSpan.Zero).ToUnixTimeMilliseconds() / 1_000.0);
        page.Gauge("process_threads", "Threads of the process.").Add(process.Threads.Count);
        page.Gauge("dotnet_gc_heap_size_bytes", "Memory the collector manages.").Add(GC.GetTotalMemory(forceFullCollection: false));
        page.Counter("dotnet_gc_pause_seconds_total", "Time the collector has stopped the program.").Add(GC.GetTotalPauseDuration().TotalSeconds);
    }
}
