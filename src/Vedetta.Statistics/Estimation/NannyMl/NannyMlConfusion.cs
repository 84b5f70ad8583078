namespace Vedetta.Statistics.Estimation.NannyMl;

/// <summary>How NannyML divides the cells of a confusion matrix.</summary>
public enum NannyMlNormalisation
{
    /// <summary>Counts.</summary>
    None,

    /// <summary>Shares of all rows.</summary>
    All,

    /// <summary>Shares of the rows of the true class.</summary>
    True,

    /// <summary>Shares of the rows of the predicted class.</summary>
    Predicted,
}

/// <summary>Confusion matrices, rows by true class and columns by predicted class; negative before positive.</summary>
internal static class NannyMlConfusion
{
    /// <summary>Expected counts from probabilities, or counts from labels.</summary>
    public static double[,] Of(NannyMlRows rows, IReadOnlyList<double[]> chances, int from, int to)
    {
        if (rows.Binary)
        {
            var (tp, fp, fn, tn) = NannyMlMetrics.Cells(rows.Classes[0].Predicted, chances[0], from, to);
            return new[,] { { tn, fp }, { fn, tp } };
        }
        var counts = new double[rows.Classes.Count, rows.Classes.Count];
        for (var predicted = 0; predicted < rows.Classes.Count; predicted++)
        {
            for (var i = from; i < to; i++)
            {
                for (var actual = 0; rows.Classes[predicted].Predicted[i] && actual < rows.Classes.Count; actual++)
                    counts[actual, predicted] += chances[actual][i];
            }
        }
        return counts;
    }

    /// <summary>The matrix divided as asked.</summary>
    public static double[,] Normalised(double[,] counts, NannyMlNormalisation how)
    {
        var k = counts.GetLength(0);
        var result = new double[k, k];
        for (var i = 0; i < k; i++)
        {
            for (var j = 0; j < k; j++)
            {
                var whole = how == NannyMlNormalisation.None ? 1 : Whole(counts, how, i, j);
                result[i, j] = whole == 0 ? 0 : counts[i, j] / whole;
            }
        }
        return result;
    }

    /// <summary>Sampling error of a cell in a chunk of so many rows, from the counts of the labelled reference.</summary>
    public static double Error(double[,] reference, NannyMlNormalisation how, int i, int j, int rows)
    {
        var n = Sum(reference);
        var whole = Whole(reference, how is NannyMlNormalisation.None ? NannyMlNormalisation.All : how, i, j);
        var share = reference[i, j] / whole;
        var error = Math.Sqrt(share * (1 - share) / (rows * (whole / n)));
        return how == NannyMlNormalisation.None ? error * rows : error;
    }

    /// <summary>Value of all rows, or what NannyML calls the value per prediction: each column divided by its own sum first.</summary>
    public static double Value(double[,] counts, double[,] worth, bool perPrediction)
    {
        var shown = perPrediction ? Normalised(counts, NannyMlNormalisation.Predicted) : counts;
        var value = 0.0;
        for (var i = 0; i < worth.GetLength(0); i++)
        {
            for (var j = 0; j < worth.GetLength(1); j++)
                value += shown[i, j] * worth[i, j];
        }
        return value;
    }

    /// <summary>Sampling error of the value from the spread of the value of single rows.</summary>
    public static double ValueError(double[,] reference, double[,] worth, bool perPrediction, bool binary, int rows)
    {
        var n = Sum(reference);
        var mean = Value(reference, worth, perPrediction: false) / n;
        var squares = 0.0;
        for (var i = 0; i < worth.GetLength(0); i++)
        {
            for (var j = 0; j < worth.GetLength(1); j++)
                squares += reference[i, j] * (worth[i, j] - mean) * (worth[i, j] - mean);
        }
        var deviation = Math.Sqrt(squares / (binary ? n : n - 1));
        return perPrediction ? deviation / Math.Sqrt(rows) : deviation * Math.Sqrt(rows);
    }

    private static double Whole(double[,] counts, NannyMlNormalisation how, int i, int j)
    {
        if (how == NannyMlNormalisation.All)
            return Sum(counts);
        var sum = 0.0;
        for (var k = 0; k < counts.GetLength(0); k++)
            sum += how == NannyMlNormalisation.True ? counts[i, k] : counts[k, j];
        return sum;
    }

    private static double Sum(double[,] counts) => counts.Cast<double>().Sum();
}
