using System.Buffers.Text;

namespace Vedetta.Core.Ingestion.Parsing;

/// <summary>Numbers and truth values as text of flat files.</summary>
internal static class NumberText
{
    /// <summary>Reads a number with a decimal point; NaN and infinities as pandas and R write them. False for anything else, also beyond a double's range.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out double value)
    {
        if (DecimalText.TryParse(text, out value)) return true;
        text = text.Trim((byte)' ');
        if (text.Length == 0)
        {
            value = 0;
            return false;
        }

        // Most cells begin with a digit; only the others can be one of the names.
        if (text[^1] is > (byte)'9' && IsName(text, out value)) return true;
        var body = text[0] == '+' && text.Length > 1 && char.IsAsciiDigit((char)text[1]) ? text[1..] : text;
        return Utf8Parser.TryParse(body, out value, out var used) && used == body.Length && double.IsFinite(value);
    }

    /// <summary>Reads <c>true</c> or <c>false</c> in the three usual spellings.</summary>
    public static bool TryTruth(ReadOnlySpan<byte> text, out bool value)
    {
        value = text.SequenceEqual("true"u8) || text.SequenceEqual("True"u8) || text.SequenceEqual("TRUE"u8);
        return value || text.SequenceEqual("false"u8) || text.SequenceEqual("False"u8) || text.SequenceEqual("FALSE"u8);
    }

    private static bool IsName(ReadOnlySpan<byte> text, out double value)
    {
        var negative = text[0] == '-';
        var name = text[0] is (byte)'-' or (byte)'+' ? text[1..] : text;
        if (name.SequenceEqual("NaN"u8) || name.SequenceEqual("nan"u8))
        {
            value = double.NaN;
            return !negative;
        }

        value = negative ? double.NegativeInfinity : double.PositiveInfinity;
        return name.SequenceEqual("inf"u8) || name.SequenceEqual("Inf"u8) || name.SequenceEqual("Infinity"u8);
    }
}
