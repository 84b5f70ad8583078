using Vedetta.Statistics.Performance.Multiclass;

namespace Vedetta.Statistics.Performance.Compat;

/// <summary>
/// Figures as NannyML 0.13.1 defines them where that differs from the usual definition, for those who compare. The
/// default of Vedetta is the usual one.
/// </summary>
public static class NannyMlDefinitions
{
    /// <summary>
    /// Its business value "per prediction": each column of the table (each predicted class) is divided by its own sum,
    /// not by the number of rows. A class that is never predicted adds nothing.
    /// </summary>
    /// <exception cref="ArgumentException">The table is not classes by classes.</exception>
    public static double BusinessValuePerPrediction(ClassCounts counts, double[,] values)
    {
        BusinessValue.Check(counts, values);
        var sum = 0.0;
        for (var j = 0; j < counts.Classes; j++)
        {
            var column = counts.Predicted(j);
            for (var i = 0; i < counts.Classes && column > 0; i++)
                sum += values[i, j] * counts[i, j] / column;
        }
        return sum;
    }

    /// <summary>
    /// Its area under the ROC curve of probabilities in place of labels: in descending order of the score the summed
    /// probabilities and their complements are rounded to five decimals, rows of one score are not taken together, and the
    /// trapezoids under the rounded points are added. NaN when one of the sums ends at zero.
    /// </summary>
    /// <param name="probabilities">Probability of a positive for each row, in descending order of the score.</param>
    public static double RocAuc(ReadOnlySpan<double> probabilities)
    {
        var (exact, tp, fp, area) = (0.0, 0.0, 0.0, 0.0);
        for (var i = 0; i < probabilities.Length; i++)
        {
            exact += probabilities[i];
            var (nextTp, nextFp) = (Math.Round(exact, 5), Math.Round(i + 1 - exact, 5));
            area += (nextFp - fp) * (nextTp + tp) / 2;
            (tp, fp) = (nextTp, nextFp);
        }
        return area / (tp * fp);
    }
}
