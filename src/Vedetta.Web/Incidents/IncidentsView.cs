using Vedetta.Core.Incidents;

namespace Vedetta.Web.Incidents;

/// <summary>What the list of incidents shows.</summary>
/// <param name="Rows">The incidents of the filter, worst and latest first.</param>
/// <param name="Open">How many are open over the filter's models.</param>
/// <param name="Firing">How many of them fire.</param>
/// <param name="Critical">How many of them are critical.</param>
/// <param name="State">open, resolved or all.</param>
/// <param name="Model">Only this model; null for all.</param>
/// <param name="Zone">The zone of every time on the page: that of the models when they share one, else UTC.</param>
public sealed record IncidentsView(IReadOnlyList<Incident> Rows, int Open, int Firing, int Critical, string State, string? Model, TimeZoneInfo Zone)
{
    /// <summary>Chooses and orders: open ones by severity, then by age.</summary>
    public static IncidentsView Of(IReadOnlyList<Incident> all, string state, string? model, TimeZoneInfo zone)
    {
        var open = all.Where(i => i.State != IncidentState.Resolved).ToList();
        var rows = state switch { "open" => open, "resolved" => all.Where(i => i.State == IncidentState.Resolved), _ => all };
        return new IncidentsView(
            [.. rows.OrderBy(i => i.State == IncidentState.Resolved).ThenByDescending(i => i.State == IncidentState.Resolved ? 0 : (int)i.Severity).ThenByDescending(i => i.Opened).Take(200)],
            open.Count, open.Count(i => i.State == IncidentState.Firing), open.Count(i => i.Severity == Severity.Critical), state, model, zone);
    }

    /// <summary>Where a filter leads.</summary>
    public string Address(string state) => "/incidents?state=" + state + (Model is null ? "" : "&model=" + Uri.EscapeDataString(Model));
}
