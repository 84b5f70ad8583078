using Vedetta.Statistics.Intervals;

namespace Vedetta.Core.Quality.Scores;

/// <summary>A figure with its 95 % interval.</summary>
/// <param name="Value">The figure.</param>
/// <param name="Low">Lower limit.</param>
/// <param name="High">Upper limit.</param>
public readonly record struct Share(double Value, double Low, double High)
{
    /// <summary>A share of rows with Wilson's interval; null without rows.</summary>
    public static Share? Of(long part, long whole)
    {
        if (whole <= 0) return null;
        var interval = Proportion.ModifiedWilson(part, whole);
        return new Share((double)part / whole, interval.Low, interval.High);
    }
}

/// <summary>What a cut-off would do to the rows of a window.</summary>
/// <param name="Cutoff">The cut-off, an edge of a cell.</param>
/// <param name="Approved">Rows it approves.</param>
/// <param name="ApprovalRate">Their share of the scored rows; null without rows.</param>
/// <param name="ExpectedByScore">Mean of the scores as probabilities; null where scores are none, or nobody is approved.</param>
/// <param name="Expected">Bad rate by the calibrated score; null without a calibration.</param>
/// <param name="Inferred">Share of the approved whose score lies beyond those with labels: their bad rate is inferred, and the interval does not cover that.</param>
/// <param name="Realized">Bad rate of the mature labelled rows among the approved; null without any.</param>
/// <param name="Labelled">Those rows.</param>
/// <param name="Coverage">Their share of the mature rows; null without any.</param>
/// <param name="Near">Share of the scored rows near the cut-off.</param>
/// <param name="NoLonger">Rows that the cut-off in use approves and this one does not.</param>
/// <param name="Newly">Rows that this cut-off approves and the one in use does not.</param>
/// <param name="Amount">Amount of the rows it approves.</param>
/// <param name="Value">Their value by the value outcome; null where none is known.</param>
/// <param name="Profit">Expected profit by margin and loss; null where those are not given.</param>
public sealed record CutoffEffect(
    double Cutoff, long Approved, Share? ApprovalRate, double? ExpectedByScore, Share? Expected, double Inferred, Share? Realized, long Labelled, double? Coverage,
    Share? Near, long NoLonger, long Newly, double Amount, Share? Value, double? Profit);
