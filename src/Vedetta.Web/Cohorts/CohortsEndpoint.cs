using Microsoft.AspNetCore.Http;
using Vedetta.Core.Cohorts;
using Vedetta.Web.Shell;

namespace Vedetta.Web.Cohorts;

/// <summary>Answers <c>/models/{model}/cohorts</c>.</summary>
internal static class CohortsEndpoint
{
    public static async Task<IResult> Get(string model, HttpContext http, CohortService cohorts, PageRenderer pages)
    {
        var definition = await pages.ModelAsync(model, http.RequestAborted);
        var asked = CohortAsked.Of(http.Request.Query);
        var answer = await cohorts.ReadAsync(definition.Id, asked.Question(definition), http.RequestAborted);
        return await pages.ModelPageAsync<CohortsPage, CohortsView>(http, new CohortsView(definition, asked, answer), definition);
    }
}
