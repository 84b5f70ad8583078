using MathNet.Numerics;

namespace Vedetta.Statistics.Detectors;

/// <summary>WSTD (de Barros et al. 2018): the rank-sum test of the recent errors against the older ones.</summary>
internal sealed class Wstd(DetectorSettings settings) : StreamDetector(settings)
{
    private readonly int _fewest = settings.Int("min_older");
    // Two-sided p-values as distances: p = erfc(|z| / sqrt 2).
    private readonly double _warning = Math.Sqrt(2) * SpecialFunctions.ErfcInv(settings["warning"]);
    private readonly double _drift = Math.Sqrt(2) * SpecialFunctions.ErfcInv(settings["drift"]);
    private readonly LastBits _recent = new(settings.Int("recent"));
    private readonly LastBits _older = new(settings.Int("older"));

    private protected override StreamSignal Take(double value)
    {
        if (_recent.Add(value == 1) is { } left)
            _older.Add(left);
        if (!_recent.Full || _older.Used < _fewest)
            return StreamSignal.None;
        double n = _recent.Used;
        double m = _older.Used;
        double ones = _recent.Ones + _older.Ones;
        // Zeros share the rank (z + 1)/2 and ones z + (o + 1)/2; the variance is not corrected for these ties.
        var zeros = n + m - ones;
        var sum = ((n - _recent.Ones) * (zeros + 1) / 2) + (_recent.Ones * (zeros + ((ones + 1) / 2)));
        var z = Math.Abs(sum - (n * (n + m + 1) / 2)) / Math.Sqrt(n * m * (n + m + 1) / 12);
        return z > _drift ? StreamSignal.Drift : z > _warning ? StreamSignal.Warning : StreamSignal.None;
    }

    private protected override void Forget()
    {
        _recent.Clear();
        _older.Clear();
    }

    private protected override void Exchange(DetectorState state)
    {
        _recent.Exchange(state);
        _older.Exchange(state);
    }
}
