namespace Vedetta.Core.Quality.Estimated;

/// <summary>Bounds of estimation.</summary>
public sealed record EstimatedOptions
{
    /// <summary>The defaults.</summary>
    public static EstimatedOptions Default { get; } = new();

    /// <summary>Most rows that are read of a window or a reference; of a larger one a sample by the hashes of its rows, and answers say so.</summary>
    public int MostRows { get; init; } = 200_000;

    /// <summary>Numbers the estimators in memory hold together; the least used are forgotten beyond.</summary>
    public long MostCells { get; init; } = 25_000_000;

    /// <summary>Series whose windows are kept in memory.</summary>
    public int MostSeries { get; init; } = 256;

    /// <summary>Most windows of one question.</summary>
    public int MostWindows { get; init; } = 2_000;
}
