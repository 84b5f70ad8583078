using System.Globalization;
using System.Text;
using System.Text.Json;
using Vedetta.Cli.Tests.CommandLine;
using Vedetta.Cli.Tests.Drift;

namespace Vedetta.Cli.Tests.Estimating;

public sealed class EstimateCommandTests : IDisposable
{
    private readonly TrialFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Estimate_json_has_the_shape_of_the_contract()
    {
        var trial = await CommandTrial.RunAsync("estimate", Rows("reference.csv", 3000, 1), Rows("current.csv", 1200, 2, labelled: false), "--every", "month", "--json");
        trial.Error.ShouldBeEmpty();
        trial.Code.ShouldBe(0);
        using var json = JsonDocument.Parse(trial.Out);
        json.RootElement.GetProperty("task").GetString().ShouldBe("binary");
        var points = json.RootElement.GetProperty("points").EnumerateArray().ToArray();
        points.Select(p => p.GetProperty("from").GetString()).ShouldBe(["2026-01-01T00:00:00Z", "2026-02-01T00:00:00Z"]);
        points.Sum(p => p.GetProperty("n").GetInt32()).ShouldBe(1200);
        points.ShouldAllBe(p => p.GetProperty("labelled").GetInt32() == 0 && p.GetProperty("segment").ValueKind == JsonValueKind.Null);
        var area = points[0].GetProperty("metrics").GetProperty("roc_auc");
        area.GetProperty("value").GetDouble().ShouldBeInRange(area.GetProperty("low").GetDouble(), area.GetProperty("high").GetDouble());
        area.GetProperty("verdict").GetString().ShouldBe("healthy");
        var reference = json.RootElement.GetProperty("reference");
        reference.GetProperty("metrics").GetProperty("roc_auc").GetProperty("value").GetDouble().ShouldBeInRange(0.7, 0.95);
        reference.GetProperty("thresholds").GetProperty("roc_auc").GetProperty("lower").GetDouble().ShouldBeLessThan(area.GetProperty("value").GetDouble());
        points[0].GetProperty("metrics").EnumerateObject().Count().ShouldBe(16);
    }

    [Fact]
    public async Task Estimate_table_is_as_accepted()
    {
        var trial = await CommandTrial.RunAsync("estimate", Rows("reference.csv", 3000, 1), Rows("current.csv", 1200, 2), "--chunk-size", "500", "--metrics", "roc_auc,f1,tp", "--method", "cbpe");
        trial.Error.ShouldBeEmpty();
        trial.Out.ShouldBeAccepted("estimate-table");
    }

    [Fact]
    public async Task Labels_of_the_current_file_are_counted_and_change_nothing()
    {
        var reference = Rows("reference.csv", 3000, 1);
        string[] options = ["--every", "all", "--method", "cbpe", "--json"];
        using var with = JsonDocument.Parse((await CommandTrial.RunAsync(["estimate", reference, Rows("with.csv", 600, 2), .. options])).Out);
        using var without = JsonDocument.Parse((await CommandTrial.RunAsync(["estimate", reference, Rows("without.csv", 600, 2, labelled: false), .. options])).Out);
        with.RootElement.GetProperty("points")[0].GetProperty("labelled").GetInt32().ShouldBe(600);
        with.RootElement.GetProperty("points")[0].GetProperty("metrics").ToString().ShouldBe(without.RootElement.GetProperty("points")[0].GetProperty("metrics").ToString());
    }

    [Fact]
    public async Task The_page_stands_alone_and_shows_every_window_metric_and_threshold()
    {
        var page = Path.Combine(_folder.Root, "estimate.html");
        var trial = await CommandTrial.RunAsync("estimate", Rows("reference.csv", 3000, 1), Rows("current.csv", 1200, 2), "--chunk-size", "400", "--metrics", "roc_auc,f1", "--html", page);
        trial.Code.ShouldBe(0, trial.Error);
        var text = await File.ReadAllTextAsync(page, TestContext.Current.CancellationToken);
        foreach (var part in (string[])["<figcaption>roc_auc", "<figcaption>f1", "class=iv", "class=lim", "Factor of the back-test", "Cannot see"]) text.ShouldContain(part);
        foreach (var part in (string[])["<script", "http:", "NaN"]) text.ShouldNotContain(part);
        text.Length.ShouldBeLessThan(1_000_000);
    }

    [Fact]
    public async Task A_profile_is_refused_in_one_line()
    {
        var profile = Path.Combine(_folder.Root, "p.json");
        (await CommandTrial.RunAsync("profile", Rows("reference.csv", 300, 1), "-o", profile)).Code.ShouldBe(0);
        var trial = await CommandTrial.RunAsync("estimate", profile, Rows("current.csv", 300, 2));
        trial.Code.ShouldBe(2);
        trial.Error.ShouldContain("is a profile: quality is estimated on rows");
    }

    [Fact]
    public async Task Compat_nannyml_gives_its_figures()
    {
        string File(string part) => Path.GetFullPath(Cases.Folder(Path.Combine("..", "nannyml", $"car_loan_{part}.csv.gz")));
        var trial = await CommandTrial.RunAsync(
            "estimate", File("reference"), File("analysis"), "--chunk-size", "5000", "--compat", "nannyml", "--metrics", "roc_auc,f1", "--json",
            "--time", "timestamp", "--score", "y_pred_proba", "--prediction", "y_pred", "--label", "repaid");
        trial.Error.ShouldBeEmpty();
        using var json = JsonDocument.Parse(trial.Out);
        var chunk = json.RootElement.GetProperty("points")[5].GetProperty("metrics");
        chunk.GetProperty("roc_auc").GetProperty("value").GetDouble().ShouldBe(0.9610902734539033, 1e-9);
        chunk.GetProperty("f1").GetProperty("value").GetDouble().ShouldBe(0.9117534391710251, 1e-9);
        chunk.GetProperty("f1").GetProperty("verdict").GetString().ShouldBe("warning");
        json.RootElement.GetProperty("reference").GetProperty("thresholds").GetProperty("f1").GetProperty("lower").GetDouble().ShouldBe(0.9346600731176969, 1e-9);
    }

    [Fact]
    public async Task Several_classes_and_regressions_are_found_out()
    {
        var random = new Random(4);
        var (classes, numbers) = (new StringBuilder("score_a,score_b,score_c,label\n"), new StringBuilder("x,prediction,label\n"));
        for (var i = 0; i < 600; i++)
        {
            double[] p = [random.NextDouble(), random.NextDouble(), random.NextDouble()];
            var sum = p.Sum();
            var u = random.NextDouble() * sum;
            classes.Append(CultureInfo.InvariantCulture, $"{p[0] / sum},{p[1] / sum},{p[2] / sum},{(u < p[0] ? "a" : u < p[0] + p[1] ? "b" : "c")}\n");
            numbers.Append(CultureInfo.InvariantCulture, $"{p[0]},{10 * p[1]},{(10 * p[1]) + (p[0] * (random.NextDouble() - 0.5))}\n");
        }

        var (several, one) = (_folder.Write("several.csv", classes.ToString()), _folder.Write("one.csv", numbers.ToString()));
        using var multiclass = JsonDocument.Parse((await CommandTrial.RunAsync("estimate", several, several, "--chunk-size", "300", "--json")).Out);
        multiclass.RootElement.GetProperty("task").GetString().ShouldBe("multiclass");
        multiclass.RootElement.GetProperty("points")[1].GetProperty("metrics").GetProperty("f1_macro").GetProperty("value").GetDouble().ShouldBeInRange(0.4, 0.7);
        using var regression = JsonDocument.Parse((await CommandTrial.RunAsync("estimate", one, one, "--chunk-size", "300", "--metrics", "mae", "--json")).Out);
        regression.RootElement.GetProperty("task").GetString().ShouldBe("regression");
        regression.RootElement.GetProperty("points")[0].GetProperty("metrics").GetProperty("mae").GetProperty("value").GetDouble().ShouldBeInRange(0.08, 0.17);
    }

    [Theory]
    [InlineData("cannot be estimated without labels for a binary model; allowed are roc_auc,", "--metrics", "ks_score")]
    [InlineData("--method takes auto, cbpe, pape, m_cbpe, dle, not 'atc'", "--method", "atc")]
    [InlineData("dle estimates regressions", "--method", "dle")]
    [InlineData("--every and --chunk-size exclude each other", "--every", "month", "--chunk-size", "10")]
    [InlineData("--compat takes nannyml, not 'evidently'", "--compat", "evidently")]
    [InlineData("has no column 'truth'", "--label", "truth")]
    [InlineData("has no column 'points'", "--score", "points", "--task", "binary")]
    public async Task Wrong_use_is_one_line_and_exit_code_2(string says, params string[] options)
    {
        var trial = await CommandTrial.RunAsync(["estimate", Rows("reference.csv", 300, 1), Rows("current.csv", 100, 2), .. options]);
        trial.Code.ShouldBe(2);
        trial.Out.ShouldBeEmpty();
        trial.Error.TrimEnd().ShouldNotContain("\n");
        trial.Error.ShouldContain(says);
    }

    private string Rows(string name, int count, int seed, bool labelled = true)
    {
        var random = new Random(seed);
        var text = new StringBuilder(labelled ? "id,ts,age,score,prediction,label\n" : "id,ts,age,score,prediction\n");
        var start = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        for (var i = 0; i < count; i++)
        {
            var score = Math.Round(random.NextDouble(), 3);
            var at = start.AddMinutes(i * 58.0 * 1440 / count);
            text.Append(CultureInfo.InvariantCulture, $"{i},{at:yyyy-MM-ddTHH:mm:ssZ},{random.Next(18, 80)},{score},{(score >= 0.5 ? 1 : 0)}");
            var label = random.NextDouble() < score ? 1 : 0;
            text.Append(labelled ? $",{label}\n" : "\n");
        }

        return _folder.Write(name, text.ToString());
    }
}
