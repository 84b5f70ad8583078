namespace Vedetta.Statistics.Estimation.Binary;

/// <summary>Labelled rows in ascending order of the score, each with its place in time.</summary>
internal sealed class LabelledScores
{
    private LabelledScores(double[] scores, double[] labels, bool[] predicted, int[] places) =>
        (Scores, Labels, Predicted, Places) = (scores, labels, predicted, places);

    public double[] Scores { get; }

    public double[] Labels { get; }

    public bool[] Predicted { get; }

    public int[] Places { get; }

    public int Count => Scores.Length;

    public double Positives => Labels.Sum();

    /// <summary>Sorts labelled rows with finite scores.</summary>
    public static LabelledScores Of(ScoredRows rows) => Of(rows, 0, rows.Count);

    /// <summary>Sorts consecutive labelled rows with finite scores; places count from the first row of all.</summary>
    public static LabelledScores Of(ScoredRows rows, int start, int count)
    {
        var (scores, places) = (rows.Scores.AsSpan(start, count).ToArray(), new int[count]);
        for (var i = 0; i < count; i++)
            places[i] = start + i;
        Array.Sort(scores, places);
        var (labels, predicted) = (new double[count], new bool[count]);
        for (var i = 0; i < count; i++)
            (labels[i], predicted[i]) = (rows.Labels![places[i]], rows.Predicted[places[i]]);
        return new LabelledScores(scores, labels, predicted, places);
    }

    /// <summary>The rows outside a span of time.</summary>
    public LabelledScores Without(int from, int to)
    {
        var kept = Count - (to - from);
        var result = new LabelledScores(new double[kept], new double[kept], new bool[kept], new int[kept]);
        var next = 0;
        for (var i = 0; i < Count; i++)
        {
            if (Places[i] >= from && Places[i] < to)
                continue;
            (result.Scores[next], result.Labels[next], result.Predicted[next], result.Places[next]) = (Scores[i], Labels[i], Predicted[i], Places[i]);
            next++;
        }
        return result;
    }

    /// <summary>The rows with their labels as probabilities: their expected metrics are the realized ones.</summary>
    public BinaryRows Realized() => new(Scores, Labels, Predicted);
}
