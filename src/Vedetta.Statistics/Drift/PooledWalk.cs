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
    private const int Block = 2048;

    /// <summary>Shorter columns gain nothing.</summary>
    public const int Shortest = 4096;

    /// <summary>Walks over two ascending columns of finite values.</summary>
    [SkipLocalsInit]
    public static PooledWalk Over(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        Span<double> values = stackalloc double[Block + 1];
        Span<double> counts = stackalloc double[Block];
        var sums = new Sums(a.Length, b.Length);
        var (i, j) = (0, 0);
        values[0] = double.NegativeInfinity;
        for (long done = 0; done < sums.Total;)
        {
            var size = (int)Math.Min(Block, sums.Total - done);
            Merge(a, b, ref i, ref j, values[1..(size + 1)], counts[..size]);
            sums.Add(done, values[..(size + 1)], counts[..size]);
            done += size;
            values[0] = values[size];
        }
        return sums.Result();
    }

    /// <summary>Writes the next values in order, and after each how many of b came so far.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Merge(ReadOnlySpan<double> a, ReadOnlySpan<double> b, ref int i, ref int j, Span<double> values, Span<double> counts)
    {
        var k = 0;
        ref var first = ref MemoryMarshal.GetReference(a);
        ref var second = ref MemoryMarshal.GetReference(b);
        if (Math.Min(a.Length - i, b.Length - j) >= values.Length)
        {
            MergeHalves(ref first, ref second, ref i, ref j, values, counts);
            k = values.Length & ~1;
        }
        while (k < values.Length)
        {
            // Within this many steps neither side can end, so that none of them needs to ask.
            var steps = Math.Min(values.Length - k, Math.Min(a.Length - i, b.Length - j));
            if (steps == 0)
                break;
            for (var end = k + steps; k < end; k++)
            {
                var (x, y) = (Unsafe.Add(ref first, i), Unsafe.Add(ref second, j));
                var later = y < x;
                values[k] = double.MinNative(x, y);
                var one = Unsafe.BitCast<bool, byte>(later);
                j += one;
                i += 1 - one;
                counts[k] = j;
            }
        }
        for (; k < values.Length && i < a.Length; i++, k++)
            (values[k], counts[k]) = (a[i], j);
        for (; k < values.Length; k++)
            (values[k], counts[k]) = (b[j++], j);
    }

    /// <summary>
    /// Merges an even number of values, of which neither side can run out, as two halves in turn: one step waits for the
    /// step before it, and those of the other half fill the wait.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void MergeHalves(ref double first, ref double second, ref int i, ref int j, Span<double> values, Span<double> counts)
    {
        var half = values.Length / 2;
        // How many of a are among the first half of the values.
        var (low, high) = (0, half);
        while (low < high)
        {
            var middle = (low + high) >> 1;
            if (Unsafe.Add(ref first, i + middle) <= Unsafe.Add(ref second, j + half - middle - 1))
                low = middle + 1;
            else
                high = middle;
        }
        ref var value = ref MemoryMarshal.GetReference(values);
        ref var count = ref MemoryMarshal.GetReference(counts);
        nint fromA = i;
        nint fromB = j;
        nint laterA = i + low;
        nint laterB = j + half - low;
        for (nint k = 0; k < half; k++)
        {
            var (x, y) = (Unsafe.Add(ref first, fromA), Unsafe.Add(ref second, fromB));
            var (z, w) = (Unsafe.Add(ref first, laterA), Unsafe.Add(ref second, laterB));
            nint one = Unsafe.BitCast<bool, byte>(y < x);
            nint other = Unsafe.BitCast<bool, byte>(w < z);
            fromB += one;
            fromA += 1 - one;
            laterB += other;
            laterA += 1 - other;
            Unsafe.Add(ref value, k) = double.MinNative(x, y);
            Unsafe.Add(ref value, half + k) = double.MinNative(z, w);
            Unsafe.Add(ref count, k) = fromB;
            Unsafe.Add(ref count, half + k) = laterB;
        }
        (i, j) = ((int)laterA, (int)laterB);
    }

    private struct Sums(double n, double m)
    {
        private readonly Vector<double> _lanes = Vector.CreateSequence<double>(0, 1);
        private Vector<double> _ordered;
        private Vector<double> _area;
        private Vector<double> _areaRest;
        private double _gap;
        private bool _ties;

        public readonly double Total => n + m;

        /// <summary>Adds a block; the first value is the last of the block before, and counts belong to the values after it.</summary>
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Add(long done, ReadOnlySpan<double> values, ReadOnlySpan<double> counts)
        {
            var width = Vector<double>.Count;
            var total = new Vector<double>(Total);
            var (perA, perB) = (new Vector<double>(1 / n), new Vector<double>(1 / m));
            var perM = new Vector<double>(m);
            var k = 0;
            // |F - G| after a value belongs to the stretch up to the next one, so it is carried by one place.
            Span<double> gaps = stackalloc double[Block + 1];
            gaps[0] = _gap;
            for (; k <= counts.Length - width; k += width)
            {
                var rank = new Vector<double>((double)(done + k + 1)) + _lanes;
                var current = new Vector<double>(counts[k..]);
                var spread = (total * current) - (perM * rank);
                var weight = rank * (total - rank);
                _ordered += Vector.ConditionalSelect(Vector.GreaterThan(weight, Vector<double>.Zero), spread * spread / weight, Vector<double>.Zero);
                Vector.Abs(((rank - current) * perA) - (current * perB)).CopyTo(gaps[(k + 1)..]);
            }
            for (; k < counts.Length; k++)
            {
                double rank = done + k + 1;
                var spread = (Total * counts[k]) - (m * rank);
                var weight = rank * (Total - rank);
                if (weight > 0)
                    _ordered = _ordered.WithElement(0, _ordered[0] + (spread * spread / weight));
                gaps[k + 1] = Math.Abs(((rank - counts[k]) / n) - (counts[k] / m));
            }
            _gap = gaps[counts.Length];
            AddArea(values, gaps[..counts.Length], done == 0);
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private void AddArea(ReadOnlySpan<double> values, ReadOnlySpan<double> gaps, bool first)
        {
            var k = first ? 1 : 0; // nothing comes before the first value
            var width = Vector<double>.Count;
            var equal = Vector<long>.Zero;
            for (; k <= gaps.Length - width; k += width)
            {
                var (from, to) = (new Vector<double>(values[k..]), new Vector<double>(values[(k + 1)..]));
                equal |= Vector.Equals(from, to);
                Accumulate(new Vector<double>(gaps[k..]) * (to - from));
            }
            for (; k < gaps.Length; k++)
            {
                _ties |= values[k] == values[k + 1];
                Accumulate(Vector<double>.Zero.WithElement(0, gaps[k] * (values[k + 1] - values[k])));
            }
            _ties |= equal != Vector<long>.Zero;
        }

        // Kahan's compensated sum in every lane: millions of small terms.
        private void Accumulate(Vector<double> term)
        {
            term -= _areaRest;
            var next = _area + term;
            _areaRest = next - _area - term;
            _area = next;
        }

        public readonly PooledWalk Result() => new(Vector.Sum(_ordered), Vector.Sum(_area), _ties);
    }
}
