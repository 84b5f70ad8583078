using MathNet.Numerics.Distributions;
using Vedetta.Statistics.Drift;
using Vedetta.Statistics.Learners;
using Vedetta.Statistics.Performance;
using Vedetta.Statistics.Performance.Binary;

namespace Vedetta.Statistics.Multivariate;

/// <summary>
/// Can a classifier that has not seen a row tell which side it comes from? Five folds; the area under the ROC curve is
/// taken inside each fold and averaged, so that folds need not be comparable.
/// </summary>
/// <remarks>Source: Lopez-Paz and Oquab 2017; DeLong, DeLong and Clarke-Pearson 1988; Mann and Whitney 1947; Nadeau and Bengio 2003 for folds.</remarks>
internal static class ClassifierComparison
{
    public const int DefaultRows = 20_000;
    private const int Folds = 5;

    /// <summary>
    /// Areas of different folds are correlated, since each fold's rows trained the models of the others: their mean varies
    /// by 1/k + 1/(k - 1) of a fold's variance, not by 1/k. Without this p of 0.01 comes five times too often.
    /// </summary>
    private const double FoldVariance = (1.0 / Folds) + (1.0 / (Folds - 1));
    private const int BoostingFrom = 1000;

    private static readonly BoostingOptions Trees = new() { Rounds = 60, Leaves = 8, L2 = 1 };

    public static MultivariateResult Compare(ColumnAlignment sides, MultivariateResult empty, MultivariateOptions options)
    {
        var (n, m) = (sides.Reference.Rows, sides.Current.Rows);
        var table = sides.Reference.Append(sides.Current);
        var boosting = options.Learner == DriftLearner.Boosting || (options.Learner == DriftLearner.Auto && n + m >= BoostingFrom);
        var (before, now) = (Permutation.Of(n, options.Seed + 5), Permutation.Of(m, options.Seed + 6));
        var (area, variance, nullVariance) = (0.0, 0.0, 0.0);
        var shares = new Dictionary<string, double>(StringComparer.Ordinal);
        for (var fold = 0; fold < Folds; fold++)
        {
            int[] outside = [.. Fold(before, fold, 0), .. Fold(now, fold, n)];
            int[] inside = [.. Enumerable.Range(0, Folds).Where(f => f != fold).SelectMany(f => Fold(before, f, 0).Concat(Fold(now, f, n)))];
            var target = Array.ConvertAll(inside, i => i < n ? 0.0 : 1.0);
            var (predicted, attribution) = boosting
                ? Boosted(table.Pick(inside), target, table.Pick(outside), options.Seed + (ulong)fold)
                : Logistic(table.Pick(inside), target, table.Pick(outside));
            var scores = BinaryScores.From(predicted, Array.ConvertAll(outside, i => i >= n));
            var roc = RocAuc.Of(scores)!;
            area += roc.Value / Folds;
            variance += roc.DeLong / Folds * FoldVariance;
            nullVariance += NullVariance(scores) / Folds * FoldVariance;
            foreach (var (column, share) in attribution)
                shares[column] = shares.GetValueOrDefault(column) + (share / Folds);
        }
        var p = nullVariance > 0 ? Normal.CDF(0, 1, (0.5 - area) / Math.Sqrt(nullVariance)) : 1;
        var interval = LogitScale.Interval(Math.Clamp(area, 0.5 / n / m, 1 - (0.5 / n / m)), Math.Max(variance, 1e-12), options.Confidence);
        var (warning, critical) = DriftJudge.Thresholds(DriftMethod.Classifier);
        return empty with
        {
            Statistic = area,
            PValue = Math.Clamp(p, 0, 1),
            Low = interval.Low,
            High = interval.High,
            Baseline = 0.5,
            Effect = new Effect("AUC above one half", Math.Max(0, area - 0.5), warning, critical),
            Attribution = [.. shares.Select(s => new ColumnShare(s.Key, s.Value)).OrderByDescending(s => s.Share).ThenBy(s => s.Column, StringComparer.Ordinal)],
            Notes = [.. empty.Notes, $"{(boosting ? "Boosted trees" : "Logistic regression")}, {Folds} folds; shares are of {(boosting ? "the gain of the splits" : "the variance of the linear predictor")}."],
        };
    }

    private static IEnumerable<int> Fold(int[] order, int fold, int offset) =>
        order.Skip(order.Length * fold / Folds).Take((order.Length * (fold + 1) / Folds) - (order.Length * fold / Folds)).Select(i => i + offset);

    private static (double[] Predicted, IReadOnlyList<ColumnShare> Shares) Boosted(LearningTable training, double[] target, LearningTable test, ulong seed)
    {
        var fit = BoostedTrees.Fit(training, target, BoostingLoss.LogLoss, Trees with { Seed = seed, MinLeafRows = Math.Max(20, training.Rows / 500) });
        return (fit.Predict(test), fit.GainShares);
    }

    private static (double[] Predicted, IReadOnlyList<ColumnShare> Shares) Logistic(LearningTable training, double[] target, LearningTable test)
    {
        var fit = LogisticRegression.Fit(training, target);
        return (fit.Predict(test), fit.VarianceShares(training));
    }

    /// <summary>Variance of the area when scores say nothing: Mann and Whitney's, corrected for ties.</summary>
    private static double NullVariance(BinaryScores scores)
    {
        var (p, n) = (scores.Positives, scores.Negatives);
        var total = p + n;
        var ties = 0.0;
        for (var g = 0; g < scores.Groups; g++)
        {
            var size = scores.Positive[g] + scores.Negative[g];
            ties += (size * size * size) - size;
        }
        return (total + 1 - (ties / (total * (total - 1)))) / (12 * p * n);
    }
}
