using Vedetta.Statistics.Performance;
using Vedetta.Statistics.Performance.Binary;

namespace Vedetta.Core.Quality.Pictures;

/// <summary>Scores of a binary model whose labels are known, in a span. Immutable.</summary>
/// <param name="Scores">Scores towards the positive class beside their labels.</param>
/// <param name="Rows">Predictions of the span.</param>
/// <param name="Labelled">Those with a label.</param>
/// <param name="Share">Share of the labelled rows that was read; 1 for all.</param>
/// <param name="Turned">Whether high scores of the model speak against the positive class, so that scores here are turned around.</param>
public sealed record LabelledScores(BinaryScores Scores, long Rows, long Labelled, double Share, bool Turned)
{
    /// <summary>Area under the ROC curve with its interval.</summary>
    public MetricValue Area => RocAuc.Of(Scores)?.Measure() ?? MetricValue.None("one class only", Scores.Total);

    /// <summary>Corners of the lattice path from (0, 0) to (1, 1): up for a positive row, right for a negative one, thinned to so many corners.</summary>
    public IReadOnlyList<RocPoint> Path(int most)
    {
        if (!Scores.HasBothClasses) return [];
        var (tp, fp) = (0.0, 0.0);
        var path = new List<RocPoint> { new(0, 0, double.PositiveInfinity) };
        var step = Math.Max(1.0, (double)Scores.Groups / most);
        var next = step;
        for (var i = Scores.Groups - 1; i >= 0; i--)
        {
            tp += Scores.Positive[i];
            fp += Scores.Negative[i];
            if (Scores.Groups - i < next && i > 0) continue;
            next += step;
            path.Add(new RocPoint(fp / Scores.Negatives, tp / Scores.Positives, Scores.Scores[i]));
        }

        return path;
    }

    /// <summary>The decisions a threshold makes: positive from it up.</summary>
    public Confusion At(double threshold) => Confusion.At(Scores, threshold);

    /// <summary>Cost of wrong decisions per row at thresholds, in order of the threshold, thinned to so many.</summary>
    /// <param name="falsePositive">Cost of a false positive.</param>
    /// <param name="falseNegative">Cost of a false negative.</param>
    /// <param name="most">Most thresholds.</param>
    public IReadOnlyList<CostPoint> Costs(double falsePositive, double falseNegative, int most)
    {
        var points = new List<CostPoint>();
        if (Scores.Total <= 0) return points;
        var (fp, fn) = (Scores.Negatives, 0.0);
        var best = (Cost: double.PositiveInfinity, Place: 0);
        var step = Math.Max(1.0, (double)Scores.Groups / most);
        var next = 0.0;
        for (var i = 0; i < Scores.Groups; i++)
        {
            // From this score up everything is positive.
            var cost = ((fp * falsePositive) + (fn * falseNegative)) / Scores.Total;
            if (i >= next || cost < best.Cost)
            {
                if (cost < best.Cost) best = (cost, points.Count);
                points.Add(new CostPoint(Scores.Scores[i], cost));
                if (i >= next) next += step;
            }

            fp -= Scores.Negative[i];
            fn += Scores.Positive[i];
        }

        return points;
    }
}

/// <summary>A corner of the ROC path.</summary>
/// <param name="FalsePositiveRate">Share of the negatives from the score up.</param>
/// <param name="TruePositiveRate">Share of the positives from the score up.</param>
/// <param name="Score">The lowest score that counts as positive here.</param>
public readonly record struct RocPoint(double FalsePositiveRate, double TruePositiveRate, double Score);

/// <summary>What a threshold costs.</summary>
/// <param name="Threshold">Positive from here up.</param>
/// <param name="Cost">Cost of wrong decisions per row.</param>
public readonly record struct CostPoint(double Threshold, double Cost);
