using System.Diagnostics;
using System.Globalization;

namespace Vedetta.Benchmarks.Sizes;

/// <summary>
/// False-alarm rate and power of the default verdict, by simulation, beside the defaults of two other tools on the same
/// draws. Writes the page of the documentation and of the results; fails when a requirement does not hold.
/// </summary>
internal static class SizeBenchmark
{
    private const int FullReplicates = 10_000;

    public static int Run(int replicates)
    {
        long start = Stopwatch.GetTimestamp();
        var noChange = Measure(Scenarios.NoChange, replicates, 1);
        var profiles = Measure(Scenarios.NoChangeInProfiles, replicates, 1000);
        var changes = Measure(Scenarios.Changes, Math.Max(1, replicates / 5), 2000);
        using var process = Process.GetCurrentProcess();
        var page = new SizePage(noChange, profiles, changes, replicates, Stopwatch.GetElapsedTime(start), process.TotalProcessorTime);
        Console.WriteLine(page.Render());
        if (replicates >= FullReplicates)
        {
            string root = RepositoryFolder.Find();
            foreach (string file in new[] { Path.Combine(root, "benchmarks", "results", "size.md"), Path.Combine(root, "docs", "statistics", "size.md") })
            {
                Directory.CreateDirectory(Path.GetDirectoryName(file)!);
                File.WriteAllText(file, page.Render());
            }
        }

        return page.Requirements.All(r => r.Holds) ? 0 : 1;
    }

    private static List<(Scenario Scenario, Tally[] Tallies)> Measure(IReadOnlyList<Scenario> scenarios, int replicates, ulong firstSeed)
    {
        var results = new List<(Scenario, Tally[])>();
        foreach (Scenario scenario in scenarios)
        {
            long start = Stopwatch.GetTimestamp();
            Tally[] tallies = Simulation.Run(scenario, replicates, scenario.ReferenceRows >= 50_000 ? 20 : 1, firstSeed + (ulong)results.Count);
            results.Add((scenario, tallies));
            string rates = string.Join(" / ", tallies.Select(t => string.Create(CultureInfo.InvariantCulture, $"{100.0 * t.Ours / t.Windows:F2}")));
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{scenario.Name,-42} n {scenario.ReferenceRows,6}  {rates}   {Stopwatch.GetElapsedTime(start).TotalSeconds:F1} s"));
        }

        return results;
    }
}
