using System.Globalization;
using System.Text;
using System.Text.Json;
using Vedetta.Cli.Tests.CommandLine;

namespace Vedetta.Cli.Tests.Drift;

/// <summary><c>vedetta drift --compat</c>: another tool's numbers in our lines.</summary>
public sealed class CompatDriftTests : IDisposable
{
    private readonly TrialFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("num_shift_500", "ks", null)]
    [InlineData("num_n1001", "wasserstein", 0.09899809479070414)]
    [InlineData("num_lognormal_2000", "wasserstein", 0.17203440218264313)]
    [InlineData("cat_n1001_3lv", "js", 0.03188952704266813)]
    [InlineData("cat_5lv_900", "chi2", null)]
    [InlineData("cat_int_700", "chi2", null)]
    [InlineData("num_5uniq_800", "chi2", null)]
    public async Task Evidently_gives_its_default_test_and_decision(string name, string method, double? statistic)
    {
        using var golden = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(Cases.Folder(".."), "..", "golden", "evidently", name + ".json")));
        var column = (await RunAsync(golden.RootElement, "evidently")).GetProperty("columns")[0];
        column.GetProperty("method").GetString().ShouldBe(method);
        var expected = golden.RootElement.GetProperty("default");
        var score = expected.GetProperty("score").GetDouble();
        if (statistic is null) column.GetProperty("p_value").GetDouble().ShouldBe(score, 1e-6);
        else column.GetProperty("statistic").GetDouble().ShouldBe(score, 1e-9 * score);
        column.GetProperty("threshold").GetDouble().ShouldBe(expected.GetProperty("threshold").GetDouble());
        column.GetProperty("verdict").GetString().ShouldBe(expected.GetProperty("drifted").GetBoolean() ? "warning" : "healthy");
    }

    [Fact]
    public async Task Failure_of_the_tool_leaves_one_column_undecided_and_the_others_judged()
    {
        var before = _folder.Write("before.csv", "gone,age\n" + string.Concat(Enumerable.Range(0, 1000).Select(i => $"1.5,{i % 37}.5\n")));
        var after = _folder.Write("after.csv", "gone,age\n" + string.Concat(Enumerable.Range(0, 100).Select(i => $",{20 + (i % 37)}.5\n")));
        foreach (var tool in (string[])["evidently", "nannyml"])
        {
            var trial = await CommandTrial.RunAsync("drift", before, after, "--compat", tool, "--json");
            trial.Code.ShouldBe(0, trial.Error);
            using var json = JsonDocument.Parse(trial.Out);
            var lines = json.RootElement.GetProperty("columns").EnumerateArray().ToDictionary(c => c.GetProperty("column").GetString()!, c => c.GetProperty("verdict").GetString());
            lines["gone"].ShouldBe("undecided", tool);
            lines["age"].ShouldBe("warning", tool);
        }
    }

    [Fact]
    public async Task Nannyml_judges_the_file_as_a_chunk()
    {
        var rows = Enumerable.Range(0, 1200).Select(i => (i * 7919) % 1000).ToArray();
        var before = _folder.Write("before.csv", "x,c\n" + string.Concat(rows.Select(v => $"{v}.25,{(v % 3 == 0 ? "a" : "b")}\n")));
        var after = _folder.Write("after.csv", "x,c\n" + string.Concat(rows.Take(150).Select(v => $"{v + 400}.25,a\n")));
        using var json = JsonDocument.Parse((await CommandTrial.RunAsync("drift", before, after, "--compat", "nannyml", "--json")).Out);
        foreach (var column in json.RootElement.GetProperty("columns").EnumerateArray())
        {
            column.GetProperty("method").GetString().ShouldBe("js");
            column.GetProperty("verdict").GetString().ShouldBe("warning");
            column.GetProperty("statistic").GetDouble().ShouldBeGreaterThan(column.GetProperty("threshold").GetDouble());
        }
    }

    [Fact]
    public async Task Unknown_tool_is_wrong_use()
    {
        var trial = await CommandTrial.RunAsync("drift", "a.csv", "b.csv", "--compat", "whylogs");
        trial.Code.ShouldBe(2);
        trial.Error.ShouldContain("--compat: 'whylogs' is no tool to be compatible with; use one of: evidently, nannyml.");
    }

    private async Task<JsonElement> RunAsync(JsonElement golden, string tool)
    {
        string Write(string side)
        {
            var text = new StringBuilder("x\n");
            foreach (var value in golden.GetProperty(side).EnumerateArray())
                text.Append(value.ValueKind == JsonValueKind.Number ? value.GetDouble().ToString("R", CultureInfo.InvariantCulture) : value.ToString()).Append('\n');
            return _folder.Write(side + ".csv", text.ToString());
        }

        var trial = await CommandTrial.RunAsync("drift", Write("reference"), Write("current"), "--compat", tool, "--json");
        trial.Code.ShouldBe(0, trial.Error);
        using var json = JsonDocument.Parse(trial.Out);
        return json.RootElement.Clone();
    }
}
