namespace Vedetta.Core.Models;

/// <summary>
/// Columns that say with which probability a row came into a population: logged where approval or review is partly random, so
/// that the rows with outcomes can be weighted back to all rows that had a chance. They are never features of their own.
/// </summary>
public static class InclusionColumns
{
    /// <summary>Probability with which the row was approved.</summary>
    public const string Approval = "approval_probability";

    /// <summary>Probability with which the row was chosen for review.</summary>
    public const string Review = "review_probability";

    /// <summary>Whether a column is one of them by its name.</summary>
    public static bool IsOne(string name) => name is Approval or Review;
}
