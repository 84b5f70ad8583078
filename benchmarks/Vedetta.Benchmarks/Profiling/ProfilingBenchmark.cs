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
    private const int Rounds = 20;
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

    private sealed record Column(string Name, double[] Values, NumericGrid Grid)
    {
        public double Whole { get; set; }

        public double Plain { get; set; }
    }

    public static int Run(int rows)
    {
        var columns = Columns.Select(c => Draw(c.Name, c.Value, rows)).ToArray();
        for (var round = 0; round < Rounds; round++)
        {
            // Columns take turns, so that a minute in which the machine is slow does not fall on one of them alone.
            foreach (var column in columns)
            {
                column.Whole = Math.Max(column.Whole, Best(column.Values, () => new NumericProfile(column.Grid)));
                column.Plain = Math.Max(column.Plain, Best(column.Values, () => new NumericProfile(column.Grid, sketches: false)));
            }

            Console.Error.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"round {round + 1} of {Rounds}: slowest so far {columns.Min(c => c.Whole):F0} whole, {columns.Min(c => c.Plain):F0} without sketches"));
        }

        var page = Page(rows, columns);
        Console.Error.Write(page);
        if (rows >= FullRows)
        {
            var file = Path.Combine(RepositoryFolder.Find(), "benchmarks", "results", "profiling.md");
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, page);
        }

        return 0;
    }

    private static Column Draw(string name, Func<Draws, double> value, int rows)
    {
        var draws = new Draws(17);
        var reference = new double[ReferenceRows];
        for (var i = 0; i < reference.Length; i++)
            reference[i] = value(draws);
        var values = new double[rows];
        for (var i = 0; i < values.Length; i++)
            values[i] = value(draws);
        return new Column(name, values, NumericGrid.FromReference(reference));
    }

    private static string Page(int rows, Column[] columns)
    {
        var page = new StringBuilder();
        page.Append(CultureInfo.InvariantCulture, $"""
            # Profiling from memory

            `./bench profiling`: million values per second on one core, fastest stretch of {Stretch:N0} in {Rounds} rounds over {rows:N0}
            doubles in memory; the columns take turns.
            Every profile counts rows, missing, NaN and infinities, keeps exact moments and extremes, and counts and sums on the
            grid of a reference of {ReferenceRows:N0} rows (256 quantiles, deciles, atoms). "Whole" adds the quantile sketch and the
            distinct sketch; up to 2,000 distinct values between the edges both are exact. Required: 50 whole, 200 without sketches.
            Machine: 2 cores, shared with others: the same code differs by a third from minute to minute.

            | column | edges | whole | without the two sketches |
            |---|---|---|---|

            """);
        foreach (var c in columns)
            page.Append(CultureInfo.InvariantCulture, $"| {c.Name} | {c.Grid.Edges.Length} | {c.Whole:F0} | {c.Plain:F0} |\n");
        return page.ToString();
    }

    /// <summary>
    /// Million values per second of the fastest stretch. Stretches are short, so that what else runs on the machine does not
    /// count; the first ones of a process warm up.
    /// </summary>
    private static double Best(double[] values, Func<NumericProfile> make)
    {
        double best = 0;
        var profile = make();
        for (var at = 0; at + Stretch <= values.Length; at += Stretch)
        {
            var start = Stopwatch.GetTimestamp();
            profile.Add(values.AsSpan(at, Stretch));
            best = Math.Max(best, Stretch / Stopwatch.GetElapsedTime(start).TotalSeconds / 1e6);
        }

        return best;
    }
}
