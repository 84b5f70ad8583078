using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Vedetta.Statistics.Learners;

namespace Vedetta.Statistics.Tests.Learners;

public class IsotonicRegressionTests
{
    [Fact]
    public void Knots_of_the_binary_case_are_those_of_scikit_learn()
    {
        var csv = CsvTable.Read("data", "nannyml", "car_loan_reference.csv.gz");
        var fit = IsotonicRegression.Fit(csv.Numbers("y_pred_proba"), csv.Numbers("repaid"));
        using var json = JsonDocument.Parse(File.ReadAllText(SharedFolder.Require("golden", "nannyml", "car_loan_isotonic.json")));
        SameKnots(fit, json.RootElement);
    }

    [Fact]
    public void Knots_of_each_class_are_those_of_scikit_learn()
    {
        var csv = CsvTable.Read("data", "nannyml", "credit_card_reference.csv.gz");
        using var json = JsonDocument.Parse(File.ReadAllText(SharedFolder.Require("golden", "nannyml", "credit_card_isotonic.json")));
        foreach (var expected in json.RootElement.EnumerateObject())
        {
            var target = Array.ConvertAll(csv.Texts("y_true"), t => t == expected.Name ? 1.0 : 0.0);
            SameKnots(IsotonicRegression.Fit(csv.Numbers("y_pred_proba_" + expected.Name), target), expected.Value);
        }
    }

    [Fact]
    public void Fit_by_hand_pools_ties_and_violators()
    {
        // Ties at 2 pool to 3; 5 then 1 pool to 3 with weights 1 and 1; the end stays.
        var fit = IsotonicRegression.Fit([1, 2, 2, 3, 4, 5], [0, 2, 4, 5, 1, 10]);
        fit.KnotX.ToArray().ShouldBe([1, 2, 4, 5]);
        fit.KnotY.ToArray().ShouldBe([0, 3, 3, 10]);
        fit.Predict(1.5).ShouldBe(1.5);
        fit.Predict(-9).ShouldBe(0);
        fit.Predict(99).ShouldBe(10);
        double.IsNaN(fit.Predict(double.NaN)).ShouldBeTrue();
        IsotonicRegression.Fit([1, 2, 3], [5, 1, 3], increasing: false).KnotY.ToArray().ShouldBe([5, 2, 2]);
        IsotonicRegression.Fit([1, 2], [3, 1], [3, 1]).Predict(1).ShouldBe(2.5);
    }

    [Fact]
    public void Fit_is_monotone_keeps_the_mean_and_ignores_the_order_of_rows() =>
        Prop.ForAll(
            Gen.Choose(1, 40).SelectMany(n => Gen.Choose(-9, 9).Three().ArrayOf(n)).ToArbitrary(),
            rows =>
            {
                var x = Array.ConvertAll(rows, r => (double)r.Item1);
                var y = Array.ConvertAll(rows, r => r.Item2 / 4.0);
                var w = Array.ConvertAll(rows, r => Math.Abs(r.Item3) + 1.0);
                var fit = IsotonicRegression.Fit(x, y, w);
                for (var i = 1; i < fit.KnotY.Length; i++)
                {
                    fit.KnotX[i].ShouldBeGreaterThan(fit.KnotX[i - 1]);
                    fit.KnotY[i].ShouldBeGreaterThanOrEqualTo(fit.KnotY[i - 1]);
                }
                var fitted = new double[x.Length];
                fit.Predict(x, fitted);
                fitted.Zip(w, (a, b) => a * b).Sum().ShouldBe(y.Zip(w, (a, b) => a * b).Sum(), 1e-9);
                var order = Permutation.Of(x.Length, 7);
                var shuffled = IsotonicRegression.Fit(Pick(x, order), Pick(y, order), Pick(w, order));
                shuffled.KnotX.SequenceEqual(fit.KnotX).ShouldBeTrue();
                shuffled.KnotY.ToArray().Zip(fit.KnotY.ToArray()).ShouldAllBe(p => Math.Abs(p.First - p.Second) < 1e-12);
            }).QuickCheckThrowOnFailure();

    [Fact]
    public void Wrong_arguments_say_what_is_allowed()
    {
        Should.Throw<ArgumentException>(() => IsotonicRegression.Fit([], [])).Message.ShouldContain("positive weight");
        Should.Throw<ArgumentException>(() => IsotonicRegression.Fit([1, double.NaN], [1, 2])).Message.ShouldContain("Row 1");
        Should.Throw<ArgumentException>(() => IsotonicRegression.Fit([1], [1, 2])).Message.ShouldContain("1 inputs and 2 targets");
        Should.Throw<ArgumentException>(() => IsotonicRegression.Fit([1], [1], [-1])).Message.ShouldContain("weight of row 0");
    }

    private static double[] Pick(double[] values, int[] order) => Array.ConvertAll(order, i => values[i]);

    private static void SameKnots(IsotonicRegression fit, JsonElement expected)
    {
        var x = expected.GetProperty("x").EnumerateArray().Select(v => v.GetDouble()).ToArray();
        var y = expected.GetProperty("y").EnumerateArray().Select(v => v.GetDouble()).ToArray();
        fit.KnotX.Length.ShouldBe(x.Length);
        for (var i = 0; i < x.Length; i++)
        {
            Near.Relative(fit.KnotX[i], x[i], 1e-9);
            Near.Relative(fit.KnotY[i], y[i], 1e-9, 1e-12);
        }
    }
}
