namespace Vedetta.Core.Quality;

/// <summary>How a metric of quality is compared with what it is compared with. Always by the nearer bound of its interval.</summary>
public enum Comparison
{
    /// <summary>Standard deviations of the reference's windows beyond their mean.</summary>
    Corridor,

    /// <summary>Share of the reference's windows that are better.</summary>
    Quantile,

    /// <summary>The metric's own value; nothing is compared.</summary>
    Absolute,

    /// <summary>Loss as a share of the baseline's value.</summary>
    Relative,

    /// <summary>Loss in the metric's own units.</summary>
    Difference,
}
