using System.Globalization;
using System.Text.Json;
using Vedetta.Statistics.Performance;
using Vedetta.Statistics.Performance.Binary;
using Vedetta.Statistics.Performance.Calibration;

namespace Vedetta.Statistics.Tests.Performance;

/// <summary>Discrimination and calibration of the formulas file, computed there by independent tools.</summary>
public class FormulaTests
{
    private static readonly Lazy<JsonElement> Golden = new(() =>
    {
        using var json = JsonDocument.Parse(File.ReadAllText(SharedFolder.Require("golden", "formulas", "golden.json")));
        return json.RootElement.Clone();
    });

    [Fact]
    public void Discrimination_agrees_with_the_formulas_file()
    {
        var (a, b, labels, weights) = Rows();
        var golden = Golden.Value.GetProperty("discrimination");
        var scores = BinaryScores.From(a, labels);
        scores.Positives.ShouldBe(golden.GetProperty("n_pos").GetInt32());
        scores.Negatives.ShouldBe(golden.GetProperty("n_neg").GetInt32());
        var area = RocAuc.Of(scores).ShouldNotBeNull();
        Check(area.Value, golden, "auc_a");
        Check((2 * area.Value) - 1, golden, "gini_a");
        Check(RocAuc.Of(BinaryScores.From(b, labels))!.Value, golden, "auc_b");
        Check(area.DeLong, golden, "delong_var_a");
        Check(RocAuc.Of(BinaryScores.From(b, labels))!.DeLong, golden, "delong_var_b");
        Check(Math.Sqrt(area.HanleyMcNeil), golden, "hanley_mcneil_se_a");
        Limits(area.Wald(), golden, "delong_ci95_a");
        Limits(area.Logit(), golden, "delong_logit_ci95_a");
        Check(KsScore.Of(scores).Value!.Value, golden, "ks_a");
        Check(AveragePrecision.Of(scores).Value!.Value, golden, "average_precision_a");

        var ipw = Golden.Value.GetProperty("ipw");
        var weighted = BinaryScores.From(a, labels, weights);
        Check(RocAuc.Of(weighted)!.Value, ipw, "weighted_auc");
        Check(weighted.Effective, ipw, "kish_ess");
        var cells = Confusion.At(weighted, ipw.GetProperty("threshold").GetDouble());
        Check(Decisions.Precision(cells).Value!.Value, ipw, "precision");
        Check(Decisions.Recall(cells).Value!.Value, ipw, "recall");
        Check(1 - Decisions.Specificity(cells).Value!.Value, ipw, "fpr");
        Check(Decisions.LabelRate(cells).Value!.Value, ipw, "prevalence_hajek");
    }

    [Fact]
    public void Calibration_agrees_with_the_formulas_file()
    {
        var (a, _, labels, _) = Rows();
        var golden = Golden.Value.GetProperty("calibration");
        var scores = BinaryScores.From(a, labels);
        var brier = ProbabilityErrors.Brier(scores).Value!.Value;
        Check(brier, golden, "brier");
        Check(ProbabilityErrors.LogLoss(scores).Value!.Value, golden, "log_loss");
        var bins = CalibrationBins.EqualWidth(scores).ShouldNotBeNull();
        Check(CalibrationError.Expected(bins).Value!.Value, golden, "ece_equal_width_10");
        Check(CalibrationError.Largest(bins).Value!.Value, golden, "mce_equal_width_10");
        var murphy = CalibrationError.Murphy(bins);
        Check(murphy.Reliability, golden.GetProperty("murphy_equal_width_10"), "reliability");
        Check(murphy.Resolution, golden.GetProperty("murphy_equal_width_10"), "resolution");
        Check(murphy.Uncertainty, golden.GetProperty("murphy_equal_width_10"), "uncertainty");
        Check(1 - (brier / murphy.Uncertainty), golden, "brier_skill");
        var equal = CalibrationBins.EqualCount(a, labels);
        Check(CalibrationError.Expected(equal).Value!.Value, golden, "ece_equal_freq_10");
        var hosmer = golden.GetProperty("hosmer_lemeshow");
        Check(CalibrationTests.HosmerLemeshow(equal, 10).Statistic!.Value, hosmer, "stat");
        Check(CalibrationTests.HosmerLemeshow(equal, 10).PValue!.Value, hosmer, "p_df_g");
        Check(CalibrationTests.HosmerLemeshow(equal, 8).PValue!.Value, hosmer, "p_df_g_minus_2");
        var z = CalibrationTests.Spiegelhalter(scores);
        Check(z.Statistic!.Value, golden, "spiegelhalter_z");
        Check(z.PValue!.Value, golden, "spiegelhalter_p_two_sided");
        // Fitted there by iteration, to fewer digits.
        var fit = Recalibration.Fit(scores).ShouldNotBeNull();
        Check(fit.Intercept, golden, "logit_intercept", 1e-6);
        Check(fit.Slope, golden, "logit_slope", 1e-6);
        Check(Recalibration.InTheLarge(scores).Value!.Value, golden, "calibration_in_the_large", 1e-6);
        Check(ProbabilityErrors.MeanScore(scores).Value!.Value, golden, "mean_pd");
    }

    [Fact]
    public void Tests_of_grades_and_periods_agree_with_the_formulas_file()
    {
        var grades = Golden.Value.GetProperty("grades");
        foreach (var row in grades.GetProperty("rows").EnumerateArray())
        {
            var (d, n, pd) = (row.GetProperty("D").GetDouble(), row.GetProperty("N").GetDouble(), row.GetProperty("PD").GetDouble());
            Check(CalibrationTests.Binomial(d, n, pd).PValue!.Value, row, "binomial_p_upper");
            Check(CalibrationTests.Jeffreys(d, n, pd).PValue!.Value, row, "jeffreys_p");
            Check(CalibrationTests.ZTest(d, n, pd).Statistic!.Value, row, "z");
            Check(CalibrationTests.ZTest(d, n, pd).PValue!.Value, row, "z_p_upper");
        }
        var periods = Golden.Value.GetProperty("normal_multiperiod");
        var test = CalibrationTests.MultiPeriodNormal(Numbers(periods.GetProperty("pd")), Numbers(periods.GetProperty("odr")));
        Check(test.Statistic!.Value, periods, "stat");
        Check(test.PValue!.Value, periods, "p_upper");
    }

    internal static (double[] A, double[] B, bool[] Labels, double[] Weights) Rows()
    {
        var lines = File.ReadAllLines(SharedFolder.Require("golden", "formulas", "scores.csv")).Skip(1).Select(l => l.Split(',')).ToArray();
        return (Column(1), Column(2), Array.ConvertAll(Column(3), y => y == 1), Column(4));

        double[] Column(int at) => Array.ConvertAll(lines, cells => double.Parse(cells[at], CultureInfo.InvariantCulture));
    }

    private static void Check(double actual, JsonElement group, string name, double tolerance = 1e-9) =>
        Near.Relative(actual, group.GetProperty(name).GetDouble(), tolerance, 1e-13, name);

    private static void Limits(Statistics.Intervals.Interval actual, JsonElement group, string name)
    {
        Near.Relative(actual.Low, group.GetProperty(name)[0].GetDouble(), 1e-9, 0, name);
        Near.Relative(actual.High, group.GetProperty(name)[1].GetDouble(), 1e-9, 0, name);
    }

    private static double[] Numbers(JsonElement list) => list.EnumerateArray().Select(v => v.GetDouble()).ToArray();
}
