using System.Net;
using System.Text;

namespace Vedetta.Cli.Reporting;

/// <summary>Text of users inside a page.</summary>
internal static class Html
{
    private const int Longest = 300;

    /// <summary>Text between tags or inside a quoted attribute: escaped, control characters shown as a mark, very long ones cut.</summary>
    public static string Text(string text)
    {
        var clean = new StringBuilder(Math.Min(text.Length, Longest));
        foreach (var rune in text.EnumerateRunes())
        {
            if (clean.Length >= Longest)
            {
                clean.Append("...");
                break;
            }

            clean.Append(Rune.IsControl(rune) ? Rune.ReplacementChar.ToString() : rune.ToString());
        }

        return WebUtility.HtmlEncode(clean.ToString());
    }

    /// <summary>A name of the user's, kept from turning the direction of the text around it.</summary>
    public static string Name(string name) => $"<bdi>{Text(name)}</bdi>";
}
