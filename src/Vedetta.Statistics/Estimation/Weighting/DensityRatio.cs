using Vedetta.Statistics.Learners;

namespace Vedetta.Statistics.Estimation.Weighting;

/// <summary>Weights that make the rows of the reference look like those of a window.</summary>
/// <param name="Weights">A weight for each row of the reference, mean about one.</param>
/// <param name="EffectiveShare">(sum w)^2 / (n sum w^2): which share of the reference still speaks.</param>
/// <param name="Note">What a reader should know; null when nothing.</param>
internal sealed record DensityRatio(double[] Weights, double EffectiveShare, string? Note)
{
    private const int MostReferenceRows = 20_000;
    private const double LowestLogit = -7;
    private const double HighestLogit = 5;
    private const double LowestWeight = 0.001;
    private const double HighestWeight = 20;
    private const double LittleOverlap = 0.05;

    /// <summary>By boosted trees that tell the window from the reference, two folds each judged by the other's model.</summary>
    public static DensityRatio Boosted(LearningTable reference, LearningTable window, ulong seed)
    {
        var options = new BoostingOptions { Rounds = 50, Leaves = 15, Seed = seed };
        return Of(reference, window, (table, target) =>
        {
            var model = BoostedTrees.Fit(table, target, BoostingLoss.LogLoss, options);
            return rows => model.Scores(rows, rawScores: true);
        });
    }

    /// <summary>By a logistic regression that tells the window from the reference.</summary>
    public static DensityRatio Logistic(LearningTable reference, LearningTable window) =>
        Of(reference, window, (table, target) =>
        {
            var model = LogisticRegression.Fit(table, target);
            return rows => Array.ConvertAll(model.Predict(rows), p => Math.Log(p / (1 - p)));
        });

    private static DensityRatio Of(LearningTable reference, LearningTable window, Func<LearningTable, double[], Func<LearningTable, double[]>> fit)
    {
        var step = Math.Max(1, (reference.Rows + MostReferenceRows - 1) / MostReferenceRows);
        var known = Enumerable.Range(0, (reference.Rows + step - 1) / step).Select(i => i * step).ToArray();
        var logits = new double[reference.Rows];
        var models = new Func<LearningTable, double[]>[2];
        for (var half = 0; half < 2; half++)
        {
            int[] old = [.. known.Where((_, i) => i % 2 == half)];
            int[] now = [.. Enumerable.Range(0, window.Rows).Where(i => i % 2 == half)];
            var table = reference.Pick(old).Append(window.Pick(now));
            var target = new double[table.Rows];
            target.AsSpan(old.Length).Fill(1);
            models[half] = fit(table, target);
        }
        var (first, second) = (models[0](reference), models[1](reference));
        var prior = Math.Log((double)window.Rows / known.Length);
        for (var i = 0; i < logits.Length; i++)
        {
            // A row one model has learnt from is judged by the other; rows neither has seen by both.
            var logit = i % step != 0 ? (first[i] + second[i]) / 2 : i / step % 2 == 0 ? second[i] : first[i];
            logits[i] = logit - prior;
        }
        return FromLogits(logits);
    }

    private static DensityRatio FromLogits(double[] logits)
    {
        var weights = Array.ConvertAll(logits, l => Math.Exp(Math.Clamp(l, LowestLogit, HighestLogit)));
        var mean = weights.Average();
        var (sum, squares) = (0.0, 0.0);
        for (var i = 0; i < weights.Length; i++)
        {
            weights[i] = Math.Clamp(weights[i] / mean, LowestWeight, HighestWeight);
            sum += weights[i];
            squares += weights[i] * weights[i];
        }
        var share = sum * sum / (squares * weights.Length);
        var saturated = weights.Max() == weights.Min() && weights.Length > 1;
        var note = saturated || share < LittleOverlap ? "the window hardly overlaps with the reference: weights say little, and the weighted estimate is not to be relied on" : null;
        return new DensityRatio(weights, share, note);
    }
}
