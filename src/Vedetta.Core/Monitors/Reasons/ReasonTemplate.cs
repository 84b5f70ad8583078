using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Vedetta.Core.Monitors.Reasons;

/// <summary>
/// A sentence with holes. The same template writes a reason and reads it again, so a reason that was stored as plain text
/// still has its parts and can be said in another language. Immutable, thread-safe.
/// </summary>
public sealed class ReasonTemplate
{
    private readonly Regex _pattern;

    /// <summary>Makes a template.</summary>
    /// <param name="code">Stable name in snake_case.</param>
    /// <param name="text">English text with holes <c>{0}</c>, <c>{1}</c> ... each once, in order.</param>
    internal ReasonTemplate(string code, [StringSyntax(StringSyntaxAttribute.CompositeFormat)] string text)
    {
        (Code, Text) = (code, text);
        var pattern = Regex.Replace(Regex.Escape(text), @"\\\{\d+}", "(.*?)", RegexOptions.None, TimeSpan.FromSeconds(1));
        _pattern = new Regex($"^{pattern}$", RegexOptions.CultureInvariant | RegexOptions.Singleline, TimeSpan.FromMilliseconds(200));
    }

    /// <summary>Stable name in snake_case.</summary>
    public string Code { get; }

    /// <summary>The English text with its holes.</summary>
    public string Text { get; }

    /// <summary>The sentence with these values, which are texts already.</summary>
    public string Say(params ReadOnlySpan<object?> values) => string.Format(CultureInfo.InvariantCulture, Text, values);

    /// <summary>The values of a sentence that this template made; null for any other text.</summary>
    public IReadOnlyList<string>? Read(string sentence)
    {
        var match = _pattern.Match(sentence);
        return match.Success ? [.. match.Groups.Cast<Group>().Skip(1).Select(group => group.Value)] : null;
    }
}

/// <summary>A reason with its parts.</summary>
/// <param name="Template">What it says.</param>
/// <param name="Values">Its values, in the order of the holes, as they stand in the English text.</param>
public sealed record ReasonParts(ReasonTemplate Template, IReadOnlyList<string> Values);
