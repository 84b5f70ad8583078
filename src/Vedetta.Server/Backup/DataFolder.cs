using Vedetta.Storage.DuckDb;
using Vedetta.Storage.Relational;

namespace Vedetta.Server.Backup;

/// <summary>The data directory of a running program with what is open in it.</summary>
/// <param name="Directory">Where it is.</param>
/// <param name="Rows">Rows and profiles.</param>
/// <param name="Metadata">Everything else.</param>
internal sealed record DataFolder(string Directory, DuckDbStorage Rows, RelationalStores Metadata)
{
    /// <summary>Keys that seal sessions and forms.</summary>
    public const string KeyFolder = "keys";
}
