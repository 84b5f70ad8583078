namespace Vedetta.Statistics.Experiments;

/// <summary>
/// Count, means, sums of squared deviations and of products of a metric and what was known before it, unit by unit, in
/// constant memory (Welford 1962; merging by Chan, Golub and LeVeque 1983).
/// </summary>
public struct PairedMoments
{
    /// <summary>Units added.</summary>
    public long Count { get; private set; }

    /// <summary>Mean of the covariate.</summary>
    public double BeforeMean { get; private set; }

    /// <summary>Mean of the metric.</summary>
    public double Mean { get; private set; }

    /// <summary>Sum of squared deviations of the covariate.</summary>
    public double BeforeSquares { get; private set; }

    /// <summary>Sum of squared deviations of the metric.</summary>
    public double Squares { get; private set; }

    /// <summary>Sum of products of both deviations.</summary>
    public double Products { get; private set; }

    /// <summary>Variance of the metric with divisor n - 1; NaN below two units.</summary>
    public readonly double Variance => Count < 2 ? double.NaN : Squares / (Count - 1);

    /// <summary>Adds a unit; both numbers are finite.</summary>
    public void Add(double before, double value)
    {
        Count++;
        var (x, y) = (before - BeforeMean, value - Mean);
        BeforeMean += x / Count;
        Mean += y / Count;
        BeforeSquares += x * (before - BeforeMean);
        Squares += y * (value - Mean);
        Products += x * (value - Mean);
    }

    /// <summary>Adds the units of another.</summary>
    public void Merge(in PairedMoments other)
    {
        if (other.Count == 0)
            return;
        var n = Count + other.Count;
        var (x, y) = (other.BeforeMean - BeforeMean, other.Mean - Mean);
        var share = (double)Count * other.Count / n;
        BeforeSquares += other.BeforeSquares + (x * x * share);
        Squares += other.Squares + (y * y * share);
        Products += other.Products + (x * y * share);
        BeforeMean += x * other.Count / n;
        Mean += y * other.Count / n;
        Count = n;
    }
}
