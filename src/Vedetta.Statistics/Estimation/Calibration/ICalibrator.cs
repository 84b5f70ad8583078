namespace Vedetta.Statistics.Estimation.Calibration;

/// <summary>Turns a raw score into the probability of the positive class, as learnt from labelled rows.</summary>
public interface ICalibrator
{
    /// <summary>Which kind of calibrator this is.</summary>
    CalibratorKind Kind { get; }

    /// <summary>Probabilities of the positive class, in 0..1, for scores in ascending order.</summary>
    /// <param name="sorted">Finite scores in ascending order.</param>
    /// <param name="probabilities">Receives one probability a score; of the same length.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    void Calibrate(ReadOnlySpan<double> sorted, Span<double> probabilities);
}

/// <summary>The calibrators there are.</summary>
public enum CalibratorKind
{
    /// <summary>The score itself, which must be a probability.</summary>
    None,

    /// <summary>Isotonic regression: any increasing curve, straight between its knots.</summary>
    Isotonic,

    /// <summary>A logistic curve of the score (Platt 1999).</summary>
    Platt,

    /// <summary>A logistic curve of ln s and -ln(1 - s) (Kull, Silva Filho and Flach 2017); for scores in 0..1.</summary>
    Beta,

    /// <summary>The share of positives in bins of equal count.</summary>
    Histogram,
}
