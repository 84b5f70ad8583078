using System.Globalization;

namespace Vedetta.Cli.CommandLine;

/// <summary>Numbers for people: three significant digits, thousands apart.</summary>
internal static class Numbers
{
    /// <summary>Three significant digits; a dash for null.</summary>
    public static string Short(double? value)
    {
        if (value is not { } number) return "-";
        if (number == 0) return "0";
        var size = Math.Abs(number);
        if (size is >= 1e6 or < 1e-3) return number.ToString("0.##e+0", CultureInfo.InvariantCulture);
        var digits = Math.Max(0, 2 - (int)Math.Floor(Math.Log10(size)));
        return number.ToString("N" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
    }

    /// <summary>A count.</summary>
    public static string Count(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A share in per cent.</summary>
    public static string Share(long part, long whole) =>
        whole == 0 ? "-" : (100.0 * part / whole).ToString(part == 0 ? "0" : "0.0", CultureInfo.InvariantCulture) + " %";
}
