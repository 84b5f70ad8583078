using System.Globalization;
using System.Net;
using System.Text;
using Vedetta.Cli.CommandLine;
using Vedetta.Cli.Reporting;
using Vedetta.Statistics.Explain;
using Vedetta.Statistics.Performance;

namespace Vedetta.Cli.Performance;

/// <summary>The report as one HTML page that needs nothing else: a picture of each metric over time, then every value with its interval.</summary>
internal static class PerformanceHtml
{
    // Rows stop here, so that the page stays below a megabyte; what is left out is said.
    private const int RoomForRows = 900_000;

    private const string Css = """
        .charts{display:grid;grid-template-columns:repeat(auto-fill,minmax(330px,1fr));gap:8px 28px;margin:18px 0 8px}
        .charts figure{margin:0}.charts figcaption{font-weight:600}
        .scroll{overflow-x:auto}
        """;

    /// <summary>Writes the page.</summary>
    /// <param name="report">The report.</param>
    /// <param name="shown">The metrics shown, in order.</param>
    public static string Write(PerformanceReport report, IReadOnlyList<PerformanceMetric> shown)
    {
        var page = new StringBuilder("<!doctype html>\n<html lang=en><head><meta charset=utf-8><meta name=viewport content=\"width=device-width,initial-scale=1\">");
        page.Append("<meta http-equiv=Content-Security-Policy content=\"default-src 'none'; style-src 'unsafe-inline'\">");
        page.Append("<title>Quality: ").Append(Html.Text(report.File)).Append("</title><style>\n").Append(ReportStyle.Css).Append('\n').Append(IntervalSvg.Css).Append(Css).Append("\n</style></head><body><main>");
        page.Append("<h1><span>").Append(Html.Text(Headline(report, shown[0]))).Append("</span></h1>");
        var all = report.Points.Where(p => p.Segment is null).ToArray();
        page.Append("<p class=sub>").Append(Html.Name(report.File)).Append(CultureInfo.InvariantCulture, $", {report.Task.ToString().ToLowerInvariant()}: {Numbers.Count(all.Sum(p => p.Labelled))} of {Numbers.Count(all.Sum(p => p.N))} rows labelled. Bars are intervals of 95 %.</p>");
        foreach (var note in report.Notes) page.Append("<p class=sub>").Append(Html.Text(note)).Append("</p>");
        if (all.Length > 1)
        {
            page.Append("<div class=charts>");
            foreach (var metric in shown) page.Append("<figure><figcaption>").Append(PerformanceMetrics.Name(metric)).Append("</figcaption>").Append(Picture(metric, all)).Append("</figure>");
            page.Append("</div>");
        }

        Table(page, report, shown);
        Metrics(page, shown);
        return page.Append("<footer>Made by vedetta performance. The same values as JSON: vedetta performance FILE --json</footer></main></body></html>\n").ToString();
    }

    private static string Picture(PerformanceMetric metric, IReadOnlyList<PerformancePoint> points) =>
        new IntervalSvg(PerformanceMetrics.Name(metric), value => PerformanceText.Short(metric, value))
            .Draw([.. points.Select(p => (p, v: p.Metrics.First(m => m.Key == metric).Value)).Select(x => new IntervalMark(PerformanceText.Period(x.p), x.v.Value, x.v.Low, x.v.High))]);

    // A change is named only where the intervals of the first and the last period do not share a value.
    private static string Headline(PerformanceReport report, PerformanceMetric metric)
    {
        var (name, better) = (PerformanceMetrics.Name(metric), PerformanceMetrics.Describe(metric).HigherIsBetter);
        var measured = report.Points.Where(p => p.Segment is null).Select(p => (Point: p, p.Metrics.First(m => m.Key == metric).Value)).Where(p => p.Value.Interval is not null).ToArray();
        if (measured.Length == 0) return $"{name} cannot be told with an interval in any period";
        var (first, last) = (measured[0], measured[^1]);
        var text = $"{name} {PerformanceText.Cell(metric, last.Value)}";
        if (measured.Length == 1) return text;
        var (rose, fell) = (last.Value.Low > first.Value.High, last.Value.High < first.Value.Low);
        if (!rose && !fell) return $"{text} in the last period, within chance of the first";
        var word = better is null ? rose ? "higher" : "lower" : rose == better ? "better" : "worse";
        return $"{text} in the last period, {word} than the first ({PerformanceText.Cell(metric, first.Value)})";
    }

    private static void Table(StringBuilder page, PerformanceReport report, IReadOnlyList<PerformanceMetric> shown)
    {
        var segmented = report.Points.Any(p => p.Segment is not null);
        page.Append("<div class=scroll><table><caption>Values</caption><thead><tr><th scope=col>From").Append(segmented ? "<th scope=col>Segment" : "").Append("<th scope=col class=n>Rows<th scope=col class=n>Labelled");
        foreach (var metric in shown) page.Append("<th scope=col class=n>").Append(PerformanceMetrics.Name(metric));
        page.Append("</thead><tbody>\n");
        var written = 0;
        foreach (var point in report.Points)
        {
            if (page.Length > RoomForRows) break;
            page.Append("<tr><th scope=row>").Append(PerformanceText.Period(point)).Append("</th>");
            if (segmented) page.Append("<td>").Append(point.Segment is { } segment ? Html.Name(segment) : "all").Append("</td>");
            page.Append(CultureInfo.InvariantCulture, $"<td class=n>{Numbers.Count(point.N)}</td><td class=n>{Numbers.Count(point.Labelled)}</td>");
            foreach (var metric in shown)
            {
                var value = point.Metrics.First(m => m.Key == metric).Value;
                page.Append("<td class=n>").Append(value.Interval is { } interval
                    ? $"{PerformanceText.Short(metric, value.Value!.Value)}<small>{PerformanceText.Short(metric, interval.Low)} to {PerformanceText.Short(metric, interval.High)}</small>"
                    : $"{PerformanceText.Cell(metric, value)}<small>{WebUtility.HtmlEncode(value.Note)}</small>").Append("</td>");
            }

            page.Append("</tr>\n");
            written++;
        }

        page.Append("</tbody></table></div>");
        if (written < report.Points.Count) page.Append(CultureInfo.InvariantCulture, $"<p class=sub>{Numbers.Count(report.Points.Count - written)} more lines are left out to keep this page small; the JSON answer has them all.</p>");
    }

    private static void Metrics(StringBuilder page, IReadOnlyList<PerformanceMetric> shown)
    {
        page.Append("<h2>What the metrics are</h2><dl>");
        foreach (var entry in shown.Select(m => MethodCatalog.Find(PerformanceMetrics.Name(m))).OfType<MethodEntry>())
            page.Append("<dt>").Append(entry.Name).Append("</dt><dd>").Append(WebUtility.HtmlEncode(entry.Purpose)).Append("<p class=sub>").Append(WebUtility.HtmlEncode(entry.Formula)).Append(' ').Append(WebUtility.HtmlEncode(entry.Effect)).Append("</p></dd>");
        page.Append("</dl>");
    }
}
