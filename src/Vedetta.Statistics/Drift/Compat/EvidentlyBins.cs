namespace Vedetta.Statistics.Drift.Compat;

/// <summary>The two rows of shares that Evidently's psi, kl and js compare.</summary>
/// <param name="ByValue">True for one bin per distinct value, false for equal widths by Sturges' rule over both sides.</param>
/// <param name="Edges">Edges of the equal widths; empty for values.</param>
/// <param name="Reference">Shares of the reference.</param>
/// <param name="Current">Shares of the current side.</param>
internal sealed record EvidentlyBins(bool ByValue, double[] Edges, double[] Reference, double[] Current)
{
    // A numeric column with more distinct reference values than this is cut into equal widths.
    private const int MostValues = 20;

    public static EvidentlyBins Of(double[] reference, double[] current)
    {
        if (Distinct(reference) <= MostValues)
            return Of(ValueTable.Of(reference, current));
        var edges = EqualBins.Sturges(Math.Min(reference[0], current[0]), Math.Max(reference[^1], current[^1]), reference.Length + current.Length);
        return new EvidentlyBins(
            false,
            edges,
            Shares.Of(EqualBins.Counts(reference, edges), reference.Length),
            Shares.Of(EqualBins.Counts(current, edges), current.Length));
    }

    public static EvidentlyBins Of(ValueTable table) =>
        new(true, [], Shares.Of(table.Reference, table.N), Shares.Of(table.Current, table.M));

    /// <summary>Zeros become a millionth of the smallest share when that is at most 0.0001, else 0.0001; each side on its own.</summary>
    public EvidentlyBins Filled() => this with { Reference = Fill(Reference), Current = Fill(Current) };

    public static int Distinct(double[] sorted)
    {
        var distinct = sorted.Length == 0 ? 0 : 1;
        for (var i = 1; i < sorted.Length; i++)
            distinct += sorted[i] != sorted[i - 1] ? 1 : 0;
        return distinct;
    }

    private static double[] Fill(double[] shares)
    {
        var smallest = shares.Where(s => s > 0).Min();
        var zero = smallest <= 0.0001 ? smallest / 1_000_000 : 0.0001;
        return Array.ConvertAll(shares, s => s == 0 ? zero : s);
    }
}
