using System.Globalization;
using System.Text.Json;
using Vedetta.Cli.Tests.CommandLine;
using Vedetta.Cli.Tests.Drift;

namespace Vedetta.Cli.Tests.Performance;

/// <summary>Whole files of real data: what <c>vedetta performance</c> says against values computed elsewhere.</summary>
public sealed class PerformanceOfCasesTests
{
    [Theory]
    [InlineData("adult_education_split", "sex")]
    [InlineData("bike_regression", "workingday")]
    [InlineData("elec2", null)]
    [InlineData("mlb_forecasts", null)]
    [InlineData("soccer_forecasts", null)]
    public async Task Metrics_of_every_period_and_segment_equal_the_truth(string name, string? by)
    {
        var folder = Cases.Folder(name);
        string[] line = ["performance", Path.Combine(folder, "production.csv.gz"), "--schema", Path.Combine(folder, "case.json"), "--metrics", "*", "--json"];
        var trial = await CommandTrial.RunAsync(by is null ? line : [.. line, "--by", by]);
        trial.Code.ShouldBe(0, trial.Error);
        using var json = JsonDocument.Parse(trial.Out);
        var points = json.RootElement.GetProperty("points").EnumerateArray().ToDictionary(p => (p.GetProperty("from").GetDateTime().ToString("yyyy-MM", CultureInfo.InvariantCulture), p.GetProperty("segment").GetString() ?? ""));
        var compared = 0;
        foreach (var cells in File.ReadLines(Path.Combine(folder, "truth_performance.csv")).Skip(1).Select(l => l.Split(',')))
        {
            if (!points.TryGetValue((cells[2], cells[3]), out var point)) continue;
            if (cells[4] == "n")
            {
                point.GetProperty("labelled").GetDouble().ShouldBe(double.Parse(cells[5], CultureInfo.InvariantCulture));
                continue;
            }

            var metric = cells[4] == "mean_error" ? "bias" : cells[4];
            if (!point.GetProperty("metrics").TryGetProperty(metric, out var value)) continue;
            compared++;
            if (cells[5].Length == 0)
            {
                value.GetProperty("value").ValueKind.ShouldBe(JsonValueKind.Null);
                value.GetProperty("note").GetString().ShouldNotBeNullOrEmpty();
                continue;
            }

            var truth = double.Parse(cells[5], CultureInfo.InvariantCulture);
            value.GetProperty("value").GetDouble().ShouldBe(truth, Math.Max(1e-9 * Math.Abs(truth), 1e-12), $"{cells[2]} {cells[3]} {metric}");
        }

        compared.ShouldBeGreaterThan(100);
    }
}
