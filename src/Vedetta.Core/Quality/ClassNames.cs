using System.Globalization;

namespace Vedetta.Core.Quality;

/// <summary>Which class names mean the same. Pure.</summary>
public static class ClassNames
{
    /// <summary>Whether two names are one class: the same text but for case, or the same number (1 and 1.0).</summary>
    public static bool Same(string name, string asked) =>
        string.Equals(name, asked, StringComparison.OrdinalIgnoreCase)
        || (double.TryParse(name, NumberStyles.Float, CultureInfo.InvariantCulture, out var a) && double.TryParse(asked, NumberStyles.Float, CultureInfo.InvariantCulture, out var b) && a == b);

    /// <summary>Whether a name is the positive class; <c>true</c> is 1 too.</summary>
    public static bool IsPositive(string name, string positive) => Same(name, positive) || (Same(positive, "1") && Same(name, "true"));

    /// <summary>
    /// The other class of a binary model, where its positive class tells it: 0 or false for 1 or true, 1 for 0. Null when any
    /// other name may be meant.
    /// </summary>
    public static IReadOnlyList<string>? NegativesOf(string positive)
    {
        if (Same(positive, "1") || Same(positive, "true")) return ["0", "false"];
        return Same(positive, "0") || Same(positive, "false") ? ["1", "true"] : null;
    }
}
