using System.Globalization;
using System.Text;
using Vedetta.Cli.CommandLine;
using Vedetta.Cli.Reporting;
using Vedetta.Statistics;
using Vedetta.Statistics.Explain;

namespace Vedetta.Cli.Estimating;

/// <summary>The estimate as one HTML page that needs nothing else: whether to believe it, a picture of each metric, every value with its interval.</summary>
internal static class EstimationHtml
{
    private const string Css = """
        .charts{display:grid;grid-template-columns:repeat(auto-fill,minmax(330px,1fr));gap:8px 28px;margin:18px 0 8px}
        .charts figure{margin:0}.charts figcaption{font-weight:600}
        .scroll{overflow-x:auto}
        """;

    /// <summary>Writes the page.</summary>
    /// <param name="report">The estimate.</param>
    /// <param name="shown">Names of the metrics shown, in order.</param>
    public static string Write(EstimationReport report, IReadOnlyList<string> shown)
    {
        var page = new StringBuilder("<!doctype html>\n<html lang=en><head><meta charset=utf-8><meta name=viewport content=\"width=device-width,initial-scale=1\">");
        page.Append("<meta http-equiv=Content-Security-Policy content=\"default-src 'none'; style-src 'unsafe-inline'\">");
        page.Append("<title>Estimate: ").Append(Html.Text(report.File)).Append("</title><style>\n").Append(ReportStyle.Css).Append('\n').Append(IntervalSvg.Css).Append(Css).Append("\n</style></head><body>").Append(ReportStyle.Shapes).Append("<main>");
        page.Append("<h1><span>").Append(Html.Text(Headline(report, shown))).Append("</span></h1>");
        page.Append("<p class=sub>").Append(Html.Name(report.File)).Append(CultureInfo.InvariantCulture, $", {report.Task.ToString().ToLowerInvariant()}, {Numbers.Count(report.Points.Sum(p => p.N))} rows, estimated without labels by {report.Method}. Bars are intervals of 95 % of what labels would show; dashed lines are the thresholds from the reference.</p>");
        foreach (var note in report.Notes) page.Append("<p class=sub>").Append(Html.Text(note)).Append("</p>");
        if (report.Points.Count > 1)
        {
            page.Append("<div class=charts>");
            foreach (var metric in shown) page.Append("<figure><figcaption>").Append(metric).Append("</figcaption>").Append(Picture(report, metric)).Append("</figure>");
            page.Append("</div>");
        }

        Reference(page, report, shown);
        Table(page, report, shown);
        if (MethodCatalog.Find(report.Method == "auto" ? "estimate_auto" : report.Method) is { } entry)
            page.Append("<h2>").Append(Html.Text(entry.Title)).Append("</h2><dl><dt>Does<dd>").Append(Html.Text(entry.Purpose)).Append("<dt>Assumes<dd>").Append(Html.Text(entry.Assumptions)).Append("<dt>Cannot see<dd>").Append(Html.Text(entry.Misses)).Append("</dl>");
        return page.Append("<footer>Made by vedetta estimate. The same values as JSON: vedetta estimate REFERENCE CURRENT --json</footer></main></body></html>\n").ToString();
    }

    private static string Headline(EstimationReport report, IReadOnlyList<string> shown)
    {
        var doubted = report.Reference.Where(r => r.Trusted == false && shown.Contains(r.Metric)).Select(r => r.Metric).ToArray();
        if (doubted.Length > 0) return $"The estimate of {string.Join(", ", doubted)} is not to be trusted: it does not hold even inside the reference";
        var bad = report.Points.SelectMany(p => p.Values.Where(v => shown.Contains(v.Metric) && v.Verdict.IsAlarm).Select(v => (p, v))).ToArray();
        return bad.Length == 0
            ? $"No metric leaves its thresholds in {report.Points.Count} periods"
            : $"{bad[^1].v.Metric} {EstimationText.Cell(bad[^1].v)} leaves its thresholds in {EstimationText.Period(bad[^1].p)}, {bad.Length} {(bad.Length == 1 ? "value" : "values")} in all";
    }

    private static string Picture(EstimationReport report, string metric)
    {
        var reference = report.Reference.First(r => r.Metric == metric);
        return new IntervalSvg(metric, value => EstimationText.Short(value), reference.Lower, reference.Upper)
            .Draw([.. report.Points.Select(p => (p, v: p.Values.First(v => v.Metric == metric))).Select(x => new IntervalMark(EstimationText.Period(x.p), x.v.Value, x.v.Low, x.v.High))]);
    }

    private static void Reference(StringBuilder page, EstimationReport report, IReadOnlyList<string> shown)
    {
        page.Append("<table><caption>Reference</caption><thead><tr><th scope=col>Metric<th scope=col class=n>Realized<th scope=col class=n>Thresholds<th scope=col class=n>Factor of the back-test<th scope=col>Trusted</thead><tbody>\n");
        foreach (var metric in shown.Select(m => report.Reference.First(r => r.Metric == m)))
        {
            page.Append("<tr><th scope=row>").Append(metric.Metric).Append("</th><td class=n>").Append(EstimationText.Short(metric.Value)).Append("</td><td class=n>")
                .Append(metric.Lower is null && metric.Upper is null ? "-" : $"{EstimationText.Short(metric.Lower)} to {EstimationText.Short(metric.Upper)}").Append("</td><td class=n>")
                .Append(metric.Factor is { } factor ? factor.ToString("0.00", CultureInfo.InvariantCulture) : "not back-tested").Append("</td><td>")
                .Append(metric.Trusted switch { true => "yes", false => "no", _ => "not known" }).Append("</td></tr>\n");
        }

        page.Append("</tbody></table>");
    }

    private static void Table(StringBuilder page, EstimationReport report, IReadOnlyList<string> shown)
    {
        page.Append("<div class=scroll><table><caption>Values</caption><thead><tr><th scope=col>From<th scope=col class=n>Rows");
        foreach (var metric in shown) page.Append("<th scope=col class=n>").Append(metric);
        page.Append("</thead><tbody>\n");
        // Rows stop where the page would pass a megabyte; what is left out is said.
        var written = 0;
        foreach (var point in report.Points)
        {
            if (page.Length > 900_000) break;
            page.Append(CultureInfo.InvariantCulture, $"<tr><th scope=row>{EstimationText.Period(point)}</th><td class=n>{Numbers.Count(point.N)}</td>");
            foreach (var value in shown.Select(m => point.Values.First(v => v.Metric == m))) Cell(page, value);
            page.Append("</tr>\n");
            written++;
        }

        page.Append("</tbody></table></div>");
        if (written < report.Points.Count) page.Append(CultureInfo.InvariantCulture, $"<p class=sub>{Numbers.Count(report.Points.Count - written)} more lines are left out to keep this page small; the JSON answer has them all.</p>");
    }

    private static void Cell(StringBuilder page, EstimatedValue value)
    {
        var word = value.Verdict.Kind.ToString().ToLowerInvariant();
        page.Append("<td class=n>").Append(value.Value is null ? "-" : EstimationText.Short(value.Value));
        if (value.Low is not null) page.Append("<small>").Append(EstimationText.Short(value.Low)).Append(" to ").Append(EstimationText.Short(value.High)).Append("</small>");
        if (value.Verdict.Kind != VerdictKind.Healthy) page.Append("<small class=").Append(word).Append(" title=\"").Append(Html.Text(value.Verdict.Reason ?? "")).Append("\"><svg class=i aria-hidden=true><use href=\"#").Append(word).Append("\"/></svg> ").Append(word).Append("</small>");
        page.Append("</td>");
    }
}
