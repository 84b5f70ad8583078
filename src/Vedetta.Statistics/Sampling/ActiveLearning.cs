namespace Vedetta.Statistics.Sampling;

/// <summary>
/// How much a label of a row would teach a model (Settles 2009). Rows chosen by these scores alone say nothing honest of
/// the population: draw by <see cref="InclusionProbabilities"/> from them and keep the probability, or keep a random share.
/// </summary>
public static class ActiveLearning
{
    /// <summary>1 - |2p - 1| of a probability: 1 at the coin flip, 0 at certainty; NaN for a value outside 0 to 1.</summary>
    public static double Margin(double probability) => probability is >= 0 and <= 1 ? 1 - Math.Abs((2 * probability) - 1) : double.NaN;

    /// <summary>1 less the gap between the two likeliest classes; 1 when they are equally likely, NaN below two classes.</summary>
    public static double Margin(ReadOnlySpan<double> probabilities)
    {
        var (first, second) = (double.NegativeInfinity, double.NegativeInfinity);
        foreach (var p in probabilities)
        {
            if (!(p is >= 0 and <= 1))
                return double.NaN;
            if (p > first)
                (first, second) = (p, first);
            else if (p > second)
                second = p;
        }
        return probabilities.Length < 2 ? double.NaN : 1 - (first - second);
    }

    /// <summary>Shannon entropy of the classes in units of its largest value ln K: 0 to 1; NaN below two classes or for a value outside 0 to 1.</summary>
    public static double Entropy(ReadOnlySpan<double> probabilities)
    {
        if (probabilities.Length < 2)
            return double.NaN;
        var sum = 0.0;
        foreach (var p in probabilities)
        {
            if (!(p is >= 0 and <= 1))
                return double.NaN;
            if (p > 0)
                sum -= p * Math.Log(p);
        }
        return sum / Math.Log(probabilities.Length);
    }

    /// <summary>Disagreement of several models about one row: the standard deviation of their probabilities in units of its largest value 0.5; NaN below two models.</summary>
    public static double Disagreement(ReadOnlySpan<double> probabilities)
    {
        if (probabilities.Length < 2)
            return double.NaN;
        var (sum, squares) = (0.0, 0.0);
        foreach (var p in probabilities)
        {
            sum += p;
            squares += p * p;
        }
        var mean = sum / probabilities.Length;
        return 2 * Math.Sqrt(Math.Max(0, (squares / probabilities.Length) - (mean * mean)));
    }
}
