namespace Vedetta.Statistics.Detectors;

/// <summary>DDM (Gama et al. 2004): the error rate has risen a number of standard deviations above the lowest it was.</summary>
internal sealed class Ddm(DetectorSettings settings) : StreamDetector(settings)
{
    private readonly long _warmUp = settings.Int("warm_up");
    private readonly double _warning = settings["warning"];
    private readonly double _drift = settings["drift"];
    private RunningMean _rate;
    private double _lowestRate = double.PositiveInfinity;
    private double _lowestDeviation = double.PositiveInfinity;

    private protected override StreamSignal Take(double value)
    {
        _rate.Add(value);
        if (_rate.N <= _warmUp)
            return StreamSignal.None;
        var rate = _rate.Mean;
        var deviation = Math.Sqrt(rate * (1 - rate) / _rate.N);
        if (rate + deviation <= _lowestRate + _lowestDeviation)
            (_lowestRate, _lowestDeviation) = (rate, deviation);
        // Strictly above: a stream of errors only has deviation 0 and never changes.
        if (rate + deviation > _lowestRate + (_drift * _lowestDeviation))
            return StreamSignal.Drift;
        return rate + deviation > _lowestRate + (_warning * _lowestDeviation) ? StreamSignal.Warning : StreamSignal.None;
    }

    private protected override void Forget()
    {
        _rate = default;
        _lowestRate = _lowestDeviation = double.PositiveInfinity;
    }

    private protected override void Exchange(DetectorState state)
    {
        _rate.Exchange(state);
        state.Number(ref _lowestRate);
        state.Number(ref _lowestDeviation);
    }
}
