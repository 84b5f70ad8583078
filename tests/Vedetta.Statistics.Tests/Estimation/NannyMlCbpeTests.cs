using System.Text.Json;
using Vedetta.Statistics.Estimation.NannyMl;

namespace Vedetta.Statistics.Tests.Estimation;

/// <summary>CBPE by NannyML's definitions, against its own figures.</summary>
public sealed class NannyMlCbpeTests
{
    private static readonly string[] Names = ["roc_auc", "f1", "average_precision", "precision", "recall", "specificity", "accuracy", "confusion_matrix", "business_value"];

    private static readonly (string Name, NannyMlNormalisation How, bool PerPrediction)[] Calculators =
    [
        ("cbpe", NannyMlNormalisation.None, false),
        ("cbpe[normalize_confusion_matrix=all,normalize_business_value=per_prediction]", NannyMlNormalisation.All, true),
        ("cbpe[normalize_confusion_matrix=true]", NannyMlNormalisation.True, false),
        ("cbpe[normalize_confusion_matrix=pred]", NannyMlNormalisation.Predicted, false),
    ];

    [Fact]
    public void Binary_figures_are_those_of_nannyml() => Compare("car_loan", NannyMlData.CarLoan, 5000, [[5, -10], [-50, 50]]);

    // Tied scores of several classes stand in the order of an unstable sort there: area to 1e-6, average precision to 1e-5.
    [Fact]
    public void Multiclass_figures_are_those_of_nannyml() => Compare("credit_card", NannyMlData.CreditCard, 6000, [[10, -2, -5], [-3, 8, -1], [-20, -4, 30]]);

    [Fact]
    public void Rule_of_calibration_decides_as_nannyml_does()
    {
        using var meta = JsonDocument.Parse(File.ReadAllText(SharedFolder.Require("golden", "nannyml", "car_loan_meta.json")));
        var car = NannyMlData.CarLoan("reference").Classes[0];
        var calibration = NannyMlCalibration.Fit(car.Scores, car.Labels!);
        calibration.Needed.ShouldBe(meta.RootElement.GetProperty("needs_calibration").GetBoolean());
        Near.Relative(calibration.ErrorBefore!.Value, meta.RootElement.GetProperty("ece_before").GetDouble(), 0.1); // other draws of the test rows
        using var knots = JsonDocument.Parse(File.ReadAllText(SharedFolder.Require("golden", "nannyml", "car_loan_isotonic.json")));
        var (x, y) = (knots.RootElement.GetProperty("x").EnumerateArray().Select(v => v.GetDouble()).ToArray(), knots.RootElement.GetProperty("y").EnumerateArray().Select(v => v.GetDouble()).ToArray());
        var fitted = calibration.Apply(x);
        for (var i = 0; i < x.Length; i++)
            Near.Relative(fitted[i], y[i], 1e-12, what: $"knot {x[i]}");
    }

    [Fact]
    public void Missing_score_is_refused_with_its_row() =>
        Should.Throw<ArgumentException>(() => new NannyMlRows([new NannyMlClass("1", [0.1, double.NaN], [false, true], null)])).Message.ShouldStartWith("Row 1 has no score of class '1'");

    private static void Compare(string set, Func<string, NannyMlRows> read, int chunkRows, double[][] worth)
    {
        var (reference, analysis) = (read("reference"), read("analysis"));
        var (chunks, later) = (NannyMlCbpe.Chunks(reference.Count, chunkRows), NannyMlCbpe.Chunks(analysis.Count, chunkRows));
        var fitted = NannyMlCbpe.Fit(reference, chunks, new NannyMlOptions { Metrics = [] });
        var golden = NannyMlData.Table(set + "_performance").Where(g => g.Calculator.StartsWith("cbpe", StringComparison.Ordinal)).ToLookup(g => g.Calculator, StringComparer.Ordinal);
        golden.Count.ShouldBe(Calculators.Length);
        foreach (var (calculator, how, perPrediction) in Calculators)
        {
            string[] names = calculator == "cbpe" ? Names : ["confusion_matrix", "business_value"];
            var estimator = fitted.With(chunks, new NannyMlOptions { Metrics = names, Confusion = how, CellValues = worth, ValuePerPrediction = perPrediction });
            var (before, after) = (estimator.Estimate(reference, chunks), estimator.Estimate(analysis, later));
            golden[calculator].Count().ShouldBeGreaterThan(70);
            foreach (var line in golden[calculator])
                Compare(line, (line.Reference ? before : after)[line.Chunk].Values.Single(v => v.Metric == line.Metric), tied: set == "credit_card");
        }
    }

    private static void Compare(NannyMlData.Golden line, NannyMlValue ours, bool tied)
    {
        var what = $"{line.Calculator} {(line.Reference ? "reference" : "analysis")} {line.Chunk} {line.Metric}";
        var tolerance = (tied, line.Metric) switch { (true, "roc_auc") => 1e-6, (true, "average_precision") => 1e-5, _ => 1e-9 };
        Near.Relative(ours.Value, line.Value, tolerance, what: what);
        Near.Relative(ours.Realized!.Value, line.Realized!.Value, 1e-9, what: what);
        Near.Relative(ours.LowerThreshold!.Value, line.LowerThreshold!.Value, 1e-9, what: what);
        Near.Relative(ours.UpperThreshold!.Value, line.UpperThreshold!.Value, 1e-9, what: what);
        ours.Alert.ShouldBe(line.Alert, what);
        if (line.Metric == "average_precision")
            return; // its sampling error is an unseeded bootstrap there
        // The error of the area depends on how an unstable sort leaves tied scores.
        var area = line.Metric == "roc_auc";
        Near.Relative(ours.SamplingError!.Value, line.Error!.Value, area ? 1e-4 : 1e-9, what: what);
        Near.Relative(ours.Low!.Value, line.Low!.Value, area ? 2e-6 : 1e-9, what: what);
        Near.Relative(ours.High!.Value, line.High!.Value, area ? 2e-6 : 1e-9, what: what);
    }
}
