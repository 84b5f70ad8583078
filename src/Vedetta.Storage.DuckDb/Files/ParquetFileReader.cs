using Vedetta.Core.Ingestion;
using Vedetta.Core.Ingestion.Files;
using Vedetta.Storage.DuckDb.Binding;

namespace Vedetta.Storage.DuckDb.Files;

/// <summary>
/// Reads Parquet files through an engine of its own per file, in memory, apart from the data folder, that may reach that one
/// file and nothing else. Thread-safe.
/// </summary>
/// <param name="threads">Worker threads of each engine; null = one per core.</param>
public sealed class ParquetFileReader(int? threads = null) : ITabularFileReader
{
    private const string Magic = "PAR1";

    /// <inheritdoc/>
    public ValueTask<ITabularFile> OpenAsync(string path, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        string full = Path.GetFullPath(path);
        CheckSignature(full);
        Database database = Database.OpenInMemory(new() { Threads = threads, ExternalAccess = true });
        try
        {
            Connection connection = database.Connect();
            Restrict(connection, full);
            return new(new ParquetFile(database, connection, ParquetPath.Escape(full), Path.GetFileName(full)));
        }
        catch (DuckDbException error)
        {
            database.Dispose();
            throw ParquetFile.Unreadable(Path.GetFileName(full), error);
        }
    }

    /// <summary>From here on the engine reaches this file only, and no statement can change that.</summary>
    internal static void Restrict(Connection connection, string path)
    {
        string plain = path.Replace("'", "''", StringComparison.Ordinal);
        string pattern = ParquetPath.Escape(plain);
        connection.Execute($"SET allowed_paths = ['{plain}', '{pattern}']; SET enable_external_access = false; SET lock_configuration = true");
    }

    /// <summary>Refuses what does not begin and end as a Parquet file does, before the engine is asked.</summary>
    internal static void CheckSignature(string path)
    {
        Span<byte> start = stackalloc byte[4];
        Span<byte> end = stackalloc byte[4];
        using FileStream file = File.OpenRead(path);
        if (file.Length >= 12)
        {
            file.ReadExactly(start);
            file.Seek(-4, SeekOrigin.End);
            file.ReadExactly(end);
        }

        if (!System.Text.Ascii.Equals(start, Magic) || !System.Text.Ascii.Equals(end, Magic))
        {
            throw new IngestFormatException(
                "bad_parquet", $"{Path.GetFileName(path)} is not a whole Parquet file: it does not begin and end with {Magic}");
        }
    }
}
