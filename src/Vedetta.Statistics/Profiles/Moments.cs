using Vedetta.Statistics.Kernels;

namespace Vedetta.Statistics.Profiles;

/// <summary>
/// Count, sum and sum of squares in doubled precision (error-free sums of Knuth and Dekker), so that mean and
/// variance agree to 1e-12 whatever the order of adding and merging, while the mean is below 1e8 standard deviations.
/// </summary>
public struct Moments
{
    private double _sum;
    private double _sumRest;
    private double _square;
    private double _squareRest;

    /// <summary>How many values were added.</summary>
    public long Count { get; private set; }

    /// <summary>Sum of the values; not finite when it leaves the range of a double.</summary>
    public readonly double Sum => Total(_sum, _sumRest);

    /// <summary>Mean of the values; NaN without values.</summary>
    public readonly double Mean => Count == 0 ? double.NaN : Sum / Count;

    /// <summary>Sum of squared deviations from the mean, never negative.</summary>
    public readonly double SquaredDeviations
    {
        get
        {
            if (Count == 0)
                return 0;
            double n = Count;
            var (high, low) = Exactly.Add(_sum, _sumRest);
            var product = high * high;
            var rest = Math.FusedMultiplyAdd(high, high, -product) + (2 * high * low);
            var quotient = product / n;
            var quotientRest = (Math.FusedMultiplyAdd(-quotient, n, product) + rest) / n;
            var (difference, error) = Exactly.Add(_square, -quotient);
            var result = difference + (error + (_squareRest - quotientRest));
            return double.IsNaN(result) ? double.PositiveInfinity : Math.Max(0, result);
        }
    }

    /// <summary>Variance with divisor n - 1; NaN below two values.</summary>
    public readonly double Variance => Count < 2 ? double.NaN : SquaredDeviations / (Count - 1);

    /// <summary>Standard deviation with divisor n - 1; NaN below two values.</summary>
    public readonly double StandardDeviation => Math.Sqrt(Variance);

    /// <summary>Adds one finite value.</summary>
    public void Add(double value)
    {
        Count++;
        Accumulate(ref _sum, ref _sumRest, value, 0);
        var product = value * value;
        Accumulate(ref _square, ref _squareRest, product, Math.FusedMultiplyAdd(value, value, -product));
    }

    /// <summary>Adds finite values, several lanes at a time.</summary>
    public void Add(ReadOnlySpan<double> values)
    {
        const int block = 256;
        while (!values.IsEmpty)
        {
            var part = values[..Math.Min(block, values.Length)];
            Add(BlockSums.Of(part, Processor.Widest), part.Length);
            values = values[part.Length..];
        }
    }

    /// <summary>Adds the sums of a block of finite values.</summary>
    internal void Add(in BlockSums sums, int count)
    {
        Count += count;
        Accumulate(ref _sum, ref _sumRest, sums.Sum, sums.SumRest);
        Accumulate(ref _square, ref _squareRest, sums.Square, sums.SquareRest);
    }

    /// <summary>Adds the same finite value <paramref name="times"/> times.</summary>
    public void Add(double value, long times)
    {
        Count += times;
        double n = times;
        var total = value * n;
        Accumulate(ref _sum, ref _sumRest, total, Math.FusedMultiplyAdd(value, n, -total));
        var product = value * value;
        var rest = Math.FusedMultiplyAdd(value, value, -product);
        var scaled = product * n;
        Accumulate(ref _square, ref _squareRest, scaled, Math.FusedMultiplyAdd(product, n, -scaled) + (rest * n));
    }

    /// <summary>Adds everything the other has seen.</summary>
    public void Merge(in Moments other)
    {
        Count += other.Count;
        Accumulate(ref _sum, ref _sumRest, other._sum, other._sumRest);
        Accumulate(ref _square, ref _squareRest, other._square, other._squareRest);
    }

    internal readonly void Write(ProfileWriter writer)
    {
        writer.Count(Count);
        writer.Double(_sum);
        writer.Double(_sumRest);
        writer.Double(_square);
        writer.Double(_squareRest);
    }

    internal static Moments Read(ref ProfileReader reader) => new()
    {
        Count = reader.Count(),
        _sum = reader.Double(),
        _sumRest = reader.Double(),
        _square = reader.Double(),
        _squareRest = reader.Double(),
    };

    private static void Accumulate(ref double sum, ref double rest, double value, double valueRest)
    {
        var (total, error) = Exactly.Add(sum, value);
        error += rest + valueRest;
        sum = total + error; // keeps the rest below half a unit of the sum, where its own rounding is harmless
        rest = error - (sum - total);
    }

    private static double Total(double sum, double rest) => double.IsNaN(rest) ? sum : sum + rest;
}
