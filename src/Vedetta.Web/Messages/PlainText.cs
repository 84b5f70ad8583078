namespace Vedetta.Web.Messages;

/// <summary>A message without any marks: mails for readers without HTML, Telegram's way out, the log. Pure.</summary>
public static class PlainText
{
    /// <summary>Its lines, links written out.</summary>
    public static string Of(Message message) => string.Join('\n', message.Lines.Select(Line).Append("").Append(message.Footer));

    /// <summary>One line.</summary>
    internal static string Line(MessageLine line) => string.Concat(line.Runs.Select(run => run is { Style: RunStyle.Link, Url: { } url } ? $"{run.Text}: {url}" : run.Text)).TrimEnd();
}
