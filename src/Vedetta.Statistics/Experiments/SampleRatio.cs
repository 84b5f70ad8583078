using MathNet.Numerics;

namespace Vedetta.Statistics.Experiments;

/// <summary>Whether the arms of an experiment have as many units as the split promised.</summary>
/// <param name="Statistic">Chi-square of the counts against the split.</param>
/// <param name="PValue">Its p-value, arms less one degrees of freedom.</param>
/// <param name="Holds">False when the p-value is below the gate: nothing of the experiment may be read then.</param>
public sealed record SampleRatio(double Statistic, double PValue, bool Holds)
{
    /// <summary>Below this p-value the split is broken (Fabijan et al. 2019).</summary>
    public const double Gate = 0.001;

    /// <summary>
    /// Compares units per arm with the intended shares; sum (O - E)^2 / E. Null below five expected units in an arm: too
    /// few to say.
    /// </summary>
    /// <param name="counts">Units per arm, two or more.</param>
    /// <param name="shares">Intended share per arm; empty for equal ones. They are scaled to 1.</param>
    /// <exception cref="ArgumentException">Fewer than two arms, a negative count, or shares that do not fit.</exception>
    public static SampleRatio? Of(ReadOnlySpan<long> counts, ReadOnlySpan<double> shares = default)
    {
        if (counts.Length < 2)
            throw new ArgumentException("An experiment has at least two arms.", nameof(counts));
        if (!shares.IsEmpty && shares.Length != counts.Length)
            throw new ArgumentException($"There are {shares.Length} shares for {counts.Length} arms.", nameof(shares));
        var (total, whole) = (0.0, 0.0);
        for (var arm = 0; arm < counts.Length; arm++)
        {
            if (counts[arm] < 0)
                throw new ArgumentException($"Arm {arm} has {counts[arm]} units.", nameof(counts));
            if (!shares.IsEmpty && !(shares[arm] > 0))
                throw new ArgumentException($"The share of arm {arm} is {shares[arm]}; it must be above 0.", nameof(shares));
            total += counts[arm];
            whole += shares.IsEmpty ? 1 : shares[arm];
        }
        var statistic = 0.0;
        for (var arm = 0; arm < counts.Length; arm++)
        {
            var expected = total * (shares.IsEmpty ? 1 : shares[arm]) / whole;
            if (expected < 5)
                return null;
            statistic += (counts[arm] - expected) * (counts[arm] - expected) / expected;
        }
        var p = SpecialFunctions.GammaUpperRegularized((counts.Length - 1) / 2.0, statistic / 2);
        return new SampleRatio(statistic, p, p >= Gate);
    }
}
