using System.Text.Json;
using Vedetta.Statistics.Estimation;
using Vedetta.Statistics.Estimation.Multiclass;
using Vedetta.Statistics.Estimation.Regression;
using Vedetta.Statistics.Learners;

namespace Vedetta.Benchmarks.Estimation;

/// <summary>Labelled sets of models of several classes and of regressions: what each method said of every window.</summary>
internal static class OtherTasks
{
    private static readonly EstimatedMetric[] OfClasses = [EstimatedMetric.Accuracy, EstimatedMetric.F1Macro, EstimatedMetric.RocAucOvrMacro];
    private static readonly EstimatedMetric[] OfNumbers = [EstimatedMetric.Mae, EstimatedMetric.Rmse];

    /// <summary>Estimates every window of every such set.</summary>
    internal static IEnumerable<OtherCell> All(string shared)
    {
        var soccer = Case(shared, "soccer_forecasts");
        foreach (var cell in Classes("soccer", 1000, Scored(soccer.Reference, soccer.Types, soccer.Classes, "score_", "prediction", "label"), Scored(soccer.Production, soccer.Types, soccer.Classes, "score_", "prediction", "label"))) yield return cell;
        var card = NannyMl(shared, "credit_card", "id", "timestamp", "y_pred", "y_true", "y_pred_proba_prepaid_card", "y_pred_proba_highstreet_card", "y_pred_proba_upmarket_card");
        string[] cards = ["prepaid_card", "highstreet_card", "upmarket_card"];
        foreach (var cell in Classes("credit_card", 6000, Scored(card.Reference, card.Types, cards, "y_pred_proba_", "y_pred", "y_true"), Scored(card.Production, card.Types, cards, "y_pred_proba_", "y_pred", "y_true"))) yield return cell;
        var bike = Case(shared, "bike_regression");
        foreach (var cell in Numbers("bike", 700, Predicted(bike.Reference, bike.Types, "prediction", "label"), Predicted(bike.Production, bike.Types, "prediction", "label"))) yield return cell;
        var car = NannyMl(shared, "car_price", "id", "timestamp", "y_pred", "y_true");
        foreach (var cell in Numbers("car_price", 6000, Predicted(car.Reference, car.Types, "y_pred", "y_true"), Predicted(car.Production, car.Types, "y_pred", "y_true"))) yield return cell;
    }

    private static IEnumerable<OtherCell> Classes(string name, int rows, ClassRows reference, ClassRows production)
    {
        var estimator = MulticlassEstimator.Fit(reference, new EstimationOptions { Metrics = OfClasses, WindowRows = rows });
        var windows = Enumerable.Range(0, production.Count / rows).Select(i => production.Slice(i * rows, rows));
        return OtherCell.Of(name, "cbpe", OfClasses, estimator.Reference, windows.Select(w => (estimator.Estimate(w), estimator.Realized(w))));
    }

    private static IEnumerable<OtherCell> Numbers(string name, int rows, PredictedRows reference, PredictedRows production)
    {
        var estimator = RegressionEstimator.Fit(reference, new EstimationOptions { Metrics = OfNumbers, WindowRows = rows });
        var windows = Enumerable.Range(0, production.Count / rows).Select(i => production.Pick([.. Enumerable.Range(i * rows, rows)]));
        return OtherCell.Of(name, "dle", OfNumbers, estimator.Reference, windows.Select(w => (estimator.Estimate(w), estimator.Realized(w))));
    }

    private static (CsvFile Reference, CsvFile Production, Dictionary<string, bool> Types, string[] Classes) Case(string shared, string folder)
    {
        var path = Path.Combine(shared, "data", "cases", folder);
        using var description = JsonDocument.Parse(File.ReadAllText(Path.Combine(path, "case.json")));
        var types = description.RootElement.GetProperty("features").EnumerateArray()
            .ToDictionary(f => f.GetProperty("name").GetString()!, f => f.GetProperty("type").GetString() == "numeric", StringComparer.Ordinal);
        var classes = description.RootElement.TryGetProperty("classes", out var named) ? named.EnumerateArray().Select(c => c.GetString()!).ToArray() : [];
        return (CsvFile.Read(Path.Combine(path, "reference.csv.gz")), CsvFile.Read(Path.Combine(path, "production.csv.gz")), types, classes);
    }

    private static (CsvFile Reference, CsvFile Production, Dictionary<string, bool> Types) NannyMl(string shared, string name, params string[] others)
    {
        var reference = CsvFile.Read(Path.Combine(shared, "data", "nannyml", name + "_reference.csv.gz"));
        var production = CsvFile.Read(Path.Combine(shared, "data", "nannyml", name + "_analysis.csv.gz"));
        return (reference, production, reference.Names.Except(others, StringComparer.Ordinal).ToDictionary(c => c, c => reference.IsNumeric(c) && production.IsNumeric(c), StringComparer.Ordinal));
    }

    private static LearningTable Features(CsvFile csv, Dictionary<string, bool> types) => new([.. types.Select<KeyValuePair<string, bool>, LearningColumn>(t => t.Value
        ? LearningColumn.Numeric(t.Key, csv.Numbers(t.Key))
        : LearningColumn.Categorical(t.Key, [.. csv[t.Key].Select(c => c.Length == 0 ? null : c)]))]);

    private static ClassRows Scored(CsvFile csv, Dictionary<string, bool> types, string[] classes, string prefix, string prediction, string label) => new(
        [.. classes.Select(c => csv.Numbers(prefix + c))],
        [.. csv[prediction].Select(c => Array.IndexOf(classes, c))],
        [.. csv[label].Select(c => Array.IndexOf(classes, c))], // a class that is none of them is a label not known
        Features(csv, types));

    private static PredictedRows Predicted(CsvFile csv, Dictionary<string, bool> types, string prediction, string label) => new(csv.Numbers(prediction), Features(csv, types), csv.Numbers(label));
}
