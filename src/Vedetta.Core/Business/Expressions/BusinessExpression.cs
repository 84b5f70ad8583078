namespace Vedetta.Core.Business.Expressions;

/// <summary>
/// What a business metric computes: a linear form over rows, or the ratio of two. Every term adds its factor, times a
/// column where it names one, for each row that its conditions hold for.
/// </summary>
/// <param name="Top">The form, or the numerator.</param>
/// <param name="Bottom">The denominator; null for counts and sums.</param>
public sealed record BusinessExpression(IReadOnlyList<BusinessTerm> Top, IReadOnlyList<BusinessTerm>? Bottom)
{
    /// <summary>Every column it reads, each once.</summary>
    public IReadOnlyList<string> Columns => [.. Top.Concat(Bottom ?? []).SelectMany(term => term.Conditions.Select(condition => condition.Column).Append(term.Column)).Where(column => column.Length > 0).Distinct(StringComparer.Ordinal)];

    /// <summary>Names of the assumptions it reads, each once.</summary>
    public IReadOnlyList<string> Assumptions => [.. Top.Concat(Bottom ?? []).SelectMany(term => term.Assumptions).Distinct(StringComparer.Ordinal)];
}

/// <summary>One term of a linear form.</summary>
/// <param name="Factor">Number before it, its sign among it.</param>
/// <param name="Assumptions">Names of assumptions that multiply it.</param>
/// <param name="Column">The column that is summed; empty to count rows.</param>
/// <param name="Conditions">Rows it is about; all hold.</param>
public sealed record BusinessTerm(double Factor, IReadOnlyList<string> Assumptions, string Column, IReadOnlyList<BusinessCondition> Conditions);

/// <summary>How a condition compares.</summary>
public enum ConditionKind
{
    /// <summary>Equal to one of the values.</summary>
    In,

    /// <summary>There, and equal to none of the values.</summary>
    NotIn,

    /// <summary>Less than the value.</summary>
    Less,

    /// <summary>At most the value.</summary>
    AtMost,

    /// <summary>Greater than the value.</summary>
    Greater,

    /// <summary>At least the value.</summary>
    AtLeast,

    /// <summary>There is a value.</summary>
    Known,

    /// <summary>There is none.</summary>
    Missing,
}

/// <summary>A condition on one column; a missing value fulfils only <see cref="ConditionKind.Missing"/>.</summary>
/// <param name="Column">The column, output, outcome or fixed field.</param>
/// <param name="Kind">How it compares.</param>
/// <param name="Values">With what, as texts.</param>
public sealed record BusinessCondition(string Column, ConditionKind Kind, IReadOnlyList<string> Values);

/// <summary>An expression that cannot be read: where and why.</summary>
/// <param name="Place">Place in the text, from 1.</param>
/// <param name="Message">What is wrong and what is allowed.</param>
public sealed record ExpressionFault(int Place, string Message);
