namespace Vedetta.Statistics.Detectors;

/// <summary>
/// Wald's sequential probability ratio test (1945) of two levels, repeated: when the usual level is accepted the test starts
/// again. With the barrier at zero it is Page's CUSUM of log likelihood ratios (Page 1954; Moustakides 1986).
/// </summary>
internal sealed class Sprt(DetectorSettings settings) : StreamDetector(settings, settings.Is("model", "bernoulli") ? (0, 1) : (-double.MaxValue, double.MaxValue))
{
    private readonly bool _bits = settings.Is("model", "bernoulli");
    private readonly bool _zero = settings.Is("barrier", "zero");
    private readonly double _upper = double.IsNaN(settings["threshold"]) ? Math.Log((1 - settings["beta"]) / settings["alpha"]) : settings["threshold"];
    private readonly double _lower = Math.Log(settings["beta"] / (1 - settings["alpha"]));
    private ReferenceLevel _level = new(settings);
    private readonly double _told = settings["changed"];
    private double _ratio;
    private bool _accepted;
    // Of a value 0 and of a value 1, for the usual rate they were computed for; not part of the state.
    private (double Usual, double Zero, double One) _steps = (double.NaN, 0, 0);

    /// <summary>ln of the likelihood at the changed level over that at the usual one, since the test began.</summary>
    public double Ratio => _ratio;

    /// <summary>Whether the usual level was just accepted.</summary>
    public bool Accepted => _accepted;

    /// <summary>ln(f1/f0) of a value from 0 to 1 under two rates.</summary>
    internal static double OfRates(double value, double p0, double p1) => (value * Math.Log(p1 / p0)) + ((1 - value) * Math.Log((1 - p1) / (1 - p0)));

    /// <summary>ln(f1/f0) of a normal value under two means.</summary>
    internal static double OfMeans(double value, double mean0, double mean1, double deviation) =>
        (mean1 - mean0) / (deviation * deviation) * (value - ((mean0 + mean1) / 2));

    private protected override StreamSignal Take(double value)
    {
        if (_accepted)
            (_ratio, _accepted) = (0, false);
        if (!_level.Ready(value))
            return StreamSignal.None;
        _ratio += Step(value);
        if (_zero)
            _ratio = Math.Max(0, _ratio);
        else
            _accepted = _ratio <= _lower;
        return _ratio >= _upper ? StreamSignal.Drift : StreamSignal.None;
    }

    private double Step(double value)
    {
        if (!_bits)
        {
            var deviation = _level.Deviation;
            return deviation > 0 ? OfMeans(value, _level.Mean, double.IsNaN(_told) ? _level.Mean + deviation : _told, deviation) : 0;
        }

        // A rate of exactly 0 or 1 among the first values would make one later value decide everything.
        var usual = Math.Clamp(_level.Mean, 1e-4, 1 - 1e-4);
        if (usual != _steps.Usual)
        {
            var odds = 2 * usual / (1 - usual);
            var changed = double.IsNaN(_told) ? odds / (1 + odds) : Math.Clamp(_told, 1e-6, 1 - 1e-6);
            _steps = (usual, OfRates(0, usual, changed), OfRates(1, usual, changed));
        }

        return _steps.Zero + (value * (_steps.One - _steps.Zero));
    }

    private protected override void Forget()
    {
        _level.Forget();
        (_ratio, _accepted) = (0, false);
    }

    private protected override void Exchange(DetectorState state)
    {
        _level.Exchange(state);
        state.Number(ref _ratio);
        state.Flag(ref _accepted);
    }
}
