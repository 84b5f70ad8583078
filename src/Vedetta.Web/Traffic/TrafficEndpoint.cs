using Microsoft.AspNetCore.Http;
using Vedetta.Core.Models;
using Vedetta.Core.Objectives;
using Vedetta.Core.Readings;
using Vedetta.Core.Security;
using Vedetta.Core.ServiceMetrics;
using Vedetta.Core.Storage;
using Vedetta.Core.Time;
using Vedetta.Web.Rejected;
using Vedetta.Web.Shell;

namespace Vedetta.Web.Traffic;

/// <summary>What the traffic page is made of.</summary>
internal sealed class TrafficSource(IReadings readings, IQuarantineStore quarantine, ObjectiveService objectives, ServiceQueries queries, IServiceMetrics metrics, ScopeReader scopes, PageRenderer pages)
{
    /// <summary>The page; with the rows of a form that was refused, where there is one.</summary>
    public async Task<IResult> ShowAsync(
        ModelDefinition definition, HttpContext http, IReadOnlyList<FieldFault> faults, IReadOnlyList<ObjectiveDraft>? drafts = null, IReadOnlyList<ServiceQuery>? drafted = null)
    {
        var cancel = http.RequestAborted;
        var scope = await scopes.ReadAsync(definition, Asked.Of(http.Request.Query, WindowSize.Hour), cancel);
        var answer = await readings.TrafficAsync(definition.Id, scope.Question(), cancel);
        var points = new ServicePoint?[scope.Windows.Count];
        foreach (var point in answer.Points)
            if (scope.IndexOf(point.Window.From) is >= 0 and var i) points[i] = point;
        var kept = await quarantine.ListAsync(definition.Id, RejectedView.Most, cancel);
        var ever = (await quarantine.CountsAsync(definition.Id, cancel)).Values.Sum();
        var mayEdit = Permission.May(http.User, UserRole.Admin);
        var view = new TrafficView(
            scope, answer, points, RejectedReason.Of(kept.Where(row => row.ReceivedAt >= scope.Span.From && (scope.Asked.To is null || row.ReceivedAt < scope.Span.To))), ever,
            await ObjectivesView.ReadAsync(definition.Id, objectives, mayEdit, drafts, drafted is null ? faults : [], cancel),
            await ServiceView.ReadAsync(scope, queries, metrics, mayEdit, drafted, drafted is null ? [] : faults, cancel));
        return await pages.ModelPageAsync<TrafficPage, TrafficView>(http, view, definition, status: faults.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
    }
}

/// <summary>Answers <c>/models/{model}/traffic</c>: hours of a week unless asked otherwise.</summary>
internal static class TrafficEndpoint
{
    public static async Task<IResult> Get(string model, HttpContext http, TrafficSource source, PageRenderer pages) =>
        await source.ShowAsync(await pages.ModelAsync(model, http.RequestAborted), http, []);
}
