using Vedetta.Statistics.Estimation.NannyMl;
using Vedetta.Statistics.Learners;

namespace Vedetta.Statistics.Tests.Estimation;

/// <summary>DLE by NannyML's definitions: everything but the regressor to the digit, the regressor to two per cent.</summary>
public sealed class NannyMlDleTests
{
    private static readonly string[] Features = ["car_age", "km_driven", "price_new", "accident_count", "door_count", "fuel", "transmission"];

    [Fact]
    public void Errors_thresholds_and_realized_values_are_those_of_nannyml() =>
        Compare(["mae", "mape", "mse", "rmse", "msle", "rmsle"], new BoostingOptions { Rounds = 1, Leaves = 2 }, values: false);

    [Fact]
    public void Estimates_are_those_of_nannyml_to_two_per_cent() => Compare(["mae"], BoostingOptions.Default, values: true);

    private static void Compare(string[] metrics, BoostingOptions boosting, bool values)
    {
        var (reference, analysis) = (NannyMlData.Columns("car_price_reference"), NannyMlData.Columns("car_price_analysis"));
        var chunks = NannyMlCbpe.Chunks(60_000, 6000);
        var dle = NannyMlDle.Fit(Table(reference), NannyMlData.Numbers(reference["y_pred"]), NannyMlData.Numbers(reference["y_true"]), chunks, new NannyMlOptions { Metrics = metrics }, boosting);
        var before = dle.Estimate(Table(reference), NannyMlData.Numbers(reference["y_pred"]), NannyMlData.Numbers(reference["y_true"]), chunks);
        var after = dle.Estimate(Table(analysis), NannyMlData.Numbers(analysis["y_pred"]), NannyMlData.Numbers(analysis["y_true"]), chunks);
        var golden = NannyMlData.Table("car_price_dle").Where(g => metrics.Contains(g.Metric)).ToArray();
        golden.Length.ShouldBe(20 * metrics.Length);
        foreach (var line in golden)
        {
            var what = $"{(line.Reference ? "reference" : "analysis")} {line.Chunk} {line.Metric}";
            var ours = (line.Reference ? before : after)[line.Chunk].Values.Single(v => v.Metric == line.Metric);
            Near.Relative(ours.SamplingError!.Value, line.Error!.Value, 1e-9, what: what);
            Near.Relative(ours.Realized!.Value, line.Realized!.Value, 1e-9, what: what);
            Near.Relative(ours.LowerThreshold!.Value, line.LowerThreshold!.Value, 1e-9, what: what);
            Near.Relative(ours.UpperThreshold!.Value, line.UpperThreshold!.Value, 1e-9, what: what);
            if (values)
                Near.Relative(ours.Value, line.Value, 0.02, what: what);
        }
    }

    private static LearningTable Table(Dictionary<string, string[]> columns) => new([.. Features.Select(f => f is "fuel" or "transmission"
        ? (LearningColumn)LearningColumn.Categorical(f, columns[f])
        : LearningColumn.Numeric(f, NannyMlData.Numbers(columns[f])))]);
}
