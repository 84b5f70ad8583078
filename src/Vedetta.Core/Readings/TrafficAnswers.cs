using Vedetta.Core.Time;

namespace Vedetta.Core.Readings;

/// <summary>How a model's service did, per window: rate, errors, latency, and what did not become rows.</summary>
/// <param name="Points">One per window that the data reach, in order; windows without rows too.</param>
/// <param name="Whole">All of them together.</param>
/// <param name="Notes">What one must know, for example that latencies of a version could not be merged.</param>
/// <param name="LastEvent">Event time of the latest row; null before any.</param>
/// <param name="LastReceived">When the latest row came; null before any.</param>
public sealed record TrafficAnswer(IReadOnlyList<ServicePoint> Points, ServicePoint? Whole, IReadOnlyList<string> Notes, DateTimeOffset? LastEvent, DateTimeOffset? LastReceived);

/// <summary>One window of a service.</summary>
/// <param name="Window">The span.</param>
/// <param name="N">Rows.</param>
/// <param name="Rejected">Rows put into quarantine; of all versions and segments.</param>
/// <param name="Duplicates">Rows whose id was known; of all versions and segments.</param>
/// <param name="Late">Rows that came after their hour had closed; of all versions and segments.</param>
/// <param name="Usual">Rows that such a window usually has, 99 % of the time; null while there are fewer than four to compare with.</param>
/// <param name="Errors">Rows that carry an error; null without rows.</param>
/// <param name="Latency">Milliseconds the model took; null where no row says.</param>
/// <param name="Completeness">Share of the window that has passed, 0 to 1.</param>
public sealed record ServicePoint(
    Window Window, long N, long Rejected, long Duplicates, long Late, UsualBand? Usual, ShareOfRows? Errors, LatencyQuantiles? Latency, double Completeness);

/// <summary>A band of usual counts.</summary>
public sealed record UsualBand(double Low, double High);

/// <summary>A share of rows with its 95 % interval (Wilson, modified near 0 and 1).</summary>
/// <param name="Count">Rows that have it.</param>
/// <param name="N">All rows.</param>
/// <param name="Value">The share.</param>
/// <param name="Low">Lower limit.</param>
/// <param name="High">Upper limit.</param>
public sealed record ShareOfRows(long Count, long N, double Value, double Low, double High);

/// <summary>Quantiles of the latency, in milliseconds, with 95 % intervals.</summary>
/// <param name="N">Rows that say how long they took.</param>
/// <param name="P50">Half of the rows took no longer.</param>
/// <param name="P95">95 of 100 rows took no longer.</param>
/// <param name="P99">99 of 100 rows took no longer.</param>
public sealed record LatencyQuantiles(long N, Estimate P50, Estimate P95, Estimate P99);

/// <summary>A value with its 95 % interval.</summary>
public sealed record Estimate(double Value, double Low, double High);
