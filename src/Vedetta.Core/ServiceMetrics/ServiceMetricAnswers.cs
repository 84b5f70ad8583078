using Vedetta.Core.Time;

namespace Vedetta.Core.ServiceMetrics;

/// <summary>Reads what a Prometheus measured of the service of a model. Thread-safe; never throws for the other side's faults.</summary>
public interface IServiceMetrics
{
    /// <summary>A series per query; empty where none are configured.</summary>
    /// <param name="queries">The queries.</param>
    /// <param name="windows">Windows of one size, in order.</param>
    /// <param name="cancel">Stops the reading.</param>
    ValueTask<IReadOnlyList<ServiceSeries>> ReadAsync(IReadOnlyList<ServiceQuery> queries, IReadOnlyList<Window> windows, CancellationToken cancel);
}

/// <summary>One metric over the windows.</summary>
/// <param name="Query">The query.</param>
/// <param name="Values">One per window; null where nothing was measured.</param>
/// <param name="Problem">Why nothing could be read; null when it could.</param>
public sealed record ServiceSeries(ServiceQuery Query, IReadOnlyList<double?> Values, string? Problem);

/// <summary>Reads nothing: no Prometheus is configured.</summary>
public sealed class NoServiceMetrics : IServiceMetrics
{
    /// <summary>What it says of every query.</summary>
    public const string Why = "no Prometheus is configured: give prometheus.url in the settings";

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ServiceSeries>> ReadAsync(IReadOnlyList<ServiceQuery> queries, IReadOnlyList<Window> windows, CancellationToken cancel) =>
        new([.. queries.Select(query => new ServiceSeries(query, [.. windows.Select(_ => (double?)null)], Why))]);
}
