namespace Vedetta.Statistics.Drift.Compat;

/// <summary>NannyML's data quality of a chunk: missing, unseen and out-of-range rows.</summary>
public static class NannyMlQuality
{
    /// <summary>Standard error of the missing rate, or of the count, of a chunk of so many rows.</summary>
    /// <param name="referenceRate">Missing rate of the whole reference.</param>
    /// <param name="rows">Rows of the chunk.</param>
    /// <param name="asRate">True for the rate, false for the count.</param>
    public static double MissingError(double referenceRate, long rows, bool asRate = true)
    {
        var error = Math.Sqrt(referenceRate * (1 - referenceRate) / rows);
        return asRate ? error : error * rows;
    }

    /// <summary>Rows whose value the reference does not have; missing is a value.</summary>
    public static long Unseen(CategoricalSample reference, CategoricalSample chunk)
    {
        ArgumentNullException.ThrowIfNull(reference);
        ArgumentNullException.ThrowIfNull(chunk);
        return chunk.Counts.Where(c => reference.Counts.GetValueOrDefault(c.Key) == 0).Sum(c => c.Value) + (reference.Missing == 0 ? chunk.Missing : 0);
    }

    /// <summary>Rate of rows outside the range of the reference; missing rows are not outside, and count in the whole.</summary>
    public static double OutOfRange(double min, double max, ReadOnlySpan<double> chunk)
    {
        long outside = 0;
        foreach (var value in chunk)
            outside += value < min || value > max ? 1 : 0;
        return outside / (double)chunk.Length;
    }
}
