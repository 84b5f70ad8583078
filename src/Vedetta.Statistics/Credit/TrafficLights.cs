using MathNet.Numerics.Distributions;

namespace Vedetta.Statistics.Credit;

/// <summary>Colours of a grade whose defaults are compared with its PD.</summary>
public enum TrafficLight
{
    /// <summary>As promised.</summary>
    Green,

    /// <summary>Worth a look.</summary>
    Yellow,

    /// <summary>Between yellow and red, in rules with four colours.</summary>
    Orange,

    /// <summary>The PD is too low.</summary>
    Red,
}

/// <summary>Traffic lights; limits are settings, not constants of nature.</summary>
public static class TrafficLights
{
    /// <summary>
    /// By one-sided confidence that the rate exceeds the PD (Oesterreichische Nationalbank 2004): green below
    /// <paramref name="yellow"/>, red from <paramref name="red"/>.
    /// </summary>
    /// <param name="pValue">Upper-tail p-value of a binomial or Jeffreys test.</param>
    /// <param name="yellow">Confidence from which it is yellow.</param>
    /// <param name="red">Confidence from which it is red.</param>
    public static TrafficLight Of(double pValue, double yellow = 0.95, double red = 0.999) =>
        1 - pValue >= red ? TrafficLight.Red : 1 - pValue >= yellow ? TrafficLight.Yellow : TrafficLight.Green;

    /// <summary>
    /// The extended lights: green below the PD, yellow below PD + Ky sigma, orange below PD + Ko sigma, red beyond, with
    /// sigma = sqrt(PD (1 - PD) / N) (Blochwitz, Hohl and Wehn 2005).
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">There are no rows, or the PD lies outside 0 to 1.</exception>
    public static TrafficLight Extended(double defaults, double rows, double pd, double ky = 0.84, double ko = 1.44)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rows);
        if (!(pd is >= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(pd), pd, "A PD lies between 0 and 1.");
        var (rate, sigma) = (defaults / rows, Math.Sqrt(pd * (1 - pd) / rows));
        return rate < pd ? TrafficLight.Green : rate < pd + (ky * sigma) ? TrafficLight.Yellow : rate < pd + (ko * sigma) ? TrafficLight.Orange : TrafficLight.Red;
    }

    /// <summary>
    /// Default rate that a large grade with this PD exceeds with probability 1 - confidence when defaults depend on each other through
    /// one factor with asset correlation rho (Vasicek 2002; Tasche 2003): Phi((Phi^-1(PD) + sqrt(rho) Phi^-1(confidence)) / sqrt(1 - rho)).
    /// Far wider than the binomial limits, which think defaults independent.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The PD or the correlation lies outside 0 to 1.</exception>
    public static double VasicekQuantile(double pd, double correlation, double confidence)
    {
        if (!(pd is > 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(pd), pd, "A PD lies between 0 and 1.");
        if (!(correlation is >= 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(correlation), correlation, "A correlation lies between 0 and 1.");
        return Normal.CDF(0, 1, (Normal.InvCDF(0, 1, pd) + (Math.Sqrt(correlation) * Normal.InvCDF(0, 1, confidence))) / Math.Sqrt(1 - correlation));
    }
}
