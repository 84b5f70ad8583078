using System.Globalization;
using Vedetta.Statistics.Learners;

namespace Vedetta.Statistics.Tests.Learners;

public class BoostedTreesTests
{
    private static readonly BoostingOptions Small = new() { Rounds = 20, Leaves = 8, MinLeafRows = 5 };

    [Fact]
    public void One_tree_of_two_leaves_takes_the_split_and_the_means_known_by_hand()
    {
        var table = new LearningTable([LearningColumn.Numeric("x", [1, 2, 3, 4, 5, 6])]);
        double[] target = [1, 1, 1, 5, 5, 8];
        var fit = BoostedTrees.Fit(table, target, BoostingLoss.SquaredError, new BoostingOptions { Rounds = 1, Leaves = 2, LearningRate = 1, MinLeafRows = 1 });
        var predicted = fit.Predict(table);
        for (var i = 0; i < 6; i++)
            predicted[i].ShouldBe(i < 3 ? 1 : 6, 1e-12);
        fit.TrainingLoss[0].ShouldBe(target.Sum(y => (y - 3.5) * (y - 3.5)) / 12, 1e-12);
        fit.TrainingLoss[1].ShouldBe(((1 + 1 + 4) / 6.0) / 2, 1e-12);
        fit.GainShares.Single().Share.ShouldBe(1);
        // The leaf of log loss is a Newton step: -G / (H + L2) from the log odds of the share.
        var log = BoostedTrees.Fit(table, [0, 0, 1, 1, 1, 1], BoostingLoss.LogLoss, new BoostingOptions { Rounds = 1, Leaves = 2, LearningRate = 1, MinLeafRows = 1, L2 = 2 });
        var (p, h) = (4.0 / 6, 4.0 / 6 * 2 / 6);
        log.Scores(table, rawScores: true)[0].ShouldBe(Math.Log(p / (1 - p)) - (2 * p / ((2 * h) + 2)), 1e-12);
        log.Scores(table, rawScores: true)[5].ShouldBe(Math.Log(p / (1 - p)) + (4 * (1 - p) / ((4 * h) + 2)), 1e-12);
    }

    [Fact]
    public void Training_loss_never_rises_and_the_result_does_not_depend_on_threads()
    {
        var (table, number) = Rows(3000, 5);
        foreach (var loss in Enum.GetValues<BoostingLoss>())
        {
            var target = Target(number, loss);
            var one = BoostedTrees.Fit(table, target, loss, Small with { Threads = 1 });
            var many = BoostedTrees.Fit(table, target, loss, Small with { Threads = 4 });
            for (var i = 1; i < one.TrainingLoss.Count; i++)
                one.TrainingLoss[i].ShouldBeLessThanOrEqualTo(one.TrainingLoss[i - 1], $"{loss} round {i}");
            one.TrainingLoss[^1].ShouldBeLessThan(one.TrainingLoss[0] * 0.8);
            many.TrainingLoss.ShouldBe(one.TrainingLoss);
            many.Scores(table, rawScores: true).ShouldBe(one.Scores(table, rawScores: true));
        }
    }

    [Fact]
    public void Predictions_of_rows_trained_on_have_the_loss_reported()
    {
        var (table, number) = Rows(1000, 6);
        var target = Target(number, BoostingLoss.Softmax);
        var fit = BoostedTrees.Fit(table, target, BoostingLoss.Softmax, Small);
        var p = fit.PredictClasses(table);
        fit.Outputs.ShouldBe(3);
        var loss = 0.0;
        for (var i = 0; i < target.Length; i++)
        {
            (p[3 * i] + p[(3 * i) + 1] + p[(3 * i) + 2]).ShouldBe(1, 1e-12);
            loss -= Math.Log(p[(3 * i) + (int)target[i]]) / target.Length;
        }
        loss.ShouldBe(fit.TrainingLoss[^1], 1e-9);
        Should.Throw<InvalidOperationException>(() => fit.Predict(table));
    }

    [Fact]
    public void Missing_values_and_categories_are_found_as_signals()
    {
        // The target is 1 where x is missing or the category is one of five of twenty.
        var x = Enumerable.Range(0, 2000).Select(i => i % 9 == 0 ? double.NaN : i % 13).ToArray();
        var category = Enumerable.Range(0, 2000).Select(i => i % 31 == 0 ? null : "c" + ((i * 7) % 20).ToString(CultureInfo.InvariantCulture)).ToArray();
        var target = Enumerable.Range(0, 2000).Select(i => double.IsNaN(x[i]) || category[i] is "c1" or "c4" or "c9" or "c13" or "c18" ? 1.0 : 0.0).ToArray();
        var table = new LearningTable([LearningColumn.Numeric("x", x), LearningColumn.Categorical("category", category), LearningColumn.Numeric("constant", new double[2000])]);
        var fit = BoostedTrees.Fit(table, target, BoostingLoss.LogLoss, Small with { Rounds = 60 });
        var predicted = fit.Predict(table);
        for (var i = 0; i < 2000; i++)
            predicted[i].ShouldBe(target[i], 0.05, $"row {i}");
        fit.GainShares[^1].ShouldBe(new ColumnShare("constant", 0));
        // Codes in another order and an unknown level mean the same rows.
        var other = new LearningTable([LearningColumn.Categorical("category", ["new", "c4", null, "c2"]), LearningColumn.Numeric("constant", new double[4]), LearningColumn.Numeric("x", [1, 1, 1, 1])]);
        var p = fit.Predict(other);
        p[0].ShouldBeLessThan(0.5);
        p[1].ShouldBeGreaterThan(0.9);
        p[3].ShouldBeLessThan(0.1);
    }

    [Fact]
    public void Order_of_rows_and_a_weight_of_two_change_nothing_but_rounding()
    {
        var (table, number) = Rows(800, 8);
        var target = Target(number, BoostingLoss.LogLoss);
        var fit = BoostedTrees.Fit(table, target, BoostingLoss.LogLoss, Small).Predict(table);
        var order = Permutation.Of(800, 3);
        var shuffled = BoostedTrees.Fit(table.Pick(order), Array.ConvertAll(order, i => target[i]), BoostingLoss.LogLoss, Small).Predict(table);
        for (var i = 0; i < 800; i++)
            shuffled[i].ShouldBe(fit[i], 1e-8);
        var weighted = BoostedTrees.Fit(table, target, BoostingLoss.LogLoss, Small with { MinLeafRows = 5 }, [.. Enumerable.Repeat(2.0, 800)]).Predict(table);
        var doubled = BoostedTrees.Fit(table.Append(table), [.. target, .. target], BoostingLoss.LogLoss, Small with { MinLeafRows = 10 }).Predict(table);
        for (var i = 0; i < 800; i++)
            doubled[i].ShouldBe(weighted[i], 1e-8);
    }

    [Fact]
    public void Early_stopping_keeps_the_best_round()
    {
        var random = new Random(4);
        var table = new LearningTable([LearningColumn.Numeric("noise", [.. Enumerable.Range(0, 600).Select(_ => random.NextDouble())])]);
        var target = Enumerable.Range(0, 600).Select(_ => random.NextDouble() < 0.5 ? 1.0 : 0.0).ToArray();
        var fit = BoostedTrees.Fit(table, target, BoostingLoss.LogLoss, new BoostingOptions { EarlyStopping = new EarlyStopping(0.3, 5) });
        fit.Rounds.ShouldBeLessThan(30);
        fit.HoldOutLoss.Count.ShouldBe(fit.Rounds + 1);
        fit.HoldOutLoss[^1].ShouldBe(fit.HoldOutLoss.Min());
    }

    [Fact]
    public void Loss_model_of_car_prices_agrees_with_the_one_of_lightgbm()
    {
        string[] columns = ["car_age", "km_driven", "price_new", "accident_count", "door_count", "fuel", "transmission", "y_pred"];
        var reference = CsvTable.Read("data", "nannyml", "car_price_reference.csv.gz");
        var analysis = CsvTable.Read("data", "nannyml", "car_price_analysis.csv.gz");
        var golden = File.ReadLines(SharedFolder.Require("golden", "nannyml", "car_price_dle.csv")).Skip(1).Select(l => l.Split(','))
            .Where(c => c[8] == "mae" && c[1] == "analysis").Select(c => (Start: int.Parse(c[4], CultureInfo.InvariantCulture), End: int.Parse(c[5], CultureInfo.InvariantCulture), Value: double.Parse(c[9], CultureInfo.InvariantCulture))).ToArray();
        golden.Length.ShouldBeGreaterThan(5);
        var error = reference.Numbers("y_true").Zip(reference.Numbers("y_pred"), (y, p) => Math.Abs(y - p)).ToArray();
        var fit = BoostedTrees.Fit(reference.Features(columns), error, BoostingLoss.SquaredError);
        var predicted = fit.Predict(analysis.Features(columns));
        foreach (var (start, end, value) in golden)
            Near.Relative(predicted.AsSpan(start, end - start + 1).ToArray().Average(), value, 0.02, 0, $"rows {start} to {end}");
    }

    [Fact]
    public void Wrong_arguments_say_what_is_allowed()
    {
        var table = new LearningTable([LearningColumn.Numeric("x", [1, 2])]);
        Should.Throw<ArgumentException>(() => BoostedTrees.Fit(table, [1], BoostingLoss.SquaredError)).Message.ShouldContain("2 rows");
        Should.Throw<ArgumentException>(() => BoostedTrees.Fit(table, [1, 2], BoostingLoss.LogLoss)).Message.ShouldContain("row 1 is 2");
        Should.Throw<ArgumentException>(() => BoostedTrees.Fit(table, [1, 0], BoostingLoss.LogLoss, new BoostingOptions { Bins = 300 })).Message.ShouldContain("2 and 255");
        var fit = BoostedTrees.Fit(table, [1, 0], BoostingLoss.LogLoss);
        Should.Throw<ArgumentException>(() => fit.Predict(new LearningTable([LearningColumn.Numeric("y", [1])]))).Message.ShouldContain("no column 'x'");
        Should.Throw<ArgumentException>(() => new LearningTable([LearningColumn.Numeric("x", [1]), LearningColumn.Numeric("x", [1])])).Message.ShouldContain("Two columns");
        fit.Notes.ShouldNotBeEmpty();
    }

    private static (LearningTable Table, double[] Number) Rows(int count, int seed)
    {
        var random = new Random(seed);
        var a = new double[count];
        var b = new double[count];
        var c = new string?[count];
        var number = new double[count];
        for (var i = 0; i < count; i++)
        {
            a[i] = random.NextDouble() < 0.1 ? double.NaN : random.NextDouble();
            b[i] = random.Next(6);
            c[i] = random.NextDouble() < 0.05 ? null : "level " + random.Next(12).ToString(CultureInfo.InvariantCulture);
            number[i] = (double.IsNaN(a[i]) ? 0.7 : Math.Sin(5 * a[i])) + (0.2 * b[i]) + (c[i] is "level 3" or "level 7" ? 1 : 0) + (0.1 * random.NextDouble());
        }
        return (new LearningTable([LearningColumn.Numeric("a", a), LearningColumn.Numeric("b", b), LearningColumn.Categorical("c", c)]), number);
    }

    private static double[] Target(double[] number, BoostingLoss loss) => loss switch
    {
        BoostingLoss.SquaredError => number,
        BoostingLoss.LogLoss => Array.ConvertAll(number, v => v > 1 ? 1.0 : 0.0),
        _ => Array.ConvertAll(number, v => v > 1.4 ? 2.0 : v > 0.8 ? 1.0 : 0.0),
    };
}
