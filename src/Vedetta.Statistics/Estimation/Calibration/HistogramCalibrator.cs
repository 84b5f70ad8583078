namespace Vedetta.Statistics.Estimation.Calibration;

/// <summary>The share of positives in bins of equal count (Zadrozny and Elkan 2001).</summary>
internal sealed class HistogramCalibrator : ICalibrator
{
    private readonly double[] _edges;
    private readonly double[] _rates;

    private HistogramCalibrator(double[] edges, double[] rates) => (_edges, _rates) = (edges, rates);

    public CalibratorKind Kind => CalibratorKind.Histogram;

    /// <summary>Learns from labelled rows sorted by score: fifteen bins, fewer where there are not fifty rows each.</summary>
    public static HistogramCalibrator Fit(ReadOnlySpan<double> sorted, ReadOnlySpan<double> labels)
    {
        var bins = ReferenceBins.Of(sorted, labels, Math.Clamp(sorted.Length / 50, 1, 15));
        return new HistogramCalibrator(bins.Edges.ToArray(), bins.Rates.ToArray());
    }

    public void Calibrate(ReadOnlySpan<double> sorted, Span<double> probabilities)
    {
        Calibrators.CheckLengths(sorted.Length, probabilities.Length);
        var bin = 0;
        for (var i = 0; i < sorted.Length; i++)
        {
            while (bin < _edges.Length && sorted[i] > _edges[bin])
                bin++;
            probabilities[i] = _rates[bin];
        }
    }
}
