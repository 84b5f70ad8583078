using Vedetta.Core.Models;
using Vedetta.Statistics.Learners;
using Vedetta.Statistics.Performance.Binary;
using Vedetta.Statistics.Performance.Calibration;

namespace Vedetta.Core.Quality.Scores;

/// <summary>
/// The bad rate that a score means, learnt from labelled rows by cell: isotonic regression where rows with labels lie, and
/// beyond them a logistic curve of the score, never below (or above) the isotonic curve's end. Uncertainty is that of the
/// rates of fifty groups of equally many labelled rows; beyond the labelled scores it is not known. Immutable.
/// </summary>
public sealed class ScoreCalibration
{
    /// <summary>Fewest labelled rows to learn from.</summary>
    public const int FewestRows = 200;

    /// <summary>Fewest rows of each class to learn from.</summary>
    public const int FewestOfAClass = 10;

    private const int Groups = 50;
    private readonly IsotonicRegression _curve;
    private readonly Func<double, double>? _beyond;
    private readonly bool _rises;
    private readonly double[] _ends;
    private readonly double[] _variances;

    private ScoreCalibration(IsotonicRegression curve, Func<double, double>? beyond, bool rises, (double Low, double High) range, double[] ends, double[] variances, LabelCounts labels)
    {
        (_curve, _beyond, _rises, _ends, _variances) = (curve, beyond, rises, ends, variances);
        (Low, High, Labels) = (range.Low, range.High, labels);
    }

    /// <summary>Lowest score with a label.</summary>
    public double Low { get; }

    /// <summary>Highest score with a label.</summary>
    public double High { get; }

    /// <summary>What it was learnt from.</summary>
    public LabelCounts Labels { get; }

    /// <summary>Groups of scores whose rate has an uncertainty of its own.</summary>
    public int GroupCount => _variances.Length;

    /// <summary>Learns from labelled cells; null where they are too few.</summary>
    public static ScoreCalibration? Fit(ScoreSums sums, ScoreDefinition score)
    {
        ArgumentNullException.ThrowIfNull(sums);
        ArgumentNullException.ThrowIfNull(score);
        var cells = sums.Cells.Where(c => c.Labels.Labelled > 0).ToList();
        var labels = cells.Aggregate(default(LabelCounts), (sum, cell) => sum + cell.Labels);
        if (labels.Labelled < FewestRows || Math.Min(labels.Positive, labels.Negative) < FewestOfAClass) return null;
        var x = cells.Select(c => Math.Clamp(c.Mean, c.Low, c.High)).ToArray();
        var rises = score.HigherIs == ScoreDirection.Positive;
        var curve = IsotonicRegression.Fit(x, [.. cells.Select(c => (double)c.Labels.Positive / c.Labels.Labelled)], [.. cells.Select(c => (double)c.Labels.Labelled)], rises);
        var (ends, variances) = Uncertainty(cells, labels.Labelled);
        return new ScoreCalibration(curve, Logistic(cells, x, score), rises, (cells[0].Low, cells[^1].High), ends, variances, labels);
    }

    /// <summary>The expected bad rate at a score.</summary>
    public double Rate(double score)
    {
        var inside = _curve.Predict(score);
        if (Covers(score) || _beyond is null) return inside;
        var beyond = _beyond(score);
        return (score > High) == _rises ? Math.Max(inside, beyond) : Math.Min(inside, beyond);
    }

    /// <summary>Whether rows of about this score have labels.</summary>
    public bool Covers(double score) => score >= Low && score <= High;

    /// <summary>The group of a score, from the lowest.</summary>
    public int GroupOf(double score)
    {
        var place = Array.BinarySearch(_ends, score);
        return Math.Min(place >= 0 ? place : ~place, _variances.Length - 1);
    }

    /// <summary>Variance of a group's rate.</summary>
    public double Variance(int group) => _variances[group];

    private static (double[] Ends, double[] Variances) Uncertainty(List<ScoreCell> cells, long labelled)
    {
        var (ends, variances) = (new List<double>(Groups), new List<double>(Groups));
        var (rows, bad) = (0L, 0L);
        for (var i = 0; i < cells.Count; i++)
        {
            (rows, bad) = (rows + cells[i].Labels.Labelled, bad + cells[i].Labels.Positive);
            if (rows < labelled / (double)Groups && i < cells.Count - 1) continue;

            // Half a row of each class more: a group that happens to hold one class only is not known for certain.
            var rate = (bad + 0.5) / (rows + 1);
            ends.Add(cells[i].High);
            variances.Add(rate * (1 - rate) / rows);
            (rows, bad) = (0, 0);
        }

        return ([.. ends], [.. variances]);
    }

    private static Func<double, double>? Logistic(List<ScoreCell> cells, double[] x, ScoreDefinition score)
    {
        Func<double, double> probability;
        if (score.Kind == ScoreKind.Probability)
        {
            probability = score.HigherIs == ScoreDirection.Positive ? s => s : s => 1 - s;
        }
        else
        {
            var rows = cells.Sum(c => (double)c.Labels.Labelled);
            var mean = cells.Select((c, i) => x[i] * c.Labels.Labelled).Sum() / rows;
            var spread = Math.Sqrt(cells.Select((c, i) => (x[i] - mean) * (x[i] - mean) * c.Labels.Labelled).Sum() / rows);
            if (!(spread > 0)) return null;
            var sign = score.HigherIs == ScoreDirection.Positive ? 1 : -1;
            probability = s => 1 / (1 + Math.Exp(-Math.Clamp(sign * (s - mean) / spread, -12, 12)));
        }

        var points = cells.Select((c, i) => (P: probability(x[i]), c.Labels)).OrderBy(p => p.P).GroupBy(p => p.P)
            .Select(g => (P: g.Key, Positive: g.Sum(p => p.Labels.Positive), Negative: g.Sum(p => p.Labels.Negative))).ToList();
        var groups = BinaryScores.FromGroups([.. points.Select(p => p.P)], [.. points.Select(p => p.Positive)], [.. points.Select(p => p.Negative)]);
        if (Recalibration.Fit(groups) is not { Slope: > 0 } fit) return null;
        return s =>
        {
            var p = Math.Clamp(probability(s), 1e-6, 1 - 1e-6);
            return 1 / (1 + Math.Exp(-(fit.Intercept + (fit.Slope * Math.Log(p / (1 - p))))));
        };
    }
}
