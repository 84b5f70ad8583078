namespace Vedetta.Statistics.Detectors;

/// <summary>Mean and sample variance of a growing sample (Welford 1962).</summary>
internal struct RunningMoments
{
    private long _n;
    private double _mean;
    private double _squares;

    public readonly long N => _n;

    public readonly double Mean => _mean;

    /// <summary>Sample standard deviation; 0 below two values.</summary>
    public readonly double Deviation => _n < 2 ? 0 : Math.Sqrt(_squares / (_n - 1));

    public void Add(double value)
    {
        _n++;
        var away = value - _mean;
        _mean += away / _n;
        _squares += away * (value - _mean);
    }

    public void Exchange(DetectorState state)
    {
        state.Count(ref _n);
        state.Number(ref _mean);
        state.Number(ref _squares);
    }
}

/// <summary>Mean of a growing sample.</summary>
internal struct RunningMean
{
    private long _n;
    private double _mean;

    public readonly long N => _n;

    public readonly double Mean => _mean;

    public void Add(double value)
    {
        _n++;
        _mean += (value - _mean) / _n;
    }

    public void Exchange(DetectorState state)
    {
        state.Count(ref _n);
        state.Number(ref _mean);
    }
}
