using System.Diagnostics.Metrics;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using Vedetta.Core.Ingestion;

namespace Vedetta.Server.Telemetry.Otlp;

/// <summary>
/// Exports traces of requests and metrics of the process while the server runs. Outgoing requests are not traced: the addresses
/// of webhooks carry secrets.
/// </summary>
internal sealed class OtlpExport(OtlpSettings settings, IngestionService ingestion, JobSuccesses jobs, DeliveryCounts deliveries, TimeProvider clock) : IHostedService, IDisposable
{
    /// <summary>Name of our own meter.</summary>
    public const string MeterName = "Vedetta";

    private Meter? _meter;
    private TracerProvider? _traces;
    private MeterProvider? _metrics;

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        _meter = new Meter(MeterName);
        Observe(_meter);
        _traces = Sdk.CreateTracerProviderBuilder().SetResourceBuilder(OtlpSettings.Resource).AddSource("Microsoft.AspNetCore").AddOtlpExporter(options => settings.Apply(options, "traces")).Build();
        _metrics = Sdk.CreateMeterProviderBuilder().SetResourceBuilder(OtlpSettings.Resource).AddMeter(MeterName, "Microsoft.AspNetCore.Hosting", "System.Runtime").AddOtlpExporter(options => settings.Apply(options, "metrics")).Build();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken)
    {
        Flush(TimeSpan.FromSeconds(5));
        return Task.CompletedTask;
    }

    /// <summary>Sends what waits; answers whether the other side took it in time.</summary>
    public bool Flush(TimeSpan atMost)
    {
        var milliseconds = (int)atMost.TotalMilliseconds;
        var traces = _traces?.ForceFlush(milliseconds) ?? true;
        return (_metrics?.ForceFlush(milliseconds) ?? true) && traces;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _traces?.Dispose();
        _metrics?.Dispose();
        _meter?.Dispose();
    }

    // The same signals as /metrics has of the process itself; those of models are read there.
    private void Observe(Meter meter)
    {
        meter.CreateObservableGauge("vedetta.queue.depth", () => new Measurement<long>(ingestion.QueuedRows, new KeyValuePair<string, object?>("queue", "ingest")), "{row}", "Items waiting in an internal queue.");
        meter.CreateObservableGauge("vedetta.job.age", () => jobs.All.Select(job => new Measurement<double>((clock.GetUtcNow() - job.At).TotalSeconds, new KeyValuePair<string, object?>("job", job.Job))), "s", "Time since a background job last ended well.");
        meter.CreateObservableCounter("vedetta.notifications", () => deliveries.All.Select(each => new Measurement<long>(each.Count, new KeyValuePair<string, object?>("channel", each.Channel), new KeyValuePair<string, object?>("outcome", each.Outcome))), "{notice}", "Notices by channel and what became of them.");
    }
}
