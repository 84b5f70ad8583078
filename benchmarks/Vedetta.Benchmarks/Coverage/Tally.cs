namespace Vedetta.Benchmarks.Coverage;

/// <summary>Counts of one metric in one world.</summary>
/// <param name="World">Name of the world.</param>
/// <param name="Given">Windows with an interval.</param>
/// <param name="Covered">Windows whose interval holds the true value.</param>
/// <param name="Windows">Windows.</param>
/// <param name="Plenty">Windows with 100 rows or more of each class, and an interval.</param>
/// <param name="PlentyCovered">Those whose interval holds the true value.</param>
internal sealed record Tally(string World, long Given, long Covered, long Windows, long Plenty, long PlentyCovered)
{
    /// <summary>Share covered; NaN where no interval was given.</summary>
    public double Coverage => Given == 0 ? double.NaN : Covered / (double)Given;

    /// <summary>The worlds' tallies by metric.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<Tally>> Together(IEnumerable<IReadOnlyDictionary<string, Tally>> worlds) =>
        worlds.SelectMany(w => w).GroupBy(t => t.Key, t => t.Value, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => (IReadOnlyList<Tally>)[.. g], StringComparer.Ordinal);
}
