using Vedetta.Core.Storage;
using Vedetta.Storage.DuckDb.Binding;

namespace Vedetta.Storage.DuckDb.Schema;

/// <summary>Brings a data file to the schema of this program.</summary>
internal static class SchemaMigrations
{
    /// <summary>Every step from an empty file.</summary>
    internal static IReadOnlyList<Migration> All { get; } =
    [
        new(1, "models, columns, traffic and profile checkpoints", static connection => connection.Execute(
            """
            CREATE SEQUENCE commit_sequence;
            CREATE SEQUENCE model_number;
            CREATE TABLE models(number INTEGER NOT NULL, name VARCHAR NOT NULL);
            CREATE TABLE stored_columns(model INTEGER NOT NULL, ordinal INTEGER NOT NULL, family UTINYINT NOT NULL, name VARCHAR NOT NULL, kind UTINYINT NOT NULL);
            CREATE TABLE traffic(seq BIGINT NOT NULL, model INTEGER NOT NULL, hour_at BIGINT NOT NULL, duplicates BIGINT NOT NULL, rejected BIGINT NOT NULL, late BIGINT NOT NULL);
            CREATE TABLE profile_checkpoints(model INTEGER NOT NULL, seq BIGINT NOT NULL);
            """)),
        new(2, "profiles apart by level", ProfilesByLevel.Run),
    ];

    /// <summary>Runs the steps a file lacks, each in a transaction with the note that it ran.</summary>
    /// <exception cref="StorageException">The file is of a newer program.</exception>
    internal static void Apply(Database database, string path, IReadOnlyList<Migration> migrations)
    {
        using Connection connection = database.Connect();
        connection.Execute("CREATE TABLE IF NOT EXISTS schema_version(version INTEGER NOT NULL, name VARCHAR NOT NULL)");
        long current = connection.QueryInt64("SELECT coalesce(max(version), 0)::BIGINT FROM schema_version");
        if (current > migrations[^1].Version)
        {
            throw new StorageException(
                $"The data file {path} has schema version {current}; this vedetta knows versions up to {migrations[^1].Version}. Start the newer vedetta.");
        }

        using Statement note = connection.Prepare("INSERT INTO schema_version VALUES ($1, $2)");
        foreach (Migration migration in migrations)
        {
            if (migration.Version <= current)
            {
                continue;
            }

            connection.Begin();
            migration.Run(connection);
            note.Bind(1, migration.Version).Bind(2, migration.Name).Execute();
            connection.Commit();
        }
    }
}
