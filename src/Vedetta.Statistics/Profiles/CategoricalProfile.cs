using System.Buffers;

namespace Vedetta.Statistics.Profiles;

/// <summary>
/// Profile of a categorical column: exact counts per category. Categories outside the known set are kept up to 1,000
/// in an hour; beyond that those with the smallest hashes stay and the rest become <see cref="Other"/>, so the result
/// does not depend on the order of rows.
/// </summary>
public sealed class CategoricalProfile : ColumnProfile
{
    /// <summary>How many categories outside the known set one hour keeps.</summary>
    public const int NewCategoryLimit = 1000;

    private readonly Dictionary<string, long> _counts;
    private readonly IReadOnlySet<string>? _known;

    // While adding to one hour: the unknown categories by hash, the largest first to go.
    private readonly SortedSet<(ulong Hash, string Category)> _unknown = [];
    private ulong _hashLimit = ulong.MaxValue;

    /// <summary>Makes an empty profile.</summary>
    /// <param name="known">Categories of the reference or the schema, never folded into "other"; null when nothing is known.</param>
    public CategoricalProfile(IReadOnlySet<string>? known = null)
        : this(known, new Dictionary<string, long>(StringComparer.Ordinal))
    {
    }

    private CategoricalProfile(IReadOnlySet<string>? known, Dictionary<string, long> counts) => (_known, _counts) = (known, counts);

    /// <summary>Exact counts of the categories kept.</summary>
    public IReadOnlyDictionary<string, long> Counts => _counts;

    /// <summary>Rows of categories beyond the limit of their hour.</summary>
    public long Other { get; private set; }

    /// <summary>Categories kept that are not in the known set, in the order of the alphabet.</summary>
    public IReadOnlyList<string> NewCategories => [.. _unknown.Select(u => u.Category).Order(StringComparer.Ordinal)];

    /// <summary>True when an hour had more new categories than it keeps: counts of new categories are then lower bounds.</summary>
    public bool Overflowed => Other > 0;

    /// <summary>Rows that carry a category.</summary>
    public long Values => Rows - Missing - Invalid;

    /// <inheritdoc/>
    public override double Distinct => _hashLimit == ulong.MaxValue
        ? _counts.Count
        : Math.Round(_counts.Count - _unknown.Count + (_unknown.Count(u => u.Hash < _hashLimit) / (_hashLimit / (double)ulong.MaxValue)));

    /// <inheritdoc/>
    public override bool DistinctIsExact => !Overflowed;

    /// <summary>Adds rows of one category.</summary>
    public void Add(string category, long count = 1)
    {
        ArgumentNullException.ThrowIfNull(category);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        Rows += count;
        Count(category, count);
    }

    /// <summary>Counts rows without a value.</summary>
    public void AddMissing(long rows)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        Rows += rows;
        Missing += rows;
    }

    /// <summary>Counts rows whose value had the wrong type.</summary>
    public void AddInvalid(long rows)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        Rows += rows;
        Invalid += rows;
    }

    private void Count(string category, long count)
    {
        if (count == 0)
            return;
        ref var slot = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrNullRef(_counts, category);
        if (!System.Runtime.CompilerServices.Unsafe.IsNullRef(ref slot))
        {
            slot += count;
            return;
        }
        if (_known is not null && _known.Contains(category))
        {
            _counts.Add(category, count);
            return;
        }
        var hash = Hashing.Of(category);
        if (hash >= _hashLimit)
        {
            Other += count;
            return;
        }
        _counts.Add(category, count);
        _unknown.Add((hash, category));
        LimitNew();
    }

    private void LimitNew()
    {
        while (_unknown.Count > NewCategoryLimit)
        {
            Evict(_unknown.Max);
        }
    }

    private void Evict((ulong Hash, string Category) entry)
    {
        _unknown.Remove(entry);
        _counts.Remove(entry.Category, out var rows);
        Other += rows;
        _hashLimit = Math.Min(_hashLimit, entry.Hash);
    }

    /// <inheritdoc/>
    public override void Merge(ColumnProfile other)
    {
        var that = Prepare(other);
        foreach (var (category, count) in that._counts)
        {
            ref var slot = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_counts, category, out var exists);
            slot += count;
            if (!exists && _known?.Contains(category) != true)
                _unknown.Add((Hashing.Of(category), category));
        }
    }

    /// <inheritdoc/>
    public override void MergeSameHour(ColumnProfile other)
    {
        var that = Prepare(other);
        while (_unknown.Count > 0 && _unknown.Max.Hash >= _hashLimit)
            Evict(_unknown.Max);
        foreach (var (category, count) in that._counts)
            Count(category, count);
    }

    private CategoricalProfile Prepare(ColumnProfile other)
    {
        var that = Same<CategoricalProfile>(other);
        if (ReferenceEquals(that, this))
            that = (CategoricalProfile)Clone();
        MergeTotals(that);
        Other += that.Other;
        _hashLimit = Math.Min(_hashLimit, that._hashLimit);
        return that;
    }

    /// <inheritdoc/>
    public override ColumnProfile Clone()
    {
        var copy = new CategoricalProfile(_known, new Dictionary<string, long>(_counts, StringComparer.Ordinal))
        {
            Rows = Rows,
            Missing = Missing,
            Invalid = Invalid,
            OutOfRange = OutOfRange,
            Other = Other,
            _hashLimit = _hashLimit,
        };
        copy._unknown.UnionWith(_unknown);
        return copy;
    }

    /// <inheritdoc/>
    public override void Write(IBufferWriter<byte> target)
    {
        ArgumentNullException.ThrowIfNull(target);
        var writer = new ProfileWriter(ProfileKind.Categorical);
        WriteTotals(writer);
        writer.Count(Other);
        writer.Fixed(_hashLimit);
        writer.Count(_counts.Count);
        foreach (var (category, count) in _counts.OrderBy(c => c.Key, StringComparer.Ordinal))
        {
            writer.Text(category);
            writer.Count(count);
            writer.Byte(_unknown.Contains((Hashing.Of(category), category)) ? (byte)1 : (byte)0);
        }
        writer.Finish(target);
    }

    /// <summary>Reads a categorical profile.</summary>
    /// <param name="bytes">The binary form.</param>
    /// <param name="known">The known categories, needed only to go on adding to an hour.</param>
    /// <exception cref="FormatException">The bytes are damaged.</exception>
    public static CategoricalProfile Read(ReadOnlySpan<byte> bytes, IReadOnlySet<string>? known = null)
    {
        var reader = new ProfileReader(bytes, ProfileKind.Categorical);
        var profile = new CategoricalProfile(known);
        profile.ReadTotals(ref reader);
        profile.Other = reader.Count();
        profile._hashLimit = reader.Fixed();
        var length = reader.Length(3);
        long total = profile.Other;
        for (var i = 0; i < length; i++)
        {
            var category = reader.Text();
            var count = reader.Count();
            if (!profile._counts.TryAdd(category, count))
                throw reader.Damaged("a category appears twice");
            if (reader.Index(2) == 1)
                profile._unknown.Add((Hashing.Of(category), category));
            total += count;
        }
        reader.End();
        if (total != profile.Values)
            throw reader.Damaged("the categories do not add up to the rows");
        return profile;
    }
}
