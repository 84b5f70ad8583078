namespace Vedetta.Statistics.Profiles;

/// <summary>Counts in 1,000 equal bins [low + i w, low + (i + 1) w) of a score's range, the last one closed.</summary>
public sealed class FineHistogram
{
    /// <summary>Number of bins.</summary>
    public const int Bins = 1000;

    private static readonly long[] None = new long[Bins];

    private long[]? _counts; // made with the first value: most hours of most segments have none
    private readonly double _scale;

    /// <summary>Makes an empty histogram.</summary>
    /// <exception cref="ArgumentException">The range is not finite or empty.</exception>
    public FineHistogram(double low, double high)
    {
        if (!double.IsFinite(low) || !double.IsFinite(high) || !(low < high))
            throw new ArgumentException($"The range of a fine histogram needs finite low < high, got {low} and {high}.", nameof(high));
        Low = low;
        High = high;
        _scale = Bins / (high - low);
    }

    /// <summary>Lower end of the range.</summary>
    public double Low { get; }

    /// <summary>Upper end of the range.</summary>
    public double High { get; }

    /// <summary>Values below the range.</summary>
    public long Below { get; private set; }

    /// <summary>Values above the range.</summary>
    public long Above { get; private set; }

    /// <summary>Counts per bin.</summary>
    public ReadOnlySpan<long> Counts => _counts ?? None;

    /// <summary>Lower end of a bin.</summary>
    public double EdgeOf(int bin) => bin == Bins ? High : Low + (bin / _scale);

    internal void Add(double value, long count)
    {
        if (value < Low)
            Below += count;
        else if (value > High)
            Above += count;
        else
            (_counts ??= new long[Bins])[Math.Min(Bins - 1, (int)((value - Low) * _scale))] += count;
    }

    internal void Merge(FineHistogram other)
    {
        if (other.Low != Low || other.High != High)
            throw new InvalidOperationException($"Fine histograms of different ranges ({Low}..{High} and {other.Low}..{other.High}) cannot be merged.");
        Below += other.Below;
        Above += other.Above;
        if (other._counts is null)
            return;
        _counts ??= new long[Bins];
        for (var i = 0; i < Bins; i++)
            _counts[i] += other._counts[i];
    }

    internal FineHistogram Clone()
    {
        var copy = new FineHistogram(Low, High);
        copy.Merge(this);
        return copy;
    }

    internal void Write(ProfileWriter writer)
    {
        writer.Double(Low);
        writer.Double(High);
        writer.Count(Below);
        writer.Count(Above);
        Sparse.Write(writer, Counts);
    }

    internal static FineHistogram Read(ref ProfileReader reader)
    {
        var (low, high) = (reader.Double(), reader.Double());
        if (!double.IsFinite(low) || !double.IsFinite(high) || !(low < high))
            throw reader.Damaged("the range of the fine histogram is empty");
        var result = new FineHistogram(low, high) { Below = reader.Count(), Above = reader.Count() };
        var counts = new long[Bins];
        Sparse.Read(ref reader, counts);
        result._counts = counts;
        return result;
    }
}

/// <summary>Count arrays written as (gap, count) pairs of their non-zero entries.</summary>
internal static class Sparse
{
    public static void Write(ProfileWriter writer, ReadOnlySpan<long> counts)
    {
        writer.Count(counts.Length - counts.Count(0L));
        var previous = -1;
        for (var i = 0; i < counts.Length; i++)
        {
            if (counts[i] == 0)
                continue;
            writer.Count(i - previous - 1);
            writer.Count(counts[i]);
            previous = i;
        }
    }

    public static void Read(ref ProfileReader reader, Span<long> counts)
    {
        var length = reader.Length(2);
        var at = -1;
        for (var i = 0; i < length; i++)
        {
            at += reader.Index(counts.Length - at - 1) + 1;
            counts[at] = reader.Count();
        }
    }
}
