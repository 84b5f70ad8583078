using Vedetta.Statistics.Estimation.Calibration;
using Vedetta.Statistics.Learners;

namespace Vedetta.Statistics.Estimation.Binary;

/// <summary>
/// What the features still say of the label when the calibrated score is known: boosted trees of label less probability.
/// Where calibration holds given the features too, their out-of-fold slope is about zero and nothing is corrected.
/// </summary>
internal sealed class ResidualModel
{
    private const string ScoreColumn = "log odds of the score";
    private const int Blocks = 5;
    private const double Nearest = 1e-6;
    private readonly BoostedTrees? _trees;
    private readonly double _slope;

    private ResidualModel(BoostedTrees? trees, double slope) => (_trees, _slope) = (trees, slope);

    /// <summary>Learns from the labelled reference, in the order of time, and the probabilities calibration gives its rows.</summary>
    public static ResidualModel Fit(ScoredRows reference, double[] probabilities, ulong seed)
    {
        var options = new BoostingOptions
        {
            Rounds = 120,
            Leaves = 8,
            LearningRate = 0.06,
            L2 = 10,
            MinLeafRows = Math.Clamp(reference.Count / 400, 20, 200),
            Seed = seed,
        };
        var table = Table(reference.Features!, reference.Scores);
        var residuals = new double[reference.Count];
        for (var i = 0; i < residuals.Length; i++)
            residuals[i] = reference.Labels![i] - probabilities[i];
        var slope = OutOfFoldSlope(table, residuals, options);
        return slope <= 0 ? new ResidualModel(null, 0) : new ResidualModel(BoostedTrees.Fit(table, residuals, BoostingLoss.SquaredError, options), slope);
    }

    /// <summary>Probabilities of a window's rows corrected by what their features say.</summary>
    /// <param name="window">The rows.</param>
    /// <param name="order">The rows in the order the probabilities are given in.</param>
    /// <param name="probabilities">Calibrated probabilities.</param>
    public double[] Correct(ScoredRows window, ReadOnlySpan<int> order, double[] probabilities)
    {
        if (_trees is null)
            return probabilities;
        var residuals = _trees.Predict(Table(window.Features!, window.Scores));
        var corrected = new double[probabilities.Length];
        for (var i = 0; i < corrected.Length; i++)
            corrected[i] = Math.Clamp(probabilities[i] + (_slope * residuals[order[i]]), 0, 1);
        return corrected;
    }

    private static double OutOfFoldSlope(LearningTable table, double[] residuals, BoostingOptions options)
    {
        var (cross, squares) = (0.0, 0.0);
        for (var block = 0; block < Blocks; block++)
        {
            var (from, to) = (block * residuals.Length / Blocks, (block + 1) * residuals.Length / Blocks);
            int[] others = [.. Enumerable.Range(0, from), .. Enumerable.Range(to, residuals.Length - to)];
            int[] inside = [.. Enumerable.Range(from, to - from)];
            if (others.Length == 0 || inside.Length == 0)
                return 0;
            var fit = BoostedTrees.Fit(table.Pick(others), Array.ConvertAll(others, i => residuals[i]), BoostingLoss.SquaredError, options);
            var predicted = fit.Predict(table.Pick(inside));
            for (var i = 0; i < predicted.Length; i++)
            {
                cross += predicted[i] * residuals[from + i];
                squares += predicted[i] * predicted[i];
            }
        }
        return squares > 0 ? Math.Clamp(cross / squares, 0, 1) : 0;
    }

    private static LearningTable Table(LearningTable features, double[] scores)
    {
        var probabilities = scores.All(s => s is >= 0 and <= 1);
        var values = probabilities
            ? Array.ConvertAll(scores, s => Math.Log(Math.Clamp(s, Nearest, 1 - Nearest) / (1 - Math.Clamp(s, Nearest, 1 - Nearest))))
            : scores;
        return new LearningTable([.. features.Columns, LearningColumn.Numeric(ScoreColumn, values)]);
    }
}
