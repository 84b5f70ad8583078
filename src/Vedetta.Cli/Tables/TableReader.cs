using System.IO.Compression;
using System.Text.Json;
using Vedetta.Cli.CommandLine;
using Vedetta.Core.Ingestion;
using Vedetta.Core.Ingestion.Files;
using Vedetta.Core.Models;

namespace Vedetta.Cli.Tables;

/// <summary>Reads a CSV, NDJSON or Parquet file, plain or gzip, whole into columns.</summary>
/// <param name="Types">Types that were told; the others are found out.</param>
/// <param name="Wants">Whether a column is read at all.</param>
/// <param name="Parquet">Makes the reader of Parquet files when one is needed.</param>
internal sealed record TableReader(IReadOnlyDictionary<string, ColumnType> Types, Func<string, bool> Wants, Func<ITabularFileReader> Parquet)
{
    /// <summary>Reads the file.</summary>
    /// <exception cref="UsageException">The file is missing, or cannot be read as what its name says it is.</exception>
    public async ValueTask<Table> ReadAsync(string path, CancellationToken cancel)
    {
        if (!File.Exists(path)) throw new UsageException($"there is no file '{path}'");
        try
        {
            var source = IngestSource.OfFile(path);
            return source.Format switch
            {
                IngestFormat.Parquet => await ReadParquetAsync(path, cancel),
                IngestFormat.Csv => ReadTwice(path, forced => ReadCsv(path, source.Gzip, forced)),
                _ => ReadTwice(path, forced => NdJsonTable.Read(Open(path, source.Gzip), Path.GetFileName(path), Wants, forced)),
            };
        }
        catch (Exception broken) when (broken is InvalidDataException or JsonException or IngestFormatException)
        {
            throw new UsageException($"{Path.GetFileName(path)} cannot be read: {broken.Message}", broken);
        }
    }

    private static Stream Open(string path, bool gzip)
    {
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
        return gzip ? new GZipStream(file, CompressionMode.Decompress) : file;
    }

    // The second reading happens only when a column began with numbers and turned out to hold texts.
    private Table ReadTwice(string path, Func<IReadOnlyDictionary<string, ColumnType>, (int Rows, IReadOnlyList<(string Name, ColumnIntake Intake)> Columns)> read)
    {
        var (rows, intakes) = read(Types);
        if (intakes.Any(i => i.Intake.ReadAgain))
        {
            var forced = new Dictionary<string, ColumnType>(Types, StringComparer.Ordinal);
            foreach (var (name, intake) in intakes)
                if (intake.ReadAgain) forced[name] = ColumnType.Categorical;
            (rows, intakes) = read(forced);
        }

        return new Table(Path.GetFileName(path), rows, [.. intakes.Select(i => i.Intake.Finish())]);
    }

    private (int Rows, IReadOnlyList<(string Name, ColumnIntake Intake)> Columns) ReadCsv(string path, bool gzip, IReadOnlyDictionary<string, ColumnType> forced)
    {
        using var stream = Open(path, gzip);
        var name = Path.GetFileName(path);
        var records = new CsvRecords(stream, name);
        var header = records.ReadHeader();
        var places = Enumerable.Range(0, header.Length).Where(i => Wants(header[i])).ToArray();
        var intakes = places.Select(i => new ColumnIntake(header[i], Forced(forced, header[i]))).ToArray();
        var rows = 0;
        while (records.Read())
        {
            if (records.Count != header.Length) throw new UsageException($"{name}: record {records.Number} has {records.Count} cells, the header has {header.Length}");
            for (var i = 0; i < places.Length; i++) intakes[i].Add(records[places[i]]);
            rows++;
        }

        return (rows, [.. places.Select((place, i) => (header[place], intakes[i]))]);
    }

    private async ValueTask<Table> ReadParquetAsync(string path, CancellationToken cancel)
    {
        await using var file = await Parquet().OpenAsync(path, cancel);
        var places = Enumerable.Range(0, file.Columns.Count).Where(i => Wants(file.Columns[i].Name)).ToArray();
        var reads = places.Select(i => new TabularRead(i, AsText: !ReadsNumbers(file.Columns[i]))).ToArray();
        var intakes = places.Select((place, i) => new ColumnIntake(file.Columns[place].Name, reads[i].AsText ? ColumnType.Categorical : ColumnType.Numeric)).ToArray();
        var rows = 0;
        await foreach (var chunk in file.ReadAsync(reads, cancel))
        {
            for (var i = 0; i < intakes.Length; i++) Take(intakes[i], chunk.Columns[i], chunk.Count);
            rows += chunk.Count;
        }

        return new Table(Path.GetFileName(path), rows, [.. intakes.Select(i => i.Finish())]);
    }

    private bool ReadsNumbers(TabularColumn column) =>
        Forced(Types, column.Name) is { } told ? told == ColumnType.Numeric : column.Kind == TabularKind.Number;

    private static void Take(ColumnIntake intake, TabularValues values, int count)
    {
        for (var row = 0; row < count; row++)
        {
            if (values.Numbers is { } numbers) intake.Add(numbers[row]);
            else intake.Add(values.Texts!.Has(row) ? values.Texts.Utf8(row) : []);
        }
    }

    private static ColumnType? Forced(IReadOnlyDictionary<string, ColumnType> types, string name) => types.TryGetValue(name, out var type) ? type : null;
}
