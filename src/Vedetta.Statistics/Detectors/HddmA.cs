namespace Vedetta.Statistics.Detectors;

/// <summary>
/// HDDM with averages (Frias-Blanco et al. 2015): the mean of everything against the mean up to the best cut, by Hoeffding's
/// inequality. The cut for rises is where mean + bound was lowest, the one for falls where mean - bound was highest.
/// </summary>
internal sealed class HddmA(DetectorSettings settings) : StreamDetector(settings)
{
    private readonly double _logCut = Math.Log(1 / settings["drift"]);
    private readonly double _logDrift = Math.Log(2 / settings["drift"]);
    private readonly double _logWarning = Math.Log(2 / settings["warning"]);
    private readonly bool _falls = settings.Is("side", "both");
    private RunningMean _all;
    private RunningMean _lowest;
    private RunningMean _highest;

    private protected override StreamSignal Take(double value)
    {
        _all.Add(value);
        var bound = Math.Sqrt(_logCut / (2 * _all.N));
        if (_lowest.N == 0 || _lowest.Mean + Math.Sqrt(_logCut / (2 * _lowest.N)) >= _all.Mean + bound)
            _lowest = _all;
        var signal = Judge(_lowest, _all.Mean - _lowest.Mean);
        if (!_falls)
            return signal;
        if (_highest.N == 0 || _highest.Mean - Math.Sqrt(_logCut / (2 * _highest.N)) <= _all.Mean - bound)
            _highest = _all;
        return (StreamSignal)Math.Max((int)signal, (int)Judge(_highest, _highest.Mean - _all.Mean));
    }

    private StreamSignal Judge(in RunningMean cut, double difference)
    {
        if (cut.N == _all.N)
            return StreamSignal.None;
        var half = (_all.N - cut.N) / (double)cut.N / _all.N / 2;
        if (difference >= Math.Sqrt(half * _logDrift))
            return StreamSignal.Drift;
        return difference >= Math.Sqrt(half * _logWarning) ? StreamSignal.Warning : StreamSignal.None;
    }

    private protected override void Forget() => _all = _lowest = _highest = default;

    private protected override void Exchange(DetectorState state)
    {
        _all.Exchange(state);
        _lowest.Exchange(state);
        _highest.Exchange(state);
    }
}
