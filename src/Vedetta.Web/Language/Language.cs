namespace Vedetta.Web.Language;

/// <summary>The languages the pages speak.</summary>
public enum Tongue
{
    /// <summary>English.</summary>
    English,

    /// <summary>Russian.</summary>
    Russian,
}

/// <summary>Choosing a language and counting in it.</summary>
public static class Tongues
{
    /// <summary>The code of a language in <c>lang</c> attributes and cookies.</summary>
    public static string Code(this Tongue tongue) => tongue == Tongue.Russian ? "ru" : "en";

    /// <summary>The language a person chose, or else the first of the browser's that the pages speak, or else English.</summary>
    /// <param name="chosen">Code a person chose; null when none was.</param>
    /// <param name="accepted">The <c>Accept-Language</c> header.</param>
    public static Tongue Choose(string? chosen, string? accepted)
    {
        if (Parse(chosen) is { } own) return own;
        var best = (Tongue: Tongue.English, Weight: 0.0);
        foreach (var part in (accepted ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var pieces = part.Split(';', StringSplitOptions.TrimEntries);
            var weight = 1.0;
            if (pieces.Length > 1 && pieces[1].StartsWith("q=", StringComparison.OrdinalIgnoreCase)
                && !double.TryParse(pieces[1].AsSpan(2), System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out weight))
                continue;
            if (Parse(pieces[0].Split('-')[0]) is { } tongue && weight > best.Weight) best = (tongue, weight);
        }

        return best.Tongue;
    }

    /// <summary>Index of the Russian form for a count: 0 for 1, 21, 101; 1 for 2-4, 22-24; 2 for the rest.</summary>
    public static int RussianForm(long n)
    {
        var (tens, ones) = (Math.Abs(n) % 100, Math.Abs(n) % 10);
        if (tens is >= 11 and <= 14) return 2;
        return ones switch { 1 => 0, >= 2 and <= 4 => 1, _ => 2 };
    }

    private static Tongue? Parse(string? code) => code?.ToLowerInvariant() switch
    {
        "en" => Tongue.English,
        "ru" => Tongue.Russian,
        _ => null,
    };
}
