using Vedetta.Core.Models;
using Vedetta.Statistics.Credit;
using Vedetta.Statistics.Performance.Binary;

namespace Vedetta.Core.Quality.Scores;

/// <summary>Bands, steps and the ROC of a window's cells. Pure.</summary>
internal static class ScoreBandMaker
{
    private const int MostBands = 26;
    private const int Tenths = 10;
    private const int Corners = 200;

    /// <summary>Limits between bands: those asked for, or the tenths of the baseline and the cut-off in use, rounded to edges.</summary>
    public static IReadOnlyList<double> Limits(ScoreSums sums, ScoreSums? baseline, double inUse, IReadOnlyList<double>? asked)
    {
        var limits = new SortedSet<double>();
        if (asked is not null)
        {
            foreach (var limit in asked) limits.Add(sums.Grid.Near(limit));
        }
        else
        {
            var over = baseline ?? sums;
            for (var i = 1; i < Tenths; i++)
                if (over.Quantile((double)i / Tenths) is { } limit) limits.Add(sums.Grid.Near(limit));
            limits.Add(sums.Grid.Near(inUse));
        }

        return [.. limits.Take(MostBands - 1)];
    }

    /// <summary>Bands from the one approved first.</summary>
    public static IReadOnlyList<ScoreBandAnswer> Bands(ScoreSums sums, ScoreSums? baseline, ScoreDefinition score, double inUse, ScoreCalibration? calibration, IReadOnlyList<double> limits)
    {
        var drafts = Enumerable.Range(0, limits.Count + 1).Select(i => (Low: i == 0 ? (double?)null : limits[i - 1], High: i == limits.Count ? (double?)null : limits[i]));
        if (score.ApproveAbove) drafts = drafts.Reverse();
        var bands = drafts.Select((d, i) => (d.Low, d.High, Name: ((char)('A' + i)).ToString(), Cells: Inside(sums, d.Low, d.High))).ToList();
        var lines = ScoreBands.Of([.. bands.Select(b => Band(b.Name, b.Cells, sums, score, b.Low, inUse))]);
        return [.. bands.Select((b, i) =>
        {
            var rows = b.Cells.Sum(c => c.Rows);
            double? expected = calibration is null || rows == 0 ? null : b.Cells.Sum(c => c.Rows * calibration.Rate(c.Mean)) / rows;
            double? then = baseline is null ? null : (double)Inside(baseline, b.Low, b.High).Sum(c => c.Rows) / Math.Max(1, baseline.Scored);
            return new ScoreBandAnswer(b.Low, b.High, lines[i], then, expected, b.Cells.Sum(c => c.Labels.Mature));
        })];
    }

    /// <summary>The ROC of the mature labelled rows; null without both classes.</summary>
    public static RocPath? Roc(ScoreSums sums, ScoreDefinition score)
    {
        var cells = sums.Cells.Where(c => c.Labels.Labelled > 0).ToList();
        var (positives, negatives) = (cells.Sum(c => (double)c.Labels.Positive), cells.Sum(c => (double)c.Labels.Negative));
        if (positives == 0 || negatives == 0) return null;
        if (score.HigherIs == ScoreDirection.Negative) cells.Reverse();
        var order = Enumerable.Range(0, cells.Count).Select(i => (double)i).ToArray(); // only the order counts
        var groups = BinaryScores.FromGroups(order, [.. cells.Select(c => c.Labels.Positive)], [.. cells.Select(c => c.Labels.Negative)]);
        var measured = RocAuc.Of(groups)!.Measure();
        var tied = cells.Sum(c => (double)c.Labels.Positive * c.Labels.Negative) / (positives * negatives);
        var (good, bad) = (new List<double> { 0 }, new List<double> { 0 });
        var (n, p) = (0.0, 0.0);
        for (var i = cells.Count - 1; i >= 0; i--)
        {
            (n, p) = (n + (cells[i].Labels.Negative / negatives), p + (cells[i].Labels.Positive / positives));
            if (i > 0 && n + p - good[^1] - bad[^1] < 2.0 / Corners) continue;
            good.Add(Math.Min(1, n));
            bad.Add(Math.Min(1, p));
        }

        return new RocPath(measured.Value!.Value, measured.Interval?.Low, measured.Interval?.High, tied / 2, good, bad);
    }

    /// <summary>Shares in equal steps over the middle 98.5 % of both sides.</summary>
    public static ScoreSteps Steps(ScoreSums sums, ScoreSums? baseline, double step)
    {
        var (low, high) = Range(sums, baseline, 0.005, 0.99);
        // The steps of a drawing hold two or more of the cut-offs' steps each.
        var wide = ScoreStep.Wider(step, (high - low) / 60);
        var first = Math.Floor(low / wide);
        var count = (int)Math.Clamp(Math.Ceiling(high / wide) - first, 1, 400);
        double[] edges = [.. Enumerable.Range(0, count + 1).Select(i => Math.Round((first + i) * wide, 9))];
        return new ScoreSteps(edges, Shares(sums, edges), baseline is null ? [] : Shares(baseline, edges));
    }

    /// <summary>The middle of both sides, by default 99.5 %.</summary>
    public static (double Low, double High) Range(ScoreSums sums, ScoreSums? baseline, double from = 0.001, double to = 0.996)
    {
        var sides = new[] { sums, baseline }.OfType<ScoreSums>().Where(s => s.Cells.Count > 0).ToList();
        return sides.Count == 0 ? (0, 1) : (sides.Min(s => s.Quantile(from)!.Value), sides.Max(s => s.Quantile(to)!.Value));
    }

    private static ScoreBand Band(string name, List<ScoreCell> cells, ScoreSums sums, ScoreDefinition score, double? low, double inUse)
    {
        var rows = cells.Sum(c => c.Rows);
        var byRule = score.ApproveAbove ? low >= sums.Grid.Near(inUse) : (low ?? double.NegativeInfinity) < sums.Grid.Near(inUse);
        double? mean = score.Kind == ScoreKind.Probability && rows > 0 ? cells.Sum(c => c.ScoreSum) / rows : null;
        return new ScoreBand(
            name, rows, sums.HasDecisions ? cells.Sum(c => c.Approved) : byRule ? rows : 0, score.HigherIs == ScoreDirection.Positive ? mean : 1 - mean,
            cells.Sum(c => c.Labels.Labelled), cells.Sum(c => c.Labels.Positive));
    }

    private static List<ScoreCell> Inside(ScoreSums sums, double? low, double? high) => [.. sums.Cells.Where(c => (low is null || c.Low >= low) && (high is null || c.Low < high))];

    private static double[] Shares(ScoreSums sums, double[] edges)
    {
        var shares = new double[edges.Length - 1];
        foreach (var cell in sums.Cells)
        {
            var at = Array.BinarySearch(edges, cell.Low);
            if (at < 0) at = ~at - 1;
            if (at >= 0 && at < shares.Length) shares[at] += cell.Rows;
        }

        for (var i = 0; i < shares.Length; i++) shares[i] /= Math.Max(1, sums.Scored);
        return shares;
    }
}
