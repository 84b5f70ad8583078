using System.Diagnostics;
using System.Globalization;

namespace Vedetta.Benchmarks.Coverage;

/// <summary>
/// How often the 95 % interval of each metric holds the true value, by simulation from populations whose true values are
/// known. Writes the page of the documentation and of the results; fails when a requirement does not hold.
/// </summary>
internal static class CoverageBenchmark
{
    private const int FullSeeds = 2_000;

    public static int Run(int seeds)
    {
        var start = Stopwatch.GetTimestamp();
        var cells = new List<CoverageCell>();
        foreach (var n in (int[])[50, 200, 1_000, 10_000])
        {
            foreach (var rate in (double[])[0.01, 0.05, 0.2, 0.5])
            {
                var scenarios = BinaryWorld.All.Select(w => w(rate)).Concat<IWorld>([new ClassesWorld(rate), new PairWorld(rate)]).ToList();
                if (rate == 0.5) scenarios.Add(new NumbersWorld());
                var tallies = scenarios.Select((world, i) => CoverageRun.Settle(world, n, seeds, (int)(i + (1000 * n) + (100_000 * rate)))).ToArray();
                cells.Add(new CoverageCell(n, rate, Tally.Together(tallies)));
                Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"n {n,6}, rate {rate:P0}: {Stopwatch.GetElapsedTime(start).TotalSeconds:F0} s"));
            }
        }

        var page = new CoveragePage(cells, seeds, Stopwatch.GetElapsedTime(start));
        Console.WriteLine(page.Render());
        if (seeds >= FullSeeds)
        {
            var root = RepositoryFolder.Find();
            foreach (var file in (string[])[Path.Combine(root, "benchmarks", "results", "coverage.md"), Path.Combine(root, "docs", "statistics", "coverage.md")])
            {
                Directory.CreateDirectory(Path.GetDirectoryName(file)!);
                File.WriteAllText(file, page.Render());
            }
        }

        return page.Requirements.All(r => r.Holds) ? 0 : 1;
    }
}

/// <summary>What was seen at one number of rows and share of positives.</summary>
internal sealed record CoverageCell(int Rows, double Rate, IReadOnlyDictionary<string, IReadOnlyList<Tally>> ByMetric);
