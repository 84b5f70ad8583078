namespace Vedetta.Statistics.Drift.Compat;

/// <summary>A numeric reference as NannyML 0.13.1 keeps it, and its drift methods for a chunk. Missing values are dropped; NaN without any.</summary>
public sealed class NannyMlNumeric
{
    // From so many reference rows on NannyML compares 10,000 bins in place of the values.
    private const int Exact = 10_000;
    private const int FineBins = 10_000;

    private readonly double[] _sorted;
    private readonly double[] _doane;
    private readonly double[] _doaneShares;
    private readonly double[] _fine = [];
    private readonly double[] _fineSteps = [];

    /// <summary>Takes the reference.</summary>
    /// <exception cref="ArgumentException">It has no finite value.</exception>
    public NannyMlNumeric(ReadOnlySpan<double> reference)
    {
        _sorted = Sort(reference);
        if (_sorted.Length == 0 || !double.IsFinite(_sorted[0]) || !double.IsFinite(_sorted[^1]))
            throw new ArgumentException("A reference for NannyML's drift needs finite values only, and at least one.", nameof(reference));
        _doane = EqualBins.Doane(_sorted);
        _doaneShares = Shares.Of(EqualBins.Counts(_sorted, _doane), _sorted.Length);
        if (_sorted.Length < Exact)
            return;
        _fine = EqualBins.Edges(_sorted[0], _sorted[^1], FineBins);
        _fineSteps = Cumulate(EqualBins.Counts(_sorted, _fine), _sorted.Length, 0);
    }

    /// <summary>Edges of Doane's bins, for jensen_shannon and hellinger.</summary>
    public IReadOnlyList<double> Bins => _doane;

    /// <summary>Jensen-Shannon distance, base 2, over the reference's bins and one more for values outside them.</summary>
    public double JensenShannon(ReadOnlySpan<double> chunk) =>
        Binned(chunk) is { } shares ? Shares.JensenShannon(shares.Reference, shares.Chunk) / Math.Sqrt(Math.Log(2)) : double.NaN;

    /// <summary>Hellinger distance over the same bins.</summary>
    public double Hellinger(ReadOnlySpan<double> chunk) => Binned(chunk) is { } shares ? Shares.Hellinger(shares.Reference, shares.Chunk) : double.NaN;

    /// <summary>Kolmogorov-Smirnov distance: exact below 10,000 reference rows, else over 10,000 equal bins.</summary>
    public double KolmogorovSmirnov(ReadOnlySpan<double> chunk)
    {
        var sorted = Sort(chunk);
        if (sorted.Length == 0)
            return double.NaN;
        if (_fine.Length == 0)
            return Pair(sorted).KolmogorovSmirnov().Low;
        var steps = Cumulate(EqualBins.Counts(sorted, _fine), sorted.Length, EqualBins.CountBelow(sorted, _fine[0]) / (double)sorted.Length);
        return Shares.Largest(_fineSteps, steps);
    }

    /// <summary>
    /// Wasserstein distance: exact below 10,000 reference rows, else over 10,000 equal bins, where rows below the
    /// reference count one too many.
    /// </summary>
    public double Wasserstein(ReadOnlySpan<double> chunk)
    {
        var sorted = Sort(chunk);
        if (sorted.Length == 0)
            return double.NaN;
        if (_fine.Length == 0)
            return Pair(sorted).Wasserstein(null)?.Low ?? double.NaN;
        double n = sorted.Length;
        var below = EqualBins.CountBelow(sorted, _fine[0]);
        var above = sorted.Length - SortedSearch.CountUpTo(sorted, _fine[^1]);
        double distance = 0;
        for (var i = 0; i < below; i++)
            distance += (_fine[0] - sorted[i]) / n;
        for (var i = sorted.Length - above; i < sorted.Length; i++)
            distance += (sorted[i] - _fine[^1]) / n;
        var steps = Cumulate(EqualBins.Counts(sorted, _fine), n, below == 0 ? 0 : (below + 1) / n);
        for (var i = 0; i < steps.Length; i++)
            distance += Math.Abs(_fineSteps[i] - steps[i]) * (_fine[i + 1] - _fine[i]);
        return distance;
    }

    private ExactPair Pair(double[] sorted) => ExactPair.Of(NumericSample.From(_sorted), NumericSample.From(sorted));

    private (double[] Reference, double[] Chunk)? Binned(ReadOnlySpan<double> chunk)
    {
        var sorted = Sort(chunk);
        if (sorted.Length == 0)
            return null;
        var shares = Shares.Of(EqualBins.Counts(sorted, _doane), sorted.Length);
        var inside = shares.Sum();
        // What lies outside is one more level that the reference does not have.
        return inside < 1 ? ([.. _doaneShares, 0], [.. shares, Math.Max(0, 1 - inside)]) : (_doaneShares, shares);
    }

    private static double[] Cumulate(long[] counts, double total, double from)
    {
        var steps = new double[counts.Length];
        long before = 0;
        for (var i = 0; i < counts.Length; i++)
        {
            before += counts[i];
            steps[i] = from + (before / total);
        }
        return steps;
    }

    private static double[] Sort(ReadOnlySpan<double> values)
    {
        var kept = new double[values.Length];
        var n = 0;
        foreach (var value in values)
        {
            if (!double.IsNaN(value))
                kept[n++] = value + 0.0;
        }
        Array.Resize(ref kept, n);
        RadixSort.Sort(kept);
        return kept;
    }
}
