using System.Buffers.Text;

namespace Vedetta.Core.Ingestion.Parsing;

/// <summary>The text of a value that is a category, class, id or name.</summary>
internal static class ClassText
{
    /// <summary>Bytes a caller provides for numbers.</summary>
    public const int Longest = 32;

    /// <summary>Any value as text: texts, cells and numbers as written; numbers of typed files in their shortest form.</summary>
    public static ReadOnlySpan<byte> Of(Token token, ReadOnlySpan<byte> text, double number, Span<byte> scratch)
    {
        switch (token)
        {
            case Token.True: return "true"u8;
            case Token.False: return "false"u8;
            case Token.Number when text.IsEmpty: return Shortest(number, scratch);
            case Token.Moment when text.IsEmpty: return Shortest(number, scratch);
            default: return text;
        }
    }

    /// <summary>
    /// A class: as <see cref="Of"/>, but a whole number with a zero fraction is written without it, because programs that
    /// keep classes beside missing values write <c>1.0</c> for the class <c>1</c>.
    /// </summary>
    public static ReadOnlySpan<byte> Label(Token token, ReadOnlySpan<byte> text, double number, Span<byte> scratch)
    {
        var plain = Of(token, text, number, scratch);
        if (token is Token.Cell) plain = plain.Trim((byte)' ');
        var point = plain.IndexOf((byte)'.');
        if (point < 1 || token == Token.Text) return plain;
        return plain[(point + 1)..].IndexOfAnyExcept((byte)'0') < 0 && plain[..point].IndexOfAnyExceptInRange((byte)'0', (byte)'9') < (plain[0] == '-' ? 1 : 0)
            ? plain[..point]
            : plain;
    }

    private static ReadOnlySpan<byte> Shortest(double number, Span<byte> scratch)
    {
        if (number == Math.Floor(number) && Math.Abs(number) < 1e15)
            return Utf8Formatter.TryFormat((long)number, scratch, out var whole) ? scratch[..whole] : [];
        return Utf8Formatter.TryFormat(number, scratch, out var length) ? scratch[..length] : [];
    }
}
