namespace Vedetta.Statistics.Detectors;

/// <summary>
/// A bet against a mean: capital K = product of 1 + lambda (x - m0) over the values. Without change its expectation never
/// grows, so it reaches 1 / alpha with probability at most alpha, however often one looks (Ville 1939; Waudby-Smith and
/// Ramdas 2024). Unlike an e-detector it is started once, at a moment chosen beforehand.
/// </summary>
public sealed class EProcess
{
    private readonly double _mean;
    private readonly double _stake;

    /// <summary>Begins with a capital of 1.</summary>
    /// <param name="mean">The usual mean m0, between 0 and 1.</param>
    /// <param name="stake">lambda, from 0 to 1 / m0: nothing can be lost beyond the capital. Best near (m1 - m0) / variance.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument lies outside its range.</exception>
    public EProcess(double mean, double stake)
    {
        if (!(mean is > 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(mean), mean, "A usual mean lies between 0 and 1.");
        if (!(stake >= 0 && stake <= 1 / mean))
            throw new ArgumentOutOfRangeException(nameof(stake), stake, $"A stake lies between 0 and {1 / mean}.");
        (_mean, _stake) = (mean, stake);
    }

    /// <summary>Logarithm of the capital.</summary>
    public double LogCapital { get; private set; }

    /// <summary>Takes a value from 0 to 1; true when the capital is at least 1 / alpha.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value lies outside 0 to 1.</exception>
    public bool Update(double value, double alpha = 0.05)
    {
        if (!(value is >= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(value), value, "A value lies between 0 and 1.");
        LogCapital += Math.Log(1 + (_stake * (value - _mean)));
        return LogCapital >= -Math.Log(alpha);
    }
}
