using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using Vedetta.Statistics.Performance;
using Vedetta.Statistics.Performance.Binary;
using Vedetta.Statistics.Performance.Compat;
using Vedetta.Statistics.Performance.Multiclass;
using Vedetta.Statistics.Performance.Regression;

namespace Vedetta.Statistics.Tests.Performance;

/// <summary>Realized values of NannyML's tables, chunk by chunk: the default where definitions agree, the compatible one where they do not.</summary>
public class NannyMlRealizedTests
{
    [Fact]
    public void Car_loan_agrees_in_every_chunk()
    {
        using var meta = Meta("car_loan");
        var values = Table(meta.RootElement.GetProperty("business_value_matrix"));
        var different = 0;
        Compare("car_loan", 5000, 500, (rows, from, to, line) =>
        {
            var labels = Array.ConvertAll(rows["repaid"][from..to], c => c is "1" or "1.0");
            var predictions = Array.ConvertAll(rows["y_pred"][from..to], c => c == "1");
            var cells = Confusion.Of(predictions, labels);
            var counts = ClassCounts.Of(2, Array.ConvertAll(labels, Number), Array.ConvertAll(predictions, Number));
            if (line.Metric == "business_value" && line.Calculator.Contains("per_prediction", StringComparison.Ordinal) && Math.Abs(BusinessValue.Of(counts, values, perRow: true).Value!.Value - line.Value) > 1e-6)
                different++;
            return line.Metric switch
            {
                "business_value" => Business(counts, values, line.Calculator),
                "true_positive" => Cell(counts, 1, 1, line.Calculator),
                "false_positive" => Cell(counts, 0, 1, line.Calculator),
                "true_negative" => Cell(counts, 0, 0, line.Calculator),
                "false_negative" => Cell(counts, 1, 0, line.Calculator),
                _ => new BinaryPerformance(BinaryScores.From(Numbers(rows["y_pred_proba"], from, to), labels), cells).Measure(PerformanceMetrics.Parse(line.Metric)).Value!.Value,
            };
        });
        // Its "per prediction" is per predicted class: the two definitions are held apart on purpose.
        different.ShouldBe(20);
    }

    [Fact]
    public void Credit_card_agrees_in_every_chunk()
    {
        using var meta = Meta("credit_card");
        var values = Table(meta.RootElement.GetProperty("business_value_matrix_rows_true_cols_pred_in_sorted_class_order"));
        var classes = meta.RootElement.GetProperty("classes").EnumerateArray().Select(c => c.GetString()!).ToArray();
        Compare("credit_card", 6000, 900, (rows, from, to, line) =>
        {
            var labels = Array.ConvertAll(rows["y_true"][from..to], c => Array.IndexOf(classes, c));
            var predictions = Array.ConvertAll(rows["y_pred"][from..to], c => Array.IndexOf(classes, c));
            var counts = ClassCounts.Of(3, labels, predictions);
            if (line.Metric == "business_value")
                return Business(counts, values, line.Calculator);
            if (line.Metric.StartsWith("true_", StringComparison.Ordinal))
            {
                var parts = line.Metric["true_".Length..].Split("_pred_");
                return Cell(counts, Array.IndexOf(classes, parts[0]), Array.IndexOf(classes, parts[1]), line.Calculator);
            }
            var columns = Array.ConvertAll(classes, c => Numbers(rows["y_pred_proba_" + c], from, to));
            var measured = new MulticlassPerformance(3, labels, predictions, Enumerable.Range(0, labels.Length).SelectMany(i => columns.Select(c => c[i])).ToArray());
            return line.Metric switch
            {
                "roc_auc" => measured.Measure(PerformanceMetric.RocAucOvrMacro).Value!.Value,
                "f1" => measured.Measure(PerformanceMetric.F1Macro).Value!.Value,
                "precision" => measured.Measure(PerformanceMetric.PrecisionMacro).Value!.Value,
                "recall" => measured.Measure(PerformanceMetric.RecallMacro).Value!.Value,
                "accuracy" => measured.Measure(PerformanceMetric.Accuracy).Value!.Value,
                // Unweighted means over the classes, each against the rest.
                "specificity" => Enumerable.Range(0, 3).Average(k => Decisions.Specificity(Confusion.Of(Array.ConvertAll(predictions, p => p == k), Array.ConvertAll(labels, l => l == k))).Value!.Value),
                "average_precision" => Enumerable.Range(0, 3).Average(k => AveragePrecision.Of(BinaryScores.From(columns[k], Array.ConvertAll(labels, l => l == k))).Value!.Value),
                _ => throw new InvalidOperationException(line.Metric),
            };
        });
    }

    [Fact]
    public void Car_price_agrees_in_every_chunk() =>
        Compare("car_price", 6000, 120, (rows, from, to, line) =>
            new RegressionPerformance(Numbers(rows["y_pred"], from, to), Numbers(rows["y_true"], from, to)).Measure(PerformanceMetrics.Parse(line.Metric)).Value!.Value);

    [Fact]
    public void Area_of_probabilities_is_rounded_as_theirs_and_near_the_exact_one()
    {
        double[] scores = [0.9, 0.7, 0.4, 0.2];
        // Whole labels are not changed by rounding.
        Near.Relative(NannyMlDefinitions.RocAuc([1, 0, 1, 0]), RocAuc.Of(BinaryScores.From(scores, [true, false, true, false]))!.Value, 1e-12);
        // Sums .3333333, .6666666 and so on are cut at five decimals.
        NannyMlDefinitions.RocAuc([0.3333333, 0.3333333, 0.3333333]).ShouldNotBe(NannyMlDefinitions.RocAuc([0.33333, 0.33333, 0.33333]));
    }

    private static void Compare(string name, int size, int expected, Func<Dictionary<string, string[]>, int, int, Line, double> measure)
    {
        var tables = new Dictionary<string, Dictionary<string, string[]>>(StringComparer.Ordinal)
        {
            ["reference"] = Rows(name + "_reference.csv.gz"),
            ["analysis"] = Rows(name + "_analysis.csv.gz"),
        };
        var compared = 0;
        foreach (var text in File.ReadLines(SharedFolder.Require("golden", "nannyml", name + "_performance.csv")).Skip(1))
        {
            // Only the first cell may be quoted.
            var cut = text[0] == '"' ? text.IndexOf('"', 1) + 1 : text.IndexOf(',', StringComparison.Ordinal);
            var (calculator, cells) = (text[..cut].Trim('"'), text[(cut + 1)..].Split(','));
            if (!calculator.StartsWith("realized", StringComparison.Ordinal))
                continue;
            var from = int.Parse(cells[1], CultureInfo.InvariantCulture) * size;
            var line = new Line(calculator, cells[7], double.Parse(cells[8], CultureInfo.InvariantCulture));
            Near.Relative(measure(tables[cells[0]], from, from + size, line), line.Value, 1e-9, 1e-12, $"{name} {calculator} {cells[0]} {from} {line.Metric}");
            compared++;
        }
        compared.ShouldBe(expected);
    }

    private static double Business(ClassCounts counts, double[,] values, string calculator) =>
        calculator.Contains("per_prediction", StringComparison.Ordinal) ? NannyMlDefinitions.BusinessValuePerPrediction(counts, values) : BusinessValue.Of(counts, values).Value!.Value;

    private static double Cell(ClassCounts counts, int label, int prediction, string calculator) => counts[label, prediction] / (
        calculator.Contains("matrix=all", StringComparison.Ordinal) ? counts.Total
        : calculator.Contains("matrix=true", StringComparison.Ordinal) ? counts.Labelled(label)
        : calculator.Contains("matrix=pred", StringComparison.Ordinal) ? counts.Predicted(prediction) : 1);

    private static Dictionary<string, string[]> Rows(string file)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(SharedFolder.Require("data", "nannyml", file)), CompressionMode.Decompress));
        var header = reader.ReadLine()!.Split(',');
        var rows = new List<string[]>();
        while (reader.ReadLine() is { } line)
            rows.Add(line.Split(','));
        var order = rows.OrderBy(r => r[Array.IndexOf(header, "timestamp")], StringComparer.Ordinal).ToArray();
        return header.Select((name, at) => (name, at)).ToDictionary(h => h.name, h => Array.ConvertAll(order, r => r[h.at]), StringComparer.Ordinal);
    }

    private static JsonDocument Meta(string name) => JsonDocument.Parse(File.ReadAllText(SharedFolder.Require("golden", "nannyml", name + "_meta.json")));

    private static double[,] Table(JsonElement rows)
    {
        var n = rows.GetArrayLength();
        var table = new double[n, n];
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++)
                table[i, j] = rows[i][j].GetDouble();
        }
        return table;
    }

    private static int Number(bool label) => label ? 1 : 0;

    private static double[] Numbers(string[] cells, int from, int to) => Array.ConvertAll(cells[from..to], c => double.Parse(c, CultureInfo.InvariantCulture));

    private sealed record Line(string Calculator, string Metric, double Value);
}
