namespace Vedetta.Statistics.Drift;

/// <summary>One measure of how large a difference is, with the values from which it matters.</summary>
/// <param name="Name">What it is, in words.</param>
/// <param name="Value">The effect, corrected for sampling noise where that is known.</param>
/// <param name="Warning">Default threshold of a warning.</param>
/// <param name="Critical">Default threshold of a critical verdict.</param>
public sealed record Effect(string Name, double Value, double Warning, double Critical);

/// <summary>On which side a column has one value only.</summary>
public enum ConstantSide
{
    /// <summary>Neither side is constant.</summary>
    None,

    /// <summary>Only the reference is constant.</summary>
    Reference,

    /// <summary>Only the current side is constant.</summary>
    Current,

    /// <summary>Both are constant, at different values.</summary>
    Different,

    /// <summary>Both are constant at the same value.</summary>
    Equal,
}

/// <summary>The comparison of one column on two sides by one method. Facts only: <see cref="DriftJudge"/> gives the verdict.</summary>
public sealed record DriftResult
{
    /// <summary>The method used.</summary>
    public required DriftMethod Method { get; init; }

    /// <summary>True when the column was compared as numbers.</summary>
    public required bool Numeric { get; init; }

    /// <summary>The test that auto chose for the column, in words; null for other methods.</summary>
    public string? Test { get; init; }

    /// <summary>The statistic of the method; null where it cannot be computed.</summary>
    public double? Statistic { get; init; }

    /// <summary>Probability of a statistic as large without change; null where none exists.</summary>
    public double? PValue { get; init; }

    /// <summary>The p-value the judgement uses where it differs from <see cref="PValue"/>; null where it does not.</summary>
    public double? JudgedPValue { get; init; }

    /// <summary>Degrees of freedom; null where there are none.</summary>
    public double? Dof { get; init; }

    /// <summary>Lower limit of the 95 % interval of the true value of the statistic; null where none is known.</summary>
    public double? Low { get; init; }

    /// <summary>Upper limit of that interval.</summary>
    public double? High { get; init; }

    /// <summary>Certain lower limit of the statistic where profiles know it only within bounds; null where it is exact.</summary>
    public double? BoundLow { get; init; }

    /// <summary>Certain upper limit of the statistic where profiles know it only within bounds; null where it is exact.</summary>
    public double? BoundHigh { get; init; }

    /// <summary>How large the difference is; the judgement needs one of them beyond its threshold together with significance.</summary>
    public IReadOnlyList<Effect> Effects { get; init; } = [];

    /// <summary>The effect furthest beyond its warning threshold; null where none could be computed.</summary>
    public Effect? Effect => Effects.MaxBy(e => e.Value / e.Warning);

    /// <summary>Rows of the reference, missing ones included.</summary>
    public long ReferenceRows { get; init; }

    /// <summary>Rows of the current side, missing ones included.</summary>
    public long CurrentRows { get; init; }

    /// <summary>Rows of the reference without a usable value.</summary>
    public long ReferenceMissing { get; init; }

    /// <summary>Rows of the current side without a usable value.</summary>
    public long CurrentMissing { get; init; }

    /// <summary>Infinite values of the reference: extremes for methods over order, no part of means and integrals.</summary>
    public long ReferenceInfinities { get; init; }

    /// <summary>Infinite values of the current side.</summary>
    public long CurrentInfinities { get; init; }

    /// <summary>The value at which the difference of ks is largest; null for other methods and without a difference.</summary>
    public double? LargestAt { get; init; }

    /// <summary>
    /// Sign of F - G where the difference of ks is largest: 1 when more of the reference lies up to there (current values
    /// are larger), -1 when less does; null for other methods and without a difference.
    /// </summary>
    public int? LargestSign { get; init; }

    /// <summary>Categories only the current side has, the most frequent first, at most 100.</summary>
    public IReadOnlyList<string> NewCategories { get; init; } = [];

    /// <summary>Share of current rows whose category (missing is one) the reference does not have.</summary>
    public double? NewCategoryRate { get; init; }

    /// <summary>Categories only the reference has, the most frequent first, at most 100.</summary>
    public IReadOnlyList<string> VanishedCategories { get; init; } = [];

    /// <summary>Share of reference rows whose category the current side no longer has.</summary>
    public double? VanishedCategoryRate { get; init; }

    /// <summary>Whether a side has one value only.</summary>
    public ConstantSide Constant { get; init; }

    /// <summary>What a reader should know about the numbers.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Why nothing could be computed; null where something was.</summary>
    public string? UndecidedReason { get; init; }
}
