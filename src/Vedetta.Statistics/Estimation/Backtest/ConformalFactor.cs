using MathNet.Numerics.Distributions;

namespace Vedetta.Statistics.Estimation.Backtest;

/// <summary>
/// By how many standard errors estimates were off in labelled windows: the ceil(c (M + 1))-th smallest of the M ratios
/// |realized - estimate| / standard error (split conformal prediction; Vovk, Gammerman and Shafer 2005).
/// </summary>
/// <param name="Factor">The order statistic; the largest ratio where M is too small for it. Null below twenty windows.</param>
/// <param name="Windows">M, windows in which estimate and realized value are defined.</param>
public sealed record ConformalFactor(double? Factor, int Windows)
{
    /// <summary>Fewest windows for a factor.</summary>
    public const int FewestWindows = 20;

    /// <summary>Above this the reference itself shows that calibration does not hold.</summary>
    public const double TrustLimit = 4;

    /// <summary>False where calibration does not hold even inside the reference.</summary>
    public bool Trusted => Factor is not > TrustLimit;

    /// <summary>From ratios; those that are not finite are windows without a defined value.</summary>
    public static ConformalFactor Of(IEnumerable<double> ratios, double confidence)
    {
        double[] defined = [.. ratios.Where(double.IsFinite).Order()];
        if (defined.Length < FewestWindows)
            return new ConformalFactor(null, defined.Length);
        var rank = Math.Min((int)Math.Ceiling(confidence * (defined.Length + 1)), defined.Length);
        return new ConformalFactor(defined[rank - 1], defined.Length);
    }

    /// <summary>Standard errors on each side of the estimate: never fewer than the normal distribution asks for.</summary>
    public double HalfWidth(double confidence) => Math.Max(Normal.InvCDF(0, 1, (1 + confidence) / 2), Factor ?? 0);
}
