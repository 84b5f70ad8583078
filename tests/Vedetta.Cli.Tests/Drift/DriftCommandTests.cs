using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Vedetta.Cli.Tests.CommandLine;

namespace Vedetta.Cli.Tests.Drift;

public sealed class DriftCommandTests : IDisposable
{
    private readonly TrialFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Drift_table_is_as_accepted()
    {
        var trial = await CommandTrial.RunAsync("drift", Reference(), Current());
        trial.Code.ShouldBe(0);
        trial.Error.ShouldBeEmpty();
        trial.Out.ShouldBeAccepted("drift-table");
    }

    [Fact]
    public async Task Drift_json_is_as_accepted()
    {
        (await CommandTrial.RunAsync("drift", Reference(), Current(), "--json")).Out.ShouldBeAccepted("drift-json");
    }

    [Fact]
    public async Task Drift_psi_of_one_column_has_one_column()
    {
        var trial = await CommandTrial.RunAsync("drift", Reference(), Current(), "--method", "psi", "--columns", "income", "--json");
        using var json = JsonDocument.Parse(trial.Out);
        var column = json.RootElement.GetProperty("columns").EnumerateArray().ShouldHaveSingleItem();
        column.GetProperty("column").GetString().ShouldBe("income");
        column.GetProperty("method").GetString().ShouldBe("psi");
        column.GetProperty("statistic").GetDouble().ShouldBeGreaterThan(0.25);
    }

    [Fact]
    public async Task Drift_fail_on_critical_exits_with_1_only_when_something_is()
    {
        (await CommandTrial.RunAsync("drift", Reference(), Current(), "--fail-on", "critical")).Code.ShouldBe(1);
        (await CommandTrial.RunAsync("drift", Reference(), Reference(), "--fail-on", "warning")).Code.ShouldBe(0);
    }

    [Theory]
    [InlineData("mmd")]
    [InlineData("classifier")]
    [InlineData("pca_reconstruction")]
    public async Task Drift_by_a_method_for_whole_tables_judges_the_dataset_by_it(string method)
    {
        var trial = await CommandTrial.RunAsync("drift", Reference(), Current(), "--method", method, "--json");
        using var json = JsonDocument.Parse(trial.Out);
        json.RootElement.GetProperty("columns").EnumerateArray().ShouldAllBe(c => c.GetProperty("method").GetString() == "auto");
        var dataset = json.RootElement.GetProperty("dataset");
        dataset.GetProperty("method").GetString().ShouldBe(method);
        dataset.GetProperty("p_value").GetDouble().ShouldBeInRange(0, 1);
        dataset.GetProperty("statistic").GetDouble().ShouldBeInRange(dataset.GetProperty("low").GetDouble(), dataset.GetProperty("high").GetDouble());
        if (method == "classifier")
        {
            dataset.GetProperty("verdict").GetString().ShouldBe("critical");
            dataset.GetProperty("attribution")[0].GetProperty("column").GetString().ShouldBe("income");
            var text = (await CommandTrial.RunAsync("drift", Reference(), Current(), "--method", method)).Out;
            text.ShouldContain("As wholes by classifier: critical");
            text.ShouldContain("most of it in income");
            var page = Path.Combine(_folder.Root, "whole.html");
            (await CommandTrial.RunAsync("drift", Reference(), Current(), "--method", method, "--html", page)).Code.ShouldBe(0);
            (await File.ReadAllTextAsync(page)).ShouldContain("As wholes by classifier: critical");
        }
        (await CommandTrial.RunAsync("drift", Reference(), Reference(), "--method", method, "--fail-on", "warning")).Code.ShouldBe(0);
    }

    [Fact]
    public async Task Drift_reserved_names_are_compared_only_when_named()
    {
        (await CommandTrial.RunAsync("drift", Reference(), Current(), "--json")).Out.ShouldNotContain("\"label\"");
        (await CommandTrial.RunAsync("drift", Reference(), Current(), "--columns", "label", "--json")).Out.ShouldContain("\"label\"");
    }

    [Fact]
    public async Task Drift_column_that_turns_into_text_leaves_the_others_judged()
    {
        var broken = _folder.Write("broken.csv", Rows(400, 0).Replace("\n7,", "\n7,", StringComparison.Ordinal).Replace("incomeless", "", StringComparison.Ordinal) + "401,2026-01-01T00:00:00Z,many,35,osh,0.2,0,0\n");
        using var json = JsonDocument.Parse((await CommandTrial.RunAsync("drift", Reference(), broken, "--json")).Out);
        var byName = json.RootElement.GetProperty("columns").EnumerateArray().ToDictionary(c => c.GetProperty("column").GetString()!);
        byName["income"].GetProperty("verdict").GetString().ShouldBe("undecided");
        byName["income"].GetProperty("reason").GetString().ShouldNotBeNull().ShouldContain("numeric in the reference");
        byName["age"].GetProperty("verdict").GetString().ShouldBe("healthy");
    }

    [Fact]
    public async Task Drift_gzip_and_ndjson_give_what_csv_gives()
    {
        var csv = await CommandTrial.RunAsync("drift", Reference(), Current(), "--json");
        var gz = Path.Combine(_folder.Root, "current.csv.gz");
        await using (var stream = new GZipStream(File.Create(gz), CompressionLevel.Fastest)) stream.Write(Encoding.UTF8.GetBytes(Rows(500, 1)));
        (await CommandTrial.RunAsync("drift", Reference(), gz, "--json")).Out.ShouldBe(csv.Out);
        (await CommandTrial.RunAsync("drift", Reference(), _folder.Write("current.ndjson", NdJson(500, 1)), "--json")).Out.ShouldBe(csv.Out);
    }

    [Theory]
    [InlineData("there is no file", "drift", "nowhere.csv", "nowhere.csv")]
    [InlineData("ends in '.xlsx'", "drift", "{ref}", "{xlsx}")]
    [InlineData("is unknown; use one of", "drift", "{ref}", "{ref}", "--method", "tarot")]
    [InlineData("neither file has a column 'tarot'", "drift", "{ref}", "{ref}", "--columns", "tarot")]
    [InlineData("--fail-on takes warning or critical", "drift", "{ref}", "{ref}", "--fail-on", "doom")]
    [InlineData("Required argument missing", "drift", "{ref}")]
    public async Task Drift_wrong_use_is_one_line_and_exit_code_2(string says, params string[] args)
    {
        var trial = await CommandTrial.RunAsync([.. args.Select(a => a switch { "{ref}" => Reference(), "{xlsx}" => _folder.Write("a.xlsx", "x"), _ => a })]);
        trial.Code.ShouldBe(2);
        trial.Out.ShouldBeEmpty();
        trial.Error.TrimEnd().ShouldNotContain("\n");
        trial.Error.ShouldStartWith("vedetta: ");
        trial.Error.ShouldContain(says);
    }

    private string Reference() => _folder.Write("reference.csv", Rows(600, 0));

    private string Current() => _folder.Write("current.csv", Rows(500, 1));

    private static string Rows(int count, int shift)
    {
        var text = new StringBuilder("id,ts,income,age,region,score,prediction,label\n");
        foreach (var row in People(count, shift))
            text.Append(CultureInfo.InvariantCulture, $"{row.Id},2026-01-01T00:00:00Z,{(row.Income is { } income ? income : "")},{row.Age},{row.Region},{row.Score},{row.Prediction},{row.Label}\n");
        return text.ToString();
    }

    private static string NdJson(int count, int shift)
    {
        var text = new StringBuilder();
        foreach (var row in People(count, shift))
        {
            var income = row.Income is { } known ? known.ToString(CultureInfo.InvariantCulture) : "null";
            text.Append(CultureInfo.InvariantCulture, $$"""{"id":"{{row.Id}}","at":"2026-01-01T00:00:00Z","features":{"income":{{income}},"age":{{row.Age}},"region":"{{row.Region}}"},"score":{{row.Score}},"prediction":{{row.Prediction}}}""");
            text.Append('\n');
        }

        return text.ToString();
    }

    private static IEnumerable<(int Id, double? Income, int Age, string Region, double Score, int Prediction, int Label)> People(int count, int shift)
    {
        var random = new Random(11 + shift);
        for (var i = 0; i < count; i++)
        {
            double? income = random.NextDouble() < 0.02 + (0.1 * shift) ? null : Math.Round((20_000 + (10_000 * random.NextDouble())) * (1 + (0.4 * shift)), 2);
            var score = Math.Round(random.NextDouble(), 4);
            var region = shift == 1 && random.NextDouble() < 0.05 ? "talas" : random.NextDouble() < 0.6 ? "bishkek" : "osh";
            yield return (i, income, random.Next(20, 60), region, score, score > 0.5 ? 1 : 0, random.Next(2));
        }
    }
}
