using Microsoft.AspNetCore.Http;
using Vedetta.Core.Readings;
using Vedetta.Core.Storage;
using Vedetta.Web.Shell;

namespace Vedetta.Web.Fleet;

/// <summary>Answers <c>/</c>.</summary>
internal static class FleetEndpoint
{
    public static async Task<IResult> Get(HttpContext http, IReadings readings, IIncidentStore incidents, PageRenderer pages, string? q, int? page)
    {
        var cancel = http.RequestAborted;
        var audience = Preferences.AudienceOf(http);
        var words = PageRenderer.WordsOf(http);
        var fleet = await readings.FleetAsync(cancel);
        var latest = await incidents.ListAsync(model: null, states: null, 100, cancel);
        var view = FleetView.Of(FleetOrder.Of(fleet, audience), audience, latest, q, page ?? 1, row => row.Status.Silent ? words.Silent : words.Of(row.Status.Verdict));
        return await pages.PageAsync<FleetPage, FleetView>(http, view);
    }
}
