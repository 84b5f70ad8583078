using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Vedetta.Cli.Tests.CommandLine;
using Vedetta.Cli.Tests.Tables;

namespace Vedetta.Cli.Tests.Drift;

/// <summary>Files as they come: each is judged as far as it can be, or refused in one clear line.</summary>
public sealed class BadInputTests : IDisposable
{
    private readonly TrialFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact] public Task Empty_file_is_refused() => RefusedAsync(_folder.Write("a.csv", ""), "a.csv is empty: a header line");

    [Fact] public Task Directory_is_refused() => RefusedAsync(_folder.Root, "is a directory, not a file");

    [Fact] public Task Repeated_name_is_refused() => RefusedAsync(_folder.Write("a.csv", "x,y,x\n1,2,3\n"), "a.csv has two columns named 'x'");

    [Fact] public Task Record_of_another_length_is_refused() => RefusedAsync(_folder.Write("a.csv", "x,y\n1,2\n1\n"), "a.csv: record 3 has 1 cells, the header has 2");

    [Fact] public Task Quotes_that_a_bare_cell_closed_are_refused() => RefusedAsync(_folder.Write("a.csv", "x,y\n1,a\nb\"c,\"\n3,4\n"), "the quotes opened in record 3, column 2 are never closed");

    [Fact] public Task Quotes_never_closed_are_refused() => RefusedAsync(_folder.Write("a.csv", "x,y\n1,\"2\n3,4\n"), "the quotes opened in record 2 are never closed");

    [Fact] public Task Header_that_is_not_utf8_is_refused() => RefusedAsync(Bytes("a.csv", [0x78, 0xE9, 0x0A, 0x31, 0x0A]), "the header is not UTF-8");

    [Fact] public Task Utf16_is_refused() => RefusedAsync(Bytes("a.csv", Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes("x\n1\n"))), "is UTF-16: save it as UTF-8");

    [Fact] public Task Text_named_parquet_is_refused() => RefusedAsync(_folder.Write("a.parquet", "x\n1\n"), "a.parquet is not a whole Parquet file");

    [Fact] public Task Text_named_gz_is_refused() => RefusedAsync(_folder.Write("a.csv.gz", "x\n1\n"), "a.csv.gz cannot be read");

    [Fact] public Task Line_that_is_no_json_is_refused() => RefusedAsync(_folder.Write("a.ndjson", "{\"x\":1}\n{\"x\":\n"), "a.ndjson: line 2 is no JSON");

    [Fact] public Task Json_that_names_a_column_twice_is_refused() => RefusedAsync(_folder.Write("a.ndjson", "{\"x\":1,\"x\":2}\n"), "a.ndjson: line 1 names 'x' twice");

    [Fact]
    public async Task Truncated_gzip_is_refused()
    {
        using var whole = new MemoryStream();
        await using (var gz = new GZipStream(whole, CompressionLevel.Fastest, leaveOpen: true)) gz.Write(Encoding.UTF8.GetBytes(Numbers(5_000)));
        await RefusedAsync(Bytes("a.csv.gz", whole.ToArray()[..((int)whole.Length / 2)]), "a.csv.gz cannot be read");
        await RefusedAsync(Bytes("b.csv.gz", whole.ToArray()[..((int)whole.Length - 4)]), "b.csv.gz cannot be read");
    }

    [Fact]
    public async Task Truncated_parquet_is_refused()
    {
        var whole = await File.ReadAllBytesAsync(_folder.Root.Parquet("whole.parquet", "SELECT i AS x FROM range(1000) r(i)"), TestContext.Current.CancellationToken);
        await RefusedAsync(Bytes("a.parquet", whole[..(whole.Length / 2)]), "a.parquet is not a whole Parquet file");
    }

    [Fact]
    public async Task File_without_permission_is_refused()
    {
        if (OperatingSystem.IsWindows()) return;
        var path = _folder.Write("a.csv", "x\n1\n");
        File.SetUnixFileMode(path, UnixFileMode.None);
        if (CanRead(path))
        {
            // The administrator reads every file but those that the kernel lets nobody read.
            File.Delete(path);
            File.CreateSymbolicLink(path, "/proc/sys/vm/drop_caches");
            Assert.SkipWhen(CanRead(path), "this user may read every file");
        }

        await RefusedAsync(path, "cannot be read: no permission");
    }

    [Fact]
    public Task Header_without_rows_is_undecided() => UndecidedAsync(_folder.Write("a.csv", "x,t\n"), "there are no rows");

    [Fact]
    public Task One_row_is_undecided() => UndecidedAsync(_folder.Write("a.csv", "x,t\n1,a\n"), "");

    [Fact]
    public Task Files_without_a_common_column_are_undecided() => UndecidedAsync(_folder.Write("a.csv", "y,z\n1,a\n"), "has no column");

    [Fact]
    public async Task Column_without_a_value_now_is_judged_as_missing()
    {
        using var json = await CompareAsync(_folder.Write("a.csv", "x,t\n" + string.Concat(Enumerable.Repeat(",a\n", 200))));
        var x = Column(json, "x");
        x.GetProperty("missing_current").GetInt64().ShouldBe(200);
        x.GetProperty("verdict").GetString().ShouldBe("critical");
    }

    [Fact]
    public async Task Constant_column_is_judged()
    {
        using var json = await CompareAsync(_folder.Write("a.csv", "x,t\n" + string.Concat(Enumerable.Repeat("5,a\n", 200))));
        Column(json, "x").GetProperty("verdict").GetString().ShouldBe("critical");
    }

    [Fact]
    public async Task Infinities_and_nan_are_counted_and_stop_nothing()
    {
        using var json = await CompareAsync(_folder.Write("a.csv", "x,t\n" + Rows(300, i => i % 10 == 0 ? "inf,a" : i % 10 == 1 ? "-Infinity,b" : i % 10 == 2 ? "nan,a" : $"{i},b")));
        var x = Column(json, "x");
        x.GetProperty("type").GetString().ShouldBe("numeric");
        x.GetProperty("missing_current").GetInt64().ShouldBe(30);
        x.GetProperty("verdict").GetString().ShouldNotBe("undecided");
    }

    [Fact]
    public async Task Column_of_numbers_and_texts_says_so_and_leaves_the_others_judged()
    {
        using var json = await CompareAsync(_folder.Write("a.csv", "x,t\n" + Rows(300, i => i == 150 ? "many,a" : $"{i},{(i % 2 == 0 ? 'a' : 'b')}")));
        Column(json, "x").GetProperty("reason").GetString().ShouldNotBeNull().ShouldContain("numeric in the reference, but a.csv holds texts");
        Column(json, "t").GetProperty("verdict").GetString().ShouldBe("healthy");
    }

    [Fact]
    public async Task Text_that_is_not_utf8_says_so_and_leaves_the_others_judged()
    {
        using var json = await CompareAsync(Bytes("a.csv", Encoding.Latin1.GetBytes("x,t\n" + Rows(300, i => $"{i},{(i == 9 ? "caf\u00E9" : i % 2 == 0 ? "a" : "b")}"))));
        Column(json, "t").GetProperty("reason").GetString().ShouldNotBeNull().ShouldContain("row 10 is not UTF-8");
        Column(json, "x").GetProperty("verdict").GetString().ShouldBe("healthy");
    }

    [Fact]
    public async Task Ten_thousand_columns_are_judged_and_reported_in_less_than_a_megabyte()
    {
        var names = string.Join(',', Enumerable.Range(0, 10_000).Select(i => $"c{i}"));
        string Wide(int seed)
        {
            var random = new Random(seed);
            var text = new StringBuilder(names).Append('\n');
            for (var row = 0; row < 60; row++) text.AppendJoin(',', Enumerable.Range(0, 10_000).Select(_ => random.Next(100))).Append('\n');
            return text.ToString();
        }

        var page = Path.Combine(_folder.Root, "wide.html");
        var trial = await CommandTrial.RunAsync("drift", _folder.Write("r.csv", Wide(1)), _folder.Write("c.csv", Wide(2)), "--json", "--html", page);
        trial.Code.ShouldBe(0, trial.Error);
        using var json = JsonDocument.Parse(trial.Out);
        json.RootElement.GetProperty("columns").GetArrayLength().ShouldBe(10_000);
        json.RootElement.GetProperty("dataset").GetProperty("drifted").GetInt32().ShouldBe(0);
        new FileInfo(page).Length.ShouldBeLessThan(1_000_000);
        (await File.ReadAllTextAsync(page, TestContext.Current.CancellationToken)).ShouldContain("more columns, none of them worse");
    }

    private async Task RefusedAsync(string path, string says)
    {
        foreach (var args in (string[][])[["drift", Reference(), path], ["drift", path, Reference()], ["profile", path]])
        {
            var trial = await CommandTrial.RunAsync(args);
            trial.Code.ShouldBe(2, string.Join(' ', args) + trial.Out);
            trial.Out.ShouldBeEmpty();
            trial.Error.ShouldStartWith("vedetta: ");
            trial.Error.TrimEnd().ShouldNotContain("\n");
            trial.Error.ShouldContain(says);
        }
    }

    private async Task UndecidedAsync(string path, string says)
    {
        var trial = await CommandTrial.RunAsync("drift", Reference(), path);
        trial.Code.ShouldBe(0, trial.Error);
        trial.Out.ShouldStartWith("Nothing could be judged");
        trial.Out.ShouldContain(says);
        (await CommandTrial.RunAsync("drift", Reference(), path, "--fail-on", "critical")).Code.ShouldBe(1);
    }

    private async Task<JsonDocument> CompareAsync(string path)
    {
        var trial = await CommandTrial.RunAsync("drift", Reference(), path, "--json");
        trial.Code.ShouldBe(0, trial.Error);
        return JsonDocument.Parse(trial.Out);
    }

    private static JsonElement Column(JsonDocument json, string name) =>
        json.RootElement.GetProperty("columns").EnumerateArray().Single(c => c.GetProperty("column").GetString() == name);

    private static bool CanRead(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            return true;
        }
        catch (UnauthorizedAccessException)
        {
            return false;
        }
    }

    private string Reference() => _folder.Write("reference.csv", Numbers(300));

    private string Bytes(string name, IEnumerable<byte> bytes)
    {
        var path = Path.Combine(_folder.Root, name);
        File.WriteAllBytes(path, [.. bytes]);
        return path;
    }

    private static string Numbers(int count) => "x,t\n" + Rows(count, i => $"{i},{(i % 2 == 0 ? 'a' : 'b')}");

    private static string Rows(int count, Func<int, string> row) => string.Concat(Enumerable.Range(0, count).Select(i => row(i) + "\n"));
}
