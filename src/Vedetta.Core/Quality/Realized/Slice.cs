using Vedetta.Core.Profiles;

namespace Vedetta.Core.Quality.Realized;

/// <summary>Which predictions are measured together.</summary>
/// <param name="Version">Only this version; <c>*</c> for each apart; null for all together.</param>
/// <param name="Segment">Only these rows; the value <c>*</c> for each value apart.</param>
/// <param name="Population">Whose predictions.</param>
/// <param name="Inclusion">Column with the probability of inclusion that weights its rows; null for no weights.</param>
internal sealed record Slice(string? Version, SegmentKey Segment, Population Population, string? Inclusion = null)
{
    /// <summary>Whether every version is measured apart.</summary>
    public bool EachVersion => Version == PerformanceQuestion.Each;

    /// <summary>Whether every value of the segment column is measured apart.</summary>
    public bool EachValue => !Segment.IsAll && Segment.Value == PerformanceQuestion.Each;
}

/// <summary>Where a cell belongs.</summary>
/// <param name="Slice">Place of its slice among those asked for.</param>
/// <param name="Window">Place of its window among those asked for.</param>
/// <param name="Version">Its version where each is apart; null otherwise.</param>
/// <param name="Segment">Its value of the segment column where each is apart; null otherwise.</param>
internal readonly record struct CellKey(int Slice, int Window, string? Version, string? Segment);
