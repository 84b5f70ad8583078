using Vedetta.Statistics.Learners;

namespace Vedetta.Statistics.Estimation.Regression;

/// <summary>
/// Boosted trees of the loss of a row. On folds of time it is also fitted without them: what it then misses gives the
/// spread of a row's loss around its expectation, as a multiple of the expectation where the loss cannot be negative.
/// </summary>
internal sealed class LossModel
{
    private const int Folds = 5;
    private const int MostFoldRows = 20_000;
    private readonly BoostedTrees _trees;
    private readonly bool _signed;
    private readonly double _spread;

    private LossModel(BoostedTrees trees, bool signed, double[] outOfFold, double spread)
    {
        (_trees, _signed, OutOfFold, _spread) = (trees, signed, outOfFold, spread);
    }

    /// <summary>Expected loss of each row of the reference by a model that has not seen its fold; NaN where the loss is not defined.</summary>
    public double[] OutOfFold { get; }

    public static LossModel? Fit(RowLoss loss, PredictedRows reference, ulong seed)
    {
        var (inputs, losses) = (reference.Inputs(), RowLosses.All(loss, reference));
        int[] defined = [.. Enumerable.Range(0, losses.Length).Where(i => double.IsFinite(losses[i]))];
        if (defined.Length < 2 * Folds)
            return null;
        var options = new BoostingOptions { Seed = seed };
        var outOfFold = new double[losses.Length];
        for (var fold = 0; fold < Folds; fold++)
        {
            var (from, to) = (fold * losses.Length / Folds, (fold + 1) * losses.Length / Folds);
            int[] others = [.. defined.Where(i => i < from || i >= to)];
            var step = Math.Max(1, (others.Length + MostFoldRows - 1) / MostFoldRows);
            others = [.. others.Where((_, i) => i % step == 0)];
            if (others.Length == 0)
                return null;
            var fit = BoostedTrees.Fit(inputs.Pick(others), Array.ConvertAll(others, i => losses[i]), BoostingLoss.SquaredError, options);
            Expected(fit, inputs.Pick([.. Enumerable.Range(from, to - from)]), loss == RowLoss.Signed).CopyTo(outOfFold, from);
        }
        var trees = BoostedTrees.Fit(inputs.Pick(defined), Array.ConvertAll(defined, i => losses[i]), BoostingLoss.SquaredError, options);
        return new LossModel(trees, loss == RowLoss.Signed, outOfFold, Spread(losses, outOfFold, defined, loss == RowLoss.Signed));
    }

    /// <summary>Expected loss of rows.</summary>
    public double[] Expected(LearningTable inputs) => Expected(_trees, inputs, _signed);

    /// <summary>Mean of expected losses with the variance that the losses of so many rows have around it.</summary>
    public (double Mean, double Variance) Mean(ReadOnlySpan<double> expected)
    {
        var (sum, squares) = (0.0, 0.0);
        foreach (var value in expected)
        {
            sum += value;
            squares += _signed ? 1 : value * value;
        }
        return (sum / expected.Length, _spread * squares / expected.Length / expected.Length);
    }

    private static double[] Expected(BoostedTrees trees, LearningTable inputs, bool signed)
    {
        var expected = trees.Predict(inputs);
        for (var i = 0; i < expected.Length && !signed; i++)
            expected[i] = Math.Max(0, expected[i]);
        return expected;
    }

    private static double Spread(double[] losses, double[] expected, int[] defined, bool signed)
    {
        var (misses, squares) = (0.0, 0.0);
        foreach (var i in defined)
        {
            misses += (losses[i] - expected[i]) * (losses[i] - expected[i]);
            squares += signed ? 1 : expected[i] * expected[i];
        }
        return squares > 0 ? misses / squares : 0;
    }
}
