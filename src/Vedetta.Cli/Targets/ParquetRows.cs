using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Vedetta.Core.Ingestion;
using Vedetta.Core.Ingestion.Files;
using Vedetta.Statistics.Profiles;

namespace Vedetta.Cli.Targets;

/// <summary>Parquet files as pieces of CSV, for servers that are sent rows in parts.</summary>
internal sealed class ParquetRows(Func<ITabularFileReader> reader)
{
    /// <summary>The rows of a file, so many a piece.</summary>
    public async IAsyncEnumerable<FilePart> PartsAsync(string path, ColumnMapping mapping, int rowsPerPart, [EnumeratorCancellation] CancellationToken cancel)
    {
        await using var file = await reader().OpenAsync(path, cancel);
        var header = FileParts.Header(file.Columns.Select(c => FileParts.ServerName(c.Name, mapping)));
        var reads = file.Columns.Select((c, i) => new TabularRead(i, AsText: c.Kind is TabularKind.Text or TabularKind.Other or TabularKind.Number)).ToArray();
        using var part = new MemoryStream();
        part.Write(header);
        var rows = 0;
        await foreach (var chunk in file.ReadAsync(reads, cancel))
        {
            for (var row = 0; row < chunk.Count; row++) WriteRow(part, file.Columns, chunk, row);
            rows += chunk.Count;
            if (rows < rowsPerPart) continue;
            yield return new FilePart(part.ToArray(), header.Length, "text/csv", rows);
            part.SetLength(header.Length);
            rows = 0;
        }

        if (rows > 0) yield return new FilePart(part.ToArray(), header.Length, "text/csv", rows);
    }

    private static void WriteRow(MemoryStream part, IReadOnlyList<TabularColumn> columns, TabularChunk chunk, int row)
    {
        for (var i = 0; i < columns.Count; i++)
        {
            if (i > 0) part.WriteByte((byte)',');
            var values = chunk.Columns[i];
            if (values.Texts is { } texts) WriteText(part, texts.Has(row) ? texts.Utf8(row) : []);
            else WriteNumber(part, values.Numbers![row], columns[i].Kind);
        }

        part.WriteByte((byte)'\n');
    }

    private static void WriteText(MemoryStream part, ReadOnlySpan<byte> text)
    {
        if (text.IndexOfAny((byte)',', (byte)'"', (byte)'\n') < 0 && !text.Contains((byte)'\r'))
        {
            part.Write(text);
            return;
        }

        part.WriteByte((byte)'"');
        foreach (var c in text)
        {
            if (c == '"') part.WriteByte(c);
            part.WriteByte(c);
        }

        part.WriteByte((byte)'"');
    }

    private static void WriteNumber(MemoryStream part, double value, TabularKind kind)
    {
        if (NumericValue.IsMissing(value)) return;
        var text = kind switch
        {
            TabularKind.Boolean => value != 0 ? "true" : "false",
            TabularKind.Timestamp => Moment(value) + "Z",
            TabularKind.LocalTimestamp => Moment(value),
            _ => value.ToString("R", CultureInfo.InvariantCulture),
        };
        part.Write(Encoding.UTF8.GetBytes(text));
    }

    private static string Moment(double micros) =>
        DateTime.UnixEpoch.AddTicks((long)micros * TimeSpan.TicksPerMicrosecond).ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF", CultureInfo.InvariantCulture);
}
