using System.Globalization;
using Vedetta.Core.Readings;
using Vedetta.Core.Time;

namespace Vedetta.Core.Tests.Cases;

/// <summary>Numbers read through questions agree with those computed by other programs.</summary>
public class CaseReadingTests
{
    private static readonly Dictionary<string, string> Methods = new(StringComparer.Ordinal) { ["psi"] = "psi", ["ks_stat"] = "ks", ["chi2_stat"] = "chi2" };

    [Theory]
    [InlineData("elec2")]
    [InlineData("bike_regression")]
    [InlineData("california_housing")]
    [InlineData("soccer_forecasts")]
    [InlineData("mlb_forecasts")]
    [InlineData("hotel_cancellation")]
    [InlineData("adult_education_split")]
    [InlineData("ma_employment")]
    public async Task Periods_agree_with_the_truth(string name)
    {
        await using var stage = await CaseWorld.OpenAsync(name, new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        await stage.ImportAsync();
        var every = stage.Period == "year" ? WindowSize.Year : WindowSize.Month;
        var format = stage.Period == "year" ? "yyyy" : "yyyy-MM";
        var values = new Dictionary<(string Period, string Column, string Metric), double?>();
        foreach (var (metric, method) in Methods)
        {
            foreach (var (size, period) in new[] { (every, (string?)null), (WindowSize.All, "production") })
            {
                var answer = await stage.Readings.DriftAsync(CaseWorld.Id, new DriftQuestion(new SeriesQuestion(Every: size), method), default);
                foreach (var column in answer.Columns)
                    foreach (var point in column.Points)
                        values[(period ?? point.Window.From.ToString(format, CultureInfo.InvariantCulture), column.Column, metric)] = point.Reading.Value;
            }
        }

        foreach (var size in new[] { every, WindowSize.All })
        {
            var answer = await stage.Readings.QualityAsync(CaseWorld.Id, new SeriesQuestion(Every: size), default);
            foreach (var column in answer.Columns)
            {
                foreach (var point in column.Points)
                {
                    var period = size == WindowSize.All ? "production" : point.Window.From.ToString(format, CultureInfo.InvariantCulture);
                    values[(period, column.Column, "n")] = point.N;
                    values[(period, column.Column, "missing_rate")] = point.MissingRate;
                    values[(period, column.Column, "new_category_rate")] = point.NewCategoryRate;
                    values[(period, column.Column, "categories")] = point.Categories;
                    values[(period, column.Column, "mean")] = point.Mean;
                    values[(period, column.Column, "std")] = point.Std;
                }
            }
        }

        var compared = 0;
        foreach (var (period, column, kind, metric, value) in stage.Truth())
        {
            if (kind == "numeric" && metric.StartsWith("chi2", StringComparison.Ordinal)) continue;
            if (!values.TryGetValue((period, column, metric), out var ours)) continue;
            ours.ShouldNotBeNull($"{name} {period} {column} {metric}");

            // KS of profiles is known within one cell of the grid on each side: 2/256 at most.
            var tolerance = metric == "ks_stat" ? 2.0 / 256 : Math.Max(1e-9 * Math.Abs(value), 1e-11);
            Math.Abs(ours.Value - value).ShouldBeLessThanOrEqualTo(tolerance, $"{name} {period} {column} {metric}: {ours} against {value}");
            compared++;
        }

        compared.ShouldBeGreaterThan(100);
    }
}
