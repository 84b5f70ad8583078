using System.Diagnostics.CodeAnalysis;

namespace Vedetta.Core.Models;

/// <summary>The name of a model in addresses, files and messages.</summary>
/// <param name="Value">1 to 100 of the characters a-z, A-Z, 0-9, <c>.</c>, <c>_</c> and <c>-</c>, beginning with a letter or digit.</param>
public readonly record struct ModelId(string Value)
{
    /// <summary>What a name may look like, for error messages.</summary>
    public const string Allowed = "1 to 100 letters (a-z, A-Z), digits, '.', '_' or '-', beginning with a letter or digit";

    /// <summary>Accepts a name, or says it is not one.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out ModelId id)
    {
        id = default;
        if (string.IsNullOrEmpty(text) || text.Length > 100 || !char.IsAsciiLetterOrDigit(text[0])) return false;
        foreach (var c in text)
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('.' or '_' or '-')) return false;
        id = new ModelId(text);
        return true;
    }

    /// <inheritdoc/>
    public override string ToString() => Value;
}
