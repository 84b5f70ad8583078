using System.Text.Json;
using Vedetta.Cli.Tests.CommandLine;

namespace Vedetta.Cli.Tests.Drift;

/// <summary>Whole files of real data: what <c>vedetta drift</c> says against values computed elsewhere.</summary>
public sealed class DriftOfCasesTests
{
    private static readonly (string Method, string Metric)[] Methods = [("psi", "psi"), ("ks", "ks_stat"), ("chi2", "chi2_stat"), ("js", "js"), ("wasserstein", "wasserstein")];

    [Theory]
    [InlineData("adult_education_split")]
    [InlineData("bike_regression")]
    [InlineData("california_housing")]
    [InlineData("elec2")]
    [InlineData("hotel_cancellation")]
    [InlineData("ma_employment")]
    [InlineData("mlb_forecasts")]
    [InlineData("soccer_forecasts")]
    public async Task Drift_statistics_equal_the_truth(string name)
    {
        var folder = Cases.Folder(name);
        foreach (var (method, metric) in Methods)
        {
            var trial = await CommandTrial.RunAsync(
                "drift", Path.Combine(folder, "reference.csv.gz"), Path.Combine(folder, "production.csv.gz"), "--method", method, "--types", Cases.Types(folder), "--json");
            trial.Code.ShouldBe(0, trial.Error);
            using var json = JsonDocument.Parse(trial.Out);
            var columns = json.RootElement.GetProperty("columns").EnumerateArray().ToDictionary(c => c.GetProperty("column").GetString()!);
            foreach (var (column, value) in Cases.Truth(folder, "production", metric))
            {
                columns[column].GetProperty("method").GetString().ShouldBe(method, column);
                columns[column].GetProperty("statistic").GetDouble().ShouldBe(value, Math.Max(1e-9 * Math.Abs(value), 1e-12), $"{column} {metric}");
            }
        }
    }
}
