using Vedetta.Core.Ingestion;
using Vedetta.Core.Profiles;
using Vedetta.Core.Profiles.Building;

namespace Vedetta.Core.Quality.Estimated;

/// <summary>Picks the rows of a version and a segment out of a batch. Pure.</summary>
internal static class RowPick
{
    /// <summary>Places of the rows.</summary>
    /// <param name="batch">Rows.</param>
    /// <param name="version">Only this version; null for all.</param>
    /// <param name="column">Column of the segment; null for all rows.</param>
    /// <param name="segment">The segment.</param>
    public static IReadOnlyList<int> Of(PredictionBatch batch, string? version, PlannedColumn? column, SegmentKey segment)
    {
        var values = column?.Categories(batch);
        var rows = new List<int>(batch.Count);
        for (var row = 0; row < batch.Count; row++)
        {
            if (version is not null && !string.Equals(batch.Version[row] ?? "", version, StringComparison.Ordinal)) continue;
            if (column is not null && !string.Equals(values?[row] ?? "", segment.Value, StringComparison.Ordinal)) continue;
            rows.Add(row);
        }

        return rows;
    }
}
