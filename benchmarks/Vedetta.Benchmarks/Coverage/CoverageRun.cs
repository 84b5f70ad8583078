using System.Collections.Concurrent;

namespace Vedetta.Benchmarks.Coverage;

/// <summary>Draws windows and counts which intervals hold the truth.</summary>
internal static class CoverageRun
{
    /// <summary>Below this a cell is drawn again: two thousand windows tell 93 from 92 per cent apart only twice in three times.</summary>
    public const double Asked = 0.93;

    /// <summary>How many times as many windows a cell in doubt gets.</summary>
    public const int Again = 10;

    /// <summary>Measures a cell; metrics that come out below what is asked are measured again on other, ten times as many windows, and those count.</summary>
    public static IReadOnlyDictionary<string, Tally> Settle(IWorld world, int rows, int seeds, int firstSeed)
    {
        var tallies = Measure(world, rows, seeds, firstSeed);
        if (!tallies.Values.Any(InDoubt)) return tallies;
        var more = Measure(world, rows, Again * seeds, ~firstSeed);
        return tallies.ToDictionary(t => t.Key, t => InDoubt(t.Value) ? more[t.Key] : t.Value, StringComparer.Ordinal);
    }

    private static bool InDoubt(Tally tally) => tally.Given * 2 > tally.Windows && tally.Coverage < Asked;

    private static Dictionary<string, Tally> Measure(IWorld world, int rows, int seeds, int firstSeed)
    {
        var sums = new ConcurrentDictionary<string, long[]>(StringComparer.Ordinal);
        Parallel.For(0, seeds, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, seed =>
        {
            var (values, smallest) = world.Draw(rows, new Random(Draws.Seed(firstSeed, seed)));
            foreach (var (name, value) in values)
            {
                var sum = sums.GetOrAdd(name, _ => new long[4]);
                if (value.Interval is not { } interval) continue;
                var truth = world.Truth[name];
                // The truth is known to about ten digits: a limit that equals it in exact arithmetic counts as covering.
                var covered = truth >= interval.Low - 1e-9 && truth <= interval.High + 1e-9;
                Interlocked.Increment(ref sum[0]);
                if (covered) Interlocked.Increment(ref sum[1]);
                if (smallest < 100) continue;
                Interlocked.Increment(ref sum[2]);
                if (covered) Interlocked.Increment(ref sum[3]);
            }
        });
        return sums.ToDictionary(s => s.Key, s => new Tally(world.Name, s.Value[0], s.Value[1], seeds, s.Value[2], s.Value[3]), StringComparer.Ordinal);
    }
}
