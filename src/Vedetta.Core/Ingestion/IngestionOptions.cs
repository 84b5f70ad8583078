namespace Vedetta.Core.Ingestion;

/// <summary>Bounds of ingestion.</summary>
public sealed record IngestionOptions
{
    /// <summary>Rows that may wait for the writer; beyond, requests are shed.</summary>
    public int QueueRows { get; init; } = 500_000;

    /// <summary>Bytes that may wait for the writer.</summary>
    public long QueueBytes { get; init; } = 256L << 20;

    /// <summary>Rows of one durable transaction.</summary>
    public int GroupRows { get; init; } = 125_000;

    /// <summary>Rows parsed before they are handed to the writer.</summary>
    public int ChunkRows { get; init; } = 25_000;

    /// <summary>Rows of one JSON array or object sequence, which is stored as a whole or not at all.</summary>
    public int WholeRows { get; init; } = 200_000;

    /// <summary>Rows of one reference, which is kept in memory until it is profiled.</summary>
    public int ReferenceRows { get; init; } = 5_000_000;

    /// <summary>When a request that was shed should come back.</summary>
    public TimeSpan RetryAfter { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long after its end an hour still takes rows without counting them late.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How often profiles are flushed.</summary>
    public TimeSpan FlushEvery { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Unflushed profiles, in rough bytes, from which a flush starts at once.</summary>
    public long FlushBytes { get; init; } = 64L << 20;

    /// <summary>Flushes of one model after which its fragments are compacted.</summary>
    public int CompactAfter { get; init; } = 60;

    /// <summary>Where uploads that must be read twice are kept while they are read; null for the system's place for such files.</summary>
    public string? SpoolDirectory { get; init; }

    /// <summary>Makes ids of rows that come without one, given now.</summary>
    public Func<DateTimeOffset, Guid> NewId { get; init; } = Guid.CreateVersion7;
}
