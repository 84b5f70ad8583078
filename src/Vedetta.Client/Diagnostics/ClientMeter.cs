using System.Diagnostics.Metrics;

namespace Vedetta.Client.Diagnostics;

/// <summary>The counters as instruments of the meter <c>Vedetta.Client</c>, tagged with the model. Read when observed, so that logging pays nothing.</summary>
internal sealed class ClientMeter : IDisposable
{
    /// <summary>Name of the meter.</summary>
    public const string Name = "Vedetta.Client";

    private readonly Meter meter = new(Name);

    public ClientMeter(string model, Counters counters, Func<int> queued)
    {
        KeyValuePair<string, object?>[] tags = [new("model", model)];
        Counter("logged", () => counters.Logged, "Events given to the client");
        Counter("sent", () => counters.Sent, "Events the server has acknowledged");
        Counter("rejected", () => counters.Rejected, "Events the server has refused for good");
        Counter("failed", () => counters.Failed, "Events given up after retries or at the end");
        Counter("dropped", () => counters.Dropped, "Events that never entered the queue");
        meter.CreateObservableGauge("vedetta.client.queued", () => new Measurement<int>(queued(), tags), "{event}", "Events waiting or under way");

        void Counter(string name, Func<long> read, string description) =>
            meter.CreateObservableCounter("vedetta.client." + name, () => new Measurement<long>(read(), tags), "{event}", description);
    }

    public void Dispose() => meter.Dispose();
}
