using Microsoft.AspNetCore.Http;
using Vedetta.Core.Readings;
using Vedetta.Core.Storage;
using Vedetta.Core.Time;
using Vedetta.Web.Rejected;
using Vedetta.Web.Shell;

namespace Vedetta.Web.Traffic;

/// <summary>Answers <c>/models/{model}/traffic</c>: hours of a week unless asked otherwise.</summary>
internal static class TrafficEndpoint
{
    public static async Task<IResult> Get(string model, HttpContext http, IReadings readings, IQuarantineStore quarantine, ScopeReader scopes, PageRenderer pages)
    {
        var cancel = http.RequestAborted;
        var definition = await pages.ModelAsync(model, cancel);
        var scope = await scopes.ReadAsync(definition, Asked.Of(http.Request.Query, WindowSize.Hour), cancel);
        var answer = await readings.TrafficAsync(definition.Id, scope.Question(), cancel);
        var points = new ServicePoint?[scope.Windows.Count];
        foreach (var point in answer.Points)
            if (scope.IndexOf(point.Window.From) is >= 0 and var i) points[i] = point;
        var kept = await quarantine.ListAsync(definition.Id, RejectedView.Most, cancel);
        var ever = (await quarantine.CountsAsync(definition.Id, cancel)).Values.Sum();
        var view = new TrafficView(scope, answer, points, RejectedReason.Of(kept.Where(row => row.ReceivedAt >= scope.Span.From && (scope.Asked.To is null || row.ReceivedAt < scope.Span.To))), ever);
        return await pages.ModelPageAsync<TrafficPage, TrafficView>(http, view, definition);
    }
}
