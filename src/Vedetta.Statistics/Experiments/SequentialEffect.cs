using Vedetta.Statistics.Intervals;

namespace Vedetta.Statistics.Experiments;

/// <summary>
/// An effect read so that looking every day is allowed: the mixture sequential probability ratio test of
/// <see cref="AlwaysValid"/> in the units of the effect, for any metric whose difference is roughly normal with a known
/// standard error s. The likelihood ratio is sqrt(s^2 / (s^2 + tau^2)) exp(tau^2 d^2 / (2 s^2 (s^2 + tau^2))) (Robbins 1970;
/// Johari, Pekelis and Walsh 2017), and the interval holds the differences at which it stays below 1 / alpha.
/// </summary>
/// <param name="Interval">The confidence sequence at this look: all its looks together miss the truth with at most alpha.</param>
/// <param name="PValue">Always-valid p-value of this look, at most 1.</param>
/// <param name="Likelihood">Mixture likelihood ratio against no difference.</param>
public sealed record SequentialEffect(Interval Interval, double PValue, double Likelihood)
{
    /// <summary>Reads an effect; null without a standard error above 0.</summary>
    /// <param name="effect">The effect at this look.</param>
    /// <param name="mixtureDeviation">Standard deviation tau of the effects thought possible, fixed before the first look; above 0.</param>
    /// <param name="alpha">Share of experiments whose sequence may miss the truth.</param>
    /// <exception cref="ArgumentOutOfRangeException">The deviation is not positive, or alpha lies outside 0 to 1.</exception>
    public static SequentialEffect? Of(ArmEffect effect, double mixtureDeviation, double alpha = 0.05)
    {
        ArgumentNullException.ThrowIfNull(effect);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(mixtureDeviation);
        if (!(alpha is > 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(alpha), alpha, "Alpha lies between 0 and 1.");
        if (!(effect.StandardError > 0))
            return null;

        // Two arms of n units with variance V have s^2 = 2 V / n, so n = 2 and V = s^2 give the same reading.
        var reader = new AlwaysValid(effect.StandardError * effect.StandardError, mixtureDeviation * mixtureDeviation);
        var reading = reader.Read(effect.Difference, unitsPerArm: 2);
        var half = reader.HalfWidth(unitsPerArm: 2, alpha);
        return new SequentialEffect(new Interval(effect.Difference - half, effect.Difference + half), reading.PValue, reading.Likelihood);
    }
}
