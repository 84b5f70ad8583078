namespace Vedetta.Statistics.Drift;

/// <summary>How a numeric column is cut into bins for the methods over counts.</summary>
public enum BinRule
{
    /// <summary>At quantiles of the reference, so that every bin holds an equal share of it.</summary>
    Quantiles,

    /// <summary>Into equal widths between the smallest and the largest finite value of the reference.</summary>
    EqualWidth,

    /// <summary>At given edges.</summary>
    FixedEdges,
}

/// <summary>The base of logarithms in Kullback-Leibler and Jensen-Shannon.</summary>
public enum LogarithmBase
{
    /// <summary>What is usual for the method: 2 for Jensen-Shannon, so that it ends at 1; e for Kullback-Leibler.</summary>
    Usual,

    /// <summary>Base e: nats.</summary>
    Natural,

    /// <summary>Base 2: bits.</summary>
    Two,
}
