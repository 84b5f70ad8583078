using Vedetta.Core.Channels;
using Vedetta.Core.Incidents;
using Vedetta.Web.Language;

namespace Vedetta.Web.Messages;

/// <summary>Puts a notice into words: the same for every kind of channel, in its language, for the audience of the incident. Pure.</summary>
public static class MessageWriter
{
    private const int LongestSubject = 200;

    /// <summary>Where to a placeholder gives a line its role.</summary>
    private static readonly Dictionary<string, LineRole> Roles = new(StringComparer.Ordinal)
    {
        ["headline"] = LineRole.Heading, ["number"] = LineRole.Reading, ["numbers"] = LineRole.Reading, ["trend"] = LineRole.Trend, ["link"] = LineRole.Action, ["column_link"] = LineRole.Action, ["acknowledge"] = LineRole.Action,
    };

    /// <summary>The message.</summary>
    /// <param name="notice">What people are told of.</param>
    /// <param name="context">What must be known beside it.</param>
    /// <param name="channel">Language, template and name of the channel.</param>
    public static Message Write(Notice notice, MessageContext context, Channel channel)
    {
        var words = new Words(channel.Language == MessageLanguage.Ru ? Tongue.Russian : Tongue.English);
        var values = MessageValues.Of(notice, context, words);
        var body = channel.Template?.Body ?? DefaultTemplates.Body(notice.Incident.Audience, words.Tongue);
        return new Message(
            Subject(channel.Template?.Subject ?? DefaultTemplates.Subject, values), Lines(body, values), ToneOf(notice), notice.Incident.Id, words.Tongue.Code(), words.MessageFooter(channel.Name));
    }

    private static MessageTone ToneOf(Notice notice) =>
        notice.IsOver || notice.IsTest ? MessageTone.Calm : notice.Incident.Severity == Severity.Critical ? MessageTone.Critical : MessageTone.Warning;

    private static string Subject(string template, IReadOnlyDictionary<string, MessageValue> values)
    {
        var text = string.Concat(TemplateText.Parse(template)[0].Select(part => part.IsPlaceholder ? values[part.Text].InOneLine : part.Text)).Trim();
        return text.Length <= LongestSubject ? text : TextCut.At(text, LongestSubject - 1) + "…";
    }

    private static List<MessageLine> Lines(string template, IReadOnlyDictionary<string, MessageValue> values)
    {
        var lines = new List<MessageLine>();
        foreach (var line in TemplateText.Parse(template.Trim('\r', '\n'))) lines.AddRange(Filled(line, values));
        return lines;
    }

    // A value of several lines makes several lines; text beside it stays with the first and the last of them.
    private static IEnumerable<MessageLine> Filled(IReadOnlyList<TemplatePart> parts, IReadOnlyDictionary<string, MessageValue> values)
    {
        var asked = parts.Where(part => part.IsPlaceholder).ToList();
        if (asked.Count > 0 && asked.All(part => values[part.Text].IsEmpty)) yield break;
        var role = asked.Count > 0 && Roles.TryGetValue(asked[0].Text, out var known) ? known : LineRole.Text;
        var runs = new List<Run>();
        foreach (var part in parts)
        {
            if (!part.IsPlaceholder)
            {
                runs.Add(new Run(part.Text));
                continue;
            }

            var first = true;
            foreach (var line in values[part.Text].Lines)
            {
                if (!first)
                {
                    yield return new MessageLine([.. runs], role);
                    runs.Clear();
                }

                runs.AddRange(line);
                first = false;
            }
        }

        yield return new MessageLine(runs, role);
    }
}

/// <summary>What a placeholder is filled with.</summary>
/// <param name="Lines">Its lines; none for nothing.</param>
public sealed record MessageValue(IReadOnlyList<IReadOnlyList<Run>> Lines)
{
    /// <summary>Nothing.</summary>
    public static MessageValue None { get; } = new([]);

    /// <summary>Whether there is nothing to say.</summary>
    public bool IsEmpty => Lines.Count == 0;

    /// <summary>Its text without marks.</summary>
    public string InOneLine => string.Join("; ", Lines.Select(line => string.Concat(line.Select(run => run.Text))));

    /// <summary>One line of plain text; nothing for an empty one.</summary>
    public static MessageValue Of(string? text, RunStyle style = RunStyle.Plain) => string.IsNullOrEmpty(text) ? None : new([[new Run(text, style)]]);

    /// <summary>A link; nothing without an address.</summary>
    public static MessageValue Link(string text, string? url) => url is null ? None : new([[new Run(text, RunStyle.Link, url)]]);
}

/// <summary>Cuts texts where nothing breaks.</summary>
internal static class TextCut
{
    /// <summary>At most so many characters, never half of one, at the end of a word where one is near.</summary>
    public static string At(string text, int length)
    {
        if (text.Length <= length) return text;
        var end = char.IsHighSurrogate(text[length - 1]) ? length - 1 : length;
        var space = text.LastIndexOf(' ', end - 1, Math.Min(end, 40));
        return text[..(space > 0 ? space : end)].TrimEnd();
    }
}
