using System.Globalization;
using System.Text;
using System.Text.Json;
using Vedetta.Cli.Tests.CommandLine;

namespace Vedetta.Cli.Tests.Detecting;

public sealed class DetectCommandTests : IDisposable
{
    private readonly TrialFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Detect_json_has_the_shape_of_the_contract()
    {
        var trial = await CommandTrial.RunAsync("detect", Errors(), "--column", "error", "--detector", "adwin", "--json");
        trial.Code.ShouldBe(0);
        trial.Error.ShouldBeEmpty();
        using var json = JsonDocument.Parse(trial.Out);
        json.RootElement.GetProperty("detector").GetString().ShouldBe("adwin");
        json.RootElement.GetProperty("n").GetInt32().ShouldBe(2000);
        json.RootElement.GetProperty("signals").EnumerateArray().ShouldHaveSingleItem().GetInt32().ShouldBeInRange(1000, 1150);
        json.RootElement.GetProperty("warnings").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task Detect_table_is_as_accepted()
    {
        (await CommandTrial.RunAsync("detect", Errors(), "--column", "error", "--detector", "hddm_a")).Out.ShouldBeAccepted("detect-table");
    }

    [Fact]
    public async Task Detect_table_of_many_signals_is_cut()
    {
        var trial = await CommandTrial.RunAsync("detect", Errors(), "--column", "error", "--detector", "shewhart", "--set", "k=1,mean=0,sd=0.9");
        trial.Out.ShouldContain("more; --json lists all");
        trial.Out.Split('\n').Length.ShouldBeLessThan(50);
    }

    [Fact]
    public async Task Detect_booleans_are_read_as_one_and_zero()
    {
        var numbers = await CommandTrial.RunAsync("detect", Errors(), "--column", "error", "--detector", "ddm", "--json");
        var truths = await CommandTrial.RunAsync("detect", Errors(value => value == 1 ? "true" : "false"), "--column", "error", "--detector", "ddm", "--json");
        truths.Out.ShouldBe(numbers.Out);
    }

    [Fact]
    public async Task Detect_missing_values_are_counted_and_keep_their_row_numbers()
    {
        var file = Errors(value => value == 1 ? "1" : "0", row => row < 500);
        using var json = JsonDocument.Parse((await CommandTrial.RunAsync("detect", file, "--column", "error", "--detector", "adwin", "--json")).Out);
        json.RootElement.GetProperty("skipped").GetInt32().ShouldBe(500);
        json.RootElement.GetProperty("n").GetInt32().ShouldBe(2000);
        json.RootElement.GetProperty("signals")[0].GetInt32().ShouldBeGreaterThan(1000);
    }

    [Fact]
    public async Task Detect_infinite_and_nan_values_are_skipped_and_poison_nothing()
    {
        var clean = await CommandTrial.RunAsync("detect", Errors(), "--column", "error", "--detector", "adwin", "--json");
        var file = Errors();
        var lines = File.ReadAllLines(file);
        lines[5] = "-inf,a";
        lines[9] = "nan,a";
        File.WriteAllLines(file, lines);
        using var json = JsonDocument.Parse((await CommandTrial.RunAsync("detect", file, "--column", "error", "--detector", "adwin", "--json")).Out);
        json.RootElement.GetProperty("skipped").GetInt32().ShouldBe(2);
        using var expected = JsonDocument.Parse(clean.Out);
        var usual = expected.RootElement.GetProperty("signals")[0].GetInt32();
        json.RootElement.GetProperty("signals")[0].GetInt32().ShouldBeInRange(usual - 32, usual + 32);
    }

    [Fact]
    public async Task Detect_set_changes_the_parameters()
    {
        using var json = JsonDocument.Parse((await CommandTrial.RunAsync("detect", Errors(), "--column", "error", "--detector", "adwin", "--set", "clock=1,delta=0.05", "--set", "cuts=legacy", "--json")).Out);
        var parameters = json.RootElement.GetProperty("parameters");
        parameters.GetProperty("clock").GetDouble().ShouldBe(1);
        parameters.GetProperty("delta").GetDouble().ShouldBe(0.05);
        parameters.GetProperty("cuts").GetString().ShouldBe("legacy");
    }

    [Fact]
    public async Task Detect_calibrate_says_the_average_run_it_reached()
    {
        using var json = JsonDocument.Parse((await CommandTrial.RunAsync("detect", Errors(), "--column", "error", "--detector", "cusum", "--calibrate", Errors(after: 0.2), "--arl", "2000", "--json")).Out);
        var calibration = json.RootElement.GetProperty("calibration");
        calibration.GetProperty("low").GetDouble().ShouldBeLessThan(calibration.GetProperty("arl").GetDouble());
        calibration.GetProperty("high").GetDouble().ShouldBeGreaterThan(2000);
        json.RootElement.GetProperty("parameters").GetProperty("mean").GetDouble().ShouldBe(0.2, 0.03);
    }

    [Theory]
    [InlineData("there is no file", "nowhere.csv", "error", "adwin")]
    [InlineData("has no column 'eror'; it has error, name; did you mean 'error'?", "{file}", "eror", "adwin")]
    [InlineData("no detector is named 'adwim'; use one of adwin", "{file}", "error", "adwim")]
    [InlineData("did you mean 'adwin'?", "{file}", "error", "adwim")]
    [InlineData("column 'name' holds texts such as 'a0'", "{file}", "name", "adwin")]
    [InlineData("adwin has no parameter 'delt'; it has delta", "{file}", "error", "adwin", "--set", "delt=1")]
    [InlineData("clock is '0.5'; it takes a whole number from 1", "{file}", "error", "adwin", "--set", "clock=0.5")]
    [InlineData("it takes all, legacy", "{file}", "error", "adwin", "--set", "cuts=some")]
    [InlineData("'delta' is no parameter; write name=value", "{file}", "error", "adwin", "--set", "delta")]
    [InlineData("has no threshold to calibrate", "{file}", "error", "confidence_sequence", "--calibrate", "{file}")]
    [InlineData("the average run is 3", "{file}", "error", "adwin", "--calibrate", "{file}", "--arl", "3")]
    [InlineData("calibration needs 50", "{file}", "error", "adwin", "--calibrate", "{short}")]
    [InlineData("holds 0.5 in row 1; ddm takes 0 and 1", "{short}", "error", "ddm")]
    public async Task Detect_wrong_use_is_one_line_and_exit_code_2(string expected, string file, string column, string detector, params string[] more)
    {
        string Path(string text) => text switch
        {
            "{file}" => Errors(),
            "{short}" => _folder.Write("short.csv", "error\n0\n0.5\n1\n"),
            _ => text,
        };
        var trial = await CommandTrial.RunAsync(["detect", Path(file), "--column", column, "--detector", detector, .. more.Select(Path)]);
        trial.Code.ShouldBe(2);
        trial.Out.ShouldBeEmpty();
        trial.Error.ShouldContain(expected);
        trial.Error.TrimEnd().ShouldNotContain("\n");
    }

    [Fact]
    public async Task Detect_empty_column_has_no_signal()
    {
        var file = _folder.Write("header.csv", "error\n");
        using var json = JsonDocument.Parse((await CommandTrial.RunAsync("detect", file, "--column", "error", "--detector", "adwin", "--json")).Out);
        json.RootElement.GetProperty("n").GetInt32().ShouldBe(0);
        json.RootElement.GetProperty("signals").GetArrayLength().ShouldBe(0);
    }

    // 2,000 errors with rate 0.2, and with another from the middle on.
    private string Errors(Func<int, string>? written = null, Func<int, bool>? missing = null, double after = 0.6)
    {
        var text = new StringBuilder("error,name\n");
        uint state = 7;
        for (var row = 0; row < 2000; row++)
        {
            state = (state * 1664525) + 1013904223;
            var bit = (state >> 8) / (double)(1 << 24) < (row < 1000 ? 0.2 : after) ? 1 : 0;
            var cell = missing?.Invoke(row) == true ? "" : written?.Invoke(bit) ?? bit.ToString(CultureInfo.InvariantCulture);
            text.Append(cell).Append(",a").Append(row % 3).Append('\n');
        }

        return _folder.Write($"errors{Directory.GetFiles(_folder.Root).Length}.csv", text.ToString());
    }
}
