using System.Globalization;
using System.Text;
using System.Text.Json;
using Vedetta.Cli.Tests.CommandLine;

namespace Vedetta.Cli.Tests.Performance;

public sealed class PerformanceCommandTests : IDisposable
{
    private readonly TrialFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Performance_table_is_as_accepted()
    {
        var trial = await CommandTrial.RunAsync("performance", Rows(), "--by", "region");
        trial.Code.ShouldBe(0, trial.Error);
        trial.Error.ShouldBeEmpty();
        trial.Out.ShouldBeAccepted("performance-table");
    }

    [Fact]
    public async Task Performance_json_is_as_accepted()
    {
        (await CommandTrial.RunAsync("performance", Rows(), "--every", "all", "--json")).Out.ShouldBeAccepted("performance-json");
    }

    [Fact]
    public async Task Rows_without_label_are_counted_and_not_measured()
    {
        using var json = JsonDocument.Parse((await CommandTrial.RunAsync("performance", Rows(), "--every", "all", "--json")).Out);
        var point = json.RootElement.GetProperty("points").EnumerateArray().ShouldHaveSingleItem();
        point.GetProperty("n").GetInt32().ShouldBe(300);
        point.GetProperty("labelled").GetInt32().ShouldBe(270);
    }

    [Fact]
    public async Task A_threshold_replaces_the_predictions_of_the_file()
    {
        (await PredictionRate("--threshold", "-1")).ShouldBe(1);
        (await PredictionRate("--threshold", "2")).ShouldBe(0);
        (await PredictionRate()).ShouldBeInRange(0.1, 0.9);

        async Task<double> PredictionRate(params string[] more)
        {
            using var json = JsonDocument.Parse((await CommandTrial.RunAsync(["performance", Rows(), "--every", "all", "--metrics", "prediction_rate", "--json", .. more])).Out);
            return json.RootElement.GetProperty("points")[0].GetProperty("metrics").GetProperty("prediction_rate").GetProperty("value").GetDouble();
        }
    }

    [Fact]
    public async Task Classes_by_name_need_the_positive_one_told()
    {
        var file = _folder.Write("named.csv", "id,score,label\n1,0.9,bad\n2,0.1,good\n3,0.8,bad\n4,0.4,good\n");
        var untold = await CommandTrial.RunAsync("performance", file, "--every", "all");
        untold.Code.ShouldBe(2);
        untold.Error.ShouldContain("--positive");
        var told = await CommandTrial.RunAsync("performance", file, "--every", "all", "--positive", "bad", "--json", "--metrics", "roc_auc,positives");
        told.Code.ShouldBe(0, told.Error);
        using var json = JsonDocument.Parse(told.Out);
        var metrics = json.RootElement.GetProperty("points")[0].GetProperty("metrics");
        metrics.GetProperty("roc_auc").GetProperty("value").GetDouble().ShouldBe(1);
        metrics.GetProperty("positives").GetProperty("value").GetDouble().ShouldBe(2);
        (await CommandTrial.RunAsync("performance", file, "--every", "all", "--positive", "worse")).Error.ShouldContain("none of which is the positive class 'worse'");
    }

    [Theory]
    [InlineData("id,ts,score\n1,2026-01-01T00:00:00Z,0.5\n", "no column 'label'")]
    [InlineData("id,ts,label,x\n1,2026-01-01T00:00:00Z,1,2\n", "nothing to measure")]
    [InlineData("id,ts,score,label\n1,yesterday,0.5,1\n", "'yesterday' is no time")]
    [InlineData("id,ts,score,label\n1,,0.5,1\n", "row 1 has no time")]
    [InlineData("id,ts,score,label\n1,2026-01-01,high,1\n", "holds texts such as 'high'")]
    [InlineData("id,ts,score,label\n1,2026-01-01,0.1,1\n1,2026-01-01,0.1,2\n1,2026-01-01,0.1,3\n", "3 classes")]
    [InlineData("id,score,label\n1,0.5,1\n", "name the column of times by --time")]
    [InlineData("id,ts,score,label\n", "no rows")]
    public async Task Unfit_files_are_refused_in_one_line(string text, string why)
    {
        var trial = await CommandTrial.RunAsync("performance", _folder.Write("rows.csv", text));
        trial.Code.ShouldBe(2);
        trial.Out.ShouldBeEmpty();
        trial.Error.ShouldContain(why);
        trial.Error.TrimEnd().ShouldNotContain('\n');
    }

    [Fact]
    public async Task A_profile_is_refused_since_it_has_no_rows()
    {
        var profile = Path.Combine(_folder.Root, "p.json");
        (await CommandTrial.RunAsync("profile", Rows(), "-o", profile)).Code.ShouldBe(0);
        var trial = await CommandTrial.RunAsync("performance", profile);
        trial.Code.ShouldBe(2);
        trial.Error.ShouldContain("is a profile");
    }

    [Theory]
    [InlineData("--metrics", "auc", "Metric 'auc' is unknown")]
    [InlineData("--metrics", "mae", "does not belong to a binary model")]
    [InlineData("--every", "fortnight", "--every takes hour, day")]
    [InlineData("--task", "ranking", "--task takes binary")]
    [InlineData("--by", "age", "no column 'age'")]
    [InlineData("--schema", "none.json", "there is no file 'none.json'")]
    public async Task Wrong_options_are_refused_in_one_line(string option, string value, string why)
    {
        var trial = await CommandTrial.RunAsync("performance", Rows(), option, value);
        trial.Code.ShouldBe(2);
        trial.Error.ShouldContain(why);
    }

    [Fact]
    public async Task The_page_stands_alone_and_shows_every_period_and_metric()
    {
        var page = Path.Combine(_folder.Root, "quality.html");
        var trial = await CommandTrial.RunAsync("performance", Rows(), "--by", "region", "--metrics", "roc_auc,ece", "--html", page);
        trial.Code.ShouldBe(0, trial.Error);
        var text = await File.ReadAllTextAsync(page, TestContext.Current.CancellationToken);
        foreach (var part in (string[])["2026-03-01", "region=osh", "<figcaption>roc_auc", "<figcaption>ece", "class=iv", "How well does the score rank", "within chance of the first"]) text.ShouldContain(part);
        text.ShouldNotContain("<script");
        text.ShouldNotContain("http:");
        text.ShouldNotContain("NaN");
        text.Length.ShouldBeLessThan(1_000_000);
        (await CommandTrial.RunAsync("performance", Rows(), "--html", _folder.Root)).Error.ShouldContain("is a directory");
    }

    private string Rows()
    {
        var (text, random) = (new StringBuilder("id,ts,region,score,prediction,label\n"), new Random(4));
        for (var i = 0; i < 300; i++)
        {
            var score = Math.Round(random.NextDouble(), 3);
            var label = i % 10 == 9 ? "" : random.NextDouble() < score ? "1" : "0";
            text.Append(CultureInfo.InvariantCulture, $"{i},2026-0{1 + (i / 100)}-{1 + (i % 28):00}T10:00:00Z,{(i % 3 == 0 ? "osh" : "chuy")},{score},{(score >= 0.6 ? 1 : 0)},{label}\n");
        }

        return _folder.Write("rows.csv", text.ToString());
    }
}
