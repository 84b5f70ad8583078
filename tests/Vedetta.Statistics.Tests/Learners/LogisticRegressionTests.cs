using System.Text.Json;
using Vedetta.Statistics.Learners;

namespace Vedetta.Statistics.Tests.Learners;

public class LogisticRegressionTests
{
    [Fact]
    public void Out_of_fold_probabilities_and_weights_are_those_of_the_golden_file()
    {
        using var json = JsonDocument.Parse(File.ReadAllText(SharedFolder.Require("golden", "streams", "static_tests.json")));
        var test = json.RootElement.GetProperty("classifier_drift");
        var rows = test.GetProperty("ref").EnumerateArray().Concat(test.GetProperty("cur").EnumerateArray())
            .Select(r => r.EnumerateArray().Select(v => v.GetDouble()).ToArray()).ToArray();
        var table = new LearningTable([.. Enumerable.Range(0, 3).Select(c => LearningColumn.Numeric($"x{c}", Array.ConvertAll(rows, r => r[c])))]);
        var expected = test.GetProperty("oof_prob_cur").EnumerateArray().Select(v => v.GetDouble()).ToArray();
        var weights = test.GetProperty("weights_by_fold").EnumerateArray().Select(f => f.EnumerateArray().Select(v => v.GetDouble()).ToArray()).ToArray();
        for (var fold = 0; fold < 5; fold++)
        {
            var inside = Enumerable.Range(0, 200).Where(i => i % 100 % 5 != fold).ToArray();
            var outside = Enumerable.Range(0, 200).Where(i => i % 100 % 5 == fold).ToArray();
            var fit = LogisticRegression.Fit(table.Pick(inside), Array.ConvertAll(inside, i => i < 100 ? 0.0 : 1.0), new LogisticOptions(L2: 1, Standardise: false));
            var found = fit.Coefficients.Select(c => c.Value).Append(fit.Intercept).Order().ToArray();
            foreach (var (actual, wanted) in found.Zip(weights[fold].Order()))
                Near.Relative(actual, wanted, 1e-7, 1e-9, $"weights of fold {fold}");
            foreach (var (actual, row) in fit.Predict(table.Pick(outside)).Zip(outside))
                Near.Relative(actual, expected[row], 1e-7, 0, $"row {row}");
        }
    }

    [Fact]
    public void One_indicator_gives_the_log_odds_ratio_and_its_standard_error()
    {
        // 2 x 2 table 30/70 against 60/40: the maximum likelihood estimate is known in closed form.
        var group = Enumerable.Range(0, 200).Select(i => i < 100 ? "a" : "b").ToArray();
        var target = Enumerable.Range(0, 200).Select(i => i % 100 < (i < 100 ? 30 : 60) ? 1.0 : 0.0).ToArray();
        var fit = LogisticRegression.Fit(new LearningTable([LearningColumn.Categorical("group", group)]), target, new LogisticOptions(L2: 0));
        fit.Intercept.ShouldBe(Math.Log(30.0 / 70), 1e-9);
        fit.Coefficients.Single().Name.ShouldBe("group = b");
        fit.Coefficients.Single().Value.ShouldBe(Math.Log(60.0 / 40 / (30.0 / 70)), 1e-9);
        fit.Coefficients.Single().StandardError.ShouldBe(Math.Sqrt((1.0 / 30) + (1.0 / 70) + (1.0 / 60) + (1.0 / 40)), 1e-9);
        // A weight of two is a row written twice.
        var twice = LogisticRegression.Fit(new LearningTable([LearningColumn.Categorical("group", group)]), target, new LogisticOptions(L2: 0), target.Select(t => t + 1).ToArray());
        twice.Intercept.ShouldBe(Math.Log(60.0 / 70), 1e-9);
    }

    [Fact]
    public void Separated_classes_get_a_small_penalty_and_a_note()
    {
        var x = Enumerable.Range(0, 40).Select(i => (double)i).ToArray();
        var fit = LogisticRegression.Fit(new LearningTable([LearningColumn.Numeric("x", x)]), x.Select(v => v < 20 ? 0.0 : 1.0).ToArray(), new LogisticOptions(L2: 0));
        fit.Notes.ShouldContain(n => n.Contains("separated", StringComparison.Ordinal));
        double.IsFinite(fit.Coefficients[0].Value).ShouldBeTrue();
        var one = LogisticRegression.Fit(new LearningTable([LearningColumn.Numeric("x", x)]), new double[40]);
        one.Notes.ShouldContain(n => n.Contains("one class", StringComparison.Ordinal));
        one.Predict(new LearningTable([LearningColumn.Numeric("x", [3])]))[0].ShouldBe(0.5 / 41, 1e-9);
    }

    [Fact]
    public void Missing_infinite_and_collinear_columns_are_survived()
    {
        var x = Enumerable.Range(0, 60).Select(i => i % 7 == 0 ? double.NaN : i % 11 == 0 ? double.PositiveInfinity : Math.Sin(i)).ToArray();
        var table = new LearningTable([LearningColumn.Numeric("x", x), LearningColumn.Numeric("again", x), LearningColumn.Numeric("constant", new double[60])]);
        var fit = LogisticRegression.Fit(table, x.Select((_, i) => i % 3 == 0 ? 1.0 : 0.0).ToArray(), new LogisticOptions(L2: 0));
        fit.Predict(table).ShouldAllBe(p => p > 0 && p < 1);
    }
}
