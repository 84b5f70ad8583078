using Vedetta.Core.Incidents;
using Vedetta.Core.Monitors;
using Vedetta.Core.Readings;
using Vedetta.Statistics;

namespace Vedetta.Web.Fleet;

/// <summary>What the fleet page shows.</summary>
/// <param name="Audience">Whose columns are shown.</param>
/// <param name="Counts">How many models are in which state, over all models.</param>
/// <param name="Rows">The models of this page, the worst first.</param>
/// <param name="Filter">The filter asked for; empty for none.</param>
/// <param name="Page">Number of this page, from 1.</param>
/// <param name="Pages">How many pages there are.</param>
/// <param name="EvaluatedAt">When monitors last ran for any model.</param>
/// <param name="NextEvaluation">When they run next.</param>
/// <param name="Zone">The zone of every time on the page: that of the models when they share one, else UTC.</param>
/// <param name="Latest">Incidents, the latest first.</param>
/// <param name="NotAcknowledged">Firing incidents that nobody took.</param>
/// <param name="WithoutOwner">Models without an owner.</param>
public sealed record FleetView(
    Audience Audience,
    FleetCounts Counts,
    IReadOnlyList<FleetRow> Rows,
    string Filter,
    int Page,
    int Pages,
    DateTimeOffset? EvaluatedAt,
    DateTimeOffset? NextEvaluation,
    TimeZoneInfo Zone,
    IReadOnlyList<Incident> Latest,
    int NotAcknowledged,
    IReadOnlyList<string> WithoutOwner)
{
    /// <summary>Rows of one page.</summary>
    public const int PageSize = 50;

    /// <summary>Builds the view from what is known of every model.</summary>
    public static FleetView Of(IReadOnlyList<FleetRow> fleet, Audience audience, IReadOnlyList<Incident> latest, string? filter, int page, Func<FleetRow, string> stateWord)
    {
        var wanted = (filter ?? "").Trim();
        var found = wanted.Length == 0 ? fleet : [.. fleet.Where(row => Matches(row, wanted, stateWord(row)))];
        var pages = Math.Max(1, (found.Count + PageSize - 1) / PageSize);
        var at = Math.Clamp(page, 1, pages);
        var zones = fleet.Select(row => row.Model.TimeZone).Distinct(StringComparer.Ordinal).ToList();
        return new FleetView(
            audience,
            FleetCounts.Of(fleet),
            [.. found.Skip((at - 1) * PageSize).Take(PageSize)],
            wanted,
            at,
            pages,
            fleet.Max(row => row.Status.EvaluatedAt),
            fleet.Min(row => row.Status.NextEvaluation),
            zones.Count == 1 ? fleet[0].Model.Zone : TimeZoneInfo.Utc,
            latest,
            latest.Count(incident => incident.State == IncidentState.Firing),
            [.. fleet.Where(row => string.IsNullOrEmpty(row.Model.Owner)).Select(row => row.Model.Id.Value)]);
    }

    private static bool Matches(FleetRow row, string wanted, string state) =>
        Has(row.Model.Id.Value, wanted) || Has(row.Model.Title, wanted) || Has(row.Model.Owner, wanted) || Has(state, wanted);

    private static bool Has(string? text, string wanted) => text?.Contains(wanted, StringComparison.OrdinalIgnoreCase) == true;
}

/// <summary>How many models are in which state; a silent one counts as silent only.</summary>
public readonly record struct FleetCounts(int All, int Critical, int Warning, int Silent, int Undecided, int Healthy)
{
    /// <summary>Counts.</summary>
    public static FleetCounts Of(IReadOnlyList<FleetRow> fleet)
    {
        int Count(VerdictKind kind) => fleet.Count(row => !row.Status.Silent && row.Status.Verdict == kind);
        return new FleetCounts(
            fleet.Count,
            Count(VerdictKind.Critical),
            Count(VerdictKind.Warning),
            fleet.Count(row => row.Status.Silent),
            Count(VerdictKind.Undecided),
            Count(VerdictKind.Healthy));
    }
}
