using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Vedetta.Client.Tests.Servers;

namespace Vedetta.Client.Tests;

public sealed class ObservationTests
{
    [Fact]
    public async Task Counters_are_instruments_of_the_meter()
    {
        await using RecordingServer server = await RecordingServer.StartAsync();
        server.Rejects = static id => id == "bad";
        await using var client = new VedettaClient(Clients.Options(server.Address) with { Model = "metered", BatchBytes = 1_000 });
        client.LogPrediction(new() { Id = "good", Score = 0.5 });
        client.LogPrediction(new() { Id = "bad", Score = 0.5 });
        client.LogPrediction(new() { Id = "large", Error = new string('e', 2_000) });
        await client.ShouldFlushAsync();

        Dictionary<string, long> read = Read("metered");

        read.ShouldBe(
            new Dictionary<string, long>
            {
                ["vedetta.client.logged"] = 3, ["vedetta.client.sent"] = 1, ["vedetta.client.rejected"] = 1,
                ["vedetta.client.failed"] = 0, ["vedetta.client.dropped"] = 1, ["vedetta.client.queued"] = 0,
            },
            ignoreOrder: true);
        await client.DisposeAsync();
        Read("metered").ShouldBeEmpty();
    }

    [Fact]
    public async Task AddVedetta_tells_the_log_of_the_host()
    {
        var lines = new Lines();
        await using RecordingServer server = await RecordingServer.StartAsync();
        server.Rejects = static _ => true;
        await using (ServiceProvider services = new ServiceCollection()
            .AddLogging(logging => logging.AddProvider(lines))
            .AddVedetta(_ => Clients.Options(server.Address))
            .BuildServiceProvider())
        {
            services.GetRequiredService<VedettaClient>().LogPrediction(new() { Score = 0.5 });
        }

        lines.Written.First().ShouldStartWith("Vedetta.Client.VedettaClient Warning Rejected: ");
    }

    private static Dictionary<string, long> Read(string model)
    {
        var read = new Dictionary<string, long>(StringComparer.Ordinal);
        using var listener = new MeterListener
        {
            InstrumentPublished = static (instrument, listener) =>
            {
                if (instrument.Meter.Name == VedettaClient.MeterName)
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Keep(instrument, value, tags));
        listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Keep(instrument, value, tags));
        listener.Start();
        listener.RecordObservableInstruments();
        return read;

        void Keep(Instrument instrument, long value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            if (tags.Contains(new KeyValuePair<string, object?>("model", model)))
            {
                read.Add(instrument.Name, value);
            }
        }
    }

    private sealed class Lines : ILoggerProvider, ILogger
    {
        private string category = "";

        public ConcurrentQueue<string> Written { get; } = new();

        public ILogger CreateLogger(string categoryName)
        {
            category = categoryName;
            return this;
        }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Written.Enqueue($"{category} {logLevel} {formatter(state, exception)}");

        public void Dispose() => Written.Enqueue("disposed");
    }
}
