using Vedetta.Statistics.Profiles;

namespace Vedetta.Statistics.Drift;

/// <summary>One side of a comparison of a categorical column: exact counts per category and rows without one. Immutable.</summary>
public sealed class CategoricalSample
{
    /// <summary>Takes counts per category.</summary>
    /// <param name="counts">Rows per category.</param>
    /// <param name="missing">Rows without a category.</param>
    /// <param name="other">Rows of categories that were not kept apart.</param>
    public CategoricalSample(IReadOnlyDictionary<string, long> counts, long missing, long other = 0)
    {
        Counts = counts;
        Missing = missing;
        Other = other;
        Rows = counts.Values.Sum() + missing + other;
    }

    /// <summary>Counts the values of a column; null is missing.</summary>
    public static CategoricalSample From(IEnumerable<string?> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var counts = new Dictionary<string, long>(StringComparer.Ordinal);
        long missing = 0;
        foreach (var value in values)
        {
            if (value is null)
                missing++;
            else
                counts[value] = counts.GetValueOrDefault(value) + 1;
        }
        return new CategoricalSample(counts, missing);
    }

    /// <summary>Takes the counts of a profile; rows of the wrong type count as missing.</summary>
    public static CategoricalSample From(CategoricalProfile profile)
    {
        ArgumentNullException.ThrowIfNull(profile);
        return new CategoricalSample(profile.Counts, profile.Missing + profile.Invalid, profile.Other);
    }

    /// <summary>Rows per category.</summary>
    public IReadOnlyDictionary<string, long> Counts { get; }

    /// <summary>Rows without a category.</summary>
    public long Missing { get; }

    /// <summary>Rows of categories that were not kept apart.</summary>
    public long Other { get; }

    /// <summary>All rows.</summary>
    public long Rows { get; }
}
