using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Vedetta.Statistics.Drift;

/// <summary>
/// One walk over the pooled order of two long columns of finite values, in blocks that stay in the first cache: merging
/// writes values and counts without a branch per value, and the sums run over many lanes.
/// </summary>
/// <param name="Ordered">Sum of the ordered Anderson-Darling statistic, to be divided by n and m; only without ties.</param>
/// <param name="Wasserstein">Wasserstein-1 distance.</param>
/// <param name="Ties">Whether any value occurs twice in the pooled columns.</param>
internal readonly record struct PooledWalk(double Ordered, double Wasserstein, bool Ties)
{
    private const int Quarter = 512;
    private const int Block = 4 * Quarter;

    /// <summary>Shorter columns gain nothing.</summary>
    public const int Shortest = 4096;

    /// <summary>Walks over two ascending columns of finite values.</summary>
    [SkipLocalsInit]
    public static unsafe PooledWalk Over(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        // The first place of a block holds the last value of the one before.
        Span<double> values = stackalloc double[Block + 1];
        Span<long> counts = stackalloc long[Block + 1];
        var sums = new Sums(a.Length, b.Length);
        var (i, j) = (0, 0);
        (values[0], counts[0]) = (double.NegativeInfinity, 0);
        fixed (double* first = a)
        fixed (double* second = b)
        fixed (double* value = values)
        fixed (long* count = counts)
        {
            for (long done = 0; done < sums.Total;)
            {
                var size = (int)Math.Min(Block, sums.Total - done);
                if (Math.Min(a.Length - i, b.Length - j) >= Block)
                    MergeQuarters(first + i, second, ref j, value + 1, count + 1);
                else
                    Merge(a, b, i, ref j, values[1..(size + 1)], counts[1..(size + 1)]);
                sums.Add(done, values[..(size + 1)], counts[..size]);
                done += size;
                i = (int)(done - j);
                (values[0], counts[0]) = (values[size], j);
            }
        }
        return sums.Result();
    }

    /// <summary>Writes the next values in order, and after each how many of b came so far.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Merge(ReadOnlySpan<double> a, ReadOnlySpan<double> b, int i, ref int j, Span<double> values, Span<long> counts)
    {
        for (var k = 0; k < values.Length; k++)
        {
            if (j == b.Length || (i < a.Length && a[i] <= b[j]))
                values[k] = a[i++];
            else
                values[k] = b[j++];
            counts[k] = j;
        }
    }

    /// <summary>
    /// Merges a whole block, of which neither side can run out, as four quarters in turn: one step waits for the
    /// step before it, and those of the other quarters fill the wait.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static unsafe void MergeQuarters(double* first, double* second, ref int j, double* values, long* counts)
    {
        var start = second + j;
        nint b0 = j;
        nint b1 = j + Quarter - Among(first, start, Quarter);
        nint b2 = j + (2 * Quarter) - Among(first, start, 2 * Quarter);
        nint b3 = j + (3 * Quarter) - Among(first, start, 3 * Quarter);
        // What came from a is the number of all less what came from b.
        first += j;
        for (nint k = 0; k < Quarter; k++)
        {
            var (x0, y0) = (first[k - b0], second[b0]);
            var (x1, y1) = (first[k - b1 + Quarter], second[b1]);
            var (x2, y2) = (first[k - b2 + (2 * Quarter)], second[b2]);
            var (x3, y3) = (first[k - b3 + (3 * Quarter)], second[b3]);
            b0 += Unsafe.BitCast<bool, byte>(y0 < x0);
            b1 += Unsafe.BitCast<bool, byte>(y1 < x1);
            b2 += Unsafe.BitCast<bool, byte>(y2 < x2);
            b3 += Unsafe.BitCast<bool, byte>(y3 < x3);
            values[k] = double.MinNative(x0, y0);
            values[k + Quarter] = double.MinNative(x1, y1);
            values[k + (2 * Quarter)] = double.MinNative(x2, y2);
            values[k + (3 * Quarter)] = double.MinNative(x3, y3);
            counts[k] = b0;
            counts[k + Quarter] = b1;
            counts[k + (2 * Quarter)] = b2;
            counts[k + (3 * Quarter)] = b3;
        }
        j = (int)b3;
    }

    /// <summary>How many of a are among the first values of both.</summary>
    private static unsafe int Among(double* a, double* b, int values)
    {
        var (low, high) = (0, values);
        while (low < high)
        {
            var middle = (low + high) >> 1;
            if (a[middle] <= b[values - middle - 1])
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }

    private struct Sums(double n, double m)
    {
        private double _ordered;
        private double _area;
        private double _areaRest;
        private bool _ties;

        public readonly double Total => n + m;

        /// <summary>
        /// Adds a block: of every value but the last, which the next block begins with, how far the shares below lie apart
        /// from there on. Sums of a block are of some hundred positive terms a lane, which need no correction.
        /// </summary>
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Add(long done, ReadOnlySpan<double> values, ReadOnlySpan<long> counts)
        {
            var width = Vector<double>.Count;
            var (total, perM) = (new Vector<double>(Total), new Vector<double>(m));
            var (ordered, area) = (Vector<double>.Zero, Vector<double>.Zero);
            var equal = Vector<long>.Zero;
            ref var value = ref MemoryMarshal.GetReference(values);
            ref var count = ref MemoryMarshal.GetReference(counts);
            var k = done == 0 ? 1 : 0; // nothing comes before the first value
            var rank = new Vector<double>((double)(done + k)) + Vector.CreateSequence<double>(0, 1);
            var step = new Vector<double>((double)width);
            for (; k <= counts.Length - width; k += width)
            {
                var current = Vector.ConvertToDouble(Vector.LoadUnsafe(ref count, (nuint)k));
                var spread = (total * current) - (perM * rank);
                ordered += spread * spread / (rank * (total - rank));
                var from = Vector.LoadUnsafe(ref value, (nuint)k);
                var to = Vector.LoadUnsafe(ref value, (nuint)k + 1);
                equal |= Vector.Equals(from, to);
                area += Vector.Abs(spread) * (to - from);
                rank += step;
            }
            var (orderedSum, areaSum) = (Vector.Sum(ordered), Vector.Sum(area));
            _ties |= equal != Vector<long>.Zero;
            for (; k < counts.Length; k++)
            {
                double place = done + k;
                var spread = (Total * counts[k]) - (m * place);
                orderedSum += spread * spread / (place * (Total - place));
                areaSum += Math.Abs(spread) * (values[k + 1] - values[k]);
                _ties |= values[k] == values[k + 1];
            }
            _ordered += orderedSum;
            areaSum -= _areaRest;
            var next = _area + areaSum;
            _areaRest = next - _area - areaSum;
            _area = next;
        }

        public readonly PooledWalk Result() => new(_ordered, _area / n / m, _ties);
    }
}
