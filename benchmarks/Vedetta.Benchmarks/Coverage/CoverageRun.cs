using System.Collections.Concurrent;

namespace Vedetta.Benchmarks.Coverage;

/// <summary>Draws windows and counts which intervals hold the truth.</summary>
internal static class CoverageRun
{
    public static IReadOnlyDictionary<string, Tally> Measure(IWorld world, int rows, int seeds, int firstSeed)
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
