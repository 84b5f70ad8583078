using System.Buffers;
using System.Runtime.InteropServices;

namespace Vedetta.Statistics.Profiles;

/// <summary>A frequent category with certain limits of its count.</summary>
/// <param name="Category">The category.</param>
/// <param name="Low">It was counted at least this often.</param>
/// <param name="High">It was counted at most this often.</param>
public readonly record struct FrequentCategory(string Category, long Low, long High);

/// <summary>
/// The frequent categories of a column that has too many to keep them all (Misra and Gries 1982; merging after Agarwal,
/// Cormode, Huang, Phillips, Wei and Yi 2012). With capacity k and N rows every count is known within
/// <see cref="Error"/>, which is at most N / (k + 1), whatever the order of rows and merges; a category of more rows
/// than that is never lost. Which rarer ones are kept depends on the order. Adding is for one thread at a time.
/// </summary>
public sealed class HeavyHitters
{
    private readonly Dictionary<string, long> _counts = new(StringComparer.Ordinal);

    /// <summary>Makes an empty summary.</summary>
    /// <param name="capacity">k: how many categories remain when room is made, 1 to 1,000,000.</param>
    /// <exception cref="ArgumentOutOfRangeException">The capacity is outside its range.</exception>
    public HeavyHitters(int capacity = 1000)
    {
        if (capacity is < 1 or > MostCapacity)
            throw new ArgumentOutOfRangeException(nameof(capacity), capacity, $"The capacity is 1 to {MostCapacity} categories.");
        Capacity = capacity;
    }

    private const int MostCapacity = 1_000_000;

    /// <summary>Categories that remain when room is made.</summary>
    public int Capacity { get; }

    /// <summary>Rows added.</summary>
    public long Rows { get; private set; }

    /// <summary>How much larger than its kept count a true count can be: 0 while all categories fit, never above Rows / (Capacity + 1).</summary>
    public long Error { get; private set; }

    /// <summary>Adds rows of one category.</summary>
    public void Add(string category, long count = 1)
    {
        ArgumentNullException.ThrowIfNull(category);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        if (count == 0)
            return;
        Rows += count;
        CollectionsMarshal.GetValueRefOrAddDefault(_counts, category, out _) += count;
        // Twice the capacity, so that room is made once per many new categories.
        if (_counts.Count > 2 * Capacity)
            MakeRoom();
    }

    /// <summary>Adds everything the other summary has seen.</summary>
    /// <exception cref="InvalidOperationException">The capacities differ.</exception>
    public void Merge(HeavyHitters other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other.Capacity != Capacity)
            throw new InvalidOperationException($"Summaries of capacity {Capacity} and {other.Capacity} cannot be merged.");
        var (rows, error) = (other.Rows, other.Error);
        foreach (var (category, count) in other._counts.ToArray())
            CollectionsMarshal.GetValueRefOrAddDefault(_counts, category, out _) += count;
        Rows += rows;
        Error += error;
        if (_counts.Count > Capacity)
            MakeRoom();
    }

    /// <summary>Categories that may hold at least this share of the rows, the most frequent first; none that does is left out from a share of 1 / (Capacity + 1) on.</summary>
    public IReadOnlyList<FrequentCategory> Frequent(double share)
    {
        if (!(share >= 0 && share <= 1))
            throw new ArgumentOutOfRangeException(nameof(share), share, "A share lies between 0 and 1.");
        return [.. _counts.Select(c => new FrequentCategory(c.Key, c.Value, c.Value + Error))
            .Where(c => c.High >= share * Rows)
            .OrderByDescending(c => c.Low).ThenBy(c => c.Category, StringComparer.Ordinal)];
    }

    /// <summary>
    /// Takes the count of the first category that does not fit from all of them: it comes off at least Capacity + 1 counts,
    /// which is why the error stays below Rows / (Capacity + 1).
    /// </summary>
    private void MakeRoom()
    {
        var counts = _counts.Values.ToArray();
        Array.Sort(counts);
        var taken = counts[^(Capacity + 1)];
        foreach (var category in _counts.Keys.ToArray())
        {
            ref var count = ref CollectionsMarshal.GetValueRefOrNullRef(_counts, category);
            count -= taken;
            if (count <= 0)
                _counts.Remove(category);
        }
        Error += taken;
    }

    /// <summary>Writes the binary form.</summary>
    public void Write(IBufferWriter<byte> target)
    {
        ArgumentNullException.ThrowIfNull(target);
        var writer = new ProfileWriter(ProfileKind.HeavyHitters);
        writer.Count(Capacity);
        writer.Count(Rows);
        writer.Count(Error);
        writer.Count(_counts.Count);
        foreach (var (category, count) in _counts.OrderBy(c => c.Key, StringComparer.Ordinal))
        {
            writer.Text(category);
            writer.Count(count);
        }
        writer.Finish(target);
    }

    /// <summary>Reads the binary form.</summary>
    /// <exception cref="FormatException">The bytes are damaged or no summary of frequent categories.</exception>
    public static HeavyHitters Read(ReadOnlySpan<byte> bytes)
    {
        var reader = new ProfileReader(bytes, ProfileKind.HeavyHitters);
        var capacity = reader.Index(MostCapacity + 1);
        if (capacity == 0)
            throw reader.Damaged("the capacity is 0");
        var result = new HeavyHitters(capacity) { Rows = reader.Count(), Error = reader.Count() };
        var length = reader.Length(2);
        long kept = 0;
        for (var i = 0; i < length; i++)
        {
            var category = reader.Text();
            var count = reader.Count();
            if (count == 0 || !result._counts.TryAdd(category, count))
                throw reader.Damaged("a category appears twice or counts nothing");
            kept += count;
        }
        reader.End();
        if (length > 2 * capacity || (UInt128)kept + ((UInt128)result.Error * (UInt128)(capacity + 1)) > (UInt128)result.Rows)
            throw reader.Damaged("the counts and the error do not fit the rows");
        return result;
    }
}
