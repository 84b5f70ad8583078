namespace Vedetta.Statistics.Estimation.Binary;

/// <summary>Realized metrics over windows of the labelled reference, and the limits made of their spread.</summary>
internal static class ReferenceWindows
{
    private const int FewestWindows = 5;
    private const double Warning = 3;
    private const double Critical = 6;

    /// <summary>Limits for windows of so many rows; null where the metric is a total or has no spread to speak of.</summary>
    public static MetricThresholds?[] Thresholds(ScoredRows reference, LabelledScores sorted, IReadOnlyList<EstimatedMetric> metrics, EstimationOptions options, MetricMoments[] whole)
    {
        var size = Math.Min(options.WindowRows ?? Math.Max(1, reference.Count / 10), reference.Count);
        var windows = new List<double[]>();
        for (var start = 0; start + size <= reference.Count; start += size)
        {
            var rows = size == reference.Count ? sorted : LabelledScores.Of(reference, start, size);
            windows.Add(Array.ConvertAll(BinaryExpectation.Of(rows.Realized(), null, metrics, options.CellValues, withVariance: false, out _), m => m.Value));
        }
        var thresholds = new MetricThresholds?[metrics.Count];
        for (var i = 0; i < thresholds.Length; i++)
        {
            if (!EstimatedMetrics.IsTotal(metrics[i]))
                thresholds[i] = Limits(metrics[i], [.. windows.Select(w => w[i])], whole[i], (double)reference.Count / size, size);
        }
        return thresholds;
    }

    /// <summary>Limits from the values of windows; those that are not finite are left out.</summary>
    public static MetricThresholds? Limits(EstimatedMetric metric, double[] all, MetricMoments whole, double ratio, int rows)
    {
        double[] values = [.. all.Where(double.IsFinite)];
        // With few windows their spread says little; then the chance of the labels alone makes the limits.
        var (centre, deviation) = values.Length >= FewestWindows
            ? (values.Average(), Math.Sqrt(values.Sum(v => (v - values.Average()) * (v - values.Average())) / (values.Length - 1)))
            : (whole.Value, Math.Sqrt(whole.Sampling * ratio));
        if (!double.IsFinite(centre) || !double.IsFinite(deviation))
            return null;
        var (low, high) = EstimatedMetrics.Range(metric, rows);
        double At(double deviations) => Math.Clamp(centre + (deviations * deviation), low, high);
        return new MetricThresholds(At(-Warning), At(Warning), At(-Critical), At(Critical));
    }
}
