using Vedetta.Core.Models;
using Vedetta.Core.Profiles;
using Vedetta.Core.Quality.Scores;

namespace Vedetta.Storage.DuckDb.Schema;

/// <summary>Where a model lives in the file. Its tables bear its number, never its name.</summary>
internal sealed class ModelEntry(int number, bool hasRows, bool hasProfiles, bool hasScores, IReadOnlyList<StoredColumn> columns)
{
    internal int Number { get; } = number;

    /// <summary>Whether the tables of rows exist.</summary>
    internal bool HasRows { get; } = hasRows;

    /// <summary>Whether the table of profiles exists.</summary>
    internal bool HasProfiles { get; } = hasProfiles;

    /// <summary>Whether the tables of score profiles exist.</summary>
    internal bool HasScores { get; } = hasScores;

    /// <summary>Stored columns in the order they were added, which is their order in the tables.</summary>
    internal IReadOnlyList<StoredColumn> Columns { get; } = columns;

    internal string Predictions => $"p{Number}";

    internal string References => $"r{Number}";

    internal string Outcomes => $"o{Number}";

    /// <summary>Profiles lie apart by level, so that reading days never passes over hours.</summary>
    internal string Profiles(ProfileLevel level) => $"f{Number}_{(int)level}";

    /// <summary>Score profiles, apart by level too.</summary>
    internal string Scores(ScoreLevel level) => $"s{Number}_{(int)level}";

    /// <summary>How far the score profiles are, in one row.</summary>
    internal string ScoreMark => $"s{Number}_mark";

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
