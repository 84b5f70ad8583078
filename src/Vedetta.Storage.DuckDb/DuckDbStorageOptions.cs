namespace Vedetta.Storage.DuckDb;

/// <summary>How much of the machine the store may use.</summary>
public sealed record DuckDbStorageOptions
{
    /// <summary>
    /// Threads of the engine; by default half the cores, as it waits for its own workers by spinning, which on a busy machine
    /// doubles the processor time of an append.
    /// </summary>
    public int Threads { get; init; } = Math.Max(1, Environment.ProcessorCount / 2);

    /// <summary>Memory of the engine in bytes; null = 80 % of the machine.</summary>
    public long? MemoryLimit { get; init; }

    /// <summary>
    /// Size in bytes at which the write-ahead log is folded into the file. A small one pauses commits often, a large one makes
    /// the start after a crash slow: a log of 185 MB replays in 2.4 s.
    /// </summary>
    public long CheckpointThreshold { get; init; } = 192 << 20;
}
