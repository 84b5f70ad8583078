namespace Vedetta.Statistics.Detectors;

/// <summary>EDDM (Baena-Garcia et al. 2006): errors come closer together than they once did.</summary>
internal sealed class Eddm(DetectorSettings settings) : StreamDetector(settings)
{
    private readonly long _warmUp = settings.Int("warm_up");
    private readonly double _warning = settings["warning"];
    private readonly double _drift = settings["drift"];
    private RunningMoments _distances;
    private long _seen;
    private long _lastError;
    private double _largest = -1;
    private bool _warned;

    private protected override StreamSignal Take(double value)
    {
        _seen++;
        if (value == 0)
            return Zone;
        _distances.Add(_seen - _lastError);
        _lastError = _seen;
        if (_seen <= _warmUp)
            return Zone;
        var usual = _distances.Mean + (2 * _distances.Deviation);
        if (usual > _largest)
        {
            _largest = usual;
        }
        else if (_distances.N > _warmUp)
        {
            if (usual / _largest < _drift)
                return StreamSignal.Drift;
            _warned = usual / _largest < _warning;
        }

        return Zone;
    }

    private StreamSignal Zone => _warned ? StreamSignal.Warning : StreamSignal.None;

    private protected override void Forget()
    {
        _distances = default;
        (_seen, _lastError, _largest, _warned) = (0, 0, -1, false);
    }

    private protected override void Exchange(DetectorState state)
    {
        _distances.Exchange(state);
        state.Count(ref _seen);
        state.Count(ref _lastError);
        state.Number(ref _largest);
        state.Flag(ref _warned);
    }
}
