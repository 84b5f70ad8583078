using System.Globalization;
using System.Text;
using Vedetta.Cli.CommandLine;
using Vedetta.Cli.Drift;
using Vedetta.Statistics;
using Vedetta.Statistics.Drift;
using Vedetta.Statistics.Explain;

namespace Vedetta.Cli.Reporting;

/// <summary>The report as one HTML page that needs nothing else: no script, no font, no address. Stays below a megabyte however many columns there are.</summary>
internal static class ReportHtml
{
    // Pictures stop at the first size, rows at the second; what is left out is said.
    private const int RoomForPictures = 700_000;
    private const int RoomForRows = 900_000;

    /// <summary>Writes the page.</summary>
    /// <param name="report">The comparison, with pictures.</param>
    /// <param name="reference">Name of the reference file.</param>
    /// <param name="current">Name of the current file.</param>
    public static string Write(DriftReport report, string reference, string current)
    {
        var page = new StringBuilder("<!doctype html>\n<html lang=en><head><meta charset=utf-8><meta name=viewport content=\"width=device-width,initial-scale=1\">");
        page.Append("<meta http-equiv=Content-Security-Policy content=\"default-src 'none'; style-src 'unsafe-inline'\">");
        page.Append("<title>Drift: ").Append(Html.Text(current)).Append(" against ").Append(Html.Text(reference)).Append("</title><style>\n").Append(ReportStyle.Css).Append("\n</style></head><body>").Append(ReportStyle.Shapes);
        page.Append("<main><h1><span class=").Append(DriftJson.Word(report.Verdict)).Append('>').Append(Shape(report.Verdict)).Append("</span><span>").Append(Html.Text(ReportWords.Headline(report))).Append("</span></h1>");
        page.Append("<p class=sub>").Append(Html.Name(current)).Append(" against ").Append(Html.Name(reference)).Append("</p>");
        Shares(page, report);
        if (report.Whole is { } whole) page.Append("<p>").Append(Html.Text(DriftText.Sentence(whole))).Append("</p>");
        page.Append("<p class=lead>").Append(ReportWords.Lead(report)).Append("</p>");
        page.Append("<div class=key><span><i></i>reference</span><span><i class=c></i>current</span><span>worst first</span></div>");
        Table(page, report);
        Methods(page, report);
        page.Append("<footer>Made by vedetta report. The same comparison as JSON: vedetta drift REFERENCE CURRENT --json</footer></main></body></html>\n");
        return page.ToString();
    }

    private static void Shares(StringBuilder page, DriftReport report)
    {
        if (report.Columns.Count == 0) return;
        page.Append("<div class=bar aria-hidden=true>");
        foreach (var kind in (ReadOnlySpan<VerdictKind>)[VerdictKind.Critical, VerdictKind.Warning, VerdictKind.Undecided, VerdictKind.Healthy])
            if (report.Columns.Count(line => line.Verdict.Kind == kind) is > 0 and var count) page.Append(CultureInfo.InvariantCulture, $"<i class={DriftJson.Word(kind)} style=\"flex:{count}\"></i>");
        page.Append("</div>");
    }

    private static void Table(StringBuilder page, DriftReport report)
    {
        if (report.Columns.Count == 0) return;
        page.Append("<table><caption>Columns</caption><thead><tr><th scope=col>Column<th scope=col>Distribution<th scope=col>What is different<th scope=col class=n>Statistic<th scope=col class=n>p<th scope=col class=n>Excess<th scope=col>Verdict</thead><tbody>\n");
        var written = 0;
        foreach (var line in report.Columns)
        {
            if (page.Length > RoomForRows) break;
            Row(page, line);
            written++;
        }

        page.Append("</tbody></table>");
        if (written < report.Columns.Count) page.Append(CultureInfo.InvariantCulture, $"<p class=sub>{Numbers.Count(report.Columns.Count - written)} more columns, none of them worse, are left out to keep this page small; the JSON answer has them all.</p>");
    }

    private static void Row(StringBuilder page, DriftLine line)
    {
        var word = DriftJson.Word(line.Verdict.Kind);
        var picture = line.Picture is { } drawn && page.Length < RoomForPictures ? PictureSvg.Draw(line.Column, drawn) : "";
        page.Append("<tr><th scope=row>").Append(Html.Name(line.Column)).Append("<small>").Append(line.Type.ToString().ToLowerInvariant()).Append("</small></th><td>").Append(picture);
        if (line.Picture is { Continuous: true } told)
            page.Append("<small>was ").Append(Html.Text(told.Reference)).Append("<br>now ").Append(Html.Text(told.Current)).Append("</small>");
        page.Append("</td><td class=why>").AppendJoin("<br>", ReportWords.Of(line)).Append("</td>");
        page.Append("<td class=n>").Append(Numbers.Short(line.Facts?.Statistic)).Append(line.Facts is null ? "</td>" : $"<small class=by>{Html.Text(line.Facts.Test ?? DriftMethods.Name(line.Method))}</small></td>");
        page.Append("<td class=n>").Append(Numbers.Short(line.Judged?.AdjustedPValue)).Append("</td>");
        page.Append(line.Drifted ? "<td class=\"n big " + word + "\">" : "<td class=n>").Append(line.Judged?.Excess is { } excess ? Numbers.Short(excess) + " ×" : "-").Append("</td>");
        page.Append("<td><span class=\"st ").Append(word).Append("\">").Append(Shape(line.Verdict.Kind)).Append("<span>").Append(word).Append("</span></span></td></tr>\n");
    }

    private static void Methods(StringBuilder page, DriftReport report)
    {
        var used = report.Columns.Where(line => line.Facts is not null).Select(line => line.Method).Distinct().Select(method => MethodCatalog.Find(DriftMethods.Name(method))).OfType<MethodEntry>().ToArray();
        if (used.Length == 0) return;
        page.Append("<h2>How it was judged</h2><dl>");
        foreach (var entry in used)
        {
            page.Append("<dt>").Append(Html.Text(entry.Name)).Append("</dt><dd>").Append(Html.Text(entry.Title)).Append(". ").Append(Paragraph(entry.Purpose));
            page.Append("<p class=sub>").Append(Paragraph(entry.Effect)).Append("</p><p class=sub>What it misses: ").Append(Paragraph(entry.Misses)).Append("</p></dd>");
        }

        page.Append("<dt>excess</dt><dd>The largest effect divided by the threshold of a warning: 1 × is where a warning begins.</dd>");
        page.Append("<dt>p</dt><dd>How often chance alone gives a difference as large where nothing changed, corrected for the number of columns.</dd></dl>");
    }

    private static string Paragraph(string text) => System.Net.WebUtility.HtmlEncode(text);

    private static string Shape(VerdictKind kind) => $"<svg class=i aria-hidden=true><use href=\"#{DriftJson.Word(kind)}\"/></svg>";
}
