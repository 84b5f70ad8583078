using Vedetta.Core.Models;
using Vedetta.Statistics.Profiles;

namespace Vedetta.Core.Profiles.Building;

/// <summary>What the reference of one version fixes: the grid of each numeric column and the categories of each other one. Immutable.</summary>
internal sealed record VersionGrids(
    string Version, IReadOnlyDictionary<string, NumericGrid> Grids, IReadOnlyDictionary<string, IReadOnlySet<string>> Known)
{
    public static VersionGrids None { get; } = new("", new Dictionary<string, NumericGrid>(), new Dictionary<string, IReadOnlySet<string>>());
}

/// <summary>The grids of a model. Immutable.</summary>
/// <param name="ByVersion">Of versions that have a reference.</param>
/// <param name="Provisional">From the model's first rows, for versions no reference serves; null while there are too few.</param>
internal sealed record GridSet(IReadOnlyDictionary<string, VersionGrids> ByVersion, VersionGrids? Provisional)
{
    /// <summary>Rows needed before a model without a reference gets a grid.</summary>
    public const int RowsNeeded = 200;

    /// <summary>Most rows a provisional grid is made from.</summary>
    public const int RowsUsed = 20_000;

    public static GridSet Empty { get; } = new(new Dictionary<string, VersionGrids>(), Provisional: null);

    /// <summary>What the profiles of a version stand on.</summary>
    public VersionGrids For(ModelState state, string version) =>
        state.Serving(version) is { } serving && ByVersion.TryGetValue(serving.Version, out var grids) ? grids : Provisional ?? VersionGrids.None;

    /// <summary>Every grid by its fingerprint, to read stored profiles.</summary>
    public Dictionary<ulong, NumericGrid> ByFingerprint()
    {
        var all = new Dictionary<ulong, NumericGrid>();
        foreach (var grids in Provisional is null ? ByVersion.Values : ByVersion.Values.Append(Provisional))
            foreach (var grid in grids.Grids.Values) all[grid.Fingerprint] = grid;
        return all;
    }
}
