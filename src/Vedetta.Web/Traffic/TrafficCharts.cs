using Vedetta.Core.Readings;
using Vedetta.Web.Charts;
using Vedetta.Web.Language;

namespace Vedetta.Web.Traffic;

/// <summary>Charts of the traffic page. Pure.</summary>
public sealed class TrafficCharts(TrafficView view, Words words)
{
    private readonly TimeZoneInfo _zone = view.Scope.Model.Zone;

    /// <summary>Rows per window over the band of the usual; a window that is still open is left out.</summary>
    public TimeChart Rate() => Chart(
        Unit.Count,
        [
            new ChartSeries(words.UsualBand, [.. view.Points.Select(_ => (double?)null)], "ink-3", [.. view.Points.Select(point => point?.Usual?.Low)], [.. view.Points.Select(point => point?.Usual?.High)]),
            Line(words.TrafficName, point => point.N, "accent"),
        ]);

    /// <summary>Quantiles of the latency.</summary>
    public TimeChart Latency() => Chart(
        Unit.Milliseconds,
        [
            Line("p99", point => point.Latency?.P99.Value, "s4", Dash.Dotted, 1.25, "p99"),
            Line("p95", point => point.Latency?.P95.Value, "accent", end: "p95") with
            {
                Low = [.. view.Points.Select(point => point is { Latency.N: >= Small } ? point.Latency.P95.Low : (double?)null)],
                High = [.. view.Points.Select(point => point is { Latency.N: >= Small } ? point.Latency.P95.High : (double?)null)],
            },
            Line("p50", point => point.Latency?.P50.Value, "s2", Dash.Dashed, 1.25, "p50"),
        ]);

    /// <summary>Errors and rejected rows as shares.</summary>
    public TimeChart Errors() => Chart(
        Unit.Percent,
        [
            Line(words.RejectedWord, point => point.N + point.Rejected == 0 ? null : (double)point.Rejected / (point.N + point.Rejected), "s5", Dash.Dashed, 1.5),
            Line(words.ErrorsWord, point => point.Errors?.Value, "critical"),
        ]);

    /// <summary>Rows sent twice and rows that came late.</summary>
    public TimeChart Odd() => Chart(
        Unit.Count,
        [
            // Counts of a window that is still open only grow: they are shown as they stand.
            new ChartSeries(words.LateWord, [.. view.Points.Select(point => (double?)point?.Late)], "s2", Dash: Dash.Dashed, Width: 1.5),
            new ChartSeries(words.DuplicatesWord, [.. view.Points.Select(point => (double?)point?.Duplicates)], "accent"),
        ]);

    // An interval of a 95 % quantile needs some values beyond it.
    private const long Small = 60;

    private ChartSeries Line(string name, Func<ServicePoint, double?> value, string tone, Dash dash = Dash.Solid, double width = 1.75, string? end = null) =>
        new(name, [.. view.Points.Select(point => point is { Completeness: >= 1 } ? value(point) : null)], tone, Dash: dash, Width: width, End: end);

    private TimeChart Chart(Unit unit, IReadOnlyList<ChartSeries> series) => new(
        [.. view.Scope.Windows.Select(window => words.Format.Window(window, _zone))], view.Scope.Ticks(), unit, series, [], [], [], Min: 0);
}
