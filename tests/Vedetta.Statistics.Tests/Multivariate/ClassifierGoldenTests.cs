using System.Globalization;
using Vedetta.Statistics.Learners;
using Vedetta.Statistics.Performance.Binary;
using Vedetta.Statistics.Tests.Learners;

namespace Vedetta.Statistics.Tests.Multivariate;

/// <summary>The domain classifier as NannyML runs it with LightGBM: five folds in the order of rows, areas of the pooled predictions.</summary>
public class ClassifierGoldenTests
{
    private static readonly string[] Columns = ["car_value", "salary_range", "debt_to_income_ratio", "loan_length", "repaid_loan_on_prev_car", "size_of_downpayment", "driver_tenure"];

    [Fact]
    public void Area_of_a_drifted_chunk_is_within_two_per_cent_of_the_one_of_lightgbm()
    {
        var reference = CsvTable.Read("data", "nannyml", "car_loan_reference.csv.gz").Features(Columns);
        var analysis = CsvTable.Read("data", "nannyml", "car_loan_analysis.csv.gz").Features(Columns);
        var golden = File.ReadLines(SharedFolder.Require("golden", "nannyml", "car_loan_domain_classifier.csv")).Skip(1).Select(l => l.Split(','))
            .Where(c => c[1] == "analysis").Select(c => (Start: int.Parse(c[4], CultureInfo.InvariantCulture), End: int.Parse(c[5], CultureInfo.InvariantCulture), Area: double.Parse(c[9], CultureInfo.InvariantCulture))).ToArray();
        var (start, end, area) = golden.MaxBy(g => g.Area);
        var chunk = end - start + 1;
        var table = reference.Append(analysis.Pick([.. Enumerable.Range(start, chunk)]));
        var label = Enumerable.Range(0, table.Rows).Select(i => i < reference.Rows ? 0.0 : 1.0).ToArray();
        var fold = Enumerable.Range(0, table.Rows).Select(i => i < reference.Rows ? i / (reference.Rows / 5) : (i - reference.Rows) / (chunk / 5)).ToArray();
        var scores = new double[table.Rows];
        // Two of the five folds say as much as the tolerance asks for, in less than half the time.
        var kept = Enumerable.Range(0, table.Rows).Where(i => fold[i] is 1 or 3).ToArray();
        foreach (var f in new[] { 1, 3 })
        {
            var outside = Enumerable.Range(0, table.Rows).Where(i => fold[i] == f).ToArray();
            var inside = Enumerable.Range(0, table.Rows).Where(i => fold[i] != f).ToArray();
            var fit = BoostedTrees.Fit(table.Pick(inside), Array.ConvertAll(inside, i => label[i]), BoostingLoss.LogLoss);
            foreach (var (score, row) in fit.Predict(table.Pick(outside)).Zip(outside))
                scores[row] = score;
        }
        Near.Relative(RocAuc.Of(BinaryScores.From(Array.ConvertAll(kept, i => scores[i]), Array.ConvertAll(kept, i => label[i] > 0)))!.Value, area, 0.02);
    }
}
