using Vedetta.Core.Models;
using Vedetta.Core.Profiles;

namespace Vedetta.Storage.DuckDb.Schema;

/// <summary>Where a model lives in the file. Its tables bear its number, never its name.</summary>
internal sealed class ModelEntry(int number, bool hasRows, bool hasProfiles, IReadOnlyList<StoredColumn> columns)
{
    internal int Number { get; } = number;

    /// <summary>Whether the tables of rows exist.</summary>
    internal bool HasRows { get; } = hasRows;

    /// <summary>Whether the table of profiles exists.</summary>
    internal bool HasProfiles { get; } = hasProfiles;

    /// <summary>Stored columns in the order they were added, which is their order in the tables.</summary>
    internal IReadOnlyList<StoredColumn> Columns { get; } = columns;

    internal string Predictions => $"p{Number}";

    internal string References => $"r{Number}";

    internal string Outcomes => $"o{Number}";

    /// <summary>Profiles lie apart by level, so that reading days never passes over hours.</summary>
    internal string Profiles(ProfileLevel level) => $"f{Number}_{(int)level}";

    internal static string ColumnName(int ordinal) => $"c{ordinal}";

    internal StoredColumn? FindColumn(int ordinal)
    {
        foreach (StoredColumn column in Columns)
        {
            if (column.Ordinal == ordinal)
            {
                return column;
            }
        }

        return null;
    }
}
