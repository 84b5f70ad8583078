using Vedetta.Core.Readings;

namespace Vedetta.Server.Api;

/// <summary>How a model's service did.</summary>
public sealed record ServiceBody(IReadOnlyList<ServicePointBody> Points, ServicePointBody? Whole, IReadOnlyList<string> Notes, FreshnessBody Freshness)
{
    /// <summary>As clients see it.</summary>
    public static ServiceBody Of(TrafficAnswer answer) => new(
        [.. answer.Points.Select(ServicePointBody.Of)], answer.Whole is { } whole ? ServicePointBody.Of(whole) : null, answer.Notes, new FreshnessBody(answer.LastEvent, answer.LastReceived));
}

/// <summary>One window.</summary>
public sealed record ServicePointBody(
    DateTimeOffset From, DateTimeOffset To, long N, long Rejected, long Duplicates, long Late, UsualBand? Usual, ShareOfRows? Errors, LatencyQuantiles? LatencyMs, double Completeness)
{
    /// <summary>As clients see it.</summary>
    public static ServicePointBody Of(ServicePoint point) => new(
        point.Window.From, point.Window.To, point.N, point.Rejected, point.Duplicates, point.Late, point.Usual, point.Errors, point.Latency, point.Completeness);
}
