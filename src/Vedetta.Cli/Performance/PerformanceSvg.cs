using System.Globalization;
using System.Text;
using Vedetta.Statistics.Performance;

namespace Vedetta.Cli.Performance;

/// <summary>Draws a metric over the periods: a bar for each interval, a point for each value; periods without value stay empty.</summary>
internal static class PerformanceSvg
{
    private const int Width = 340;
    private const int Height = 130;
    private const int Left = 46;
    private const int Bottom = 18;
    private const int Top = 8;

    /// <summary>The picture as inline SVG with a description for those who do not see it.</summary>
    public static string Draw(PerformanceMetric metric, IReadOnlyList<PerformancePoint> points)
    {
        var values = points.Select(p => p.Metrics.First(m => m.Key == metric).Value).ToArray();
        var known = values.Where(v => v.Value is not null).ToArray();
        var svg = new StringBuilder();
        var told = known.Length == 0 ? "no value" : $"{PerformanceText.Cell(metric, known[0])} first, {PerformanceText.Cell(metric, known[^1])} last";
        svg.Append(CultureInfo.InvariantCulture, $"<svg class=pic role=img viewBox=\"0 0 {Width} {Height}\" width={Width} height={Height}><title>{PerformanceMetrics.Name(metric)} over {points.Count} periods: {told}</title>");
        if (known.Length > 0) Values(svg, metric, values, known);
        svg.Append(CultureInfo.InvariantCulture, $"<path class=axis d=\"M{Left} {Height - Bottom}H{Width}\"/>");
        svg.Append(CultureInfo.InvariantCulture, $"<text x={Left} y={Height - 4}>{PerformanceText.Period(points[0])}</text><text class=n x={Width} y={Height - 4}>{PerformanceText.Period(points[^1])}</text>");
        return svg.Append("</svg>").ToString();
    }

    private static void Values(StringBuilder svg, PerformanceMetric metric, MetricValue[] values, MetricValue[] known)
    {
        var (low, high) = (known.Min(v => v.Low ?? v.Value!.Value), known.Max(v => v.High ?? v.Value!.Value));
        var span = high > low ? high - low : 1;
        svg.Append(CultureInfo.InvariantCulture, $"<text class=n x={Left - 6} y={Top + 6}>{PerformanceText.Short(metric, high)}</text><text class=n x={Left - 6} y={Height - Bottom - 2}>{PerformanceText.Short(metric, low)}</text>");
        double step = (Width - Left - 8.0) / values.Length;
        for (var i = 0; i < values.Length; i++)
        {
            if (values[i].Value is not { } value) continue;
            var x = Left + 4 + (step * (i + 0.5));
            if (values[i].Interval is { } interval) svg.Append(CultureInfo.InvariantCulture, $"<path class=iv d=\"M{x:0.#} {Y(interval.Low):0.#}V{Y(interval.High):0.#}\"/>");
            svg.Append(CultureInfo.InvariantCulture, $"<circle class=pt cx={x:0.#} cy={Y(value):0.#} r=2.5 />");
        }

        double Y(double value) => Height - Bottom - 2 - ((Height - Bottom - Top - 4) * (value - low) / span);
    }
}
