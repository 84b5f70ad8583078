using Vedetta.Core.Models;
using Vedetta.Core.Quality.Scores;
using Vedetta.Web.Language;

namespace Vedetta.Web.Scores;

/// <summary>Scores and shares as text. Pure.</summary>
/// <param name="format">Numbers of the language.</param>
/// <param name="score">What the score means.</param>
public sealed class ScoreText(Formats format, ScoreDefinition score)
{
    private const double Million = 1e6;

    /// <summary>A score: a percentage where it is a probability.</summary>
    public string Score(double? value) => score.Kind == ScoreKind.Probability ? format.Percent(value) : format.Number(value);

    /// <summary>A range of scores.</summary>
    public string Range(double? low, double? high) => (low, high) switch
    {
        (null, { } to) => "< " + Score(to),
        ({ } from, null) => "≥ " + Score(from),
        _ => $"{Plain(Score(low))} – {Score(high)}",
    };

    /// <summary>A share as a percentage.</summary>
    public string Percent(Share? share) => format.Percent(share?.Value);

    /// <summary>The limits of a share in brackets; empty without one.</summary>
    public string Limits(Share? share) => share is { } s ? $"[{Plain(format.Percent(s.Low))}, {Plain(format.Percent(s.High))}]" : "";

    /// <summary>An amount of money, thousands and millions shortened.</summary>
    public string Money(double? value) => value is { } v ? IsMillions(v) ? format.Number(v / Million) + "\u00A0M" : format.Count((long)Math.Round(v)) : Formats.None;

    /// <summary>The limits of an amount in brackets, in millions where the amount itself is; empty without one.</summary>
    public string MoneyLimits(Share? share)
    {
        if (share is not { } s) return "";
        var millions = IsMillions(s.Value);
        return $"[{Limit(s.Low)}, {Limit(s.High)}]";

        string Limit(double value) => millions ? format.Number(value / Million) : format.Count((long)Math.Round(value));
    }

    private static bool IsMillions(double value) => Math.Abs(value) >= Million;

    private static string Plain(string text) => text.Replace("\u00A0%", "", StringComparison.Ordinal);
}
