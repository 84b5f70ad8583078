namespace Vedetta.Statistics.Detectors;

/// <summary>
/// The control chart of an exponentially weighted mean (Roberts 1959). The level it is measured from is told, or it is the
/// running mean with the exponentially weighted variance, kept in a form that survives large offsets.
/// </summary>
internal sealed class Ewma(DetectorSettings settings) : StreamDetector(settings)
{
    private readonly double _alpha = settings["alpha"];
    private readonly double _threshold = settings["threshold"];
    private readonly long _warmUp = settings.Int("warm_up");
    private readonly double _toldMean = settings["mean"];
    private readonly double _toldDeviation = settings["sd"];
    private readonly Direction _direction = settings.Direction();
    private RunningMean _mean;
    private double _weighted;
    private double _variance;
    private double _fading = 1;

    private protected override StreamSignal Take(double value)
    {
        _mean.Add(value);
        // A told level is also where the chart starts: before any value it knows nothing else.
        if (_mean.N == 1 && double.IsNaN(_toldMean))
        {
            _weighted = value;
        }
        else
        {
            if (_mean.N == 1)
                _weighted = _toldMean;
            var away = value - _weighted;
            _weighted += _alpha * away;
            _variance = (1 - _alpha) * (_variance + (_alpha * away * away));
        }

        _fading *= (1 - _alpha) * (1 - _alpha);
        if (_mean.N < _warmUp && (double.IsNaN(_toldMean) || double.IsNaN(_toldDeviation)))
            return StreamSignal.None;
        var deviation = double.IsNaN(_toldDeviation) ? Math.Sqrt(_variance) : _toldDeviation;
        var limit = _threshold * deviation * Math.Sqrt(_alpha / (2 - _alpha) * (1 - _fading));
        var rise = _weighted - (double.IsNaN(_toldMean) ? _mean.Mean : _toldMean);
        return _direction.Beyond(rise, limit) ? StreamSignal.Drift : StreamSignal.None;
    }

    private protected override void Forget()
    {
        _mean = default;
        (_weighted, _variance, _fading) = (0, 0, 1);
    }

    private protected override void Exchange(DetectorState state)
    {
        _mean.Exchange(state);
        state.Number(ref _weighted);
        state.Number(ref _variance);
        state.Number(ref _fading);
    }
}
