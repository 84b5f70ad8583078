using System.Text.Json;
using System.Text.Json.Nodes;

namespace Vedetta.Web.Messages;

/// <summary>A message as Slack's blocks: heading, sections, buttons, footer, and a text for lists and phones. Pure.</summary>
public static class SlackText
{
    private const int LongestHeading = 150;
    private const int LongestSection = 3_000;
    private const int LongestButton = 75;
    private const int LongestText = 12_000;
    private const int MostSections = 10;

    private static readonly JsonSerializerOptions Plain = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The document to post.</summary>
    public static string Json(Message message)
    {
        var blocks = new JsonArray();
        var heading = message.Lines.FirstOrDefault(line => line.Role == LineRole.Heading);
        if (heading is not null) blocks.Add(new JsonObject { ["type"] = "header", ["text"] = Text(TextCut.At(Flat(heading), LongestHeading)) });
        foreach (var section in Sections(message.Lines.Where(line => line.Role != LineRole.Action && !ReferenceEquals(line, heading))).Take(MostSections))
            blocks.Add(new JsonObject { ["type"] = "section", ["text"] = new JsonObject { ["type"] = "mrkdwn", ["text"] = section } });
        var buttons = new JsonArray([.. message.Lines.Where(line => line.Role == LineRole.Action).SelectMany(line => line.Runs).Where(run => run.Url is not null).Take(5).Select(Button)]);
        if (buttons.Count > 0) blocks.Add(new JsonObject { ["type"] = "actions", ["elements"] = buttons });
        blocks.Add(new JsonObject { ["type"] = "context", ["elements"] = new JsonArray(new JsonObject { ["type"] = "mrkdwn", ["text"] = Escape(message.Footer) }) });
        return new JsonObject { ["text"] = Escape(TextCut.At(message.Subject, LongestText)), ["blocks"] = blocks }.ToJsonString(Plain);
    }

    private static IEnumerable<string> Sections(IEnumerable<MessageLine> lines)
    {
        var section = "";
        foreach (var line in lines)
        {
            var text = string.Concat(line.Runs.Select(Mark));
            if (text.Length > LongestSection) text = Escape(TextCut.At(Flat(line), LongestSection / 2)) + "…";
            if (section.Length + text.Length + 1 > LongestSection)
            {
                yield return section;
                section = "";
            }

            section += section.Length == 0 ? text : "\n" + text;
        }

        if (section.Length > 0) yield return section;
    }

    private static JsonNode Button(Run run) => new JsonObject { ["type"] = "button", ["text"] = Text(TextCut.At(run.Text, LongestButton)), ["url"] = run.Url };

    private static JsonObject Text(string text) => new() { ["type"] = "plain_text", ["text"] = text, ["emoji"] = true };

    private static string Flat(MessageLine line) => string.Concat(line.Runs.Select(run => run.Text));

    private static string Mark(Run run) => run switch
    {
        { Style: RunStyle.Link, Url: { } url } => $"<{Escape(url).Replace("|", "%7C", StringComparison.Ordinal)}|{Escape(run.Text)}>",
        { Style: RunStyle.Strong, Text.Length: > 0 } => $"*{Escape(run.Text)}*",
        { Style: RunStyle.Fixed, Text.Length: > 0 } => $"`{Escape(run.Text)}`",
        _ => Escape(run.Text),
    };

    private static string Escape(string text) => text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);
}
