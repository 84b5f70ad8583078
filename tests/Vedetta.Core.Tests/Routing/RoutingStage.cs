using System.Globalization;
using Vedetta.Core.Channels;
using Vedetta.Core.Incidents;
using Vedetta.Core.Incidents.Machine;
using Vedetta.Core.Incidents.Silencing;
using Vedetta.Core.Models;
using Vedetta.Core.Monitors;
using Vedetta.Core.Routing;
using Vedetta.Core.Storage.InMemory;
using Vedetta.Core.Time;
using Vedetta.Statistics;

namespace Vedetta.Core.Tests.Routing;

/// <summary>Incidents, silences and routing on stores in memory, with a clock that the test moves.</summary>
internal sealed class RoutingStage : IDisposable
{
    public static readonly ModelId Model = new("scoring");
    public static readonly MonitorDefinition Drift = DefaultMonitors.Of(Model, "drift", MonitorMetric.Drift, ["*"]) with { Method = "auto", WarningFor = TimeSpan.Zero };
    public static readonly MonitorDefinition Silent = DefaultMonitors.Of(Model, "silence", MonitorMetric.Silence, []) with { Window = WindowSize.Hour, Audience = Audience.DataScience };

    private readonly InMemoryMetadata _metadata = new();
    private readonly InMemoryChannelStore _channels = new();
    private readonly StageClock _clock;
    private readonly List<string> _read = [];

    public RoutingStage(DateTimeOffset now, params string[] channels)
    {
        _clock = new StageClock { Now = now };
        Store = new InMemoryRoutingStore(Outbox);
        foreach (var name in channels)
            _channels.SaveAsync(new Channel(name, ChannelKind.Log, null, null, [], Severity.Warning, []), default).AsTask().Wait();
        Routing = new RoutingService(Store, _channels, _metadata.Incidents, Silences, new Lines());
        Incidents = new IncidentService(_metadata.Incidents, new Notifier(this), _clock, silences: Silences);
        Silencing = new SilenceService(Silences, _metadata.Incidents, Incidents, _clock);
    }

    public InMemoryOutboxStore Outbox { get; } = new();

    public InMemorySilenceStore Silences { get; } = new();

    public InMemoryRoutingStore Store { get; }

    public RoutingService Routing { get; }

    public IncidentService Incidents { get; }

    public SilenceService Silencing { get; }

    /// <summary>True: the program ends after an incident is stored and before anybody hears of it.</summary>
    public bool Crashes { get; set; }

    public DateTimeOffset Now => _clock.Now;

    /// <summary>Moves the clock and looks what is due, as the worker does.</summary>
    public async Task<IReadOnlyList<string>> AtAsync(DateTimeOffset now)
    {
        _clock.Now = now;
        await Incidents.ReleaseAsync(now, default);
        await Routing.PassAsync(now, default);
        return await NewsAsync();
    }

    public Task<IReadOnlyList<string>> AfterAsync(TimeSpan time) => AtAsync(_clock.Now + time);

    /// <summary>Sleeps to whatever is due next, again and again, for as long as given; answers moments and messages.</summary>
    public async Task<IReadOnlyList<string>> LiveAsync(TimeSpan span)
    {
        var end = _clock.Now + span;
        var lines = new List<string>();
        while (true)
        {
            var next = (await Routing.PassAsync(_clock.Now, default)).NextDue;
            lines.AddRange((await NewsAsync()).Select(line => string.Create(CultureInfo.InvariantCulture, $"{_clock.Now:MM-dd HH:mm} {line}")));
            if (next is not { } due || due > end) break;
            _clock.Now = due;
        }

        _clock.Now = end;
        return lines;
    }

    /// <summary>Judged windows, now.</summary>
    public async Task<IReadOnlyList<string>> TakeAsync(params IncidentFact[] facts)
    {
        var monitors = facts.Select(fact => fact.Monitor).DistinctBy(monitor => monitor.Name).ToDictionary(monitor => monitor.Name, StringComparer.Ordinal);
        await Incidents.TakeAsync(facts, new IncidentContext(Model, VersionHistory.Only("1"), Watermark.Default, monitors), _clock.Now, default);
        return await NewsAsync();
    }

    /// <summary>What went into the outbox since the last question.</summary>
    public async Task<IReadOnlyList<string>> NewsAsync()
    {
        var all = (await Outbox.ListAsync(channel: null, state: null, int.MaxValue, default)).Reverse().Select(message => message.Payload).ToList();
        var news = all.Skip(_read.Count).ToList();
        _read.AddRange(news);
        return news;
    }

    public async Task<Incident> OnlyAsync() => (await Incidents.ListAsync(null, null, 100, default)).ShouldHaveSingleItem();

    public static IncidentFact Fact(MonitorDefinition monitor, string column, DateTimeOffset from, Verdict verdict, bool backfilled = false)
    {
        var window = new Window(from, from + (monitor.Window == WindowSize.Hour ? TimeSpan.FromHours(1) : TimeSpan.FromDays(1)));
        var reading = new Reading(0.43, null, null, 1e-9, null, 500, 5000, 0.1, 0.25, 4.3, 1, verdict);
        return new IncidentFact(monitor, new Point(new PointKey(Model, monitor.Name, column, window), reading, window.To, 0, null, window.To, backfilled));
    }

    public static IncidentFact Critical(string column, DateTimeOffset day) => Fact(Drift, column, day, new Verdict.Critical("PSI 0.43"));

    public static IncidentFact Warning(string column, DateTimeOffset day) => Fact(Drift, column, day, new Verdict.Warning("PSI 0.13"));

    public static IncidentFact Healthy(string column, DateTimeOffset day) => Fact(Drift, column, day, new Verdict.Healthy());

    public void Dispose()
    {
        Incidents.Dispose();
        Routing.Dispose();
    }

    private sealed class Notifier(RoutingStage stage) : INotifier
    {
        public async ValueTask NotifyAsync(IReadOnlyList<IncidentNotice> notices, CancellationToken cancel)
        {
            if (stage.Crashes) return;
            await stage.Routing.TellAsync([.. notices.Select(notice => notice.Incident).GroupBy(incident => incident.Id).Select(group => group.Last())], stage.Now, cancel);
        }
    }

    private sealed class Lines : INoticeComposer
    {
        public ValueTask<IReadOnlyList<OutboxMessage>> ComposeAsync(IReadOnlyList<Parcel> parcels, IReadOnlyDictionary<string, Incident> incidents, RoutingPolicy? policy, DateTimeOffset now, CancellationToken cancel) =>
            new([.. parcels.Select(parcel => Compose(parcel, now))]);

        private static OutboxMessage Compose(Parcel parcel, DateTimeOffset now)
        {
            var step = parcel.Deliveries[0].Step;
            var about = string.Join(' ', parcel.Deliveries.Select(delivery => delivery.Incident).Distinct());
            var line = $"{parcel.Channel} {EnumWords.Of(parcel.Kind)}{(step > 0 && parcel.Kind != DeliveryKind.Digest ? " " + step.ToString(CultureInfo.InvariantCulture) : "")} {about}";
            return new OutboxMessage(parcel.Key(now), parcel.Channel, parcel.Deliveries[0].Incident, line, now, now, 0, OutboxState.Waiting, null);
        }
    }

    private sealed class StageClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; }

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
