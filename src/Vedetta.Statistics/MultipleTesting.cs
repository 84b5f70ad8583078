namespace Vedetta.Statistics;

/// <summary>How p-values of a family of columns are corrected.</summary>
public enum Correction
{
    /// <summary>Not at all: each column has the whole false-alarm rate.</summary>
    None,

    /// <summary>Holm (1979): the chance of any false alarm stays below alpha, whatever the dependence.</summary>
    Holm,

    /// <summary>Benjamini and Hochberg (1995): the expected share of false alarms among the alarms stays below alpha.</summary>
    BenjaminiHochberg,

    /// <summary>Bonferroni: as Holm, simpler and weaker.</summary>
    Bonferroni,

    /// <summary>Benjamini and Yekutieli (2001): as Benjamini-Hochberg, whatever the dependence of the columns.</summary>
    BenjaminiYekutieli,
}

/// <summary>Adjusted p-values: compare them with alpha.</summary>
public static class MultipleTesting
{
    /// <summary>Adjusts a family of p-values; the order is kept, NaN stays NaN and does not count.</summary>
    public static double[] Adjust(ReadOnlySpan<double> pValues, Correction correction)
    {
        var result = pValues.ToArray();
        var order = Enumerable.Range(0, result.Length).Where(i => !double.IsNaN(result[i])).OrderBy(i => result[i]).ToArray();
        var count = order.Length;
        double running = correction is Correction.BenjaminiHochberg or Correction.BenjaminiYekutieli ? 1 : 0;
        switch (correction)
        {
            case Correction.None:
                break;
            case Correction.Bonferroni:
                foreach (var i in order)
                    result[i] = Math.Min(1, result[i] * count);
                break;
            case Correction.Holm:
                for (var rank = 0; rank < count; rank++)
                    result[order[rank]] = running = Math.Max(running, Math.Min(1, result[order[rank]] * (count - rank)));
                break;
            case Correction.BenjaminiHochberg or Correction.BenjaminiYekutieli:
                var dependence = correction == Correction.BenjaminiHochberg ? 1 : Enumerable.Range(1, count).Sum(i => 1.0 / i);
                for (var rank = count - 1; rank >= 0; rank--)
                    result[order[rank]] = running = Math.Min(running, result[order[rank]] * count * dependence / (rank + 1));
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(correction), correction, "Allowed: None, Holm, BenjaminiHochberg, Bonferroni, BenjaminiYekutieli.");
        }
        return result;
    }
}
