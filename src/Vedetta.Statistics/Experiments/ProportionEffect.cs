using MathNet.Numerics.Distributions;
using Vedetta.Statistics.Intervals;

namespace Vedetta.Statistics.Experiments;

/// <summary>Two arms compared by a share: conversion, approval, default.</summary>
public static class ProportionEffect
{
    /// <summary>
    /// z of the pooled share with Newcombe's interval of the difference (two Wilson intervals; holds where Wald's
    /// collapses). Fisher's exact test gives the p-value where an expected count is below five.
    /// </summary>
    /// <param name="controlHits">Successes of the control arm.</param>
    /// <param name="control">Its units.</param>
    /// <param name="treatmentHits">Successes of the treatment arm.</param>
    /// <param name="treatment">Its units.</param>
    /// <param name="confidence">Confidence of the interval.</param>
    /// <returns>Null when an arm is empty.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Successes are negative or above the units.</exception>
    public static ArmEffect? Of(long controlHits, long control, long treatmentHits, long treatment, double confidence = 0.95)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(controlHits);
        ArgumentOutOfRangeException.ThrowIfNegative(treatmentHits);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(controlHits, control);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(treatmentHits, treatment);
        if (control == 0 || treatment == 0)
            return null;
        var (a, b) = ((double)controlHits / control, (double)treatmentHits / treatment);
        var pooled = (controlHits + treatmentHits) / ((double)control + treatment);
        var error = Math.Sqrt(pooled * (1 - pooled) * ((1.0 / control) + (1.0 / treatment)));
        return new ArmEffect(
            b - a, Proportion.Newcombe(treatmentHits, treatment, controlHits, control, confidence),
            Math.Sqrt((a * (1 - a) / control) + (b * (1 - b) / treatment)), error > 0 ? (b - a) / error : 0,
            TwoProportions.PValue(treatmentHits, treatment, controlHits, control), a, b, control, treatment);
    }

    /// <summary>Wald's interval of the difference: the textbook one, for comparison; too short with few events.</summary>
    public static Interval Wald(ArmEffect effect, double confidence = 0.95)
    {
        ArgumentNullException.ThrowIfNull(effect);
        var half = Normal.InvCDF(0, 1, (1 + confidence) / 2) * effect.StandardError;
        return new Interval(effect.Difference - half, effect.Difference + half);
    }
}
