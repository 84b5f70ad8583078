using Vedetta.Statistics.Estimation.Binary;
using Vedetta.Statistics.Estimation.Calibration;

namespace Vedetta.Statistics.Estimation;

/// <summary>Settings of an estimation; the defaults are the measured recipe.</summary>
public sealed record EstimationOptions
{
    /// <summary>The defaults.</summary>
    public static EstimationOptions Default { get; } = new();

    /// <summary>How to estimate.</summary>
    public EstimationMethod Method { get; init; } = EstimationMethod.Auto;

    /// <summary>What to estimate; empty for everything the task allows.</summary>
    public IReadOnlyList<EstimatedMetric> Metrics { get; init; } = [];

    /// <summary>What the cells are worth; needed by the business value.</summary>
    public CellValues? CellValues { get; init; }

    /// <summary>The calibrator; null lets held-out rows of the reference decide (<see cref="CalibrationRule"/>).</summary>
    public CalibratorKind? Calibrator { get; init; }

    /// <summary>Usual number of rows of the windows to come: back-test windows are never larger, thresholds are made for it. Null when not known.</summary>
    public int? WindowRows { get; init; }

    /// <summary>Whether intervals are widened by what the back-test on the reference shows.</summary>
    public bool Backtest { get; init; } = true;

    /// <summary>Confidence of the intervals.</summary>
    public double Confidence { get; init; } = 0.95;

    /// <summary>Fewest rows of a window for a verdict.</summary>
    public int MinimumRows { get; init; } = 50;

    /// <summary>Fewest expected positives and negatives for a verdict on a metric that divides by them.</summary>
    public double MinimumClass { get; init; } = 10;

    /// <summary>Largest share of rows without a score for a verdict.</summary>
    public double MaximumUnscored { get; init; } = 0.05;

    /// <summary>Seed of what is drawn: folds and held-out rows of the learners.</summary>
    public ulong Seed { get; init; } = 20_260_101;
}
