using System.Diagnostics;
using System.Globalization;
using System.Text;
using Vedetta.Benchmarks.Sizes;
using Vedetta.Statistics.Profiles;

namespace Vedetta.Benchmarks.Profiling;

/// <summary>Values per second and core that go into a numeric profile from memory, best of several passes on one thread.</summary>
internal static class ProfilingBenchmark
{
    private const int ReferenceRows = 50_000;
    private const int Passes = 5;
    private const int Stretch = 500_000;
    private const int FullRows = 10_000_000;

    private static readonly (string Name, Func<Draws, double> Value)[] Columns =
    [
        ("normal", d => d.NextNormal()),
        ("normal, 1 % missing", d => d.NextShare() < 0.01 ? NumericValue.Missing : d.NextNormal()),
        ("lognormal", d => Math.Exp(d.NextNormal())),
        ("lognormal, sigma 3", d => Math.Exp(3 * d.NextNormal())),
        ("zero-inflated 70 %", d => d.NextShare() < 0.7 ? 0 : Math.Exp(d.NextNormal())),
        ("whole numbers, 50", d => Math.Floor(50 * (1 - d.NextShare()))),
        ("whole numbers, 1,000", d => Math.Floor(1000 * (1 - d.NextShare()))),
        ("whole numbers, 1,000,000", d => Math.Floor(1e6 * (1 - d.NextShare()))),
        ("cents around 100,000", d => Math.Round(1e5 + (100 * d.NextNormal()), 2)),
    ];

    public static int Run(int rows)
    {
        var page = new StringBuilder();
        page.Append(CultureInfo.InvariantCulture, $"""
            # Profiling from memory

            `./bench profiling`: million values per second on one core, fastest stretch of {Stretch:N0} in {Passes} passes over {rows:N0}
            doubles in memory.
            Every profile counts rows, missing, NaN and infinities, keeps exact moments and extremes, and counts and sums on the
            grid of a reference of {ReferenceRows:N0} rows (256 quantiles, deciles, atoms). "Whole" adds the quantile sketch and the
            distinct sketch; up to 2,000 distinct values between the edges both are exact. Required: 50 whole, 200 without sketches.
            Machine: 2 cores, shared with other work during the run.

            | column | edges | whole | without the two sketches |
            |---|---|---|---|

            """);
        foreach (var (name, value) in Columns)
        {
            var draws = new Draws(17);
            var reference = new double[ReferenceRows];
            for (int i = 0; i < reference.Length; i++) reference[i] = value(draws);
            var values = new double[rows];
            for (int i = 0; i < values.Length; i++) values[i] = value(draws);
            NumericGrid grid = NumericGrid.FromReference(reference);
            double whole = Best(values, () => new NumericProfile(grid));
            double plain = Best(values, () => new NumericProfile(grid, sketches: false));
            string line = string.Create(CultureInfo.InvariantCulture, $"| {name} | {grid.Edges.Length} | {whole:F0} | {plain:F0} |\n");
            Console.Error.Write(line);
            page.Append(line);
        }

        if (rows >= FullRows)
        {
            string file = Path.Combine(RepositoryFolder.Find(), "benchmarks", "results", "profiling.md");
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, page.ToString());
        }

        return 0;
    }

    /// <summary>
    /// Million values per second of the fastest stretch, after a pass that warms up. Stretches are short, so that what else
    /// runs on the machine does not count.
    /// </summary>
    private static double Best(double[] values, Func<NumericProfile> make)
    {
        double best = 0;
        for (int pass = 0; pass <= Passes; pass++)
        {
            NumericProfile profile = make();
            for (int at = 0; at + Stretch <= values.Length; at += Stretch)
            {
                long start = Stopwatch.GetTimestamp();
                profile.Add(values.AsSpan(at, Stretch));
                double speed = Stretch / Stopwatch.GetElapsedTime(start).TotalSeconds / 1e6;
                if (pass > 0) best = Math.Max(best, speed);
            }
        }

        return best;
    }
}
