using System.Diagnostics;
using System.Reflection;
using Vedetta.Core.Channels;
using Vedetta.Core.Health;
using Vedetta.Core.Ingestion;
using Vedetta.Core.Storage;
using Vedetta.Server.Configuration;
using Vedetta.Server.Hosting;

namespace Vedetta.Server.Health;

/// <summary>Puts the report of the program's health together.</summary>
internal sealed class OwnHealthReader(
    IngestionService ingestion, IngestionOptions options, IModelStore models, IEventStore events, IMonitorStore monitors, IQuarantineStore quarantine, IChannelStore channels, IOutboxStore outbox,
    IngestMeter ingest, EvaluationMeter evaluation, TroubleLog troubles, ServerSettings settings, StorePlace place, TimeProvider clock) : IOwnHealth
{
    private const int Notices = 1_000;

    public async ValueTask<OwnHealthReport> ReadAsync(CancellationToken cancel)
    {
        using var process = Process.GetCurrentProcess();
        var now = clock.GetUtcNow();
        var started = new DateTimeOffset(process.StartTime.ToUniversalTime(), TimeSpan.Zero);
        var lived = (now - started).TotalSeconds;
        return new OwnHealthReport(
            now, $"Vedetta {Assembly.GetExecutingAssembly().GetName().Version?.ToString(3)}, .NET {Environment.Version}", started, process.WorkingSet64, Environment.ProcessorCount,
            lived > 0 ? process.TotalProcessorTime.TotalSeconds / lived : 0, StoreOf(), new QueueHealth(ingestion.QueuedRows, options.QueueRows), ingest.Read(), evaluation.Read(),
            await ModelsAsync(cancel), troubles.Read(), await ChannelsAsync(cancel));
    }

    private StoreHealth StoreOf()
    {
        if (place.InMemory || !Directory.Exists(settings.Data)) return new StoreHealth(InMemory: true, 0, 0, null);
        long rows = 0, metadata = 0;
        foreach (var file in new DirectoryInfo(settings.Data).EnumerateFiles("*", new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true }))
        {
            if (file.Name.StartsWith(OpenStores.MetadataFile, StringComparison.Ordinal)) metadata += file.Length;
            else rows += file.Length;
        }

        return new StoreHealth(InMemory: false, rows, metadata, new DriveInfo(Path.GetFullPath(settings.Data)).AvailableFreeSpace);
    }

    private async ValueTask<IReadOnlyList<ModelHealth>> ModelsAsync(CancellationToken cancel)
    {
        var found = new List<ModelHealth>();
        foreach (var model in await models.ListAsync(cancel))
        {
            var rows = await events.SummaryAsync(model.Id, cancel);
            var mark = await monitors.MarkAsync(model.Id, cancel);
            found.Add(new ModelHealth(
                model.Id.Value, rows.Rows, rows.Outcomes, (await quarantine.CountsAsync(model.Id, cancel)).Values.Sum(), rows.LastEvent, rows.LastReceived,
                mark?.EvaluatedAt is { } at && at > DateTimeOffset.UnixEpoch ? at : null));
        }

        return found;
    }

    private async ValueTask<IReadOnlyList<ChannelHealth>> ChannelsAsync(CancellationToken cancel)
    {
        var latest = await outbox.ListAsync(channel: null, state: null, Notices, cancel);
        var counts = (await outbox.CountsAsync(cancel)).ToDictionary(count => count.Channel, StringComparer.Ordinal);
        return [.. (await channels.ListAsync(cancel)).Select(channel =>
        {
            var own = latest.Where(message => string.Equals(message.Channel, channel.Name, StringComparison.Ordinal)).ToList();
            return new ChannelHealth(
                channel.Name, channel.Kind, channel.Enabled, counts.GetValueOrDefault(channel.Name)?.Waiting ?? 0, counts.GetValueOrDefault(channel.Name)?.Failed ?? 0,
                own.FirstOrDefault(message => message.LastAnswer is not null)?.LastAnswer);
        })];
    }
}

/// <summary>Where the stores are.</summary>
/// <param name="InMemory">True when nothing is written to a disk.</param>
internal sealed record StorePlace(bool InMemory);
