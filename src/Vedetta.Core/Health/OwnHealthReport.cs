using Vedetta.Core.Channels;

namespace Vedetta.Core.Health;

/// <summary>How the program itself does. Read when asked for; thread-safe.</summary>
public interface IOwnHealth
{
    /// <summary>The report of this moment.</summary>
    ValueTask<OwnHealthReport> ReadAsync(CancellationToken cancel);
}

/// <summary>The health of the program.</summary>
/// <param name="At">When it was read.</param>
/// <param name="Program">Which program.</param>
/// <param name="StartedAt">When the process began.</param>
/// <param name="MemoryBytes">Working set of the process.</param>
/// <param name="Processors">Processors it may use.</param>
/// <param name="CpuShare">Share of one processor it used since it began.</param>
/// <param name="Store">What the data take.</param>
/// <param name="Queue">Rows that wait for the writer, and how many may.</param>
/// <param name="Ingest">What came in, per minute of the last hour, oldest first; minutes without anything are there too.</param>
/// <param name="Evaluation">The latest runs of the monitors, newest first.</param>
/// <param name="Models">What is known of each model's rows, by name.</param>
/// <param name="Troubles">Latest warnings and errors of the program, newest first.</param>
/// <param name="Channels">Notifications per channel.</param>
public sealed record OwnHealthReport(
    DateTimeOffset At,
    string Program,
    DateTimeOffset StartedAt,
    long MemoryBytes,
    int Processors,
    double CpuShare,
    StoreHealth Store,
    QueueHealth Queue,
    IReadOnlyList<IngestMinute> Ingest,
    IReadOnlyList<EvaluationPass> Evaluation,
    IReadOnlyList<ModelHealth> Models,
    IReadOnlyList<Trouble> Troubles,
    IReadOnlyList<ChannelHealth> Channels);

/// <summary>What the data take.</summary>
/// <param name="InMemory">True when nothing is written to a disk.</param>
/// <param name="RowBytes">Files of rows and profiles.</param>
/// <param name="MetadataBytes">The file of models, monitors, points and incidents.</param>
/// <param name="FreeBytes">Free space of the disk; null where it is not known.</param>
public sealed record StoreHealth(bool InMemory, long RowBytes, long MetadataBytes, long? FreeBytes);

/// <summary>The queue before the writer.</summary>
/// <param name="Rows">Rows that wait.</param>
/// <param name="Limit">Rows that may wait; beyond, requests are shed.</param>
public sealed record QueueHealth(long Rows, long Limit)
{
    /// <summary>How full it is.</summary>
    public double Filled => Limit == 0 ? 0 : (double)Rows / Limit;
}

/// <summary>What came in during one minute.</summary>
/// <param name="At">Its first moment.</param>
/// <param name="Requests">Requests that brought rows.</param>
/// <param name="Accepted">Rows stored.</param>
/// <param name="Duplicates">Rows whose id was known.</param>
/// <param name="Rejected">Rows put into quarantine.</param>
/// <param name="Shed">Requests that were sent away because the queue was full.</param>
/// <param name="Failed">Requests that ended with another failure.</param>
/// <param name="SlowestMs">Longest time from a request to its acknowledgement.</param>
public sealed record IngestMinute(DateTimeOffset At, long Requests, long Accepted, long Duplicates, long Rejected, long Shed, long Failed, double SlowestMs);

/// <summary>One run of the monitors that are due.</summary>
/// <param name="At">When it began.</param>
/// <param name="TookMs">How long it took.</param>
/// <param name="Models">Models that were evaluated.</param>
/// <param name="Windows">Windows that were looked at.</param>
/// <param name="Failed">Models whose evaluation failed and is tried again.</param>
public sealed record EvaluationPass(DateTimeOffset At, double TookMs, int Models, int Windows, int Failed);

/// <summary>What is known of a model's rows.</summary>
/// <param name="Model">Its name.</param>
/// <param name="Rows">Predictions stored.</param>
/// <param name="Outcomes">Outcomes stored.</param>
/// <param name="Rejected">Rows rejected since it began.</param>
/// <param name="LastEvent">Event time of its latest row; null before any.</param>
/// <param name="LastReceived">When its latest row came; null before any.</param>
/// <param name="EvaluatedAt">When its monitors last ran; null before the first time.</param>
public sealed record ModelHealth(string Model, long Rows, long Outcomes, long Rejected, DateTimeOffset? LastEvent, DateTimeOffset? LastReceived, DateTimeOffset? EvaluatedAt)
{
    /// <summary>How long the latest row was on its way; null before any.</summary>
    public TimeSpan? Lag => LastEvent is { } happened && LastReceived is { } came && came > happened ? came - happened : null;
}

/// <summary>A warning or an error of the program.</summary>
/// <param name="At">When.</param>
/// <param name="IsError">True for an error.</param>
/// <param name="Source">The part of the program.</param>
/// <param name="Text">What it said; never what a sender sent.</param>
/// <param name="Count">How often it was said in a row.</param>
public sealed record Trouble(DateTimeOffset At, bool IsError, string Source, string Text, int Count);

/// <summary>Notifications of a channel.</summary>
/// <param name="Name">The channel.</param>
/// <param name="Kind">How it speaks.</param>
/// <param name="Enabled">Whether it is used.</param>
/// <param name="Waiting">Notifications on their way, of the latest thousand.</param>
/// <param name="Failed">Notifications that were given up, of the latest thousand.</param>
/// <param name="LastAnswer">What the other side said last; null before the first time.</param>
public sealed record ChannelHealth(string Name, ChannelKind Kind, bool Enabled, int Waiting, int Failed, string? LastAnswer);
