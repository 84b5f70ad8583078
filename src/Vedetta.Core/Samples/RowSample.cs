using Vedetta.Statistics.Learners;

namespace Vedetta.Core.Samples;

/// <summary>Rows of a window or a reference, at most as many as were asked for, in the order of their hashes.</summary>
/// <param name="Population">Rows they were taken from.</param>
/// <param name="Table">A column per watched column of the model that has a value in some row, outputs first.</param>
public sealed record RowSample(long Population, LearningTable Table)
{
    /// <summary>Rows of the sample.</summary>
    public int Rows => Table.Rows;
}
