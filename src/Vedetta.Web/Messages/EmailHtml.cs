using System.Text;
using System.Text.Encodings.Web;

namespace Vedetta.Web.Messages;

/// <summary>A message as an HTML mail: tables and inline styles, since readers of mail know little else; nothing is loaded from outside. Pure.</summary>
public static class EmailHtml
{
    private const string Face = "font-family:Inter,'Segoe UI',Roboto,Helvetica,Arial,sans-serif;";
    private const string Ink = "color:#1b2027;";
    private const string Dim = "color:#5b6470;";

    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(System.Text.Unicode.UnicodeRanges.All);

    /// <summary>The whole document.</summary>
    public static string Of(Message message)
    {
        var html = new StringBuilder();
        html.Append("<!doctype html>\n<html lang=\"").Append(message.Language).Append("\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><meta name=\"color-scheme\" content=\"light\"><title>")
            .Append(Encode(message.Subject)).Append("</title></head>\n<body style=\"margin:0;padding:0;background:#eef1f5\">\n")
            .Append("<table role=\"presentation\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" style=\"background:#eef1f5\"><tr><td align=\"center\" style=\"padding:24px 12px\">\n")
            .Append("<table role=\"presentation\" width=\"600\" cellpadding=\"0\" cellspacing=\"0\" style=\"max-width:600px;width:100%;background:#ffffff;border:1px solid #cbd2dc;border-radius:6px\">\n")
            .Append("<tr><td style=\"height:6px;line-height:6px;font-size:0;border-radius:6px 6px 0 0;background:").Append(Colour(message.Tone)).Append("\">&nbsp;</td></tr>\n<tr><td style=\"padding:20px 28px 24px\">\n");
        Body(message, html);
        html.Append("</td></tr>\n<tr><td style=\"padding:12px 28px;border-top:1px solid #e3e7ed;").Append(Face).Append(Dim).Append("font-size:12px;line-height:18px\">").Append(Encode(message.Footer))
            .Append("</td></tr>\n</table>\n</td></tr></table>\n</body></html>\n");
        return html.ToString();
    }

    private static void Body(Message message, StringBuilder html)
    {
        var pending = LineRole.Text;
        foreach (var line in message.Lines)
        {
            if (pending != line.Role) Close(pending, html);
            switch (line.Role)
            {
                case LineRole.Heading:
                    html.Append("<h1 style=\"margin:0 0 8px;").Append(Face).Append(Ink).Append("font-size:20px;line-height:28px;font-weight:600\">").Append(Encode(Flat(line))).Append("</h1>\n");
                    break;
                case LineRole.Reading:
                    if (pending != LineRole.Reading) html.Append("<table role=\"presentation\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" style=\"margin:8px 0;border-collapse:collapse\">\n");
                    html.Append("<tr><td style=\"padding:6px 0;border-top:1px solid #e3e7ed;").Append(Face).Append(Ink).Append("font-size:14px;line-height:20px\">").Append(Runs(line)).Append("</td></tr>\n");
                    break;
                case LineRole.Action:
                    if (pending != LineRole.Action) html.Append("<p style=\"margin:16px 0 0\">");
                    html.AppendJoin(' ', line.Runs.Where(run => run.Url is not null).Select(Button)).Append(' ');
                    break;
                default:
                    html.Append("<p style=\"margin:0 0 8px;").Append(Face).Append(Ink).Append("font-size:14px;line-height:22px\">").Append(Runs(line)).Append("</p>\n");
                    break;
            }

            pending = line.Role;
        }

        Close(pending, html);
    }

    private static void Close(LineRole role, StringBuilder html)
    {
        if (role == LineRole.Reading) html.Append("</table>\n");
        if (role == LineRole.Action) html.Append("</p>\n");
    }

    private static string Button(Run run) =>
        $"<a href=\"{Encode(run.Url!)}\" style=\"display:inline-block;margin:0 4px 8px 0;padding:8px 14px;border:1px solid #0f4b7d;border-radius:4px;{Face}font-size:14px;line-height:20px;color:#0f4b7d;text-decoration:none\">{Encode(run.Text)}</a>";

    private static string Runs(MessageLine line) => line.Runs.Count == 0 ? "&nbsp;" : string.Concat(line.Runs.Select(run => run switch
    {
        { Style: RunStyle.Link, Url: { } url } => $"<a href=\"{Encode(url)}\" style=\"color:#0f4b7d\">{Encode(run.Text)}</a>",
        { Style: RunStyle.Strong } => $"<b style=\"font-weight:600\">{Encode(run.Text)}</b>",
        { Style: RunStyle.Fixed } => $"<span style=\"font-family:'SF Mono',Consolas,'DejaVu Sans Mono',monospace;letter-spacing:1px\">{Encode(run.Text)}</span>",
        _ => Encode(run.Text),
    }));

    private static string Flat(MessageLine line) => string.Concat(line.Runs.Select(run => run.Text));

    private static string Encode(string text) => Encoder.Encode(text);

    private static string Colour(MessageTone tone) => tone switch { MessageTone.Critical => "#951228", MessageTone.Warning => "#b5600c", _ => "#0f4b7d" };
}
