using System.Globalization;
using System.Text;
using System.Text.Json;
using Vedetta.Cli.Tests.CommandLine;

namespace Vedetta.Cli.Tests.Profiling;

public sealed class ProfileCommandTests : IDisposable
{
    private readonly TrialFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Profile_knows_counts_extremes_quantiles_and_frequent_values()
    {
        var trial = await CommandTrial.RunAsync("profile", _folder.Write("a.csv", "n,t\n1,b\n2,a\n2,b\n,\n5,b\ninf,c\n"), "--json");
        trial.Code.ShouldBe(0, trial.Error);
        using var json = JsonDocument.Parse(trial.Out);
        json.RootElement.GetProperty("rows").GetInt32().ShouldBe(6);
        var n = json.RootElement.GetProperty("columns")[0];
        (n.GetProperty("n").GetInt64(), n.GetProperty("missing").GetInt64(), n.GetProperty("distinct").GetInt64(), n.GetProperty("infinite").GetInt64()).ShouldBe((6, 1, 4, 1));
        (n.GetProperty("min").GetDouble(), n.GetProperty("max").GetDouble(), n.GetProperty("mean").GetDouble()).ShouldBe((1, 5, 2.5));
        n.GetProperty("sd").GetDouble().ShouldBe(Math.Sqrt(3), 1e-12);
        n.GetProperty("quantiles").GetProperty("0.5").GetDouble().ShouldBe(2);
        n.GetProperty("histogram").GetProperty("counts").EnumerateArray().Sum(c => c.GetInt64()).ShouldBe(4);
        n.GetProperty("top")[0].GetProperty("value").GetString().ShouldBe("2");
        var t = json.RootElement.GetProperty("columns")[1];
        t.GetProperty("top").EnumerateArray().Select(v => $"{v.GetProperty("value")}{v.GetProperty("count")}").ShouldBe(["b3", "a1", "c1"]);
    }

    [Fact]
    public async Task Profile_stands_in_the_place_of_its_file()
    {
        var (reference, current) = (_folder.Write("r.csv", Rows(800, 1, 0)), _folder.Write("c.csv", Rows(700, 2, 0.5)));
        var profile = Path.Combine(_folder.Root, "r.json");
        (await CommandTrial.RunAsync("profile", reference, "-o", profile)).Code.ShouldBe(0);
        var (rows, told) = (await CommandTrial.RunAsync("drift", reference, current, "--json"), await CommandTrial.RunAsync("drift", profile, current, "--json"));
        told.Code.ShouldBe(0, told.Error);
        Verdicts(told.Out).ShouldBe(Verdicts(rows.Out));
        (await CommandTrial.RunAsync("drift", profile, reference, "--fail-on", "warning")).Code.ShouldBe(0);
        var whole = await CommandTrial.RunAsync("drift", profile, current, "--method", "mmd");
        (whole.Code, whole.Error.TrimEnd()).ShouldBe((2, "vedetta: --method mmd compares rows, and a profile has none: give both files"));
        (await CommandTrial.RunAsync("report", profile, current, "-o", Path.Combine(_folder.Root, "r.html"))).Code.ShouldBe(0);
    }

    [Fact]
    public async Task Damaged_profile_is_refused()
    {
        var profile = Path.Combine(_folder.Root, "r.json");
        await CommandTrial.RunAsync("profile", _folder.Write("r.csv", Rows(100, 1, 0)), "-o", profile);
        var text = await File.ReadAllTextAsync(profile, TestContext.Current.CancellationToken);
        foreach (var damage in (string[])[text[..(text.Length / 2)], text.Replace("\"vedetta_profile\": 1", "\"vedetta_profile\": 9", StringComparison.Ordinal), text.Replace("\"rows\"", "\"rowz\"", StringComparison.Ordinal)])
        {
            var trial = await CommandTrial.RunAsync("drift", _folder.Write("bad.json", damage), _folder.Write("c.csv", "x\n1\n"));
            trial.Code.ShouldBe(2);
            trial.Error.ShouldContain("profile");
            trial.Error.TrimEnd().ShouldNotContain("\n");
        }
    }

    [Fact]
    public async Task Drafted_schema_is_kept_by_its_own_file_and_broken_by_a_stranger()
    {
        var schema = Path.Combine(_folder.Root, "s.yml");
        var file = _folder.Write("r.csv", Rows(300, 1, 0).Replace("region", "\"re: #gion\"", StringComparison.Ordinal));
        (await CommandTrial.RunAsync("profile", file, "--schema", schema)).Code.ShouldBe(0);
        var own = await CommandTrial.RunAsync("validate", file, "--schema", schema);
        own.Code.ShouldBe(0, own.Out + own.Error);
        (await CommandTrial.RunAsync("validate", _folder.Write("c.csv", Rows(300, 2, 9)), "--schema", schema)).Code.ShouldBe(1);
    }

    private static string[] Verdicts(string json)
    {
        using var document = JsonDocument.Parse(json);
        return [.. document.RootElement.GetProperty("columns").EnumerateArray().Select(c => $"{c.GetProperty("column")} {c.GetProperty("verdict")} {c.GetProperty("missing_current")}")];
    }

    private static string Rows(int count, int seed, double shift)
    {
        var random = new Random(seed);
        var text = new StringBuilder("income,age,region\n");
        for (var i = 0; i < count; i++)
            text.Append(CultureInfo.InvariantCulture, $"{(i % 11 == 0 ? "" : (random.NextDouble() + shift).ToString("R", CultureInfo.InvariantCulture))},{random.Next(20, 60)},{(random.Next(3) == 0 ? "osh" : "bishkek")}\n");
        return text.ToString();
    }
}
