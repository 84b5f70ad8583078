namespace Vedetta.Statistics.Outliers;

/// <summary>What a classifier's own output says about how far a row is from what it knows.</summary>
public enum UncertaintyMeasure
{
    /// <summary>One less the largest probability.</summary>
    MaximumProbability,

    /// <summary>Entropy of the probabilities in nats.</summary>
    Entropy,

    /// <summary>One less the gap between the two largest probabilities.</summary>
    Margin,

    /// <summary>-T ln sum exp(logit / T): needs logits.</summary>
    Energy,

    /// <summary>Minus the largest logit: needs logits.</summary>
    MaximumLogit,
}

/// <summary>Scores of rows from the outputs of a classifier: the higher, the stranger.</summary>
/// <remarks>Source: Hendrycks and Gimpel 2017 (maximum probability); Liu, Wang, Owens and Li 2020 (energy).</remarks>
public static class UncertaintyScores
{
    /// <summary>Scores from logits; measures of probabilities take their softmax at the temperature.</summary>
    /// <param name="logits">Row by row.</param>
    /// <param name="classes">Logits per row, at least two.</param>
    /// <param name="measure">The measure.</param>
    /// <param name="temperature">Divides the logits; positive.</param>
    /// <returns>One score per row; NaN for a row with a logit that is NaN.</returns>
    /// <exception cref="ArgumentException">No whole number of rows, fewer than two classes, or no positive temperature.</exception>
    public static double[] FromLogits(ReadOnlySpan<double> logits, int classes, UncertaintyMeasure measure, double temperature = 1)
    {
        Check(logits, classes);
        if (!(temperature > 0))
            throw new ArgumentException($"The temperature is {temperature}; it is positive.", nameof(temperature));
        var scores = new double[logits.Length / classes];
        var probabilities = new double[classes];
        for (var i = 0; i < scores.Length; i++)
        {
            var row = logits.Slice(i * classes, classes);
            var total = LogSum(row, temperature);
            if (measure == UncertaintyMeasure.MaximumLogit)
            {
                scores[i] = -Largest(row).First;
            }
            else if (measure == UncertaintyMeasure.Energy)
            {
                scores[i] = -temperature * total;
            }
            else
            {
                for (var k = 0; k < classes; k++)
                    probabilities[k] = Math.Exp((row[k] / temperature) - total);
                scores[i] = OfProbabilities(probabilities, measure);
            }
        }
        return scores;
    }

    /// <summary>Scores from probabilities.</summary>
    /// <param name="probabilities">Row by row.</param>
    /// <param name="classes">Probabilities per row, at least two.</param>
    /// <param name="measure">The measure; not one that needs logits.</param>
    /// <returns>One score per row; NaN for a row with a probability that is NaN.</returns>
    /// <exception cref="ArgumentException">No whole number of rows, fewer than two classes, or a measure that needs logits.</exception>
    public static double[] FromProbabilities(ReadOnlySpan<double> probabilities, int classes, UncertaintyMeasure measure)
    {
        Check(probabilities, classes);
        if (measure is UncertaintyMeasure.Energy or UncertaintyMeasure.MaximumLogit)
            throw new ArgumentException($"{measure} needs logits; probabilities have lost their scale.", nameof(measure));
        var scores = new double[probabilities.Length / classes];
        for (var i = 0; i < scores.Length; i++)
            scores[i] = OfProbabilities(probabilities.Slice(i * classes, classes), measure);
        return scores;
    }

    private static double OfProbabilities(ReadOnlySpan<double> row, UncertaintyMeasure measure)
    {
        if (measure == UncertaintyMeasure.Entropy)
        {
            var entropy = 0.0;
            foreach (var p in row)
                entropy -= p == 0 ? 0 : p * Math.Log(p);
            return entropy;
        }
        var (first, second) = Largest(row);
        return measure == UncertaintyMeasure.Margin ? 1 - (first - second) : 1 - first;
    }

    private static (double First, double Second) Largest(ReadOnlySpan<double> row)
    {
        var (first, second) = (double.NegativeInfinity, double.NegativeInfinity);
        foreach (var value in row)
        {
            if (double.IsNaN(value))
                return (double.NaN, double.NaN);
            if (value > first)
                (first, second) = (value, first);
            else if (value > second)
                second = value;
        }
        return (first, second);
    }

    private static double LogSum(ReadOnlySpan<double> row, double temperature)
    {
        var largest = Largest(row).First / temperature;
        var sum = 0.0;
        foreach (var value in row)
            sum += Math.Exp((value / temperature) - largest);
        return largest + Math.Log(sum);
    }

    private static void Check(ReadOnlySpan<double> values, int classes)
    {
        if (classes < 2 || values.Length % classes != 0)
            throw new ArgumentException($"{values.Length} values are no whole number of rows of {classes} classes; a row has at least two.", nameof(classes));
    }
}
