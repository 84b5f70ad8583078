using System.Globalization;
using Vedetta.Cli.CommandLine;
using Vedetta.Cli.Drift;
using Vedetta.Statistics;
using Vedetta.Statistics.Drift;

namespace Vedetta.Cli.Reporting;

/// <summary>What the report says in sentences.</summary>
internal static class ReportWords
{
    private const int NamesShown = 5;

    /// <summary>The verdict on the whole.</summary>
    public static string Headline(DriftReport report)
    {
        var judged = Count(report, VerdictKind.Healthy) + report.Drifted;
        if (report.Columns.Count == 0) return "Nothing to compare: the files have no columns in common that may be compared";
        if (judged == 0) return $"Nothing could be judged: none of {Columns(report.Columns.Count)}";
        if (report.Drifted == 0) return $"No drift in {Columns(judged)}{(judged < report.Columns.Count ? $"; {report.Columns.Count - judged} could not be judged" : "")}";
        var worst = report.Columns.First(line => line.Drifted);
        var beyond = worst.Judged?.Excess is { } excess ? $": {worst.Column} is {Numbers.Short(excess)} × its threshold" : "";
        return $"{report.Drifted} of {Columns(report.Columns.Count)} drifted{beyond}";
    }

    /// <summary>What the verdict rests on.</summary>
    public static string Lead(DriftReport report) =>
        $"{Numbers.Count(report.CurrentRows)} rows against {Numbers.Count(report.ReferenceRows)} of the reference. "
        + $"{Count(report, VerdictKind.Critical)} critical, {Count(report, VerdictKind.Warning)} warning, {Count(report, VerdictKind.Healthy)} healthy, {Count(report, VerdictKind.Undecided)} undecided. "
        + "A column drifted when the difference is large, beyond its threshold, and also more than chance gives at these sizes (p at most 0.01 after Holm's correction over the columns)."
        + (report.Whole is { } whole ? " " + Html.Text(DriftText.Sentence(whole)) : "");

    /// <summary>What is said of a column beside its picture: HTML.</summary>
    public static IEnumerable<string> Of(DriftLine line)
    {
        if (line.Verdict is Verdict.Undecided { Reason: { } why })
        {
            yield return Html.Text(why);
            if (line.Facts is null) yield break;
        }

        if (line.Judged?.Result.Effect is { } effect)
            yield return $"{Html.Text(effect.Name)} <b>{Numbers.Short(effect.Value)}</b>, warning from {Limit(line.Judged.Warning)}, critical from {Limit(line.Judged.Critical)}";
        if (line.Verdict is Verdict.Healthy { Note: { } note }) yield return Html.Text(note);
        if (line.Facts is not { } facts) yield break;
        if (facts.ReferenceMissing + facts.CurrentMissing > 0)
            yield return $"missing {Numbers.Share(facts.ReferenceMissing, facts.ReferenceRows)} → <b>{Numbers.Share(facts.CurrentMissing, facts.CurrentRows)}</b>";
        if (facts.NewCategories.Count > 0)
            yield return $"new{Rate(facts.NewCategoryRate)}: {Names(facts.NewCategories)}";
        if (facts.VanishedCategories.Count > 0)
            yield return $"vanished{Rate(facts.VanishedCategoryRate)}: {Names(facts.VanishedCategories)}";
        foreach (var fact in facts.Notes) yield return Html.Text(fact);
    }

    private static string Limit(double? value) => value?.ToString("0.####", CultureInfo.InvariantCulture) ?? "-";

    private static string Rate(double? share) => share is { } rate ? $" ({Numbers.Short(100 * rate)} % of rows)" : "";

    private static string Names(IReadOnlyList<string> names) =>
        string.Join(", ", names.Take(NamesShown).Select(Html.Name)) + (names.Count > NamesShown ? $" and {names.Count - NamesShown} more" : "");

    private static int Count(DriftReport report, VerdictKind kind) => report.Columns.Count(line => line.Verdict.Kind == kind);

    private static string Columns(int count) => count == 1 ? "1 column" : $"{Numbers.Count(count)} columns";
}
