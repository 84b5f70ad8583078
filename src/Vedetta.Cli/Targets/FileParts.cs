using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Text;
using Vedetta.Cli.CommandLine;
using Vedetta.Cli.Tables;
using Vedetta.Core.Ingestion;

namespace Vedetta.Cli.Targets;

/// <summary>A piece of a file that stands alone.</summary>
/// <param name="Bytes">Its bytes, with a header where the format has one.</param>
/// <param name="HeaderLength">How many of them are the header.</param>
/// <param name="ContentType">What they are.</param>
/// <param name="Rows">Rows in it.</param>
internal sealed record FilePart(byte[] Bytes, int HeaderLength, string ContentType, int Rows);

/// <summary>Cuts files into pieces of a few megabytes, and gives columns of CSV the names the server knows.</summary>
internal sealed class FileParts(ParquetRows parquet)
{
    private const int PartBytes = 4 << 20;
    private const int PartRows = 25_000;

    /// <summary>The pieces of a file, in order.</summary>
    public IAsyncEnumerable<FilePart> OfAsync(IngestSource source, CancellationToken cancel) => source.Format switch
    {
        IngestFormat.Csv => OfCsvAsync(source),
        IngestFormat.Parquet => parquet.PartsAsync(source.Path!, source.Mapping, PartRows, cancel),
        IngestFormat.NdJson => OfLinesAsync(source),
        _ => OfWholeAsync(source, cancel),
    };

    /// <summary>The name the server knows a column by.</summary>
    public static string ServerName(string column, ColumnMapping mapping)
    {
        var usual = ColumnMapping.Default;
        (string From, string To)[] names =
        [
            (mapping.Id, usual.Id), (mapping.Time, usual.Time), (mapping.Version, usual.Version), (mapping.Score, usual.Score),
            (mapping.Prediction, usual.Prediction), (mapping.Label, usual.Label), (mapping.LabelTime, usual.LabelTime),
        ];
        foreach (var (from, to) in names)
            if (column == from) return to;
        if (mapping.Tags?.Contains(column) == true) return usual.TagPrefix + column;
        return mapping.ScorePrefix != usual.ScorePrefix && column.StartsWith(mapping.ScorePrefix, StringComparison.Ordinal)
            ? usual.ScorePrefix + column[mapping.ScorePrefix.Length..]
            : column;
    }

    /// <summary>A header line of these names.</summary>
    public static byte[] Header(IEnumerable<string> names) =>
        Encoding.UTF8.GetBytes(string.Join(',', names.Select(n => n.AsSpan().IndexOfAny(",\"\n\r") < 0 ? n : '"' + n.Replace("\"", "\"\"", StringComparison.Ordinal) + '"')) + "\n");

    private static Stream Open(IngestSource source)
    {
        var stream = source.Content ?? new FileStream(source.Path!, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
        return source.Gzip ? new GZipStream(stream, CompressionMode.Decompress) : stream;
    }

    private static async IAsyncEnumerable<FilePart> OfCsvAsync(IngestSource source)
    {
        await using var stream = Open(source);
        var records = new CsvRecords(stream, Path.GetFileName(source.Path) ?? "the file");
        var header = Header(records.ReadHeader().Select(name => ServerName(name, source.Mapping)));
        using var part = new MemoryStream();
        part.Write(header);
        var rows = 0;
        while (records.Read())
        {
            part.Write(records.Raw);
            part.WriteByte((byte)'\n');
            rows++;
            if (part.Length < PartBytes && rows < PartRows) continue;
            yield return new FilePart(part.ToArray(), header.Length, "text/csv", rows);
            part.SetLength(header.Length);
            rows = 0;
        }

        if (rows > 0) yield return new FilePart(part.ToArray(), header.Length, "text/csv", rows);
    }

    private static async IAsyncEnumerable<FilePart> OfLinesAsync(IngestSource source)
    {
        await using var stream = Open(source);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var part = new StringBuilder();
        var rows = 0;
        while (await reader.ReadLineAsync() is { } line)
        {
            if (string.IsNullOrWhiteSpace(line)) continue;
            part.Append(line).Append('\n');
            rows++;
            if (part.Length < PartBytes && rows < PartRows) continue;
            yield return new FilePart(Encoding.UTF8.GetBytes(part.ToString()), 0, "application/x-ndjson", rows);
            part.Clear();
            rows = 0;
        }

        if (rows > 0) yield return new FilePart(Encoding.UTF8.GetBytes(part.ToString()), 0, "application/x-ndjson", rows);
    }

    private static async IAsyncEnumerable<FilePart> OfWholeAsync(IngestSource source, [EnumeratorCancellation] CancellationToken cancel)
    {
        await using var stream = Open(source);
        using var whole = new MemoryStream();
        await stream.CopyToAsync(whole, cancel);
        yield return new FilePart(whole.ToArray(), 0, "application/json", 0);
    }
}
