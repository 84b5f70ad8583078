using Vedetta.Statistics.Intervals;

namespace Vedetta.Statistics.Performance.Binary;

/// <summary>Metrics of decisions: shares of the four cells, with modified Wilson intervals (Brown, Cai and DasGupta 2001).</summary>
public static class Decisions
{
    /// <summary>Share of rows predicted positive that are positive.</summary>
    public static MetricValue Precision(in Confusion c, double confidence = 0.95) =>
        Share(c.Tp, c.Tp + c.Fp, c.TpSquares + c.FpSquares, confidence, "no row is predicted positive");

    /// <summary>Share of positive rows predicted positive.</summary>
    public static MetricValue Recall(in Confusion c, double confidence = 0.95) =>
        Share(c.Tp, c.Tp + c.Fn, c.TpSquares + c.FnSquares, confidence, "no row is labelled positive");

    /// <summary>Share of negative rows predicted negative.</summary>
    public static MetricValue Specificity(in Confusion c, double confidence = 0.95) =>
        Share(c.Tn, c.Tn + c.Fp, c.TnSquares + c.FpSquares, confidence, "no row is labelled negative");

    /// <summary>Share of right predictions.</summary>
    public static MetricValue Accuracy(in Confusion c, double confidence = 0.95) =>
        Share(c.Tp + c.Tn, c.Total, Squares(c), confidence, Reasons.NoRows);

    /// <summary>Share of positive rows.</summary>
    public static MetricValue LabelRate(in Confusion c, double confidence = 0.95) =>
        Share(c.Tp + c.Fn, c.Total, Squares(c), confidence, Reasons.NoRows);

    /// <summary>Share of rows predicted positive.</summary>
    public static MetricValue PredictionRate(in Confusion c, double confidence = 0.95) =>
        Share(c.Tp + c.Fp, c.Total, Squares(c), confidence, Reasons.NoRows);

    /// <summary>
    /// Harmonic mean of precision and recall, 2 J / (1 + J) of the Jaccard share J = tp / (tp + fp + fn), which given its
    /// denominator is a binomial share: the interval of J maps through the increasing function.
    /// </summary>
    public static MetricValue F1(in Confusion c, double confidence = 0.95) =>
        Share(c.Tp, c.Tp + c.Fp + c.Fn, c.TpSquares + c.FpSquares + c.FnSquares, confidence, "no row is labelled or predicted positive").Map(j => 2 * j / (1 + j));

    /// <summary>A count of rows (a sum of weights); a fact of the window, so without interval.</summary>
    public static MetricValue Count(double value, in Confusion c) => new(value, null, c.Total, null);

    private static MetricValue Share(double part, double whole, double squares, double confidence, string empty) =>
        WeightedShare.Of(part, whole, squares == whole ? whole : WeightedShare.EffectiveRows(whole, squares), confidence, empty);

    private static double Squares(in Confusion c) => c.TpSquares + c.FpSquares + c.TnSquares + c.FnSquares;
}
