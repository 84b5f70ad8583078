using System.Globalization;
using Vedetta.Cli.CommandLine;

namespace Vedetta.Cli.Importing;

/// <summary>An import in words.</summary>
internal static class ImportText
{
    private static string Subject(ImportSubject subject, long count) => (subject, count) switch
    {
        (ImportSubject.Predictions, 1) => "prediction",
        (ImportSubject.Outcomes, 1) => "outcome",
        _ => subject.ToString().ToLowerInvariant(),
    };

    /// <summary>Writes what became of the rows, and why rows were left out.</summary>
    public static void Write(Terminal terminal, ImportSummary summary)
    {
        var count = summary.Count;
        var seconds = summary.Took.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture);
        terminal.Out.WriteLine(
            $"{summary.Model}: {Numbers.Count(count.Accepted)} {Subject(summary.Subject, count.Accepted)} stored, {Numbers.Count(count.Duplicates)} known before, "
            + $"{Numbers.Count(count.Rejected)} rejected, in {seconds} s.");
        foreach (var group in count.Reasons.GroupBy(r => (r.Code, r.Field)).Take(10))
        {
            var first = group.First();
            terminal.Out.WriteLine($"  {group.Key.Code}{(group.Key.Field is { } field ? $" ({field})" : "")}, first in row {Numbers.Count(first.Index + 1)}: {first.Message}");
        }

        if (summary.Evaluation is { } evaluation)
            terminal.Out.WriteLine($"  monitors: {Numbers.Count(evaluation.Points)} readings new or changed, {Numbers.Count(evaluation.Incidents)} incidents recorded.");
    }
}
