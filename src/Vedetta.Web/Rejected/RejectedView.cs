using Vedetta.Core.Ingestion;
using Vedetta.Core.Models;
using Vedetta.Web.Shell;

namespace Vedetta.Web.Rejected;

/// <summary>What the page of rejected input shows.</summary>
/// <param name="Model">The model.</param>
/// <param name="Reasons">Kept rows by reason and field, the commonest first.</param>
/// <param name="Counts">Rejected rows by reason since the model began, kept or not.</param>
/// <param name="Rows">Rows of this page that the filter leaves, the latest first.</param>
/// <param name="Found">How many rows the filter leaves.</param>
/// <param name="Kept">How many rows are kept.</param>
/// <param name="Filter">The filter.</param>
/// <param name="Page">Number of this page, from 1.</param>
/// <param name="MayRead">Whether the reader may see what was sent.</param>
public sealed record RejectedView(
    ModelDefinition Model, IReadOnlyList<RejectedReason> Reasons, IReadOnlyDictionary<string, long> Counts, IReadOnlyList<QuarantinedRow> Rows, int Found, int Kept,
    RejectedFilter Filter, int Page, bool MayRead)
{
    /// <summary>Rows that are looked at: quarantine keeps no more of a model.</summary>
    public const int Most = 10_000;

    /// <summary>Rows of one page.</summary>
    public const int PageSize = 25;

    /// <summary>How many pages there are.</summary>
    public int Pages => Math.Max(1, (Found + PageSize - 1) / PageSize);

    /// <summary>Rejected rows since the model began.</summary>
    public long Ever => Counts.Values.Sum();

    /// <summary>Builds the view from everything that is kept.</summary>
    public static RejectedView Of(ModelDefinition model, IReadOnlyList<QuarantinedRow> kept, IReadOnlyDictionary<string, long> counts, RejectedFilter filter, int page, bool mayRead)
    {
        var found = kept.Where(filter.Holds).ToList();
        var at = Math.Clamp(page, 1, Math.Max(1, (found.Count + PageSize - 1) / PageSize));
        return new RejectedView(model, RejectedReason.Of(kept), counts, [.. found.Skip((at - 1) * PageSize).Take(PageSize)], found.Count, kept.Count, filter, at, mayRead);
    }

    /// <summary>The address of a page of this filter.</summary>
    public string Address(int page) => Filter.Address(Model.Id, page);
}

/// <summary>Which rejected rows are shown.</summary>
/// <param name="Code">Only this reason; null for all.</param>
/// <param name="Field">Only this field; null for all.</param>
/// <param name="Id">Only rows whose id holds this text; null for all.</param>
public sealed record RejectedFilter(string? Code, string? Field, string? Id)
{
    /// <summary>Whether anything is left out.</summary>
    public bool IsEmpty => Code is null && Field is null && Id is null;

    /// <summary>Whether a row is shown.</summary>
    public bool Holds(QuarantinedRow row) =>
        (Code is null || string.Equals(row.Issue.Code, Code, StringComparison.Ordinal))
        && (Field is null || string.Equals(row.Issue.Field, Field, StringComparison.Ordinal))
        && (Id is null || row.Issue.Id?.Contains(Id, StringComparison.OrdinalIgnoreCase) == true);

    /// <summary>Where it leads.</summary>
    public string Address(ModelId model, int page = 1)
    {
        var parts = new (string Name, string? Value)[] { ("code", Code), ("field", Field), ("id", Id), ("page", page > 1 ? page.ToString(System.Globalization.CultureInfo.InvariantCulture) : null) };
        var query = string.Join('&', parts.Where(part => part.Value is not null).Select(part => $"{part.Name}={Uri.EscapeDataString(part.Value!)}"));
        return Addresses.Rejected(model) + (query.Length > 0 ? "?" + query : "");
    }
}

/// <summary>Rejected rows of one reason and field.</summary>
/// <param name="Code">The reason.</param>
/// <param name="Field">The field; null for the row as a whole.</param>
/// <param name="Rows">How many.</param>
/// <param name="Last">When the latest came.</param>
public sealed record RejectedReason(string Code, string? Field, int Rows, DateTimeOffset Last)
{
    /// <summary>Counts rows, the commonest reason first.</summary>
    public static IReadOnlyList<RejectedReason> Of(IEnumerable<QuarantinedRow> rows) =>
        [.. rows.GroupBy(row => (row.Issue.Code, row.Issue.Field))
            .Select(group => new RejectedReason(group.Key.Code, group.Key.Field, group.Count(), group.Max(row => row.ReceivedAt)))
            .OrderByDescending(reason => reason.Rows).ThenBy(reason => reason.Code, StringComparer.Ordinal).ThenBy(reason => reason.Field, StringComparer.Ordinal)];

    /// <summary>The rows themselves.</summary>
    public string Address(ModelId model) => new RejectedFilter(Code, Field, null).Address(model);
}
