namespace Vedetta.Statistics.Experiments;

/// <summary>Reading of an experiment that may be looked at every day.</summary>
/// <param name="Likelihood">Mixture likelihood ratio against no difference.</param>
/// <param name="PValue">Always-valid p-value: the smallest so far of 1 / likelihood, at most 1.</param>
public readonly record struct AlwaysValidReading(double Likelihood, double PValue);

/// <summary>
/// Mixture sequential probability ratio test (Robbins 1970; Johari, Pekelis and Walsh 2017): with two arms of n units each,
/// a variance V per unit and a normal mixture of effects with variance tau^2, the likelihood ratio is
/// sqrt(2V / (2V + n tau^2)) exp(tau^2 n^2 d^2 / (4V (2V + n tau^2))). The p-value holds however often one looks, and
/// stays where it was once it fell.
/// </summary>
public sealed record AlwaysValid
{
    /// <summary>Fixes both variances before the first look.</summary>
    /// <param name="variance">Variance of the metric per unit; above 0.</param>
    /// <param name="mixtureVariance">Variance tau^2 of the effects that are thought possible; above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A variance is not positive.</exception>
    public AlwaysValid(double variance, double mixtureVariance)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(variance);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(mixtureVariance);
        (Variance, MixtureVariance) = (variance, mixtureVariance);
    }

    /// <summary>Variance of the metric per unit.</summary>
    public double Variance { get; }

    /// <summary>Variance of the effects that are thought possible.</summary>
    public double MixtureVariance { get; }

    /// <summary>The reading at n units an arm, continuing the p-value of the look before.</summary>
    /// <param name="difference">Difference of the arms' means.</param>
    /// <param name="unitsPerArm">Units in each arm; for unequal arms their harmonic mean.</param>
    /// <param name="before">p-value of the look before; 1 at the first.</param>
    /// <exception cref="ArgumentOutOfRangeException">The units are negative.</exception>
    public AlwaysValidReading Read(double difference, double unitsPerArm, double before = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(unitsPerArm);
        var whole = (2 * Variance) + (unitsPerArm * MixtureVariance);
        var exponent = MixtureVariance * unitsPerArm * unitsPerArm * difference * difference / (4 * Variance * whole);
        var likelihood = Math.Sqrt(2 * Variance / whole) * Math.Exp(Math.Min(700, exponent));
        return new AlwaysValidReading(likelihood, Math.Min(before, Math.Min(1, 1 / likelihood)));
    }

    /// <summary>Half-width around the difference at which the likelihood ratio reaches 1 / alpha: the confidence sequence.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Alpha lies outside 0 to 1, or there are no units.</exception>
    public double HalfWidth(double unitsPerArm, double alpha = 0.05)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(unitsPerArm);
        if (!(alpha is > 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(alpha), alpha, "Alpha lies between 0 and 1.");
        var whole = (2 * Variance) + (unitsPerArm * MixtureVariance);
        var needed = Math.Log(Math.Sqrt(whole / (2 * Variance)) / alpha);
        return Math.Sqrt(needed * 4 * Variance * whole / MixtureVariance) / unitsPerArm;
    }
}
