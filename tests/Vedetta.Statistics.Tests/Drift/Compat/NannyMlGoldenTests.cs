using Vedetta.Statistics.Drift;
using Vedetta.Statistics.Drift.Compat;

namespace Vedetta.Statistics.Tests.Drift.Compat;

/// <summary>The drift, data quality and statistics of golden/nannyml, every chunk of reference and analysis.</summary>
public class NannyMlGoldenTests
{
    [Theory]
    [InlineData("car_loan", "car_loan_univariate.csv", 720)]
    [InlineData("titanic", "titanic_all.csv", 704)]
    public void Univariate_drift_thresholds_and_alerts_agree(string set, string file, int lines)
    {
        var table = NannyMlTable.Read(set);
        var golden = NannyMlTable.Golden(file).Where(l => l["calculator"] == "univariate_drift").ToArray();
        golden.Length.ShouldBe(lines);
        foreach (var column in golden.GroupBy(l => l.Column))
        {
            var numeric = column.Any(l => l["metric"] == "wasserstein");
            foreach (var metric in column.GroupBy(l => l["metric"]))
            {
                var values = metric.ToDictionary(l => l, l => numeric ? Numeric(table, l) : Categorical(table, l));
                foreach (var (line, value) in values)
                    Near.Relative(value, line.Number("value") ?? double.NaN, 1e-9, 1e-12, $"{set} {line}");
                var threshold = NannyMlThreshold.StandardDeviation([.. values.Where(v => v.Key.Reference).Select(v => v.Value)], 0, numeric && metric.Key == "wasserstein" ? null : 1);
                foreach (var (line, value) in values)
                {
                    if (line.Number("upper_threshold") is { } upper)
                        Near.Relative(threshold.Upper!.Value, upper, 1e-9, 1e-12, $"{set} {line}");
                    var alert = metric.Key == "chi2" ? ChiSquareAlerts(table, line) : value > threshold.Upper;
                    alert.ShouldBe(line.Alert, $"{set} {line}");
                }
            }
        }
    }

    [Fact]
    public void Bins_of_doane_are_those_of_the_meta_file()
    {
        var table = NannyMlTable.Read("car_loan");
        using var meta = System.Text.Json.JsonDocument.Parse(File.ReadAllText(SharedFolder.Require("golden", "nannyml", "car_loan_meta.json")));
        foreach (var column in meta.RootElement.GetProperty("doane_bins").EnumerateObject())
        {
            var bins = new NannyMlNumeric(table.Numbers(column.Name, reference: true)).Bins;
            bins.Count.ShouldBe(column.Value.GetArrayLength(), column.Name);
            foreach (var (edge, expected) in bins.Zip(column.Value.EnumerateArray()))
                Near.Relative(edge, expected.GetDouble(), 1e-12, 1e-12, column.Name);
        }
    }

    [Theory]
    [InlineData("car_loan", "car_loan_quality_multivariate.csv")]
    [InlineData("titanic", "titanic_all.csv")]
    public void Missing_values_with_errors_thresholds_and_alerts_agree(string set, string file)
    {
        var table = NannyMlTable.Read(set);
        var golden = NannyMlTable.Golden(file).Where(l => l["calculator"].StartsWith("missing_values", StringComparison.Ordinal)).ToArray();
        golden.Length.ShouldBeGreaterThan(100);
        foreach (var column in golden.GroupBy(l => (l["calculator"], l.Column)))
        {
            var asRate = !column.Key.Item1.Contains("False", StringComparison.Ordinal);
            var whole = table.Texts(column.Key.Column, reference: true);
            var rate = whole.Count(t => t.Length == 0) / (double)whole.Length;
            double Value(NannyMlTable.Line line)
            {
                var rows = table.Texts(line.Column, line.Reference)[line.Rows];
                double missing = rows.Count(t => t.Length == 0);
                return asRate ? missing / rows.Length : missing;
            }
            double? most = asRate ? 1 : null;
            var threshold = NannyMlThreshold.StandardDeviation([.. column.Where(l => l.Reference).Select(Value)], 0, most);
            foreach (var line in column)
            {
                var value = Value(line);
                var error = NannyMlQuality.MissingError(rate, table.Texts(line.Column, line.Reference)[line.Rows].Length, asRate);
                var what = $"{set} {line} {line.Column}";
                Near.Relative(value, line.Number("value")!.Value, 1e-9, 1e-12, what);
                Near.Relative(error, line.Number("sampling_error")!.Value, 1e-9, 1e-12, what);
                Near.Relative(Math.Max(0, value - (3 * error)), line.Number("lower_confidence_boundary")!.Value, 1e-9, 1e-12, what);
                Near.Relative(Math.Min(most ?? double.MaxValue, value + (3 * error)), line.Number("upper_confidence_boundary")!.Value, 1e-9, 1e-12, what);
                Near.Relative(threshold.Lower!.Value, line.Number("lower_threshold")!.Value, 1e-9, 1e-12, what);
                Near.Relative(threshold.Upper!.Value, line.Number("upper_threshold")!.Value, 1e-9, 1e-12, what);
                threshold.Alerts(value).ShouldBe(line.Alert, what);
            }
        }
    }

    [Theory]
    [InlineData("car_loan", "car_loan_quality_multivariate.csv")]
    [InlineData("titanic", "titanic_all.csv")]
    public void Unseen_values_and_range_agree(string set, string file)
    {
        var table = NannyMlTable.Read(set);
        var golden = NannyMlTable.Golden(file).Where(l => l["calculator"].StartsWith("unseen", StringComparison.Ordinal) || l["calculator"] == "numerical_range").ToArray();
        golden.Length.ShouldBeGreaterThan(100);
        foreach (var line in golden)
        {
            double value;
            if (line["calculator"] == "numerical_range")
            {
                var known = Array.FindAll(table.Numbers(line.Column, reference: true), double.IsFinite);
                value = NannyMlQuality.OutOfRange(known.Min(), known.Max(), table.Numbers(line.Column, line.Reference).AsSpan(line.Rows));
            }
            else
            {
                var rows = table.Categories(line.Column, line.Reference, line.Rows);
                value = NannyMlQuality.Unseen(CategoricalSample.From(table.Categories(line.Column, reference: true)), CategoricalSample.From(rows));
                if (!line["calculator"].Contains("False", StringComparison.Ordinal))
                    value /= rows.Length;
            }
            Near.Relative(value, line.Number("value")!.Value, 1e-9, 1e-12, $"{set} {line} {line.Column}");
            new NannyMlThreshold(null, line.Number("upper_threshold")).Alerts(value).ShouldBe(line.Alert, $"{set} {line}");
        }
    }

    [Fact]
    public void Summary_statistics_with_errors_thresholds_and_alerts_agree()
    {
        var table = NannyMlTable.Read("car_loan");
        var golden = NannyMlTable.Golden("car_loan_quality_multivariate.csv")
            .Where(l => l["calculator"].StartsWith("stats_", StringComparison.Ordinal) && l["calculator"] != "stats_row_count").ToArray();
        golden.Length.ShouldBe(320);
        foreach (var group in golden.GroupBy(l => (l["calculator"], l.Column)))
        {
            var reference = new NannyMlStatistics(table.Numbers(group.Key.Column, reference: true));
            var values = group.ToDictionary(l => l, l => Statistic(group.Key.Item1, table.Numbers(l.Column, l.Reference).AsSpan(l.Rows)));
            double? least = group.Key.Item1 == "stats_std" ? 0 : null;
            var threshold = NannyMlThreshold.StandardDeviation([.. values.Where(v => v.Key.Reference).Select(v => v.Value)], least);
            foreach (var (line, value) in values)
            {
                var what = $"{line} {line.Column}";
                Near.Relative(value, line.Number("value")!.Value, 1e-9, 1e-12, what);
                var error = Error(group.Key.Item1, reference, line.Rows.End.Value - line.Rows.Start.Value);
                Near.Relative(error, line.Number("sampling_error")!.Value, 1e-9, 1e-12, what);
                Near.Relative(threshold.Lower!.Value, line.Number("lower_threshold")!.Value, 1e-9, 1e-9, what);
                Near.Relative(threshold.Upper!.Value, line.Number("upper_threshold")!.Value, 1e-9, 1e-9, what);
                threshold.AlertsInclusive(value).ShouldBe(line.Alert, what);
            }
        }
    }

    private static double Statistic(string name, ReadOnlySpan<double> chunk) => name switch
    {
        "stats_avg" => NannyMlStatistics.Average(chunk),
        "stats_sum" => NannyMlStatistics.Sum(chunk),
        "stats_median" => NannyMlStatistics.Median(chunk),
        _ => NannyMlStatistics.StandardDeviation(chunk),
    };

    private static double Error(string name, NannyMlStatistics reference, long rows) => name switch
    {
        "stats_avg" => reference.AverageError(rows),
        "stats_sum" => reference.SumError(rows),
        "stats_median" => reference.MedianError(rows),
        _ => reference.StandardDeviationError(rows),
    };

    private static double Numeric(NannyMlTable table, NannyMlTable.Line line)
    {
        var fitted = table.Fitted(line.Column);
        var chunk = table.Numbers(line.Column, line.Reference).AsSpan(line.Rows);
        return line["metric"] switch
        {
            "kolmogorov_smirnov" => fitted.KolmogorovSmirnov(chunk),
            "wasserstein" => fitted.Wasserstein(chunk),
            "hellinger" => fitted.Hellinger(chunk),
            _ => fitted.JensenShannon(chunk),
        };
    }

    private static double Categorical(NannyMlTable table, NannyMlTable.Line line)
    {
        var fitted = table.FittedCategories(line.Column);
        var chunk = CategoricalSample.From(table.Categories(line.Column, line.Reference, line.Rows));
        return line["metric"] switch
        {
            "chi2" => fitted.Chi2(chunk).Statistic,
            "l_infinity" => fitted.LInfinity(chunk),
            "hellinger" => fitted.Hellinger(chunk),
            _ => fitted.JensenShannon(chunk),
        };
    }

    private static bool ChiSquareAlerts(NannyMlTable table, NannyMlTable.Line line)
    {
        var fitted = table.FittedCategories(line.Column);
        return fitted.Chi2(CategoricalSample.From(table.Categories(line.Column, line.Reference, line.Rows))).PValue < 0.05;
    }
}
