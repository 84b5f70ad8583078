using System.Text.Json;
using Vedetta.Cli.Tests.CommandLine;
using Vedetta.Cli.Tests.Tables;

namespace Vedetta.Cli.Tests.Validating;

public sealed class ValidateCommandTests : IDisposable
{
    private const string Rules = """
        rows: {min: 3, max: 5}
        other_columns: refused
        columns:
          - name: income
            type: numeric
            min: 0
            max: 100
            max_missing: 0.3
          - name: region
            type: categorical
            allowed: [osh, bishkek]
          - name: code
            type: categorical
            pattern: "^[A-Z]{2}$"
            min_length: 2
            max_length: 2
            unique: true
          - name: day
            type: timestamp
            required: false
          - name: flag
            type: boolean
        """;

    private readonly TrialFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task File_that_keeps_every_rule_passes()
    {
        var trial = await CommandTrial.RunAsync("validate", _folder.Write("a.csv", "income,region,code,flag\n1,osh,AB,true\n,bishkek,CD,False\n100,osh,EF,true\n5,osh,,true\n"), "--schema", _folder.Write("s.yml", Rules));
        trial.Code.ShouldBe(0, trial.Out + trial.Error);
        trial.Out.ShouldBe("a.csv keeps every rule: 5 columns, 4 rows.\n");
    }

    [Fact]
    public async Task Every_broken_rule_is_found_with_count_and_rows()
    {
        var file = _folder.Write("a.csv", "income,region,code,day,more\n-1,osh,AB,2026-01-01,1\nmany,talas,AB,today,1\n101,osh,abc,2026-01-01T10:00:00Z,1\n,osh,x,,1\n,osh,ZZ,,1\n,osh,YY,,1\n");
        var trial = await CommandTrial.RunAsync("validate", file, "--schema", _folder.Write("s.yml", Rules), "--json");
        trial.Code.ShouldBe(1, trial.Error);
        using var json = JsonDocument.Parse(trial.Out);
        json.RootElement.GetProperty("rows").GetInt32().ShouldBe(6);
        json.RootElement.GetProperty("verdict").GetString().ShouldBe("critical");
        json.RootElement.GetProperty("violations").EnumerateArray()
            .Select(v => $"{v.GetProperty("column").GetString() ?? "file"} {v.GetProperty("rule").GetString()} {v.GetProperty("count").GetInt64()} [{string.Join(' ', v.GetProperty("examples_at").EnumerateArray())}]")
            .ShouldBe(
            [
                "file rows 1 []", "flag required 1 []", "more other_columns 1 []",
                "income max_missing 3 [3 4 5]", "income type 1 [1]", "income min 1 [0]", "income max 1 [2]",
                "region allowed 1 [1]",
                "code pattern 2 [2 3]", "code min_length 1 [3]", "code max_length 1 [2]", "code unique 1 [1]",
                "day type 1 [1]",
            ]);
    }

    [Fact]
    public async Task Numbers_of_a_parquet_file_are_checked_as_numbers()
    {
        var file = _folder.Root.Parquet("a.parquet", "SELECT (i % 4)::DOUBLE AS x, i AS id FROM range(4000) r(i)");
        var schema = _folder.Write("s.yml", "columns:\n  - name: x\n    type: numeric\n    max: 2\n    unique: true\n  - name: id\n    unique: true\n");
        using var json = JsonDocument.Parse((await CommandTrial.RunAsync("validate", file, "--schema", schema, "--json")).Out);
        json.RootElement.GetProperty("violations").EnumerateArray().Select(v => (v.GetProperty("rule").GetString(), v.GetProperty("count").GetInt64())).ShouldBe([("max", 1000), ("unique", 3996)]);
    }

    [Fact]
    public async Task Every_fault_of_a_schema_is_reported_with_its_line()
    {
        var schema = _folder.Write("bad.yml", "rows: {min: 5, max: 1}\ncolums: []\ncolumns:\n  - name: a\n    type: tarot\n    min: 3\n    max: 1\n  - name: a\n    max_missing: 7\n  - type: numeric\n  - name: b\n    pattern: \"(\"\n    required: maybe\n");
        var trial = await CommandTrial.RunAsync("validate", _folder.Write("a.csv", "a\n1\n"), "--schema", schema);
        trial.Code.ShouldBe(2);
        trial.Out.ShouldBeEmpty();
        foreach (var says in (string[])["bad.yml:1:7: rows: min lies above max", "bad.yml:2:1: the schema: unknown key 'colums'", "bad.yml:5:11: a: 'type' takes one of", "bad.yml:6:10: a: min lies above max", "bad.yml:8:5: the column 'a' is described twice", "bad.yml:9:18: a: 'max_missing' is a share", "bad.yml:10:5: a column needs a 'name'", "b: 'pattern' cannot be used", "bad.yml:13:15: b: 'required' takes true or false", "vedetta: nothing was checked: 9 faults"])
            trial.Error.ShouldContain(says);
    }

    [Theory]
    [InlineData("", "it needs 'columns'")]
    [InlineData("columns: [", "this is not YAML")]
    [InlineData("- a", "expected keys such as rows")]
    [InlineData("columns: 3", "'columns' is missing")]
    public async Task Schema_that_is_none_is_refused(string text, string says)
    {
        var trial = await CommandTrial.RunAsync("validate", _folder.Write("a.csv", "a\n1\n"), "--schema", _folder.Write("s.yml", text));
        trial.Code.ShouldBe(2);
        trial.Error.ShouldContain(says);
    }
}
