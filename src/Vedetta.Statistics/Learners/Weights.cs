namespace Vedetta.Statistics.Learners;

/// <summary>Checks of the weights of rows.</summary>
internal static class Weights
{
    /// <exception cref="ArgumentException">Another length than the rows, or a negative or infinite weight.</exception>
    public static void Check(ReadOnlySpan<double> weights, int rows)
    {
        if (weights.IsEmpty)
            return;
        if (weights.Length != rows)
            throw new ArgumentException($"There are {weights.Length} weights for {rows} rows; each row needs one, or none has any.", nameof(weights));
        for (var i = 0; i < weights.Length; i++)
        {
            if (!(weights[i] >= 0) || double.IsInfinity(weights[i]))
                throw new ArgumentException($"The weight of row {i} is {weights[i]}; a weight is finite and not negative.", nameof(weights));
        }
    }
}
