using System.Globalization;
using System.Text;

namespace Vedetta.Web.Language;

/// <summary>Numbers as people of one language write them: three significant digits, grouped thousands, a true minus.</summary>
/// <param name="tongue">The language.</param>
public sealed partial class Formats(Tongue tongue)
{
    /// <summary>What stands where there is no number.</summary>
    public const string None = "–";

    private const char Thin = '\u00A0';

    /// <summary>The language.</summary>
    public Tongue Tongue => tongue;

    /// <summary>A whole count, for example <c>16,420</c>.</summary>
    public string Count(long n) => Group(n.ToString(CultureInfo.InvariantCulture));

    /// <summary>A number with three significant digits; <c>–</c> for null.</summary>
    public string Number(double? value)
    {
        if (value is not { } v) return None;
        if (!double.IsFinite(v)) return double.IsNaN(v) ? None : v > 0 ? "∞" : "−∞";
        if (v == 0) return "0";
        var size = Math.Abs(v);
        if (size < 0.0005) return (v < 0 ? "> −" : "< ") + Localize("0.001");
        var decimals = 2 - (int)Math.Floor(Math.Log10(size));
        var rounded = decimals >= 0 ? Math.Round(v, Math.Min(decimals, 15), MidpointRounding.AwayFromZero) : Math.Round(v / Math.Pow(10, -decimals), MidpointRounding.AwayFromZero) * Math.Pow(10, -decimals);
        if (Math.Abs(rounded) >= Math.Pow(10, 3 - decimals)) decimals--; // 9.996 becomes 10.0, not 10.00
        if (Math.Abs(rounded) >= 1e15) return rounded.ToString("0.##E+0", CultureInfo.InvariantCulture);
        return Localize(rounded.ToString("F" + Math.Clamp(decimals, 0, 4), CultureInfo.InvariantCulture));
    }

    /// <summary>A share of one as a percentage, for example <c>5.38 %</c>.</summary>
    public string Percent(double? share) => share switch
    {
        null => None,
        > 0 and < 0.00005 => "< " + Localize("0.01") + Thin + "%",
        _ => TrimZeros(Number(Math.Round(share.Value * 100, 8))) + Thin + "%",
    };

    /// <summary>A difference of shares in percentage points, with its sign.</summary>
    public string Points(double difference) => (difference > 0 ? "+" : "") + Localize((difference * 100).ToString("F1", CultureInfo.InvariantCulture));

    /// <summary>How many times its threshold an effect is, for example <c>6.2 ×</c>.</summary>
    public string Excess(double? excess) => excess switch
    {
        null => None,
        >= 99.5 => "> 99" + Thin + "×",
        >= 9.95 => Localize(excess.Value.ToString("F0", CultureInfo.InvariantCulture)) + Thin + "×",
        _ => Localize(excess.Value.ToString("F1", CultureInfo.InvariantCulture)) + Thin + "×",
    };

    /// <summary>A difference with its sign and two decimals.</summary>
    public string Signed(double difference)
    {
        var rounded = Math.Round(difference, 2);
        return rounded == 0 ? "0" : (rounded > 0 ? "+" : "") + Localize(rounded.ToString("0.00", CultureInfo.InvariantCulture));
    }

    /// <summary>Milliseconds, as seconds from ten seconds on.</summary>
    public string Milliseconds(double? value) => value switch
    {
        null => None,
        >= 10_000 => Number(value / 1000) + Thin + (tongue == Tongue.Russian ? "с" : "s"),
        _ => Number(value) + Thin + (tongue == Tongue.Russian ? "мс" : "ms"),
    };

    /// <summary>A number of bytes in the largest unit that keeps it above one.</summary>
    public string Bytes(long bytes)
    {
        string[] units = tongue == Tongue.Russian ? ["Б", "КБ", "МБ", "ГБ", "ТБ"] : ["B", "kB", "MB", "GB", "TB"];
        var (value, unit) = ((double)bytes, 0);
        while (value >= 1000 && unit < units.Length - 1) (value, unit) = (value / 1000, unit + 1);
        return TrimZeros(Number(value)) + Thin + units[unit];
    }

    /// <summary>A threshold as it was set, with at least two decimals under ten.</summary>
    public string Threshold(double? value) => value switch
    {
        null => None,
        { } v when Math.Abs(v) >= 10 || v == 0 => Number(v),
        { } v => Localize(v.ToString("0.00##", CultureInfo.InvariantCulture)),
    };

    /// <summary>A value for a chart's axis or a short label: thousands as <c>3 k</c>.</summary>
    public string Short(double value) => Math.Abs(value) >= 10_000
        ? TrimZeros(Number(value / 1000)) + Thin + (tongue == Tongue.Russian ? "тыс." : "k")
        : TrimZeros(Number(value));

    private string TrimZeros(string number)
    {
        var point = tongue == Tongue.Russian ? ',' : '.';
        return number.Contains(point, StringComparison.Ordinal) ? number.TrimEnd('0').TrimEnd(point) : number;
    }

    private string Localize(string invariant) => Group(invariant);

    private string Group(string invariant)
    {
        var negative = invariant.StartsWith('-');
        var digits = negative ? invariant[1..] : invariant;
        var point = digits.IndexOf('.', StringComparison.Ordinal);
        var whole = point < 0 ? digits : digits[..point];
        var built = new StringBuilder(negative ? "−" : "");
        for (var i = 0; i < whole.Length; i++)
        {
            // Russian leaves four digits together; English does not.
            if (i > 0 && (whole.Length - i) % 3 == 0 && (tongue == Tongue.English || whole.Length > 4)) built.Append(tongue == Tongue.Russian ? Thin : ',');
            built.Append(whole[i]);
        }

        if (point >= 0) built.Append(tongue == Tongue.Russian ? ',' : '.').Append(digits.AsSpan(point + 1));
        return built.ToString();
    }
}
