namespace Vedetta.Core.Quality.Scores;

/// <summary>Labels of some rows of a cell.</summary>
/// <param name="Positive">Mature rows of the positive class: the bad ones of a credit model.</param>
/// <param name="Negative">Mature rows of the other class.</param>
/// <param name="Immature">Rows whose outcome is not due yet.</param>
/// <param name="Unlabelled">Mature rows without a label.</param>
public readonly record struct LabelCounts(long Positive, long Negative, long Immature, long Unlabelled)
{
    /// <summary>Mature rows with a label.</summary>
    public long Labelled => Positive + Negative;

    /// <summary>Rows whose outcome is due.</summary>
    public long Mature => Positive + Negative + Unlabelled;

    /// <summary>Adds counts.</summary>
    public static LabelCounts operator +(LabelCounts a, LabelCounts b) =>
        new(a.Positive + b.Positive, a.Negative + b.Negative, a.Immature + b.Immature, a.Unlabelled + b.Unlabelled);

    /// <summary>Takes counts away.</summary>
    public static LabelCounts operator -(LabelCounts a, LabelCounts b) =>
        new(a.Positive - b.Positive, a.Negative - b.Negative, a.Immature - b.Immature, a.Unlabelled - b.Unlabelled);
}

/// <summary>Values of an outcome of some rows of a cell, for example revenue.</summary>
/// <param name="Known">Mature rows with a value.</param>
/// <param name="Sum">Sum of the values.</param>
/// <param name="Squares">Sum of their squares.</param>
/// <param name="Immature">Rows whose value is not due yet.</param>
/// <param name="Unknown">Mature rows without a value.</param>
public readonly record struct ValueCounts(long Known, double Sum, double Squares, long Immature, long Unknown)
{
    /// <summary>Adds counts.</summary>
    public static ValueCounts operator +(ValueCounts a, ValueCounts b) =>
        new(a.Known + b.Known, a.Sum + b.Sum, a.Squares + b.Squares, a.Immature + b.Immature, a.Unknown + b.Unknown);
}

/// <summary>What is known of the rows whose score lies in one cell.</summary>
/// <param name="Low">Lowest score of the cell.</param>
/// <param name="High">First score above the cell.</param>
/// <param name="Rows">Predictions.</param>
/// <param name="Approved">Those decided to approve.</param>
/// <param name="Declined">Those decided otherwise; rows without a decision are in neither.</param>
/// <param name="ScoreSum">Sum of their scores.</param>
/// <param name="Amount">Sum of their amounts.</param>
/// <param name="ApprovedAmount">Sum of the amounts of the approved.</param>
/// <param name="LabelsOfApproved">Labels of the approved.</param>
/// <param name="LabelsOfOthers">Labels of all others.</param>
/// <param name="PositiveAmount">Sum of the amounts of labelled rows of the positive class.</param>
/// <param name="NegativeAmount">Sum of the amounts of labelled rows of the other class.</param>
/// <param name="ValuesOfApproved">Values of the approved.</param>
/// <param name="ValuesOfOthers">Values of all others.</param>
public readonly record struct ScoreCell(
    double Low, double High, long Rows, long Approved, long Declined, double ScoreSum, double Amount, double ApprovedAmount,
    LabelCounts LabelsOfApproved, LabelCounts LabelsOfOthers, double PositiveAmount, double NegativeAmount, ValueCounts ValuesOfApproved, ValueCounts ValuesOfOthers)
{
    /// <summary>Labels of all rows.</summary>
    public LabelCounts Labels => LabelsOfApproved + LabelsOfOthers;

    /// <summary>Values of all rows.</summary>
    public ValueCounts Values => ValuesOfApproved + ValuesOfOthers;

    /// <summary>Mean score of its rows.</summary>
    public double Mean => Rows > 0 ? ScoreSum / Rows : Low;
}

/// <summary>Scores of a window, cell by cell.</summary>
/// <param name="Grid">The cells.</param>
/// <param name="Cells">Cells that have rows, ascending.</param>
/// <param name="Unscored">Rows without a score.</param>
/// <param name="Rows">Predictions, with and without a score.</param>
/// <param name="Early">Labels of immature rows that came already; they are not counted as labels.</param>
public sealed record ScoreSums(ScoreGrid Grid, IReadOnlyList<ScoreCell> Cells, ScoreCell Unscored, long Rows, long Early)
{
    /// <summary>Predictions with a score.</summary>
    public long Scored => Rows - Unscored.Rows;

    /// <summary>Whether any row carries a decision.</summary>
    public bool HasDecisions { get; } = Cells.Any(c => c.Approved + c.Declined > 0);

    /// <summary>Labels of all rows that have a score.</summary>
    public LabelCounts Labels { get; } = Cells.Aggregate(default(LabelCounts), (sum, cell) => sum + cell.Labels);

    /// <summary>Nothing.</summary>
    public static ScoreSums Empty(ScoreGrid grid) => new(grid, [], default, 0, 0);

    /// <summary>The score below which a share of the scored rows lies, within its cell; null without rows.</summary>
    public double? Quantile(double share)
    {
        var wanted = share * Scored;
        var before = 0L;
        foreach (var cell in Cells)
        {
            if (before + cell.Rows >= wanted && cell.Rows > 0) return cell.Low + ((cell.High - cell.Low) * (wanted - before) / cell.Rows);
            before += cell.Rows;
        }

        return Cells.Count == 0 ? null : Cells[^1].High;
    }
}
