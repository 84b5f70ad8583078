namespace Vedetta.Statistics.Performance;

/// <summary>Placement of every row among the rows of the other class: the parts DeLong's variances and covariances are made of.</summary>
internal static class Placements
{
    /// <summary>
    /// For a positive row the share of negatives below it, for a negative row the share of positives above it, ties half.
    /// Returns the area, which is the mean placement of the positives and of the negatives.
    /// </summary>
    public static double Of(ReadOnlySpan<double> scores, ReadOnlySpan<bool> labels, ReadOnlySpan<double> weights, Span<double> placements)
    {
        var (keys, rows) = (scores.ToArray(), new int[scores.Length]);
        for (var i = 0; i < rows.Length; i++)
            rows[i] = i;
        Array.Sort(keys, rows);
        var (positives, negatives) = (0.0, 0.0);
        for (var i = 0; i < rows.Length; i++)
            (labels[i] ? ref positives : ref negatives) += weights.IsEmpty ? 1 : weights[i];
        var (positiveBelow, negativeBelow, area) = (0.0, 0.0, 0.0);
        for (var from = 0; from < keys.Length;)
        {
            var to = from;
            var (p, n) = (0.0, 0.0);
            for (; to < keys.Length && keys[to] == keys[from]; to++)
                (labels[rows[to]] ? ref p : ref n) += weights.IsEmpty ? 1 : weights[rows[to]];
            var ofPositive = (negativeBelow + (0.5 * n)) / negatives;
            var ofNegative = (positives - positiveBelow - (0.5 * p)) / positives;
            for (var i = from; i < to; i++)
                placements[rows[i]] = labels[rows[i]] ? ofPositive : ofNegative;
            area += p * ofPositive;
            (positiveBelow, negativeBelow, from) = (positiveBelow + p, negativeBelow + n, to);
        }
        return area / positives;
    }
}
