using Vedetta.Storage.DuckDb.Binding;

namespace Vedetta.Cli.Tests.Tables;

/// <summary>Writes Parquet files from a query.</summary>
internal static class ParquetWriting
{
    public static string Parquet(this string folder, string name, string query)
    {
        var path = Path.Combine(folder, name);
        using var database = Database.OpenInMemory(new() { ExternalAccess = true, Threads = 1 });
        using var connection = database.Connect();
        connection.Execute($"COPY ({query}) TO '{path.Replace("'", "''", StringComparison.Ordinal)}' (FORMAT parquet)");
        return path;
    }
}
