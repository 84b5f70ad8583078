using System.Globalization;
using System.Text;
using Vedetta.Cli.Tables;
using Vedetta.Cli.Tests.CommandLine;
using Vedetta.Core.Models;

namespace Vedetta.Cli.Tests.Tables;

public sealed class TableFileTests : IDisposable
{
    private static readonly Dictionary<string, ColumnType> Told = [];
    private readonly TrialFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void File_larger_than_its_budget_gives_the_same_columns_in_passes()
    {
        var path = _folder.Write("a.csv", "n,t,late\n1,x,1\n,y,2\n3,,three\n");
        using var kept = new TableOpening(Told, _ => true).Open(path, default);
        using var passed = (new TableOpening(Told, _ => true) { KeptBytes = 0 }).Open(path, default);
        (kept.ReadsSingly, passed.ReadsSingly).ShouldBe((true, false));
        passed.Rows.ShouldBe(3);
        passed.Columns.ShouldBe(["n", "t", "late"]);
        foreach (var name in kept.Columns)
        {
            var (a, b) = (kept.Read([name], default).Columns[0], passed.Read([name], default).Columns[0]);
            b.Type.ShouldBe(a.Type, name);
            Shown(b).ShouldBe(Shown(a), name);
        }
    }

    [Fact]
    public void Parquet_columns_come_with_missing_rows_marked_and_in_order()
    {
        var path = _folder.Root.Parquet("a.parquet", "SELECT CASE WHEN i % 7 = 3 THEN NULL ELSE i * 0.5 END AS n, CASE WHEN i % 5 = 0 THEN NULL ELSE 'text ' || (i % 3) END AS t, i % 2 = 0 AS b FROM range(5000) r(i)");
        using var file = new TableOpening(Told, _ => true).Open(path, default);
        var table = file.Read(["t", "n", "b", "none"], default);
        table.Columns.Select(c => c.Name).ShouldBe(["n", "t", "b"]);
        var numbers = table.Find("n")!.Numbers!;
        numbers.Length.ShouldBe(5000);
        for (var i = 0; i < 5000; i++)
        {
            if (i % 7 == 3) double.IsNaN(numbers[i]).ShouldBeTrue();
            else numbers[i].ShouldBe(i * 0.5);
            table.Find("t")!.Categories![i].ShouldBe(i % 5 == 0 ? null : $"text {i % 3}");
        }

        table.Find("b")!.Type.ShouldBe(ColumnType.Boolean);
    }

    [Fact]
    public void Reading_hands_over_values_of_the_readers_own()
    {
        using var file = new TableOpening(Told, _ => true).Open(_folder.Write("a.csv", "n\n2\n1\n"), default);
        Array.Sort(file.Read(["n"], default).Columns[0].Numbers!);
        file.Read(["n"], default).Columns[0].Numbers.ShouldBe([2, 1]);
    }

    [Fact]
    public void Column_of_more_texts_than_allowed_says_so_and_leaves_the_others()
    {
        var path = _folder.Write("a.csv", "t,n\n" + string.Concat(Enumerable.Range(0, 50).Select(i => $"text{i},{i}\n")));
        using var file = (new TableOpening(Told, _ => true) { MostTexts = 20 }).Open(path, default);
        var table = file.Read(["t", "n"], default);
        table.Find("t")!.Problem.ShouldNotBeNull().ShouldContain("more than 20 different texts");
        table.Find("n")!.Numbers!.Length.ShouldBe(50);
    }

    [Fact]
    public void Numbers_are_read_as_the_library_reads_them()
    {
        var random = new Random(4);
        for (var i = 0; i < 50_000; i++)
        {
            var text = (i % 4) switch
            {
                0 => random.NextInt64(-1_000_000_000_000, 1_000_000_000_000).ToString(CultureInfo.InvariantCulture),
                1 => (random.NextDouble() * Math.Pow(10, random.Next(-6, 9))).ToString("R", CultureInfo.InvariantCulture),
                2 => (random.NextDouble() - 0.5).ToString("F" + random.Next(0, 18), CultureInfo.InvariantCulture),
                _ => random.Next().ToString(CultureInfo.InvariantCulture) + "." + random.NextInt64(0, 10_000_000_000).ToString(CultureInfo.InvariantCulture),
            };
            NumberCell.TryParse(Encoding.UTF8.GetBytes(text), out var value).ShouldBeTrue(text);
            value.ShouldBe(double.Parse(text, CultureInfo.InvariantCulture), text);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData(".")]
    [InlineData("-.")]
    [InlineData("1.2.3")]
    [InlineData("1,5")]
    [InlineData("0x10")]
    [InlineData("1e999")]
    [InlineData("-nan")]
    [InlineData("12a")]
    public void Text_that_is_no_number_is_none(string text) => NumberCell.TryParse(Encoding.UTF8.GetBytes(text), out _).ShouldBeFalse();

    private static string Shown(TableColumn column) => column.Numbers is { } numbers
        ? string.Join(' ', numbers.Select(n => n.ToString(CultureInfo.InvariantCulture)))
        : string.Join(' ', Enumerable.Range(0, column.Categories!.Count).Select(i => column.Categories[i] ?? "-"));
}
