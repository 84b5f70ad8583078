using System.Globalization;
using System.Text;
using Vedetta.Statistics.Estimation;
using Vedetta.Statistics.Estimation.Binary;
using Vedetta.Statistics.Estimation.Calibration;
using Vedetta.Statistics.Estimation.NannyMl;

namespace Vedetta.Statistics.Tests.Estimation;

/// <summary>The page of the documentation that shows our figures beside NannyML's.</summary>
public sealed class SideBySideTests
{
    private static readonly CellValues Worth = new(5, -10, -50, 50);

    [Fact]
    public void Page_of_both_figures_is_what_both_compute()
    {
        var page = Page();
        var path = Path.Combine(SharedFolder.RepositoryRoot, "docs", "statistics", "estimation-nannyml.md");
        if (Environment.GetEnvironmentVariable("VEDETTA_ACCEPT") == "1")
            File.WriteAllText(path, page);
        File.Exists(path).ShouldBeTrue("docs/statistics/estimation-nannyml.md is missing; VEDETTA_ACCEPT=1 writes it");
        File.ReadAllText(path).ShouldBe(page);
    }

    private static string Page()
    {
        var (reference, analysis) = (NannyMlData.CarLoan("reference"), NannyMlData.CarLoan("analysis"));
        var chunks = NannyMlCbpe.Chunks(50_000, 5000);
        var theirs = NannyMlCbpe.Fit(reference, chunks, new NannyMlOptions
        {
            Metrics = ["roc_auc", "average_precision", "f1", "precision", "recall", "specificity", "accuracy", "business_value"],
            CellValues = [[5, -10], [-50, 50]],
            ValuePerPrediction = true,
        }).Estimate(analysis, chunks)[5];
        var options = new EstimationOptions { Method = EstimationMethod.Cbpe, CellValues = Worth, Calibrator = CalibratorKind.Isotonic, WindowRows = 5000 };
        var scored = new ScoredRows(analysis.Classes[0].Scores, analysis.Classes[0].Predicted);
        var ours = BinaryEstimator.Fit(new ScoredRows(reference.Classes[0].Scores, reference.Classes[0].Predicted, reference.Classes[0].Labels), options).Estimate(scored.Slice(25_000, 5000));
        var text = new StringBuilder();
        text.Append("# Estimates of Vedetta and of NannyML side by side\n\n");
        text.Append("CBPE of rows 25,000 to 29,999 of NannyML's car loan data, learnt from its reference. `--compat nannyml` follows the definitions of NannyML 0.13 (its rounding to five decimals, its band of three sampling errors of the reference, its business value per prediction); the default is Vedetta's own. A test computes both columns.\n\n");
        text.Append("| metric | realized | `--compat nannyml` | its band | Vedetta | 95 % interval | difference |\n|---|---|---|---|---|---|---|\n");
        foreach (var value in theirs.Values)
        {
            var own = ours.Find(EstimatedMetrics.Find(value.Metric)!.Value)!;
            var scale = value.Metric == "business_value" ? 5000 : 1;
            text.Append(string.Create(CultureInfo.InvariantCulture, $"| {value.Metric} | {value.Realized:0.00000} | {value.Value:0.00000} | {(value.Low is null ? "not reproducible there" : string.Create(CultureInfo.InvariantCulture, $"{value.Low:0.0000} to {value.High:0.0000}"))} | {own.Value / scale:0.00000} | {own.Low / scale:0.0000} to {own.High / scale:0.0000} | {Why(value.Metric)} |\n"));
        }
        text.Append("\nFurther differences: one missing score makes NannyML refuse the whole analysis, Vedetta leaves the row out and says so; NannyML's band says how the reference scatters and not how certain the estimate is; NannyML's threshold alarms by the point, Vedetta by the bound of the interval.\n");
        return text.ToString();
    }

    private static string Why(string metric) => metric switch
    {
        "roc_auc" => "a row is not compared with itself; ties count one half",
        "average_precision" => "ties are one step; a row's own label is in both factors",
        "business_value" => "per row here; per predicted class and summed over both there",
        _ => "none",
    };
}
