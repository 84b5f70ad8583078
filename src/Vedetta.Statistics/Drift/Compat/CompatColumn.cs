using System.Globalization;

namespace Vedetta.Statistics.Drift.Compat;

/// <summary>One column as another tool sees it: its number, its threshold, its decision.</summary>
/// <param name="Facts">Statistic, p-value and sizes in our shape; it carries the reason where the tool fails.</param>
/// <param name="Score">The number the tool decides by, a p-value or a distance; null where it has none.</param>
/// <param name="Threshold">What the number is compared with; null where there is none.</param>
/// <param name="Drifted">The tool's decision; null where the tool fails.</param>
/// <param name="ByPValue">True when the score is a p-value.</param>
public sealed record CompatColumn(DriftResult Facts, double? Score, double? Threshold, bool? Drifted, bool ByPValue)
{
    /// <summary>The column as a line of a report: drifted is a warning, a failure of the tool is one undecided column.</summary>
    public JudgedColumn Judged(string column)
    {
        if (Facts.UndecidedReason is { } reason)
            return new JudgedColumn(column, Facts, new Verdict.Undecided(reason), null, null, Threshold, Threshold, [reason]);
        double? excess = !ByPValue && Score is { } score && Threshold is > 0 ? score / Threshold : null;
        var text = string.Create(CultureInfo.InvariantCulture, $"{(ByPValue ? "p" : "distance")} {Score?.ToString("0.####", CultureInfo.InvariantCulture) ?? "without a number"}, threshold {Threshold:0.####}");
        Verdict verdict = Drifted == true ? new Verdict.Warning(text) : new Verdict.Healthy(Score is null ? "the tool gets no number here and reports no drift" : null);
        return new JudgedColumn(column, Facts, verdict, Facts.PValue, excess, Threshold, Threshold, [text, .. Facts.Notes]);
    }
}
