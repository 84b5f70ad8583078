using System.Globalization;
using System.Net;
using System.Text;
using Vedetta.Statistics;

namespace Vedetta.Web.Reports;

/// <summary>A report as one HTML page that needs nothing else: no script, no font, no picture, no address of another. Small enough for a mail. Pure.</summary>
public static class ReportHtml
{
    private const int MostRows = 200;
    private const int LongestText = 600;

    private const string Css = """
        :root{color-scheme:light dark}
        body{margin:0;background:#fff;color:#15191F;font:400 14px/22px Inter,system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
        main{max-width:920px;margin:0 auto;padding:24px}
        h1{font-size:20px;line-height:28px;font-weight:600;margin:0 0 4px}
        h2{font-size:14px;line-height:22px;font-weight:600;margin:24px 0 6px}
        p,ul{margin:0 0 8px}ul{padding-left:20px}
        .sub,footer{font-size:12px;line-height:18px;color:#646C78}
        .sub span{margin-right:16px}
        table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}
        th,td{text-align:left;vertical-align:top;padding:6px 12px 6px 0;border-top:1px solid #E4E7EC}
        thead th{font-size:12px;line-height:18px;font-weight:400;color:#646C78;border-top:0}
        .n{text-align:right;white-space:nowrap}
        a{color:#0A6A70}
        .critical{color:#951228;font-weight:600}.warning{color:#B5600C;font-weight:600}.healthy{color:#0F4B7D}.undecided{color:#6E7581}
        footer{margin-top:28px;border-top:1px solid #E4E7EC;padding-top:10px}
        @media (prefers-color-scheme:dark){body{background:#12151A;color:#E9ECF1}th,td,footer{border-color:#252A33}.sub,footer,thead th{color:#8F97A4}a{color:#4DBBB4}.critical{color:#E93D54}.warning{color:#F69934}.healthy{color:#5088C9}.undecided{color:#B0B3C0}}
        @media print{main{max-width:none;padding:0}tr{break-inside:avoid}}
        """;

    /// <summary>Writes the page.</summary>
    public static string Write(ReportView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        var page = new StringBuilder("<!doctype html>\n").Append(CultureInfo.InvariantCulture, $"<html lang=\"{Text(view.Language)}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">");
        page.Append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">");
        page.Append("<title>").Append(Text(view.Subject)).Append("</title><style>\n").Append(Css).Append("\n</style></head><body><main>");
        page.Append("<h1><span class=\"").Append(Class(view.Silent ? VerdictKind.Undecided : view.Verdict)).Append("\">").Append(Mark(view.Silent ? VerdictKind.Undecided : view.Verdict)).Append("</span> ").Append(Text(view.Headline)).Append("</h1><p class=\"sub\">");
        foreach (var fact in view.Facts) page.Append("<span>").Append(Text(fact)).Append("</span> ");
        page.Append("</p>\n");
        foreach (var section in view.Sections) Section(page, section);
        if (view.Link is { } link) page.Append("<p><a href=\"").Append(Text(link)).Append("\">").Append(Text(view.LinkText)).Append("</a></p>");
        return page.Append("<footer>").Append(Text(view.Footer)).Append("</footer></main></body></html>\n").ToString();
    }

    private static void Section(StringBuilder page, ReportSection section)
    {
        page.Append("<section><h2>").Append(Text(section.Title)).Append("</h2>");
        if (section.Lines.Count > 0)
        {
            page.Append("<ul>");
            foreach (var line in section.Lines.Take(MostRows))
            {
                page.Append("<li>");
                if (line.Verdict != VerdictKind.Undecided) page.Append("<span class=\"").Append(Class(line.Verdict)).Append("\">").Append(Mark(line.Verdict)).Append("</span> ");
                if (line.Link is { } link) page.Append("<a href=\"").Append(Text(link)).Append("\">").Append(Text(line.Text)).Append("</a>");
                else page.Append(Text(line.Text));
                page.Append("</li>");
            }

            page.Append("</ul>");
        }

        if (section.Table is { } table) Table(page, table, section.Title);
        page.Append("</section>\n");
    }

    private static void Table(StringBuilder page, ReportTable table, string title)
    {
        page.Append("<table aria-label=\"").Append(Text(title)).Append("\"><thead><tr>");
        foreach (var (name, isNumber) in table.Head) page.Append(isNumber ? "<th scope=\"col\" class=\"n\">" : "<th scope=\"col\">").Append(Text(name)).Append("</th>");
        page.Append("</tr></thead><tbody>");
        foreach (var row in table.Rows.Take(MostRows))
        {
            page.Append("<tr>");
            for (var i = 0; i < row.Count; i++) page.Append(table.Head[i].IsNumber ? "<td class=\"n\">" : "<td>").Append(Text(row[i])).Append("</td>");
            page.Append("</tr>");
        }

        page.Append("</tbody></table>");
    }

    private static string Class(VerdictKind kind) => kind switch { VerdictKind.Critical => "critical", VerdictKind.Warning => "warning", VerdictKind.Healthy => "healthy", _ => "undecided" };

    // Shapes of text, which every mail program draws: colour only repeats them.
    private static string Mark(VerdictKind kind) => kind switch { VerdictKind.Critical => "&#11042;", VerdictKind.Warning => "&#9650;", VerdictKind.Healthy => "&#10003;", _ => "&#9675;" };

    private static string Text(string text)
    {
        var clean = new string([.. text.Select(c => char.IsControl(c) && c is not '\n' ? '\uFFFD' : c)]);
        return WebUtility.HtmlEncode(clean.Length > LongestText ? clean[..LongestText] + "…" : clean);
    }
}
