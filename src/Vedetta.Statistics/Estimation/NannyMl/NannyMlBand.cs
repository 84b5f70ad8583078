namespace Vedetta.Statistics.Estimation.NannyMl;

/// <summary>Thresholds and bands of one metric.</summary>
/// <param name="Lowest">Smallest value the metric can take; null for none.</param>
/// <param name="Highest">Largest value; null for none.</param>
/// <param name="LowerThreshold">Lower threshold.</param>
/// <param name="UpperThreshold">Upper threshold.</param>
internal sealed record NannyMlBand(double? Lowest, double? Highest, double? LowerThreshold, double? UpperThreshold)
{
    private const double Deviations = 3;

    /// <summary>From the realized values of the reference's chunks.</summary>
    public static NannyMlBand Of(IReadOnlyList<double> realized, double? lowest, double? highest)
    {
        double[] defined = [.. realized.Where(double.IsFinite)];
        if (defined.Length == 0)
            return new NannyMlBand(lowest, highest, null, null);
        var (mean, deviation) = (defined.Average(), Math.Sqrt(NannyMlSamplingError.Variance(defined)));
        return new NannyMlBand(lowest, highest, Math.Max(lowest ?? double.NegativeInfinity, mean - (Deviations * deviation)), Math.Min(highest ?? double.PositiveInfinity, mean + (Deviations * deviation)));
    }

    /// <summary>The metric of a chunk with its band and alert.</summary>
    public NannyMlValue Value(string metric, double value, double? error, double? realized) => new(
        metric,
        value,
        error,
        realized,
        error is null ? null : Math.Max(Lowest ?? double.NegativeInfinity, value - (Deviations * error.Value)),
        error is null ? null : Math.Min(Highest ?? double.PositiveInfinity, value + (Deviations * error.Value)),
        LowerThreshold,
        UpperThreshold,
        value < LowerThreshold || value > UpperThreshold);
}
