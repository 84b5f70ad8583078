using System.Text;

namespace Vedetta.Web.Messages;

/// <summary>
/// A message as Telegram's HTML. Marks are made of whole pieces, so that a message cut to the limit is as valid as a short
/// one; what a person must follow, its links, stays. Pure.
/// </summary>
public static class TelegramText
{
    /// <summary>The message in HTML; its text has at most <paramref name="limit"/> characters, marks not counted.</summary>
    public static string Html(Message message, int limit) => Write(message, limit, Mark);

    /// <summary>The message without marks and with links written out, for a chat that refuses the HTML.</summary>
    public static string Plain(Message message, int limit) => Write(message, limit, run => run is { Style: RunStyle.Link, Url: { } url } ? $"{run.Text}: {url}" : run.Text, counted: true);

    // Where links are written out they count; marks of HTML do not.
    private static string Write(Message message, int limit, Func<Run, string> mark, bool counted = false)
    {
        var kept = message.Lines.Where(line => line.Role == LineRole.Action).ToList();
        // Links may be long where columns have long names: they never take more than half of the message.
        while (kept.Count > 1 && kept.Sum(line => line.Runs.Sum(run => LengthOf(run, mark, counted))) > limit / 2) kept.Remove(kept.MaxBy(line => line.Runs.Sum(run => LengthOf(run, mark, counted)))!);
        var room = limit - kept.Sum(line => 1 + line.Runs.Sum(run => LengthOf(run, mark, counted)));
        var lines = new List<string>();
        var cut = false;
        foreach (var line in message.Lines.Where(line => line.Role != LineRole.Action))
        {
            var text = new StringBuilder();
            foreach (var run in line.Runs)
            {
                var length = LengthOf(run, mark, counted);
                if (length <= room)
                {
                    text.Append(mark(run));
                    room -= length;
                    continue;
                }

                // A link that does not fit loses its address, never half of it.
                if (room > 2) text.Append(mark(new Run(TextCut.At(run.Text, Math.Min(room - 1, run.Text.Length)) + "…", run.Style == RunStyle.Link ? RunStyle.Plain : run.Style)));
                cut = true;
                break;
            }

            if (text.Length > 0 || line.Runs.Count == 0) lines.Add(text.ToString().TrimEnd());
            if (cut || --room <= 0) break;
        }

        lines.AddRange(kept.Select(line => string.Concat(line.Runs.Select(mark))));
        return string.Join('\n', lines);
    }

    private static int LengthOf(Run run, Func<Run, string> mark, bool counted) => counted ? mark(run).Length : run.Text.Length;

    private static string Mark(Run run) => run switch
    {
        { Style: RunStyle.Link, Url: { } url } => $"<a href=\"{Escape(url).Replace("\"", "&quot;", StringComparison.Ordinal)}\">{Escape(run.Text)}</a>",
        { Style: RunStyle.Strong } => $"<b>{Escape(run.Text)}</b>",
        { Style: RunStyle.Fixed } => $"<code>{Escape(run.Text)}</code>",
        _ => Escape(run.Text),
    };

    private static string Escape(string text) => text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);
}
