using System.Globalization;
using Vedetta.Core.Ingestion;
using Vedetta.Core.Ingestion.Files;
using Vedetta.Statistics.Profiles;
using Vedetta.Storage.DuckDb.Binding;
using Vedetta.Storage.DuckDb.Files;
using Vedetta.Storage.Tests.Binding;

namespace Vedetta.Storage.Tests.Files;

public sealed class ParquetFileReaderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ParquetFileReader _reader = new(threads: 1);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Open_tells_names_kinds_and_rows()
    {
        string path = Write("types.parquet",
            """
            SELECT 1::TINYINT AS "a", 2.5::DECIMAL(10,2) AS "b'; --", true AS "c", 'x' AS "регион", TIMESTAMP '2026-01-02 03:04:05' AS e,
                TIMESTAMPTZ '2026-01-02 03:04:05+00' AS f, DATE '2026-01-02' AS g, [1, 2] AS h, 3::UBIGINT AS i, 'blob'::BLOB AS j FROM range(3)
            """);

        await using ITabularFile file = await _reader.OpenAsync(path, Cancel);

        file.Rows.ShouldBe(3);
        file.Columns.ShouldBe([
            new("a", TabularKind.Number), new("b'; --", TabularKind.Number), new("c", TabularKind.Boolean), new("регион", TabularKind.Text),
            new("e", TabularKind.LocalTimestamp), new("f", TabularKind.Timestamp), new("g", TabularKind.LocalTimestamp), new("h", TabularKind.Other),
            new("i", TabularKind.Number), new("j", TabularKind.Other)]);
        List<string[]> rows = await ReadAsync(file, [.. Enumerable.Range(0, 8).Select(i => new TabularRead(i))]);
        string at = Micros(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));
        rows.Count.ShouldBe(3);
        rows[2].ShouldBe(["1", "2.5", "1", "x", at, at, Micros(new DateTimeOffset(2026, 1, 2, 0, 0, 0, TimeSpan.Zero)), "[1, 2]"]);
    }

    [Fact]
    public async Task Read_keeps_missing_apart_from_nan_and_gives_long_numbers_as_text()
    {
        string path = Write("values.parquet",
            """
            SELECT * FROM (VALUES (1.5::DOUBLE, 9007199254740993::BIGINT, 'a', true, NULL::TIMESTAMP), (NULL, NULL, NULL, NULL, TIMESTAMP 'infinity'),
                ('nan'::DOUBLE, -1, '', false, TIMESTAMP '1970-01-01 00:00:00.000001'))
            """);

        await using ITabularFile file = await _reader.OpenAsync(path, Cancel);
        List<string[]> rows = await ReadAsync(file, [new(2), new(0), new(1, AsText: true), new(3), new(4)]);

        rows.ShouldBe([["a", "1.5", "9007199254740993", "1", "-"], ["-", "-", "-", "-", "-"], ["", "NaN", "-1", "0", "1"]]);
    }

    [Fact]
    public async Task Read_streams_many_rows_in_the_order_of_the_file_twice()
    {
        string path = Write("many.parquet", "SELECT range AS n, 'text number ' || range AS t FROM range(300000)");
        await using ITabularFile file = await new ParquetFileReader().OpenAsync(path, Cancel);

        for (int pass = 0; pass < 2; pass++)
        {
            long next = 0;
            await foreach (TabularChunk chunk in file.ReadAsync([new(0), new(1)], Cancel))
            {
                chunk.Count.ShouldBeLessThanOrEqualTo(10_000);
                for (int i = 0; i < chunk.Count; i++, next++)
                {
                    if (chunk.Columns[0].Numbers![i] != next || chunk.Columns[1].Texts![i] != $"text number {next}")
                    {
                        Assert.Fail($"Row {next} is out of order.");
                    }
                }
            }

            next.ShouldBe(300_000);
        }
    }

    [Theory]
    [InlineData("it's [odd] *?.parquet")]
    [InlineData("key=value.parquet")]
    [InlineData("кириллица 🏔.parquet")]
    public async Task Open_takes_a_path_as_it_is(string name)
    {
        string path = _folder.File(name);
        File.Move(Write("plain.parquet", "SELECT 42 AS a"), path);

        await using ITabularFile file = await _reader.OpenAsync(path, Cancel);

        file.Columns.ShouldBe([new("a", TabularKind.Number)]);
        (await ReadAsync(file, [new(0)])).ShouldBe([["42"]]);
    }

    [Fact]
    public async Task Open_of_no_parquet_says_so()
    {
        string path = _folder.File("rows.parquet");
        await File.WriteAllTextAsync(path, "id,score\na,0.5\nb,0.6\n", Cancel);

        IngestFormatException error = await Should.ThrowAsync<IngestFormatException>(async () => await _reader.OpenAsync(path, Cancel));

        error.Code.ShouldBe("bad_parquet");
        error.Message.ShouldContain("rows.parquet");
    }

    [Fact]
    public async Task Read_of_a_damaged_file_says_so()
    {
        string path = Write("damaged.parquet", "SELECT range AS n, hash(range) AS h FROM range(100000)");
        byte[] bytes = await File.ReadAllBytesAsync(path, Cancel);
        bytes.AsSpan(4, bytes.Length / 2).Fill(0xEE);
        await File.WriteAllBytesAsync(path, bytes, Cancel);

        await Should.ThrowAsync<IngestFormatException>(async () =>
        {
            await using ITabularFile file = await _reader.OpenAsync(path, Cancel);
            await ReadAsync(file, [new(0), new(1)]);
        });
    }

    [Fact]
    public async Task Open_of_a_missing_file_says_so()
        => await Should.ThrowAsync<FileNotFoundException>(async () => await _reader.OpenAsync(_folder.File("nothing.parquet"), Cancel));

    private static string Micros(DateTimeOffset at)
        => ((at - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond).ToString(CultureInfo.InvariantCulture);

    private static async Task<List<string[]>> ReadAsync(ITabularFile file, TabularRead[] columns)
    {
        var rows = new List<string[]>();
        await foreach (TabularChunk chunk in file.ReadAsync(columns, Cancel))
        {
            for (int i = 0; i < chunk.Count; i++)
            {
                rows.Add([.. chunk.Columns.Select(c => c.Texts is { } texts
                    ? texts[i] ?? "-"
                    : NumericValue.IsMissing(c.Numbers![i]) ? "-" : c.Numbers[i].ToString(CultureInfo.InvariantCulture))]);
            }
        }

        return rows;
    }

    private string Write(string name, string sql)
    {
        string path = _folder.File(name);
        using Database database = Database.OpenInMemory(new() { ExternalAccess = true });
        using Connection connection = database.Connect();
        connection.Execute($"COPY ({sql}) TO '{path}' (FORMAT parquet)");
        return path;
    }
}
