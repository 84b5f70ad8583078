using Vedetta.Storage.DuckDb.Binding;

namespace Vedetta.Storage.DuckDb.Schema;

/// <summary>Step 2 of the schema: the one table of a model's profiles becomes a table per level.</summary>
internal static class ProfilesByLevel
{
    private const int Levels = 5;

    internal static void Run(Connection connection)
    {
        foreach (string table in Tables(connection))
        {
            for (int level = 0; level < Levels; level++)
            {
                connection.Execute(
                    $"""
                    CREATE TABLE {table}_{level}(version VARCHAR NOT NULL, segment_column VARCHAR NOT NULL, segment_value VARCHAR NOT NULL,
                        start_at BIGINT NOT NULL, column_name VARCHAR NOT NULL, payload BLOB NOT NULL);
                    INSERT INTO {table}_{level} SELECT version, segment_column, segment_value, start_at, column_name, payload
                        FROM {table} WHERE level = {level} ORDER BY rowid;
                    """);
            }

            connection.Execute($"DROP TABLE {table}");
        }
    }

    private static List<string> Tables(Connection connection)
    {
        var tables = new List<string>();
        using Result result = connection.Query("SELECT 'f' || number FROM models WHERE 'f' || number IN (SELECT table_name FROM duckdb_tables())");
        while (result.Read())
        {
            for (int i = 0; i < result.RowCount; i++)
            {
                tables.Add(result.Text(0, i)!);
            }
        }

        return tables;
    }
}
