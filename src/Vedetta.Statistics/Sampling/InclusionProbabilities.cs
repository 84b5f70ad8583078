namespace Vedetta.Statistics.Sampling;

/// <summary>
/// Poisson designs: every row is drawn by itself with a probability of its own, which is stored with the request, so that
/// the labels can be weighted back to the population.
/// </summary>
public static class InclusionProbabilities
{
    /// <summary>
    /// Probabilities proportional to <paramref name="sizes"/> (for example uncertainty times cost) that draw
    /// <paramref name="expected"/> rows on average: at least <paramref name="floor"/>, so that no row is beyond reach and no
    /// weight explodes, and at most 1.
    /// </summary>
    /// <param name="sizes">Not negative, one a row.</param>
    /// <param name="expected">Rows to draw on average; more than there are gives probability 1 to all.</param>
    /// <param name="floor">Smallest probability, 0 to 1.</param>
    /// <exception cref="ArgumentException">A size is negative or NaN, or the floor alone draws more than expected.</exception>
    public static double[] Proportional(ReadOnlySpan<double> sizes, double expected, double floor = 0.01)
    {
        if (!(floor is >= 0 and <= 1))
            throw new ArgumentException($"The floor {floor} lies outside 0 to 1.", nameof(floor));
        foreach (var size in sizes)
        {
            if (!(size >= 0) || double.IsInfinity(size))
                throw new ArgumentException($"A size must be a finite number of at least 0, not {size}.", nameof(sizes));
        }
        if (floor * sizes.Length > expected)
            throw new ArgumentException($"A floor of {floor} draws {floor * sizes.Length} of {sizes.Length} rows on average, more than the {expected} asked for.", nameof(floor));
        var values = sizes.ToArray();
        if (expected >= values.Length)
            return [.. Enumerable.Repeat(1.0, values.Length)];
        // The sum of clipped probabilities grows with the factor, so the factor is found by halving.
        var (low, high) = (0.0, 1.0);
        double Drawn(double factor) => values.Sum(v => Math.Clamp(factor * v, floor, 1));
        while (Drawn(high) < expected && high < 1e300)
            high *= 4;
        for (var i = 0; i < 200; i++)
        {
            var middle = (low + high) / 2;
            if (Drawn(middle) < expected)
                low = middle;
            else
                high = middle;
        }
        return Array.ConvertAll(values, v => Math.Clamp(high * v, floor, 1));
    }
}
