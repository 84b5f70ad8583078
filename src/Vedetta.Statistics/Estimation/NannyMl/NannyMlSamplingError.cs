namespace Vedetta.Statistics.Estimation.NannyMl;

/// <summary>NannyML's sampling errors: spread of the reference, scaled to the rows of a chunk.</summary>
internal static class NannyMlSamplingError
{
    private const double MulticlassAreaFactor = 1.2; // its authors saw the multiclass error too small by a fifth

    /// <summary>Sampling error in a chunk of so many rows; NaN where it has none that can be reproduced (average precision is an unseeded bootstrap there).</summary>
    public static double Of(string metric, NannyMlRows reference, int rows)
    {
        if (metric == "accuracy")
            return Math.Sqrt(Variance(Correct(reference))) / Math.Sqrt(rows);
        var sum = 0.0;
        foreach (var c in reference.Classes)
        {
            var (deviation, share) = metric == "roc_auc" ? Area(c) : OfCells(metric, c, reference.Binary);
            sum += deviation * deviation / (rows * share);
        }
        var error = Math.Sqrt(sum) / reference.Classes.Count;
        return metric == "roc_auc" && !reference.Binary ? MulticlassAreaFactor * error : error;
    }

    /// <summary>Population variance.</summary>
    internal static double Variance(IReadOnlyList<double> values)
    {
        var mean = values.Average();
        return values.Sum(v => (v - mean) * (v - mean)) / values.Count;
    }

    private static double[] Correct(NannyMlRows reference) => reference.Binary
        ? [.. Enumerable.Range(0, reference.Count).Select(i => reference.Classes[0].Predicted[i] == (reference.Classes[0].Labels![i] == 1) ? 1.0 : 0)]
        : [.. Enumerable.Range(0, reference.Count).Select(i => reference.Classes.Any(c => c.Predicted[i] && c.Labels![i] == 1) ? 1.0 : 0)];

    private static (double Deviation, double Share) OfCells(string metric, NannyMlClass c, bool binary)
    {
        var relevant = new List<double>();
        var (tp, errors) = (0, 0);
        for (var i = 0; i < c.Scores.Length; i++)
        {
            var (predicted, positive) = (c.Predicted[i], c.Labels![i] == 1);
            var counts = metric switch
            {
                "precision" => predicted,
                "recall" => positive,
                "specificity" => !positive,
                "f1" => predicted || positive,
                _ => throw new ArgumentException($"'{metric}' has no sampling error; allowed are roc_auc, f1, precision, recall, specificity and accuracy.", nameof(metric)),
            };
            if (!counts)
                continue;
            var right = metric == "specificity" ? !predicted : predicted && positive;
            relevant.Add(right ? 1 : 0);
            if (right)
                tp++;
            else
                errors++;
        }
        var deviation = Math.Sqrt(Variance(relevant));
        if (metric == "f1" && binary)
            deviation *= relevant.Count / (tp + (errors / 2.0));
        return (deviation, (double)relevant.Count / c.Scores.Length);
    }

    // Spread of the share of negatives below each positive. It depends on the order of tied scores, which differs between
    // releases of numpy: the figure agrees to a few parts in a hundred thousand.
    private static (double Deviation, double Share) Area(NannyMlClass c)
    {
        var (scores, labels) = (c.Scores, c.Labels!);
        if (labels.Average() > 0.5)
            (scores, labels) = (Array.ConvertAll(scores, s => 1 - s), Array.ConvertAll(labels, l => 1 - l));
        var order = NumpyOrder.Of(scores);
        var positives = labels.Sum();
        var shares = new List<double>();
        for (var rank = 1; rank < order.Length; rank++) // a positive at the lowest rank is lost there
        {
            if (labels[order[rank]] == 1)
                shares.Add((rank - shares.Count) / (scores.Length - positives));
        }
        return (Math.Sqrt(Variance(shares)), positives / scores.Length);
    }
}
