using System.Globalization;

namespace Vedetta.Core.Business.Expressions;

/// <summary>What a piece of an expression is.</summary>
internal enum TokenKind
{
    Name,
    Number,
    Text,
    Sign,
    End,
}

/// <summary>A piece of an expression and where it stands.</summary>
internal readonly record struct ExpressionToken(TokenKind Kind, string Text, int Place)
{
    public double Number => double.Parse(Text, NumberStyles.Float, CultureInfo.InvariantCulture);
}

/// <summary>Cuts an expression into names, numbers, quoted texts and signs.</summary>
internal static class ExpressionTokens
{
    /// <summary>The pieces, the last one the end; throws <see cref="ExpressionException"/> for a sign nobody knows.</summary>
    public static List<ExpressionToken> Of(string text)
    {
        var tokens = new List<ExpressionToken>();
        for (var at = 0; at < text.Length;)
        {
            if (char.IsWhiteSpace(text[at])) at++;
            else if (char.IsLetter(text[at]) || text[at] == '_') tokens.Add(Take(text, ref at, TokenKind.Name, c => char.IsLetterOrDigit(c) || c is '_' or '.' or ':'));
            else if (char.IsAsciiDigit(text[at]) || (text[at] == '.' && at + 1 < text.Length && char.IsAsciiDigit(text[at + 1]))) tokens.Add(Take(text, ref at, TokenKind.Number, c => char.IsAsciiDigit(c) || c == '.'));
            else if (text[at] is '"' or '\'') tokens.Add(Quoted(text, ref at));
            else tokens.Add(Sign(text, ref at));
        }

        tokens.Add(new ExpressionToken(TokenKind.End, "", text.Length + 1));
        return tokens;
    }

    private static ExpressionToken Take(string text, ref int at, TokenKind kind, Func<char, bool> belongs)
    {
        var start = at;
        while (at < text.Length && belongs(text[at])) at++;
        var taken = text[start..at];
        if (kind == TokenKind.Number && !double.TryParse(taken, NumberStyles.Float, CultureInfo.InvariantCulture, out _)) throw new ExpressionException(start + 1, $"'{taken}' is no number");
        return new ExpressionToken(kind, taken, start + 1);
    }

    private static ExpressionToken Quoted(string text, ref int at)
    {
        var (start, quote) = (at++, text[at - 1]);
        var end = text.IndexOf(quote, at);
        if (end < 0) throw new ExpressionException(start + 1, "the quoted text has no end");
        var inside = text[at..end];
        at = end + 1;
        return new ExpressionToken(TokenKind.Text, inside, start + 1);
    }

    private static ExpressionToken Sign(string text, ref int at)
    {
        var place = at + 1;
        foreach (var sign in (string[])["<=", ">=", "!=", "<", ">", "=", "+", "-", "*", "/", "(", ")", ","])
        {
            if (string.CompareOrdinal(text, at, sign, 0, sign.Length) != 0) continue;
            at += sign.Length;
            return new ExpressionToken(TokenKind.Sign, sign, place);
        }

        throw new ExpressionException(place, $"'{text[at]}' means nothing here");
    }
}

/// <summary>An expression cannot be read.</summary>
internal sealed class ExpressionException(int place, string message) : Exception(message)
{
    public ExpressionFault Fault { get; } = new(place, message);
}
