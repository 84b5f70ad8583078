using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vedetta.Core.Health;
using Vedetta.Core.Heartbeats;
using Vedetta.Web.Shell;

namespace Vedetta.Web.OwnHealth;

/// <summary>Answers <c>/system</c>.</summary>
internal static class OwnHealthEndpoint
{
    public static void Map(RouteGroupBuilder pages) => pages.MapGet(Addresses.OwnHealth, GetAsync);

    private static async Task<IResult> GetAsync(HttpContext http, IOwnHealth health, HeartbeatService heartbeats, PageRenderer pages) =>
        await pages.PageAsync<OwnHealthPage, OwnHealthView>(http, new OwnHealthView(await health.ReadAsync(http.RequestAborted), await heartbeats.ListAsync(http.RequestAborted)));
}
