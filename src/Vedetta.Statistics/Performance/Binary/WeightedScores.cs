namespace Vedetta.Statistics.Performance.Binary;

/// <summary>Sorts rows that carry weights; rows of weight zero say nothing and are left out.</summary>
internal static class WeightedScores
{
    public static BinaryScores Sort(ReadOnlySpan<double> scores, ReadOnlySpan<bool> labels, ReadOnlySpan<double> weights)
    {
        var (keys, rows) = (new double[scores.Length], new int[scores.Length]);
        var (count, without) = (0, 0);
        for (var i = 0; i < scores.Length; i++)
        {
            if (!(weights[i] >= 0) || double.IsInfinity(weights[i]))
                throw new ArgumentException($"The weight of row {i} is {weights[i]}; weights are finite and not negative.", nameof(weights));
            if (double.IsNaN(scores[i]))
                without++;
            else if (weights[i] > 0)
                (keys[count], rows[count++]) = (scores[i], i);
        }
        Array.Sort(keys, rows, 0, count);
        var (distinct, positive, negative) = (new double[count], new double[count], new double[count]);
        var (positiveSquares, negativeSquares) = (new double[count], new double[count]);
        var groups = 0;
        for (var i = 0; i < count; i++)
        {
            if (i == 0 || keys[i] != keys[i - 1])
                distinct[groups++] = keys[i];
            var (group, weight) = (groups - 1, weights[rows[i]]);
            (labels[rows[i]] ? positive : negative)[group] += weight;
            (labels[rows[i]] ? positiveSquares : negativeSquares)[group] += weight * weight;
        }
        return new BinaryScores(distinct, positive, negative, positiveSquares, negativeSquares, groups, without);
    }
}
