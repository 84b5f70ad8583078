using Vedetta.Statistics.Performance.Multiclass;

namespace Vedetta.Statistics.Performance;

/// <summary>What decisions are worth: the sum over rows of the value of their cell.</summary>
public static class BusinessValue
{
    /// <summary>The sum over rows, and an interval of it from the spread of the rows' values.</summary>
    /// <param name="counts">Labels against predictions.</param>
    /// <param name="values">Value of a row by label (first) and prediction (second), classes by classes.</param>
    /// <param name="perRow">True for the mean value of a row in place of the sum.</param>
    /// <param name="confidence">Confidence of the interval.</param>
    /// <exception cref="ArgumentException">The table is not classes by classes.</exception>
    public static MetricValue Of(ClassCounts counts, double[,] values, bool perRow = false, double confidence = 0.95)
    {
        Check(counts, values);
        if (!(counts.Total > 0))
            return MetricValue.None(Reasons.NoRows);
        var (mean, second, third, fourth) = (0.0, 0.0, 0.0, 0.0);
        foreach (var (i, j) in Cells(counts))
            mean += counts[i, j] / counts.Total * values[i, j];
        foreach (var (i, j) in Cells(counts))
        {
            var d = values[i, j] - mean;
            second += counts[i, j] / counts.Total * d * d;
            third += counts[i, j] / counts.Total * d * d * d;
            fourth += counts[i, j] / counts.Total * d * d * d * d;
        }
        var value = SkewedMean.Of(mean, second, third, fourth, counts.Effective, confidence);
        return perRow ? value : value.Map(v => v * counts.Total);
    }

    internal static void Check(ClassCounts counts, double[,] values)
    {
        ArgumentNullException.ThrowIfNull(counts);
        ArgumentNullException.ThrowIfNull(values);
        if (values.GetLength(0) != counts.Classes || values.GetLength(1) != counts.Classes)
            throw new ArgumentException($"The table of values is {values.GetLength(0)} by {values.GetLength(1)}; {counts.Classes} classes need {counts.Classes} by {counts.Classes}.", nameof(values));
    }

    private static IEnumerable<(int Label, int Prediction)> Cells(ClassCounts counts) =>
        from i in Enumerable.Range(0, counts.Classes) from j in Enumerable.Range(0, counts.Classes) select (i, j);
}
