using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Vedetta.Statistics.Profiles;

/// <summary>
/// Counts of finite values in buckets of their sign, binary exponent and first six bits of the fraction: 64 buckets in
/// every factor of two, so a bucket is at most 1/64 of its value wide. Merging adds counts, whatever the order.
/// </summary>
internal sealed class MagnitudeHistogram
{
    private const int PageSize = 64;
    private const int PageCount = 4096;

    private readonly short[] _pageOf = new short[PageCount];
    private long[] _counts = new long[PageSize * 8];
    private short _pages;

    public void Add(double value, long count)
    {
        var bits = BitConverter.DoubleToUInt64Bits(value);
        var page = _pageOf[bits >> 52];
        if (page == 0)
            page = OpenPage((int)(bits >> 52));
        _counts[((page - 1) * PageSize) + (int)((bits >> 46) & 63)] += count;
    }

    /// <summary>Counts each value once.</summary>
    public void Add(ReadOnlySpan<double> values)
    {
        ref var pages = ref MemoryMarshal.GetArrayDataReference(_pageOf);
        ref var counts = ref MemoryMarshal.GetArrayDataReference(_counts);
        foreach (var value in values)
        {
            var bits = BitConverter.DoubleToUInt64Bits(value);
            nint page = Unsafe.Add(ref pages, (nint)(bits >> 52));
            if (page == 0)
            {
                page = OpenPage((int)(bits >> 52));
                counts = ref MemoryMarshal.GetArrayDataReference(_counts);
            }
            Unsafe.Add(ref counts, ((page - 1) * PageSize) + (nint)((bits >> 46) & 63))++;
        }
    }

    public void Merge(MagnitudeHistogram other)
    {
        for (var key = 0; key < PageCount; key++)
        {
            var source = other._pageOf[key];
            if (source == 0)
                continue;
            var page = _pageOf[key] == 0 ? OpenPage(key) : _pageOf[key];
            for (var i = 0; i < PageSize; i++)
                _counts[((page - 1) * PageSize) + i] += other._counts[((source - 1) * PageSize) + i];
        }
    }

    public MagnitudeHistogram Clone()
    {
        var copy = new MagnitudeHistogram { _counts = (long[])_counts.Clone(), _pages = _pages };
        _pageOf.CopyTo(copy._pageOf, 0);
        return copy;
    }

    /// <summary>Non-empty buckets in ascending order of their values.</summary>
    public IEnumerable<(int Key, double Low, double High, long Count)> Buckets()
    {
        for (var order = 0; order < PageCount; order++)
        {
            // Negative numbers come first, from the largest exponent down; then the positive ones upwards.
            var negative = order < PageCount / 2;
            var key = negative ? PageCount - 1 - order : order - (PageCount / 2);
            var page = _pageOf[key];
            if (page == 0)
                continue;
            for (var i = 0; i < PageSize; i++)
            {
                var sub = negative ? PageSize - 1 - i : i;
                var count = _counts[((page - 1) * PageSize) + sub];
                if (count == 0)
                    continue;
                var start = ((ulong)key << 52) | ((ulong)sub << 46);
                var near = BitConverter.UInt64BitsToDouble(start);
                var far = BitConverter.UInt64BitsToDouble(start + (1UL << 46) - 1);
                yield return ((key * PageSize) + sub, Math.Min(near, far), Math.Max(near, far), count);
            }
        }
    }

    public void Write(ProfileWriter writer)
    {
        var keys = Buckets().Select(b => (b.Key, b.Count)).OrderBy(b => b.Key).ToArray();
        writer.Count(keys.Length);
        var previous = 0;
        foreach (var (key, count) in keys)
        {
            writer.Count(key - previous);
            writer.Count(count);
            previous = key;
        }
    }

    public static MagnitudeHistogram Read(ref ProfileReader reader)
    {
        var result = new MagnitudeHistogram();
        var length = reader.Length(2);
        var key = 0;
        for (var i = 0; i < length; i++)
        {
            key += reader.Index(PageCount * PageSize);
            if (key >= PageCount * PageSize)
                throw reader.Damaged("a magnitude bucket is out of range");
            var page = result._pageOf[key / PageSize];
            if (page == 0)
                page = result.OpenPage(key / PageSize);
            result._counts[((page - 1) * PageSize) + (key % PageSize)] += reader.Count();
        }
        return result;
    }

    private short OpenPage(int key)
    {
        if (_pages * PageSize == _counts.Length)
            Array.Resize(ref _counts, _counts.Length * 2);
        return _pageOf[key] = ++_pages;
    }
}
