using Vedetta.Core.Models;
using Vedetta.Statistics.Credit;
using Vedetta.Statistics.Intervals;

namespace Vedetta.Core.Quality.Scores;

/// <summary>
/// What any cut-off would do to the rows of a window: everything is cumulative over the cells, from the scores that are
/// approved first, so a cut-off is one binary search. Cut-offs at edges of cells are exact. Immutable.
/// </summary>
public sealed class ScoreCurve
{
    private const double Normal95 = 1.959963984540054;
    private readonly ScoreSums _sums;
    private readonly ScoreDefinition _score;
    private readonly ScoreCell[] _cells; // from the scores approved first
    private readonly Totals[] _upTo;     // of the first i cells

    /// <summary>Sums up a window.</summary>
    /// <param name="sums">Its cells.</param>
    /// <param name="score">What the score means.</param>
    /// <param name="calibration">Bad rate by score; null where too few labels are known.</param>
    /// <param name="economics">Gain and loss per unit of the amount; null for no expected profit.</param>
    public ScoreCurve(ScoreSums sums, ScoreDefinition score, ScoreCalibration? calibration, Economics? economics = null)
    {
        ArgumentNullException.ThrowIfNull(sums);
        ArgumentNullException.ThrowIfNull(score);
        (_sums, _score) = (sums, score);
        _cells = score.ApproveAbove ? [.. sums.Cells.Reverse()] : [.. sums.Cells];
        _upTo = new Totals[_cells.Length + 1];
        var values = ValueGroups.Of(_cells);
        for (var i = 0; i < _cells.Length; i++) _upTo[i + 1] = _upTo[i].Plus(_cells[i], score, calibration, economics, values, i);
    }

    /// <summary>Rows with a score.</summary>
    public long Rows => _upTo[^1].Rows;

    /// <summary>What a cut-off would do. It is rounded to the nearest edge of a cell.</summary>
    /// <param name="cutoff">The cut-off: approval below it, or from it on where higher scores are approved.</param>
    /// <param name="near">How far from the cut-off a score is near it.</param>
    /// <param name="inUse">The cut-off it is compared with.</param>
    public CutoffEffect At(double cutoff, double near, double inUse)
    {
        var edge = _sums.Grid.Near(cutoff);
        var approved = _upTo[Approved(edge)];
        var before = _upTo[Approved(_sums.Grid.Near(inUse))];
        var labels = approved.Labels;
        var covered = labels.Mature > 0 ? (double)labels.Labelled / labels.Mature : (double?)null;
        var around = _upTo[Math.Max(Approved(edge - near), Approved(edge + near))].Rows - _upTo[Math.Min(Approved(edge - near), Approved(edge + near))].Rows;
        return new CutoffEffect(
            edge, approved.Rows, Share.Of(approved.Rows, Rows),
            approved.Rows > 0 && _score.Kind == ScoreKind.Probability ? Oriented(approved.ScoreSum / approved.Rows) : null,
            Expected(approved), approved.Rows > 0 ? (double)approved.Inferred / approved.Rows : 0,
            Share.Of(labels.Positive, labels.Labelled), labels.Labelled, covered,
            Share.Of(around, Rows), Math.Max(0, before.Rows - approved.Rows), Math.Max(0, approved.Rows - before.Rows),
            approved.Amount, Money(approved), approved.HasProfit ? approved.Profit : null);
    }

    /// <summary>The scores between two cut-offs, as rows, labels and bad ones: what a swap set is made of.</summary>
    public SwapCell Between(double from, double to)
    {
        var (a, b) = (_upTo[Approved(_sums.Grid.Near(from))], _upTo[Approved(_sums.Grid.Near(to))]);
        var labels = b.Labels - a.Labels;
        return new SwapCell(b.Rows - a.Rows, labels.Labelled, labels.Positive);
    }

    /// <summary>Who changes sides when the cut-off moves.</summary>
    public SwapSet Swap(double inUse, double tried)
    {
        var (first, last) = Approved(_sums.Grid.Near(inUse)) <= Approved(_sums.Grid.Near(tried)) ? (inUse, tried) : (tried, inUse);
        var (both, moved) = (From(0, Place(first)), From(Place(first), Place(last)));
        var none = From(Place(last), _cells.Length);
        return first.Equals(inUse) ? new SwapSet(both, moved, default, none) : new SwapSet(both, default, moved, none);
    }

    /// <summary>Decisions against the cut-off; null where no row carries a decision.</summary>
    public Overrides? Overrides(double cutoff)
    {
        if (!_sums.HasDecisions) return null;
        var place = Place(cutoff);
        ReadOnlySpan<ScoreCell> inside = _cells.AsSpan(0, place);
        ReadOnlySpan<ScoreCell> outside = _cells.AsSpan(place);
        return new Overrides(
            new OverrideSide(Sum(outside, c => c.Approved + c.Declined), Sum(outside, c => c.Approved)),
            new OverrideSide(Sum(inside, c => c.Approved + c.Declined), Sum(inside, c => c.Declined)),
            new SwapCell(Sum(outside, c => c.Approved), Sum(outside, c => c.LabelsOfApproved.Labelled), Sum(outside, c => c.LabelsOfApproved.Positive)),
            new SwapCell(Sum(inside, c => c.Approved), Sum(inside, c => c.LabelsOfApproved.Labelled), Sum(inside, c => c.LabelsOfApproved.Positive)));
    }

    private static long Sum(ReadOnlySpan<ScoreCell> cells, Func<ScoreCell, long> of)
    {
        var sum = 0L;
        foreach (var cell in cells) sum += of(cell);
        return sum;
    }

    private SwapCell From(int first, int end)
    {
        var labels = _upTo[end].Labels - _upTo[first].Labels;
        return new SwapCell(_upTo[end].Rows - _upTo[first].Rows, labels.Labelled, labels.Positive);
    }

    private int Place(double cutoff) => Approved(_sums.Grid.Near(cutoff));

    /// <summary>How many cells, from those approved first, a cut-off at an edge approves.</summary>
    private int Approved(double edge)
    {
        var (low, high) = (0, _cells.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            var isApproved = _score.ApproveAbove ? _cells[middle].Low >= edge : _cells[middle].Low < edge;
            if (isApproved) low = middle + 1;
            else high = middle;
        }

        return low;
    }

    private double Oriented(double probability) => _score.HigherIs == ScoreDirection.Positive ? probability : 1 - probability;

    private static Share? Expected(in Totals approved)
    {
        if (approved.Rows == 0 || double.IsNaN(approved.Bad)) return null;
        var (rate, half) = (approved.Bad / approved.Rows, Normal95 * Math.Sqrt(approved.BadVariance) / approved.Rows);
        return new Share(rate, Math.Max(0, rate - half), Math.Min(1, rate + half));
    }

    private static Share? Money(in Totals approved)
    {
        if (approved.Valued == 0) return null;
        var half = Normal95 * Math.Sqrt(approved.ValueVariance);
        return new Share(approved.Value, approved.Value - half, approved.Value + half);
    }

    /// <summary>Cumulative sums; one group of the calibration and one of the values may be open.</summary>
    private readonly record struct Totals(
        long Rows, double ScoreSum, double Amount, LabelCounts Labels, double Bad, long Inferred, int Group, double GroupRows, double BadClosed, double BadVariance,
        double Value, double ValueVariance, long Valued, double Profit, bool HasProfit)
    {
        public Totals Plus(in ScoreCell cell, ScoreDefinition score, ScoreCalibration? calibration, Economics? economics, ValueGroups values, int place)
        {
            var mean = Math.Clamp(cell.Mean, cell.Low, cell.High);
            var rate = calibration?.Rate(mean) ?? double.NaN;
            var (group, groupRows, closed, variance) = (Group, GroupRows, BadClosed, 0.0);
            if (calibration is not null)
            {
                var next = calibration.GroupOf(mean);
                if (next != group) (closed, groupRows) = (closed + (groupRows * groupRows * calibration.Variance(group)), 0);
                (group, groupRows) = (next, groupRows + cell.Rows);
                variance = closed + (groupRows * groupRows * calibration.Variance(group));
            }

            var (value, valueVariance) = values.Add(Value, ValueVariance, cell.Rows, place);
            var raw = score.Kind == ScoreKind.Probability ? score.HigherIs == ScoreDirection.Positive ? mean : 1 - mean : double.NaN;
            var pd = double.IsNaN(rate) ? raw : rate;
            var profit = economics is { } money && double.IsFinite(pd) ? cell.Amount * ((money.Margin * (1 - pd)) - (money.LossGivenDefault * pd)) : 0;
            return new Totals(
                Rows + cell.Rows, ScoreSum + cell.ScoreSum, Amount + cell.Amount, Labels + cell.Labels, Bad + (rate * cell.Rows),
                Inferred + (calibration?.Covers(mean) == false ? cell.Rows : 0), group, groupRows, closed, variance,
                value, valueVariance, Valued + cell.Values.Known, Profit + profit, economics is not null);
        }
    }
}
