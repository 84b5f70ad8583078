namespace Vedetta.Statistics.Estimation.Calibration;

/// <summary>
/// Bins of equal count over the scores of labelled rows, edges at observed scores, with the rate of positives and its
/// variance in each. They carry the uncertainty of calibration: the rate of a bin is known only as well as its rows allow.
/// </summary>
internal sealed class ReferenceBins
{
    private readonly double[] _edges;
    private readonly double[] _rates;
    private readonly double[] _variances;

    private ReferenceBins(double[] edges, double[] rates, double[] variances) => (_edges, _rates, _variances) = (edges, rates, variances);

    /// <summary>Number of bins.</summary>
    public int Count => _rates.Length;

    /// <summary>Upper edges of all bins but the last, ascending; an edge belongs to the bin below it.</summary>
    public ReadOnlySpan<double> Edges => _edges;

    /// <summary>Rate of positives by bin.</summary>
    public ReadOnlySpan<double> Rates => _rates;

    /// <summary>Variance of the rate by bin: r (1 - r) / n with r = (positives + 1/2) / (n + 1); with weights n is (sum w)^2 / sum w^2.</summary>
    public ReadOnlySpan<double> Variances => _variances;

    /// <summary>Bins of labelled rows sorted by score.</summary>
    /// <param name="sorted">Scores, ascending; at least one.</param>
    /// <param name="labels">0 or 1, by row.</param>
    /// <param name="count">How many bins are wanted; tied scores make fewer.</param>
    /// <param name="weights">A weight by row; empty for none.</param>
    public static ReferenceBins Of(ReadOnlySpan<double> sorted, ReadOnlySpan<double> labels, int count, ReadOnlySpan<double> weights = default)
    {
        var edges = new List<double>(count);
        for (var b = 1; b < count; b++)
        {
            var at = (int)((long)b * sorted.Length / count) - 1;
            if (at >= 0 && sorted[at] < sorted[^1] && (edges.Count == 0 || sorted[at] > edges[^1]))
                edges.Add(sorted[at]);
        }
        var (rates, variances) = (new double[edges.Count + 1], new double[edges.Count + 1]);
        var row = 0;
        for (var b = 0; b < rates.Length; b++)
        {
            var (sum, squares, positives) = (0.0, 0.0, 0.0);
            for (; row < sorted.Length && (b == edges.Count || sorted[row] <= edges[b]); row++)
            {
                var weight = weights.IsEmpty ? 1 : weights[row];
                sum += weight;
                squares += weight * weight;
                positives += weight * labels[row];
            }
            rates[b] = positives / sum;
            // Half a row of each class more: a bin that happens to hold one class only is not known for certain.
            var rows = sum * sum / squares;
            var shrunk = ((rates[b] * rows) + 0.5) / (rows + 1);
            variances[b] = shrunk * (1 - shrunk) / rows;
        }
        return new ReferenceBins([.. edges], rates, variances);
    }
}
