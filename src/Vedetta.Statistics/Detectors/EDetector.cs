namespace Vedetta.Statistics.Detectors;

/// <summary>
/// An e-detector of a bounded mean (Shin, Ramdas and Rinaldo 2023): M = (1 + M) (1 + lambda (x - m)), averaged over several
/// stakes lambda and over the directions. With a usual mean m that is known, the average run to a false alarm is at least
/// the threshold, whatever the distribution.
/// </summary>
internal sealed class EDetector : StreamDetector
{
    /// <summary>Stakes as shares of the largest one that cannot lose everything.</summary>
    private static readonly double[] Shares = [0.5, 0.25, 0.125, 0.0625, 0.03125, 0.015625];

    private readonly double _threshold;
    private readonly double _stake;
    private readonly Direction _direction;
    private readonly double[] _up;
    private readonly double[] _down;
    private ReferenceLevel _level;

    public EDetector(DetectorSettings settings) : base(settings)
    {
        _threshold = settings["threshold"];
        _stake = settings["stake"];
        _direction = settings.Direction();
        _level = new(settings);
        var stakes = double.IsNaN(_stake) ? Shares.Length : 1;
        _up = new double[_direction.Up ? stakes : 0];
        _down = new double[_direction.Down ? stakes : 0];
    }

    /// <summary>The average of all capitals.</summary>
    public double Capital => (Sum(_up) + Sum(_down)) / (_up.Length + _down.Length);

    private protected override StreamSignal Take(double value)
    {
        if (!_level.Ready(value))
            return StreamSignal.None;
        var mean = Math.Clamp(_level.Mean, 1e-6, 1 - 1e-6);
        Play(_up, value - mean, 1 / mean);
        Play(_down, mean - value, 1 / (1 - mean));
        return Capital >= _threshold ? StreamSignal.Drift : StreamSignal.None;
    }

    private void Play(double[] capitals, double gain, double largestStake)
    {
        for (var i = 0; i < capitals.Length; i++)
        {
            var stake = double.IsNaN(_stake) ? Shares[i] * largestStake : Math.Min(_stake, largestStake);
            capitals[i] = (1 + capitals[i]) * (1 + (stake * gain));
        }
    }

    private static double Sum(double[] values)
    {
        double sum = 0;
        foreach (var value in values)
            sum += value;
        return sum;
    }

    private protected override void Forget()
    {
        _level.Forget();
        Array.Clear(_up);
        Array.Clear(_down);
    }

    private protected override void Exchange(DetectorState state)
    {
        _level.Exchange(state);
        state.Numbers(_up);
        state.Numbers(_down);
    }
}
