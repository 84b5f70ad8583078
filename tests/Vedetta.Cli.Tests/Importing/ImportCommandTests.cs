using System.Text.Json;
using Vedetta.Cli.Tests.CommandLine;

namespace Vedetta.Cli.Tests.Importing;

/// <summary>Import into a data directory, then what other commands say of it.</summary>
public sealed class ImportCommandTests : IDisposable
{
    private readonly TrialFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Import_then_status_verify_and_apply_work_on_the_same_directory()
    {
        var data = Path.Combine(_folder.Root, "data");
        var reference = _folder.Write("reference.csv", Rows("2026-01-01", 400));
        var production = _folder.Write("production.csv", Rows("2026-02-01", 300));

        (await Run("import", "reference", reference, "--model", "loans", "--create", "--data", data)).Out.ShouldContain("400 reference stored");
        using (var first = JsonDocument.Parse((await Run("import", "predictions", production, "--model", "loans", "--data", data, "--json")).Out))
        {
            first.RootElement.GetProperty("accepted").GetInt64().ShouldBe(300);
            first.RootElement.GetProperty("evaluation").GetProperty("points").GetInt64().ShouldBeGreaterThan(0);
        }

        using (var again = JsonDocument.Parse((await Run("import", "predictions", production, "--model", "loans", "--data", data, "--json")).Out))
            again.RootElement.GetProperty("duplicates").GetInt64().ShouldBe(300);

        (await Run("status", "--data", data)).Out.ShouldContain("loans");
        (await Run("status", "loans", "--data", data, "--json")).Out.ShouldContain("\"model\":\"loans\"");
        (await Run("verify", "--data", data)).Out.ShouldContain("loans: profiles equal the rows (300 rows");

        var good = _folder.Write("monitors.yml", "model: loans\nmonitors:\n  - name: age-drift\n    metric: drift\n    column: age\n    method: psi\n");
        (await Run("apply", "-f", good, "--dry-run", "--data", data)).Out.ShouldContain("would be added: loans/age-drift");
        (await Run("apply", "-f", good, "--data", data)).Out.ShouldContain("added: loans/age-drift");
        (await Run("apply", "-f", good, "--data", data)).Out.ShouldContain("unchanged: loans/age-drift");

        var bad = _folder.Write("bad.yml", "model: loans\nmonitors:\n  - name: x\n    metric: drift\n    column: tarot\n  - name: y\n    metrik: drift\n");
        var refused = await CommandTrial.RunAsync("apply", "-f", bad, "--data", data);
        refused.Code.ShouldBe(2);
        refused.Error.ShouldContain("bad.yml:");
        refused.Error.ShouldContain("nothing was changed");
    }

    [Fact]
    public async Task Import_with_types_reads_numbers_as_categories()
    {
        var data = Path.Combine(_folder.Root, "data");
        var rows = "id,ts,zip,score\n" + string.Concat(Enumerable.Range(0, 300).Select(i => $"r{i},2026-01-01T{i % 24:00}:00:00Z,{7200 + (i % 3)},0.5\n"));
        await Run("import", "reference", _folder.Write("zip.csv", rows), "--model", "zips", "--create", "--types", "zip=categorical", "--data", data);
        await Run("import", "predictions", _folder.Write("zip.csv", rows), "--model", "zips", "--data", data);
        (await Run("verify", "--data", data)).Out.ShouldContain("zips: profiles equal the rows");
        (await CommandTrial.RunAsync("import", "predictions", _folder.Write("zip.csv", rows), "--model", "zips", "--types", "nozip=numeric", "--data", data)).Error.ShouldContain("has no column 'nozip'");
    }

    [Fact]
    public async Task Import_into_an_unknown_model_without_create_says_so()
    {
        var trial = await CommandTrial.RunAsync("import", "predictions", _folder.Write("a.csv", Rows("2026-01-01", 3)), "--model", "nobody", "--data", Path.Combine(_folder.Root, "data"));
        trial.Code.ShouldBe(2);
        trial.Error.ShouldContain("no model is named 'nobody'");
    }

    [Fact]
    public async Task Import_of_strange_columns_stores_nothing_and_names_both_sides()
    {
        var data = Path.Combine(_folder.Root, "data");
        await Run("import", "reference", _folder.Write("reference.csv", Rows("2026-01-01", 100)), "--model", "loans", "--create", "--data", data);
        var strange = await CommandTrial.RunAsync("import", "predictions", _folder.Write("strange.csv", "id,ts,petal,sepal\n1,2026-02-01T00:00:00Z,1,2\n"), "--model", "loans", "--data", data);
        strange.Code.ShouldBe(2);
        strange.Error.ShouldContain("strange.csv has none of the columns of loans: the file has id, ts, petal, sepal, the model has");
        strange.Error.TrimEnd().ShouldNotContain("\n");
        (await CommandTrial.RunAsync("import", "predictions", _folder.Write("a.csv", Rows("2026-01-01", 3)), "--model", "loan", "--data", data)).Error.ShouldContain("no model is named 'loan'; did you mean 'loans'?");
        (await CommandTrial.RunAsync("status", "laons", "--data", data)).Error.ShouldContain("no model is named 'laons'; did you mean 'loans'?");
        (await Run("import", "predictions", _folder.Write("one.csv", Rows("2026-02-01", 1)), "--model", "loans", "--data", data)).Out.ShouldContain("loans: 1 prediction stored");
    }

    [Theory]
    [InlineData("there is no file", "import", "predictions", "nowhere.csv", "--model", "m")]
    [InlineData("Option '--model' is required", "import", "predictions", "nowhere.csv")]
    [InlineData("--server and --data exclude each other", "import", "predictions", "a.csv", "--model", "m", "--server", "http://127.0.0.1:1", "--data", "d")]
    [InlineData("--model takes", "import", "predictions", "a.csv", "--model", "no such name")]
    [InlineData("there is no data directory", "verify", "--data", "nowhere")]
    [InlineData("no server answers at http://127.0.0.1:1/", "status", "--server", "http://127.0.0.1:1")]
    [InlineData("there is no file", "apply", "-f", "nowhere.yml")]
    [InlineData("there is no folder", "replay", "nowhere", "--model", "m")]
    [InlineData("no method is named 'tarot'", "explain", "tarot")]
    public async Task Wrong_use_is_one_line_and_exit_code_2(string says, params string[] args)
    {
        var trial = await CommandTrial.RunAsync(args);
        trial.Code.ShouldBe(2);
        trial.Out.ShouldBeEmpty();
        trial.Error.ShouldStartWith("vedetta: ");
        trial.Error.TrimEnd().ShouldNotContain("\n");
        trial.Error.ShouldContain(says);
    }

    private static async Task<CommandTrial> Run(params string[] args)
    {
        var trial = await CommandTrial.RunAsync(args);
        trial.Code.ShouldBe(0, trial.Error);
        return trial;
    }

    private static string Rows(string day, int count)
    {
        var random = new Random(count);
        return "id,ts,age,region,score,prediction,label\n" + string.Concat(Enumerable.Range(0, count).Select(i =>
            FormattableString.Invariant($"{day}-{i},{day}T{i % 24:00}:{i % 60:00}:00Z,{random.Next(20, 60)},{(random.Next(3) == 0 ? "osh" : "bishkek")},{random.NextDouble():0.000},{random.Next(2)},{random.Next(2)}\n")));
    }
}
