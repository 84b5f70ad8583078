using Vedetta.Statistics.Drift;
using Vedetta.Statistics.Learners;

namespace Vedetta.Statistics.Multivariate;

/// <summary>The comparison of two tables by one method. Facts only: <see cref="MultivariateDrift.Judge"/> gives the verdict.</summary>
public sealed record MultivariateResult
{
    /// <summary>The method used.</summary>
    public required DriftMethod Method { get; init; }

    /// <summary>The statistic of the method; null where it cannot be computed.</summary>
    public double? Statistic { get; init; }

    /// <summary>Probability of a statistic as large without change; null where none was computed.</summary>
    public double? PValue { get; init; }

    /// <summary>Lower limit of the interval of the true value of the statistic; null where none is known.</summary>
    public double? Low { get; init; }

    /// <summary>Upper limit of that interval.</summary>
    public double? High { get; init; }

    /// <summary>The same statistic where nothing changed: what the reference gives against itself; null where it is a constant.</summary>
    public double? Baseline { get; init; }

    /// <summary>How large the difference is; null where nothing could be computed.</summary>
    public Effect? Effect { get; init; }

    /// <summary>Rows of the reference, and how many of them were used.</summary>
    public required RowsUsed Reference { get; init; }

    /// <summary>Rows of the current side, and how many of them were used.</summary>
    public required RowsUsed Current { get; init; }

    /// <summary>Columns that were compared.</summary>
    public IReadOnlyList<string> Columns { get; init; } = [];

    /// <summary>Which columns the difference rests on, the largest share first; empty where the method does not tell.</summary>
    public IReadOnlyList<ColumnShare> Attribution { get; init; } = [];

    /// <summary>What a reader should know about the numbers.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Why nothing could be computed; null where something was.</summary>
    public string? UndecidedReason { get; init; }
}

/// <summary>How many rows there were and how many were used.</summary>
public readonly record struct RowsUsed(int Rows, int Used);

/// <summary>A comparison of tables with its verdict.</summary>
/// <param name="Result">The facts.</param>
/// <param name="Verdict">What is said of them.</param>
/// <param name="Excess">Effect divided by its warning threshold; null where none could be computed.</param>
/// <param name="Warning">Warning threshold of the effect.</param>
/// <param name="Critical">Critical threshold of the effect.</param>
/// <param name="Reasons">In words: size of the effect, significance, columns, notes.</param>
public sealed record JudgedTable(MultivariateResult Result, Verdict Verdict, double? Excess, double? Warning, double? Critical, IReadOnlyList<string> Reasons);
