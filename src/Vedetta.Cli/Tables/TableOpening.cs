using System.Text.Json;
using Vedetta.Cli.CommandLine;
using Vedetta.Cli.Profiling;
using Vedetta.Core.Ingestion;
using Vedetta.Core.Models;

namespace Vedetta.Cli.Tables;

/// <summary>Opens CSV, NDJSON and Parquet files, the first two also as gzip.</summary>
/// <param name="Types">Types that were told; the others are found out.</param>
/// <param name="Wants">Whether a column is read at all.</param>
internal sealed record TableOpening(IReadOnlyDictionary<string, ColumnType> Types, Func<string, bool> Wants)
{
    /// <summary>Different texts of a column at most.</summary>
    public int MostTexts { get; init; } = TableColumn.MostTexts;

    /// <summary>Text of a flat file that is kept in memory at most; null for the usual limit.</summary>
    public long? KeptBytes { get; init; }

    /// <summary>Told how many bytes of a flat file have been read.</summary>
    public IProgress<long>? Progress { get; init; }

    /// <summary>Opens a file.</summary>
    /// <exception cref="UsageException">The file is missing, or cannot be read as what its name says it is.</exception>
    public ITableFile Open(string path, CancellationToken cancel)
    {
        if (Directory.Exists(path)) throw new UsageException($"'{path}' is a directory, not a file");
        if (!File.Exists(path)) throw new UsageException($"there is no file '{path}'");
        try
        {
            if (ProfileTableFile.Is(path)) return ProfileTableFile.Open(path, Wants);
            var source = IngestSource.OfFile(path);
            return source.Format == IngestFormat.Parquet ? ParquetTable(path) : new RowTableFile(path, source, this, cancel);
        }
        catch (IngestFormatException broken)
        {
            throw new UsageException(broken.Message, broken);
        }
        catch (Exception broken) when (broken is InvalidDataException or JsonException)
        {
            throw new UsageException($"{Path.GetFileName(path)} cannot be read: {broken.Message}", broken);
        }
        catch (UnauthorizedAccessException refused)
        {
            throw new UsageException($"'{path}' cannot be read: no permission", refused);
        }
        catch (IOException broken)
        {
            throw new UsageException($"'{path}' cannot be read: {broken.Message}", broken);
        }
    }

    // Apart from Open, so that flat files never load the engine's library.
    private ParquetTableFile ParquetTable(string path) => new(path, this);
}
