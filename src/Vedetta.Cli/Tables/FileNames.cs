using System.IO.Compression;
using Vedetta.Core.Ingestion;
using Vedetta.Storage.DuckDb.Files;

namespace Vedetta.Cli.Tables;

/// <summary>The names of a file's columns, without reading its rows.</summary>
internal static class FileNames
{
    /// <summary>The names; of NDJSON those of its first row. Null where only reading everything would tell.</summary>
    public static IReadOnlyList<string>? Of(IngestSource source)
    {
        if (source.Path is not { } path) return null;
        if (source.Format == IngestFormat.Parquet) return OfParquet(path);
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        using var stream = source.Gzip ? new GZipStream(file, CompressionMode.Decompress) : (Stream)file;
        return source.Format switch
        {
            IngestFormat.Csv => new CsvRecords(stream, Path.GetFileName(path)).ReadHeader(),
            IngestFormat.NdJson => OfFirstRow(stream, Path.GetFileName(path)),
            _ => null,
        };
    }

    private static string[] OfFirstRow(Stream stream, string name)
    {
        using var reader = new StreamReader(stream);
        using var first = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(reader.ReadLine() ?? ""));
        var (_, columns) = NdJsonTable.Read(first, name, _ => true, column => new ColumnIntake(column, null, 1, keep: false), new RowProgress(() => 0, null, default));
        return [.. columns.Select(c => c.Name)];
    }

    // Apart from Of, so that flat files never load the engine's library.
    private static string[] OfParquet(string path)
    {
        using var columns = ParquetColumns.Open(path);
        return [.. columns.Columns.Select(c => c.Name)];
    }
}
