namespace Vedetta.Core.Ingestion;

/// <summary>How rows are written.</summary>
public enum IngestFormat
{
    /// <summary>One JSON object, an array of them, or several one after another.</summary>
    Json,

    /// <summary>A JSON object per line.</summary>
    NdJson,

    /// <summary>Comma-separated values with a header (RFC 4180).</summary>
    Csv,

    /// <summary>Parquet.</summary>
    Parquet,
}

/// <summary>Rows to take in.</summary>
/// <param name="Content">The bytes; read once from the beginning to the end, not disposed. Null when <see cref="Path"/> is given.</param>
/// <param name="Format">How they are written.</param>
public sealed record IngestSource(Stream? Content, IngestFormat Format)
{
    /// <summary>A file on the local disk instead of a stream.</summary>
    public string? Path { get; init; }

    /// <summary>Whether the bytes are gzip. For files named <c>.gz</c> set by <see cref="OfFile"/>.</summary>
    public bool Gzip { get; init; }

    /// <summary>Columns of flat files.</summary>
    public ColumnMapping Mapping { get; init; } = ColumnMapping.Default;

    /// <summary>
    /// True for history: late rows are not counted as late, and the hours they change are not live. The request waits for
    /// room in the queue instead of being shed.
    /// </summary>
    public bool Backfill { get; init; }

    /// <summary>True to make a model that is not known yet, its task inferred from the columns.</summary>
    public bool CreateModel { get; init; }

    /// <summary>A local file; the format from its name (<c>.csv .ndjson .jsonl .json .parquet</c>, each also with <c>.gz</c>).</summary>
    /// <exception cref="IngestFormatException">The name tells no format.</exception>
    public static IngestSource OfFile(string path)
    {
        var gzip = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase);
        var name = gzip ? path[..^3] : path;
        IngestFormat format = System.IO.Path.GetExtension(name).ToUpperInvariant() switch
        {
            ".CSV" => IngestFormat.Csv,
            ".NDJSON" or ".JSONL" => IngestFormat.NdJson,
            ".JSON" => IngestFormat.Json,
            ".PARQUET" => IngestFormat.Parquet,
            var other => throw new IngestFormatException(
                "unknown_format", $"'{System.IO.Path.GetFileName(path)}' ends in '{other}'; allowed are .csv, .ndjson, .jsonl, .json and .parquet, each also with .gz"),
        };
        return new IngestSource(Content: null, format) { Path = path, Gzip = gzip };
    }
}
