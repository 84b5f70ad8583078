using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Vedetta.Core.Ingestion;
using Vedetta.Core.Models;
using Vedetta.Core.Profiles;
using Vedetta.Core.Storage;
using Vedetta.Core.Storage.InMemory;
using Vedetta.Core.Time;

namespace Vedetta.Core.Tests.Ingestion;

/// <summary>Everything ingestion needs on stores in memory, at a fixed moment; can be started again on the same stores.</summary>
internal sealed class World : IAsyncDisposable
{
    public static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private World(IEventStore events, IProfileStore profiles, InMemoryMetadata metadata, IngestionOptions options)
    {
        (Events, Profiles, Metadata, Options) = (events, profiles, metadata, options);
        Registry = new ModelRegistry(metadata.Models, Clock);
        Book = new ProfileBook(Registry, events, profiles, Changed, options, NullLogger<ProfileBook>.Instance);
        Ingestion = new IngestionService(Registry, events, metadata.Quarantine, Book, tabular: null, options, Clock, NullLogger<IngestionService>.Instance);
        Models = new ModelService(Registry, Ingestion);
        Reader = new ProfileReader(Registry, Book, profiles);
        Verify = new VerifyService(Registry, Book, events, profiles, options);
    }

    public IEventStore Events { get; }

    public IProfileStore Profiles { get; }

    public InMemoryMetadata Metadata { get; }

    public IngestionOptions Options { get; }

    public FixedClock Clock { get; } = new(Now);

    public ChangedHours Changed { get; } = new();

    public ModelRegistry Registry { get; }

    public ProfileBook Book { get; }

    public IngestionService Ingestion { get; }

    public ModelService Models { get; }

    public ProfileReader Reader { get; }

    public VerifyService Verify { get; }

    public static ModelId Model { get; } = new("scoring");

    public static Window All { get; } = new(new DateTimeOffset(2025, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2027, 1, 1, 0, 0, 0, TimeSpan.Zero));

    public static async Task<World> StartAsync(IngestionOptions? options = null, IEventStore? events = null, IProfileStore? profiles = null, InMemoryMetadata? metadata = null)
    {
        var world = new World(events ?? new InMemoryEventStore(), profiles ?? new InMemoryProfileStore(), metadata ?? new InMemoryMetadata(), options ?? Sequential());
        await world.Ingestion.StartAsync(CancellationToken.None);
        return world;
    }

    /// <summary>Options whose ids are 1, 2, 3 ... and whose flusher sleeps.</summary>
    public static IngestionOptions Sequential()
    {
        var last = 0;
        return new IngestionOptions
        {
            FlushEvery = TimeSpan.FromDays(10),
            NewId = _ => new Guid(Interlocked.Increment(ref last), 0, 0, new byte[8]),
        };
    }

    public async Task<ModelDefinition> ModelAsync(ModelDescription? description = null) =>
        await Models.PutAsync(Model, description ?? new ModelDescription(ModelTask.Binary), CancellationToken.None);

    public async Task<IngestAnswer> PredictAsync(string text, IngestFormat format = IngestFormat.NdJson, bool backfill = false, bool create = false) =>
        await Ingestion.IngestPredictionsAsync(Model, Source(text, format) with { Backfill = backfill, CreateModel = create }, progress: null, CancellationToken.None);

    public async Task<IngestAnswer> OutcomesAsync(string text, IngestFormat format = IngestFormat.NdJson) =>
        await Ingestion.IngestOutcomesAsync(Model, Source(text, format), progress: null, CancellationToken.None);

    public async Task<ReferenceAnswer> ReferenceAsync(string text, string version = "1", IngestFormat format = IngestFormat.Csv, bool create = false) =>
        await Ingestion.IngestReferenceAsync(Model, version, Source(text, format) with { CreateModel = create }, progress: null, CancellationToken.None);

    public async Task<ProfileSet> ReadAsync(Window? window = null, string? version = null, SegmentKey? segment = null) =>
        (await Reader.ReadAsync(Model, [window ?? All], columns: null, version, segment ?? SegmentKey.All, CancellationToken.None))[0];

    public static IngestSource Source(string text, IngestFormat format) => new(new MemoryStream(Encoding.UTF8.GetBytes(text)), format);

    public async ValueTask DisposeAsync()
    {
        await Ingestion.DisposeAsync();
        Book.Dispose();
        Registry.Dispose();
    }
}

/// <summary>A clock that stands still until it is moved.</summary>
internal sealed class FixedClock(DateTimeOffset now) : TimeProvider
{
    public DateTimeOffset Now { get; set; } = now;

    public override DateTimeOffset GetUtcNow() => Now;
}
