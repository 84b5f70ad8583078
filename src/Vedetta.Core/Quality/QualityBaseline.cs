using Vedetta.Statistics;
using Vedetta.Statistics.Performance;

namespace Vedetta.Core.Quality;

/// <summary>What a metric of quality is compared with.</summary>
/// <param name="Name">What it is, in words.</param>
/// <param name="Whole">Its value over all its rows, with an interval.</param>
/// <param name="Rows">Its labelled rows.</param>
/// <param name="Windows">Values of its windows; fewer than <see cref="FewestWindows"/> make no corridor.</param>
public sealed record QualityBaseline(string Name, MetricValue Whole, long Rows, IReadOnlyList<double> Windows)
{
    /// <summary>Fewer windows do not tell how far windows usually lie apart.</summary>
    public const int FewestWindows = 5;

    /// <summary>Whether its windows make a corridor.</summary>
    public bool HasCorridor => Windows.Count >= FewestWindows && Spread > 0;

    /// <summary>Mean of its windows.</summary>
    public double Centre => Windows.Average();

    /// <summary>Standard deviation of its windows, n-1.</summary>
    public double Spread
    {
        get
        {
            var centre = Centre;
            return Math.Sqrt(Windows.Sum(value => (value - centre) * (value - centre)) / (Windows.Count - 1));
        }
    }

    /// <summary>A quantile of its windows, linear.</summary>
    public double Quantile(double share)
    {
        double[] sorted = [.. Windows.Order()];
        return Quantiles.Linear(sorted, share);
    }
}
