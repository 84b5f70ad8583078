namespace Vedetta.Core.Ingestion.Parsing;

/// <summary>
/// Decimal numbers of at most 19 digits whose digits fit a double's 53 bits and whose power of ten is at most 22: then one
/// multiplication or division of two exact doubles is correctly rounded (Clinger, "How to read floating point numbers accurately",
/// PLDI 1990). Nearly every number of a feature is of this kind; the others are left to the general parser.
/// </summary>
internal static class DecimalText
{
    private const int MostDigits = 19;
    private const ulong MostExact = 1UL << 53;

    private static readonly double[] Powers =
    [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
    ];

    /// <summary>Reads <c>[-]digits[.digits]</c>; false says nothing about the text but that it is not of the easy kind.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out double value)
    {
        value = 0;
        var at = text.Length > 0 && text[0] == '-' ? 1 : 0;
        var first = at;
        ulong digits = 0;
        for (; at < text.Length && (uint)(text[at] - '0') <= 9; at++) digits = (digits * 10) + (uint)(text[at] - '0');
        var count = at - first;
        if (count == 0) return false;
        var fraction = 0;
        if (at < text.Length && text[at] == '.')
        {
            var point = ++at;
            for (; at < text.Length && (uint)(text[at] - '0') <= 9; at++) digits = (digits * 10) + (uint)(text[at] - '0');
            fraction = at - point;
            if (fraction == 0) return false;
        }

        if (at != text.Length || count + fraction > MostDigits || digits > MostExact || fraction >= Powers.Length) return false;
        value = digits / Powers[fraction];
        if (first == 1) value = -value;
        return true;
    }
}
