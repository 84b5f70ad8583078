namespace Vedetta.Core.Time;

/// <summary>A span of event time, from inclusive, to exclusive, in UTC.</summary>
/// <param name="From">First moment inside.</param>
/// <param name="To">First moment after.</param>
public readonly record struct Window(DateTimeOffset From, DateTimeOffset To)
{
    /// <summary>Whether the moment lies inside.</summary>
    public bool Contains(DateTimeOffset at) => at >= From && at < To;

    /// <summary>Whether the two share a moment.</summary>
    public bool Overlaps(Window other) => From < other.To && other.From < To;
}
