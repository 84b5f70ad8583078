namespace Vedetta.Statistics.Drift.Compat;

/// <summary>How NannyML cuts rows into chunks.</summary>
public static class NannyMlChunks
{
    /// <summary>Chunks of so many rows; the last one may be smaller.</summary>
    public static IReadOnlyList<Range> OfSize(int rows, int size)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size);
        var chunks = new List<Range>();
        for (var at = 0; at < rows; at += size)
            chunks.Add(at..Math.Min(rows, at + size));
        return chunks;
    }

    /// <summary>So many chunks of floor(rows / count) rows; a remainder makes one more.</summary>
    public static IReadOnlyList<Range> OfCount(int rows, int count = 10) => OfSize(rows, Math.Max(1, rows / count));
}
