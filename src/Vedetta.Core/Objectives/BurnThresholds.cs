using System.Globalization;
using System.Text.Json.Serialization;

namespace Vedetta.Core.Objectives;

/// <summary>Burn rates from which an objective alarms, by the long window of the pair; null for the usual one of its period.</summary>
/// <param name="Hour">Of one hour.</param>
/// <param name="Hours6">Of six hours.</param>
/// <param name="Hours24">Of a day.</param>
/// <param name="Hours72">Of three days.</param>
public sealed record BurnThresholds(double? Hour = null, double? Hours6 = null, double? Hours24 = null, double? Hours72 = null)
{
    /// <summary>The windows as they are written.</summary>
    public static IReadOnlyList<string> Windows { get; } = ["1h", "6h", "24h", "72h"];

    /// <summary>Whether all are the usual ones.</summary>
    [JsonIgnore]
    public bool IsUsual => Hour is null && Hours6 is null && Hours24 is null && Hours72 is null;

    /// <summary>Reads them by window; null where none is given.</summary>
    /// <exception cref="ArgumentException">A window is none of <see cref="Windows"/>.</exception>
    public static BurnThresholds? Of(IReadOnlyDictionary<string, double>? byWindow)
    {
        if (byWindow is null || byWindow.Count == 0) return null;
        var unknown = byWindow.Keys.FirstOrDefault(window => !Windows.Contains(window, StringComparer.Ordinal));
        if (unknown is not null) throw new ArgumentException($"'{unknown}' is no window of a burn rate; allowed: {string.Join(", ", Windows)}", nameof(byWindow));
        double? Given(string window) => byWindow.TryGetValue(window, out var threshold) ? threshold : null;
        return new BurnThresholds(Given("1h"), Given("6h"), Given("24h"), Given("72h"));
    }

    /// <summary>Those that are set, by window.</summary>
    public IReadOnlyDictionary<string, double> ByWindow() =>
        Windows.Select(window => (window, Value: Of(window))).Where(each => each.Value is not null).ToDictionary(each => each.window, each => each.Value!.Value, StringComparer.Ordinal);

    /// <summary>The one of a window as it is written; null for the usual one.</summary>
    public double? Of(string window) => window switch
    {
        "1h" => Hour,
        "6h" => Hours6,
        "24h" => Hours24,
        _ => Hours72,
    };

    /// <summary>The one of a long window; null for the usual one.</summary>
    public double? Of(TimeSpan window) => Of(string.Create(CultureInfo.InvariantCulture, $"{window.TotalHours:0}h"));
}
