using System.Buffers.Text;

namespace Vedetta.Cli.Tables;

/// <summary>Numbers as text of flat files, read as the server reads them.</summary>
internal static class NumberCell
{
    private const int ExactDigits = 15;

    private static readonly double[] Powers = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15];

    /// <summary>Reads a number with a decimal point; NaN and infinities as pandas and R write them. False for anything else.</summary>
    public static bool TryParse(ReadOnlySpan<byte> cell, out double value) => TryPlain(cell, out value) || TryAny(cell, out value);

    // At most fifteen digits and no exponent: the digits as a whole number and the power of ten are both exact, and so one
    // division is correctly rounded (Clinger 1990).
    private static bool TryPlain(ReadOnlySpan<byte> cell, out double value)
    {
        value = 0;
        var i = !cell.IsEmpty && cell[0] == '-' ? 1 : 0;
        var negative = i == 1;
        if (cell.Length - i is 0 or > ExactDigits + 1) return false;
        long digits = 0;
        var point = -1;
        for (; i < cell.Length; i++)
        {
            var digit = (uint)(cell[i] - '0');
            if (digit <= 9) digits = (digits * 10) + digit;
            else if (cell[i] == '.' && point < 0) point = i;
            else return false;
        }

        var decimals = point < 0 ? 0 : cell.Length - point - 1;
        if (cell.Length - (negative ? 1 : 0) - (point < 0 ? 0 : 1) is 0 or > ExactDigits) return false;
        value = digits / Powers[decimals];
        if (negative) value = -value;
        return true;
    }

    private static bool TryAny(ReadOnlySpan<byte> cell, out double value)
    {
        cell = cell.Trim((byte)' ');
        value = 0;
        if (cell.IsEmpty) return false;
        if (cell[^1] is > (byte)'9' && IsName(cell, out value)) return true;
        var body = cell[0] == '+' && cell.Length > 1 && char.IsAsciiDigit((char)cell[1]) ? cell[1..] : cell;
        return Utf8Parser.TryParse(body, out value, out var used) && used == body.Length && double.IsFinite(value);
    }

    private static bool IsName(ReadOnlySpan<byte> text, out double value)
    {
        var negative = text[0] == '-';
        var name = text[0] is (byte)'-' or (byte)'+' ? text[1..] : text;
        value = double.NaN;
        if (name.SequenceEqual("NaN"u8) || name.SequenceEqual("nan"u8)) return !negative;
        value = negative ? double.NegativeInfinity : double.PositiveInfinity;
        return name.SequenceEqual("inf"u8) || name.SequenceEqual("Inf"u8) || name.SequenceEqual("Infinity"u8);
    }
}
