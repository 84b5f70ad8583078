using System.Globalization;

namespace Vedetta.Core.Channels;

/// <summary>One piece of a line: text as it stands, or a placeholder to be filled.</summary>
/// <param name="Text">The text, or the placeholder's name.</param>
/// <param name="IsPlaceholder">Which of the two.</param>
public readonly record struct TemplatePart(string Text, bool IsPlaceholder);

/// <summary>
/// The language of message templates: text with placeholders in braces, <c>{{</c> and <c>}}</c> for braces themselves. A
/// line with placeholders that are all empty is left out. There is nothing else: no conditions, no calls. Pure.
/// </summary>
public static class TemplateText
{
    /// <summary>What may be asked for, with what it gives.</summary>
    public static IReadOnlyDictionary<string, string> Placeholders { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["headline"] = "state and model in one line",
        ["kind"] = "what happened: fires, is worse, is back, is over",
        ["severity"] = "warning or critical",
        ["model"] = "the model",
        ["version"] = "its version when the incident opened",
        ["incident"] = "the incident's id",
        ["title"] = "what is wrong, in a few words, with the incident's id",
        ["cause"] = "why it probably is, in words",
        ["number"] = "the worst reading with interval, threshold and n",
        ["numbers"] = "the worst readings, a line each",
        ["more"] = "how many more readings are bad",
        ["trend"] = "the latest readings drawn in characters",
        ["since"] = "since when, in the model's time zone",
        ["effect"] = "what it does to decisions, quality and money",
        ["do"] = "what to do: the runbook, or what usually helps",
        ["owner"] = "who answers for the model",
        ["audience"] = "whom it concerns",
        ["incidents"] = "of a digest: its incidents, a line each",
        ["link"] = "link to the incident",
        ["column_link"] = "link to the column in the window that fired",
        ["acknowledge"] = "link to take it",
    };

    /// <summary>What is wrong with a template, each fault with its place; empty when it is sound.</summary>
    public static IReadOnlyList<string> Faults(string template)
    {
        var faults = new List<string>();
        Read(template, faults);
        return faults;
    }

    /// <summary>A sound template as lines of parts.</summary>
    /// <exception cref="FormatException">It is not sound.</exception>
    public static IReadOnlyList<IReadOnlyList<TemplatePart>> Parse(string template)
    {
        var faults = new List<string>();
        var lines = Read(template, faults);
        return faults.Count == 0 ? lines : throw new FormatException(faults[0]);
    }

    private static List<IReadOnlyList<TemplatePart>> Read(string template, List<string> faults)
    {
        var lines = new List<IReadOnlyList<TemplatePart>>();
        foreach (var (line, number) in template.ReplaceLineEndings("\n").Split('\n').Select((line, i) => (line, i + 1))) lines.Add(Line(line, number, faults));
        return lines;
    }

    private static List<TemplatePart> Line(string line, int number, List<string> faults)
    {
        var parts = new List<TemplatePart>();
        var text = new System.Text.StringBuilder();
        for (var i = 0; i < line.Length; i++)
        {
            var c = line[i];
            if (c is not ('{' or '}'))
            {
                text.Append(c);
            }
            else if (i + 1 < line.Length && line[i + 1] == c)
            {
                text.Append(c);
                i++;
            }
            else if (c == '{' && line.IndexOf('}', i) is > 0 and var end)
            {
                if (text.Length > 0) parts.Add(new TemplatePart(text.ToString(), IsPlaceholder: false));
                text.Clear();
                parts.Add(new TemplatePart(Known(line[(i + 1)..end].Trim(), number, i + 1, faults), IsPlaceholder: true));
                i = end;
            }
            else
            {
                var other = c == '{' ? "}" : "{";
                faults.Add(string.Create(CultureInfo.InvariantCulture, $"line {number}, character {i + 1}: '{c}' without '{other}'; write '{c}{c}' for the character itself"));
            }
        }

        if (text.Length > 0) parts.Add(new TemplatePart(text.ToString(), IsPlaceholder: false));
        return parts;
    }

    private static string Known(string name, int line, int character, List<string> faults)
    {
        if (!Placeholders.ContainsKey(name))
            faults.Add(string.Create(CultureInfo.InvariantCulture, $"line {line}, character {character}: {{{name}}} is not known; allowed are ") + string.Join(", ", Placeholders.Keys.Select(key => $"{{{key}}}")));
        return name;
    }
}
