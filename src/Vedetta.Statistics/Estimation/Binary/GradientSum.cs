using Vedetta.Statistics.Estimation.Calibration;

namespace Vedetta.Statistics.Estimation.Binary;

/// <summary>Gathers the gradient of a metric row by row, in ascending order of the score, into its two variances.</summary>
internal ref struct GradientSum(ReferenceBins? bins)
{
    private readonly ReadOnlySpan<double> _edges = bins is null ? [] : bins.Edges;
    private int _bin;
    private double _inBin;
    private double _sampling;
    private double _calibration;

    public void Add(double score, double gradient, double probability)
    {
        if (_bin < _edges.Length && score > _edges[_bin])
            Pass(score);
        _inBin += gradient;
        _sampling += gradient * gradient * probability * (1 - probability);
    }

    public MetricMoments Moments(double value)
    {
        Close();
        return new MetricMoments(value, _sampling, _calibration);
    }

    private void Pass(double score)
    {
        while (_bin < _edges.Length && score > _edges[_bin])
        {
            Close();
            _bin++;
        }
    }

    private void Close()
    {
        if (bins is not null)
            _calibration += _inBin * _inBin * bins.Variances[_bin];
        _inBin = 0;
    }
}
