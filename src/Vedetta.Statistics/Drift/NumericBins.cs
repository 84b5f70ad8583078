namespace Vedetta.Statistics.Drift;

/// <summary>Cuts a numeric column into the bins that the options ask for.</summary>
internal static class NumericBins
{
    /// <summary>Counts of both sides, and what a reader should know about the cut.</summary>
    public static (long[] Reference, long[] Current, string? Note) Of(NumericPair pair, DriftOptions options)
    {
        if (options is { Bins: BinRule.Quantiles, BinCount: 10 })
        {
            var (a, b) = pair.DecileBins();
            return (a, b, null);
        }
        if (options.BinCount is < 2 or > 1000)
            throw new ArgumentException($"A numeric column is cut into 2 to 1,000 bins, not {options.BinCount}.", nameof(options));
        var edges = options.Bins switch
        {
            BinRule.Quantiles => Quantiles(pair, options.BinCount),
            BinRule.EqualWidth => EqualWidths(pair, options.BinCount),
            _ => Given(options),
        };
        var (reference, current) = pair.Bins(edges);
        var note = pair.Inexact is null ? null : "bins are cut at the edges of the profile's grid nearest to those asked for";
        return (reference, current, note);
    }

    private static double[] Quantiles(NumericPair pair, int count)
    {
        var edges = new SortedSet<double>();
        for (var k = 1; k < count; k++)
        {
            if (pair.ReferenceQuantile(k / (double)count) is var edge && double.IsFinite(edge))
                edges.Add(edge);
        }
        return [.. edges];
    }

    private static double[] EqualWidths(NumericPair pair, int count)
    {
        var (min, max) = pair.ReferenceRange;
        if (!double.IsFinite(max - min))
            return [];
        var edges = new SortedSet<double>();
        for (var k = 1; k < count; k++)
            edges.Add(min + ((max - min) * k / count));
        return [.. edges];
    }

    private static double[] Given(DriftOptions options)
    {
        var edges = options.Edges;
        for (var i = 0; i < edges.Count; i++)
        {
            if (!double.IsFinite(edges[i]) || (i > 0 && edges[i] <= edges[i - 1]))
                throw new ArgumentException($"Edges of bins are finite and ascend; edge {i} is {edges[i]:R}.", nameof(options));
        }
        return edges.Count > 0 ? [.. edges] : throw new ArgumentException("Bins with fixed edges need at least one edge.", nameof(options));
    }
}
