namespace Vedetta.Statistics.Estimation.Binary;

/// <summary>Scores of a window in ascending order with their predictions; tied scores may stand in any order.</summary>
internal sealed class SortedScores
{
    private SortedScores(double[] scores, bool[] predicted) => (Scores, Predicted) = (scores, predicted);

    public double[] Scores { get; }

    public bool[] Predicted { get; }

    /// <summary>Sorts finite scores: those predicted positive and the others apart, on two threads, then merges.</summary>
    public static SortedScores Of(ReadOnlySpan<double> scores, ReadOnlySpan<bool> predicted)
    {
        var hits = predicted.Count(true);
        var (positive, negative) = (new double[hits], new double[scores.Length - hits]);
        var (p, n) = (0, 0);
        for (var i = 0; i < scores.Length; i++)
        {
            if (predicted[i])
                positive[p++] = scores[i];
            else
                negative[n++] = scores[i];
        }
        if (scores.Length > 100_000)
            Parallel.Invoke(() => RadixSort.Sort(positive), () => RadixSort.Sort(negative));
        else
        {
            RadixSort.Sort(positive);
            RadixSort.Sort(negative);
        }
        return Merge(negative, positive);
    }

    private static SortedScores Merge(double[] negative, double[] positive)
    {
        var scores = new double[negative.Length + positive.Length];
        var predicted = new bool[scores.Length];
        var (n, p) = (0, 0);
        for (var i = 0; i < scores.Length; i++)
        {
            if (p == positive.Length || (n < negative.Length && negative[n] <= positive[p]))
                scores[i] = negative[n++];
            else
            {
                scores[i] = positive[p++];
                predicted[i] = true;
            }
        }
        return new SortedScores(scores, predicted);
    }
}
