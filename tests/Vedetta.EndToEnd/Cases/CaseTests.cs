using System.Globalization;
using Vedetta.EndToEnd.Programs;
using Vedetta.Server.Hosting;

namespace Vedetta.EndToEnd.Cases;

/// <summary>Whole real histories brought in by the program, read over HTTP, against values computed elsewhere.</summary>
public sealed class CaseTests
{
    // KS of profiles knows the distribution at 256 quantiles of the reference only.
    private const double KsBound = 1.0 / 256;

    [Theory]
    [InlineData("adult_education_split")]
    [InlineData("bike_regression")]
    [InlineData("california_housing")]
    [InlineData("elec2")]
    [InlineData("hotel_cancellation")]
    [InlineData("ma_employment")]
    [InlineData("mlb_forecasts")]
    [InlineData("soccer_forecasts")]
    public async Task Import_readings_equal_the_truth(string name)
    {
        var folder = CaseFolder.Open(name);
        var data = Directory.CreateTempSubdirectory("vedetta-case-");
        try
        {
            var cancel = TestContext.Current.CancellationToken;
            await RunAsync(cancel, "import", "reference", Path.Combine(folder.Path, "reference.csv.gz"), "--model", name, "--create", "--schema", Path.Combine(folder.Path, "case.json"), "--data", data.FullName);
            await RunAsync(cancel, "import", "predictions", Path.Combine(folder.Path, "production.csv.gz"), "--model", name, "--window", "month", "--data", data.FullName);
            await CompareAsync(folder, name, data.FullName, cancel);
        }
        finally
        {
            data.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData("bike_regression")]
    [InlineData("mlb_forecasts")]
    [InlineData("california_housing", "--shuffle", "7")]
    public async Task Replay_readings_equal_the_truth(string name, params string[] how)
    {
        var folder = CaseFolder.Open(name);
        var data = Directory.CreateTempSubdirectory("vedetta-case-");
        try
        {
            var cancel = TestContext.Current.CancellationToken;
            await RunAsync(cancel, ["replay", folder.Path, "--model", name, "--window", "month", "--data", data.FullName, .. how]);
            await CompareAsync(folder, name, data.FullName, cancel);
        }
        finally
        {
            data.Delete(recursive: true);
        }
    }

    private static async Task CompareAsync(CaseFolder folder, string model, string data, CancellationToken cancel)
    {
        await using var host = await VedettaHost.StartAsync(new VedettaHostOptions { DataDirectory = data, Urls = ["http://127.0.0.1:0"], Workers = false }, cancel);
        using var http = new HttpClient { BaseAddress = host.Address };
        var readings = new CaseReadings(http, model, folder.Period);
        foreach (var method in (string[])["psi", "ks", "chi2"]) await readings.AskAsync(method, $"drift?column=*&method={method}", cancel);
        await readings.AskAsync("quality", "quality?column=*", cancel);

        var wrong = new List<string>();
        foreach (var truth in folder.Truth)
        {
            var (question, field, bound) = truth.Metric switch
            {
                "psi" => ("psi", "value", Tight(truth.Value)),
                "ks_stat" => ("ks", "value", KsBound),
                "chi2_stat" => ("chi2", "value", Tight(truth.Value)),
                "chi2_dof" => ("chi2", "dof", 0),
                "n" => ("quality", "n", 0),
                "missing_rate" => ("quality", "missing_rate", Tight(truth.Value)),
                "new_category_rate" => ("quality", "new_category_rate", Tight(truth.Value)),
                "categories" => ("quality", "categories", 0),
                "mean" => ("quality", "mean", Tight(truth.Value)),
                "min" => ("quality", "min", Tight(truth.Value)),
                "max" => ("quality", "max", Tight(truth.Value)),
                _ => ("", "", 0.0),
            };
            if (question.Length == 0) continue;
            var value = readings.Number(question, truth, field);
            if (value is null || Math.Abs(value.Value - truth.Value) > bound)
                wrong.Add(string.Create(CultureInfo.InvariantCulture, $"{truth.Period} {truth.Column} {truth.Metric}: {value:R} instead of {truth.Value:R}"));
        }

        wrong.Take(20).ShouldBeEmpty($"{wrong.Count} of {folder.Truth.Count} values differ");
        var quality = new CasePerformance(http, model, folder);
        var (lines, worse) = await quality.CompareAsync(cancel);
        worse.Take(20).ShouldBeEmpty($"{worse.Count} of {lines} values of quality differ");
        lines.ShouldBeGreaterThan(100);
        if (!File.Exists(Path.Combine(folder.Path, "truth_asof.csv"))) return;
        (lines, worse) = await quality.CompareAsOfAsync(cancel);
        worse.Take(20).ShouldBeEmpty($"{worse.Count} values known at a date differ");
        lines.ShouldBeGreaterThan(30);
    }

    private static double Tight(double value) => Math.Max(1e-9 * Math.Abs(value), 1e-12);

    private static async Task RunAsync(CancellationToken cancel, params string[] args)
    {
        var (code, output) = await VedettaProgram.RunAsync(cancel, args);
        code.ShouldBe(0, output);
    }
}
