using System.Globalization;
using System.Text;

namespace Vedetta.Benchmarks.Sizes;

/// <summary>One line of what is promised.</summary>
/// <param name="Text">The promise.</param>
/// <param name="Measured">What was measured, in words.</param>
/// <param name="Holds">Whether it holds.</param>
internal sealed record Requirement(string Text, string Measured, bool Holds);

/// <summary>The page with the tables.</summary>
internal sealed class SizePage(
    List<(Scenario Scenario, Tally[] Tallies)> noChange,
    List<(Scenario Scenario, Tally[] Tallies)> profiles,
    List<(Scenario Scenario, Tally[] Tallies)> changes,
    int replicates,
    TimeSpan elapsed,
    TimeSpan processor)
{
    private const double LargestSize = 0.015;

    /// <summary>The promises and whether they hold.</summary>
    public IReadOnlyList<Requirement> Requirements { get; } =
    [
        Worst("False alarms from rows are at most 1.5 % in every cell", noChange),
        Worst("False alarms from profiles are at most 1.5 % in every cell", profiles),
        Power(changes, Scenarios.Shift, 1, 0.50),
        Power(changes, Scenarios.Shift, 2, 0.98),
        Power(changes, Scenarios.Points, 2, 0.55),
        Power(changes, Scenarios.Points, 3, 0.99),
    ];

    public string Render()
    {
        var page = new StringBuilder();
        page.Append(CultureInfo.InvariantCulture, $"""
            # False alarms and power of the default verdict

            Simulated by `./bench size`: the whole path from rows to verdict (`auto`, alpha 1 %, effect thresholds), {replicates:N0}
            windows a cell. Windows against references of 500 and 5,000 rows have a reference each, those of 50,000 rows share
            one among twenty. The standard error of a rate of 1 % is {100 * Math.Sqrt(0.01 * 0.99 / replicates):F2} points.
            Evidently: its default test and threshold for the column (0.7.21). whylogs: its chi-square (1.6.0). Both stated
            anew in `benchmarks/Vedetta.Benchmarks/Sizes/PeerRules.cs` and run on the same draws. Machine: 2 cores, shared
            with other work during the run; {processor.TotalMinutes:F1} minutes of processor time, {elapsed.TotalMinutes:F1} by the clock.

            | required | measured | |
            |---|---|---|

            """);
        foreach (Requirement requirement in Requirements)
            page.Append(CultureInfo.InvariantCulture, $"| {requirement.Text} | {requirement.Measured} | {(requirement.Holds ? "holds" : "falls short")} |\n");
        page.Append("\n## Alarms without change, per cent\n\nWindows of 50 / 200 / 1,000 / 10,000 rows.\n\n| column | reference rows | Vedetta | Evidently | whylogs |\n|---|---|---|---|---|\n");
        foreach (var (scenario, tallies) in noChange) Line(page, scenario, tallies, decimals: 2);
        page.Append("\n## The same from profiles\n\nNumbers counted on the grid of the reference; categories are exact in profiles.\n\n| column | reference rows | Vedetta |\n|---|---|---|\n");
        foreach (var (scenario, tallies) in profiles)
            page.Append(CultureInfo.InvariantCulture, $"| {scenario.Name} | {scenario.ReferenceRows:N0} | {Rates(tallies, t => t.Ours, 2)} |\n");
        page.Append("\n## Alarms with a change (power), per cent\n\nWindows of 50 / 200 / 1,000 / 10,000 rows, a fifth as many as above. The power of a rule means little where its alarms without change are many.\n\n| change | reference rows | Vedetta | Evidently | whylogs |\n|---|---|---|---|---|\n");
        foreach (var (scenario, tallies) in changes) Line(page, scenario, tallies, decimals: 1);
        return page.ToString();
    }

    private static void Line(StringBuilder page, Scenario scenario, Tally[] tallies, int decimals)
    {
        string whylogs = scenario.Reference is CategoricalPopulation ? Rates(tallies, t => t.Whylogs, 1) : "-";
        page.Append(CultureInfo.InvariantCulture, $"| {scenario.Name} | {scenario.ReferenceRows:N0} | {Rates(tallies, t => t.Ours, decimals)} | {Rates(tallies, t => t.Evidently, 1)} | {whylogs} |\n");
    }

    private static string Rates(Tally[] tallies, Func<Tally, long> alarms, int decimals) =>
        string.Join(" / ", tallies.Select(t => (100.0 * alarms(t) / t.Windows).ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)));

    private static Requirement Worst(string text, List<(Scenario Scenario, Tally[] Tallies)> measured)
    {
        var (scenario, size, rate) = measured.SelectMany(m => m.Tallies.Select((t, i) => (m.Scenario, Size: i, Rate: (double)t.Ours / t.Windows))).MaxBy(m => m.Rate);
        return new Requirement(text, string.Create(CultureInfo.InvariantCulture,
            $"worst {100 * rate:F2} % ({scenario.Name}, {scenario.ReferenceRows:N0} against {Simulation.WindowRows[size]:N0})"), rate <= LargestSize);
    }

    private static Requirement Power(List<(Scenario Scenario, Tally[] Tallies)> changes, string name, int size, double least)
    {
        Tally tally = changes.Single(c => c.Scenario.Name == name).Tallies[size];
        double rate = (double)tally.Ours / tally.Windows;
        return new Requirement(
            string.Create(CultureInfo.InvariantCulture, $"{name}: seen in at least {100 * least:F0} % of windows of {Simulation.WindowRows[size]:N0} rows"),
            string.Create(CultureInfo.InvariantCulture, $"{100 * rate:F1} %"),
            rate >= least);
    }
}
