namespace Vedetta.Statistics.Detectors;

/// <summary>
/// CUSUM (Page 1954) of a mean: standardised deviations beyond a slack add up, never below 0, to more than a threshold.
/// </summary>
internal sealed class Cusum(DetectorSettings settings) : StreamDetector(settings)
{
    private readonly double _slack = settings["slack"];
    private readonly double _threshold = settings["threshold"];
    private readonly Direction _direction = settings.Direction();
    private ReferenceLevel _level = new(settings);
    private double _up;
    private double _down;

    private protected override StreamSignal Take(double value)
    {
        if (!_level.Ready(value))
            return StreamSignal.None;
        var sd = _level.Deviation;
        var away = value - _level.Mean;
        _up = Math.Max(0, _up + away - (_slack * sd));
        _down = Math.Max(0, _down - away - (_slack * sd));
        return (_direction.Up && _up > _threshold * sd) || (_direction.Down && _down > _threshold * sd) ? StreamSignal.Drift : StreamSignal.None;
    }

    private protected override void Forget()
    {
        _level.Forget();
        (_up, _down) = (0, 0);
    }

    private protected override void Exchange(DetectorState state)
    {
        _level.Exchange(state);
        state.Number(ref _up);
        state.Number(ref _down);
    }
}
