namespace Vedetta.Statistics.Detectors;

/// <summary>
/// Page-Hinkley (Page 1954, Hinkley 1971): deviations from the running mean, less a tolerance, add up to more than a
/// threshold above their lowest sum, or below their highest. Threshold and tolerance are in the units of the values.
/// </summary>
internal sealed class PageHinkley(DetectorSettings settings) : StreamDetector(settings)
{
    private readonly long _warmUp = settings.Int("warm_up");
    private readonly double _delta = settings["delta"];
    private readonly double _threshold = settings["threshold"];
    private readonly double _alpha = settings["alpha"];
    private readonly Direction _direction = settings.Direction();
    private RunningMean _mean;
    private double _up;
    private double _down;
    private double _lowest = double.PositiveInfinity;
    // Published programs start the highest sum at -1; starting lower would let the first values decide alone.
    private double _highest = -1;

    private protected override StreamSignal Take(double value)
    {
        _mean.Add(value);
        var away = value - _mean.Mean;
        _up = (_alpha * _up) + away - _delta;
        _down = (_alpha * _down) + away + _delta;
        _lowest = Math.Min(_lowest, _up);
        _highest = Math.Max(_highest, _down);
        if (_mean.N < _warmUp)
            return StreamSignal.None;
        return (_direction.Up && _up - _lowest > _threshold) || (_direction.Down && _highest - _down > _threshold) ? StreamSignal.Drift : StreamSignal.None;
    }

    private protected override void Forget()
    {
        _mean = default;
        (_up, _down, _lowest, _highest) = (0, 0, double.PositiveInfinity, -1);
    }

    private protected override void Exchange(DetectorState state)
    {
        _mean.Exchange(state);
        state.Number(ref _up);
        state.Number(ref _down);
        state.Number(ref _lowest);
        state.Number(ref _highest);
    }
}
