using Microsoft.AspNetCore.Http;
using Vedetta.Core.Readings;
using Vedetta.Core.Storage;
using Vedetta.Web.Shell;

namespace Vedetta.Web.Monitors;

/// <summary>Answers <c>/models/{model}/monitors</c>.</summary>
internal static class MonitorsEndpoint
{
    public static async Task<IResult> Get(string model, HttpContext http, IReadings readings, IMonitorStore monitors, PageRenderer pages)
    {
        var definition = await pages.ModelAsync(model, http.RequestAborted);
        var status = await readings.StatusAsync(definition.Id, http.RequestAborted);
        var rules = await monitors.ListAsync(definition.Id, http.RequestAborted);
        return await pages.ModelPageAsync<MonitorsPage, MonitorsView>(http, new MonitorsView(definition, rules, status), definition, status);
    }
}
