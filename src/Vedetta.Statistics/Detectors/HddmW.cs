namespace Vedetta.Statistics.Detectors;

/// <summary>
/// HDDM with weighted averages (Frias-Blanco et al. 2015): the exponentially weighted mean since the best cut against the one
/// at the cut, by McDiarmid's inequality.
/// </summary>
internal sealed class HddmW(DetectorSettings settings) : StreamDetector(settings)
{
    private readonly double _lambda = settings["lambda"];
    private readonly double _logDrift = Math.Log(1 / settings["drift"]);
    private readonly double _logWarning = Math.Log(1 / settings["warning"]);
    private readonly bool _falls = settings.Is("side", "both");
    private WeightedMean _all = WeightedMean.Empty;
    private Cut _rise = Cut.Empty;
    private Cut _fall = Cut.Empty;

    private protected override StreamSignal Take(double value)
    {
        _all.Add(value, _lambda);
        var bound = Math.Sqrt(_all.Weight * _logDrift / 2);
        _rise.Add(value, _lambda, _all, _all.Mean + bound);
        var signal = Judge(_rise, _rise.After.Mean - _rise.Before.Mean);
        if (!_falls)
            return signal;
        _fall.Add(value, _lambda, _all, -(_all.Mean - bound));
        return (StreamSignal)Math.Max((int)signal, (int)Judge(_fall, _fall.Before.Mean - _fall.After.Mean));
    }

    private StreamSignal Judge(in Cut cut, double difference)
    {
        if (!cut.After.Any)
            return StreamSignal.None;
        var half = (cut.Before.Weight + cut.After.Weight) / 2;
        if (difference > Math.Sqrt(half * _logDrift))
            return StreamSignal.Drift;
        return difference > Math.Sqrt(half * _logWarning) ? StreamSignal.Warning : StreamSignal.None;
    }

    private protected override void Forget()
    {
        _all = WeightedMean.Empty;
        _rise = _fall = Cut.Empty;
    }

    private protected override void Exchange(DetectorState state)
    {
        _all.Exchange(state);
        _rise.Exchange(state);
        _fall.Exchange(state);
    }

    /// <summary>An exponentially weighted mean and the sum of squares of its weights.</summary>
    private struct WeightedMean
    {
        public static readonly WeightedMean Empty = new() { Weight = 1 };

        public double Mean;
        public double Weight;
        public bool Any;

        public void Add(double value, double lambda)
        {
            Mean = Any ? Mean + (lambda * (value - Mean)) : value;
            Any = true;
            Weight = (lambda * lambda) + ((1 - lambda) * (1 - lambda) * Weight);
        }

        public void Exchange(DetectorState state)
        {
            state.Number(ref Mean);
            state.Number(ref Weight);
            state.Flag(ref Any);
        }
    }

    /// <summary>The mean at the cut and the mean since; a lower limit moves the cut here.</summary>
    private struct Cut
    {
        public static readonly Cut Empty = new() { After = WeightedMean.Empty, Before = WeightedMean.Empty, Best = double.PositiveInfinity };

        public WeightedMean Before;
        public WeightedMean After;
        public double Best;

        public void Add(double value, double lambda, in WeightedMean all, double limit)
        {
            if (limit < Best)
            {
                (Best, Before, After) = (limit, all, WeightedMean.Empty);
                return;
            }

            After.Add(value, lambda);
        }

        public void Exchange(DetectorState state)
        {
            Before.Exchange(state);
            After.Exchange(state);
            state.Number(ref Best);
        }
    }
}
