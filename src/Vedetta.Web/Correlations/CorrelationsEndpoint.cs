using Microsoft.AspNetCore.Http;
using Vedetta.Core.Readings;
using Vedetta.Core.Time;
using Vedetta.Web.Shell;

namespace Vedetta.Web.Correlations;

/// <summary>Answers <c>/models/{model}/correlations</c>: the latest week unless asked otherwise.</summary>
internal static class CorrelationsEndpoint
{
    private const int Usual = 7;

    public static async Task<IResult> Get(string model, HttpContext http, IReadings readings, ScopeReader scopes, PageRenderer pages)
    {
        var cancel = http.RequestAborted;
        var definition = await pages.ModelAsync(model, cancel);
        var asked = Asked.Of(http.Request.Query) with { Every = WindowSize.Day, Segment = null };
        var scope = await scopes.ReadAsync(definition, asked, cancel);
        if (asked.From is null && scope.Windows.Count > Usual)
        {
            var from = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(scope.Windows[^Usual].From, definition.Zone).DateTime);
            scope = await scopes.ReadAsync(definition, asked with { From = from }, cancel);
        }

        var answer = await readings.CorrelationsAsync(definition.Id, new SeriesQuestion(scope.Span, WindowSize.All, Version: asked.Version), cancel);
        return await pages.ModelPageAsync<CorrelationsPage, CorrelationsView>(http, CorrelationsView.Of(scope, answer), definition);
    }
}
