using Vedetta.Statistics.Drift;
using Vedetta.Statistics.Profiles;

namespace Vedetta.Benchmarks.Sizes;

/// <summary>Alarms counted over windows of one size.</summary>
internal struct Tally
{
    public long Windows;
    public long Ours;
    public long Evidently;
    public long Whylogs;

    public void Add(in Tally other)
    {
        Windows += other.Windows;
        Ours += other.Ours;
        Evidently += other.Evidently;
        Whylogs += other.Whylogs;
    }
}

/// <summary>One row of the tables: where the reference and its windows come from.</summary>
/// <param name="Name">In words.</param>
/// <param name="Reference">Population of the reference.</param>
/// <param name="Current">Population of the windows; the same without change.</param>
/// <param name="ReferenceRows">Rows of the reference.</param>
/// <param name="Profiles">True to compare profiles instead of rows.</param>
internal sealed record Scenario(string Name, Population Reference, Population Current, int ReferenceRows, bool Profiles = false);

/// <summary>Draws references and windows and counts verdicts; the same numbers on every machine and number of cores.</summary>
internal static class Simulation
{
    public static readonly int[] WindowRows = [50, 200, 1000, 10_000];

    /// <summary>Tallies per window size.</summary>
    /// <param name="scenario">What to draw.</param>
    /// <param name="replicates">Windows per size.</param>
    /// <param name="windowsPerReference">
    /// Windows that share a reference. Where windows are as long as the reference its own luck decides all of them
    /// alike, so every window has its own there.
    /// </param>
    /// <param name="seed">Of this scenario.</param>
    public static Tally[] Run(Scenario scenario, int replicates, int windowsPerReference, ulong seed)
    {
        int references = Math.Max(1, replicates / windowsPerReference);
        var totals = new Tally[WindowRows.Length];
        var gate = new Lock();
        Parallel.For(0, references, () => new Tally[WindowRows.Length], (r, _, tallies) =>
        {
            var draws = new Draws((seed << 32) + (ulong)r);
            if (scenario.Reference is NumericPopulation) Numbers(scenario, windowsPerReference, draws, tallies);
            else Categories(scenario, windowsPerReference, draws, tallies);
            return tallies;
        }, tallies =>
        {
            lock (gate)
            {
                for (int i = 0; i < totals.Length; i++) totals[i].Add(tallies[i]);
            }
        });
        return totals;
    }

    private static void Numbers(Scenario scenario, int windows, Draws draws, Tally[] tallies)
    {
        var population = (NumericPopulation)scenario.Current;
        double[] values = ((NumericPopulation)scenario.Reference).Draw(draws, scenario.ReferenceRows);
        var reference = NumericSample.From(values);
        reference.Prepare();
        NumericProfile? profile = scenario.Profiles ? Profile(NumericGrid.FromSorted(reference.Sorted), values) : null;
        for (int size = 0; size < WindowRows.Length; size++)
        {
            ref Tally tally = ref tallies[size];
            for (int w = 0; w < windows; w++)
            {
                double[] drawn = population.Draw(draws, WindowRows[size]);
                tally.Windows++;
                if (profile is not null)
                {
                    tally.Ours += Alarms(Comparison.Of(DriftMethod.Auto, profile, Profile(profile.Grid!, drawn)));
                    continue;
                }

                var current = NumericSample.From(drawn);
                tally.Ours += Alarms(Comparison.Of(DriftMethod.Auto, reference, current));
                tally.Evidently += PeerRules.EvidentlyNumeric(reference, current) ? 1 : 0;
            }
        }
    }

    private static void Categories(Scenario scenario, int windows, Draws draws, Tally[] tallies)
    {
        var population = (CategoricalPopulation)scenario.Current;
        long[] counts = ((CategoricalPopulation)scenario.Reference).Draw(draws, scenario.ReferenceRows);
        CategoricalSample reference = population.Sample(counts);
        for (int size = 0; size < WindowRows.Length; size++)
        {
            ref Tally tally = ref tallies[size];
            for (int w = 0; w < windows; w++)
            {
                long[] drawn = population.Draw(draws, WindowRows[size]);
                tally.Windows++;
                tally.Ours += Alarms(Comparison.Of(DriftMethod.Auto, reference, population.Sample(drawn)));
                tally.Evidently += PeerRules.EvidentlyCategorical(counts, drawn) ? 1 : 0;
                tally.Whylogs += PeerRules.WhylogsCategorical(counts, drawn) ? 1 : 0;
            }
        }
    }

    private static int Alarms(DriftResult result) => DriftJudge.Judge("column", result).Verdict.IsAlarm ? 1 : 0;

    private static NumericProfile Profile(NumericGrid grid, double[] values)
    {
        var profile = new NumericProfile(grid);
        profile.Add(values);
        return profile;
    }
}
