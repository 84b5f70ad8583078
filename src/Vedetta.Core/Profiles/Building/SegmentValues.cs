namespace Vedetta.Core.Profiles.Building;

/// <summary>
/// The values of segment columns that get profiles of their own: the first hundred of each column; rows of further values
/// share <see cref="Other"/>. One writer.
/// </summary>
internal sealed class SegmentValues
{
    /// <summary>Values of one column that get profiles of their own.</summary>
    public const int Limit = 100;

    /// <summary>Value of the segment that holds the rows of all further values.</summary>
    public const string Other = "#other";

    private readonly Dictionary<string, HashSet<string>> _values = new(StringComparer.Ordinal);

    /// <summary>The segment of a value; a missing one is the empty text.</summary>
    public SegmentKey KeyOf(string column, string value)
    {
        if (!_values.TryGetValue(column, out var known)) _values.Add(column, known = new HashSet<string>(StringComparer.Ordinal) { "", Other });
        if (known.Contains(value)) return new SegmentKey(column, value);
        if (known.Count >= Limit + 2) return new SegmentKey(column, Other);
        known.Add(value);
        return new SegmentKey(column, value);
    }

    /// <summary>A set that knows the same values.</summary>
    public SegmentValues Clone()
    {
        var copy = new SegmentValues();
        foreach (var (column, values) in _values) copy._values.Add(column, new HashSet<string>(values, StringComparer.Ordinal));
        return copy;
    }
}
