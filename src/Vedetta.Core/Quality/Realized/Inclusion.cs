using Vedetta.Core.Models;
using Vedetta.Core.Readings;

namespace Vedetta.Core.Quality.Realized;

/// <summary>Which column re-weights a population. Pure.</summary>
public static class Inclusion
{
    /// <summary>Asks for figures without weights.</summary>
    public const string None = "none";

    /// <summary>
    /// The column asked for; when nothing is asked, the usual one of the population, if the model logs it. Null for no weights.
    /// </summary>
    /// <exception cref="QuestionException">The model logs no such column.</exception>
    internal static string? ColumnOf(ModelState state, Population population, string? asked)
    {
        if (asked is null) return UsualOf(state, population);
        if (asked == None) return null;
        return Has(state, asked) ? asked : throw new QuestionException("inclusion", $"'{state.Id}' logs no column or tag '{asked}'; a probability of inclusion is logged with each prediction, or say {None}");
    }

    /// <summary>The column that re-weights a population unless something else is asked; null where the model logs none.</summary>
    internal static string? UsualOf(ModelState state, Population population) => population switch
    {
        Population.Approved when Has(state, InclusionColumns.Approval) => InclusionColumns.Approval,
        Population.Reviewed when Has(state, InclusionColumns.Review) => InclusionColumns.Review,
        _ => null,
    };

    /// <summary>Stored columns of that name: features and tags, the oldest first.</summary>
    internal static IEnumerable<StoredColumn> StoredOf(ModelState state, string column) => state.Catalog
        .Where(each => each.Family is ColumnFamily.Feature or ColumnFamily.Tag && each.Kind != ValueKind.Text && string.Equals(each.Name, column, StringComparison.Ordinal))
        .OrderBy(each => each.Ordinal);

    private static bool Has(ModelState state, string column) => StoredOf(state, column).Any();
}
