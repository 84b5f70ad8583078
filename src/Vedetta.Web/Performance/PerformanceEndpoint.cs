using Microsoft.AspNetCore.Http;
using Vedetta.Core.Models;
using Vedetta.Core.Profiles;
using Vedetta.Core.Quality;
using Vedetta.Core.Quality.Pictures;
using Vedetta.Core.Readings;
using Vedetta.Core.Storage;
using Vedetta.Core.Time;
using Vedetta.Statistics.Performance;
using Vedetta.Web.Overview;
using Vedetta.Web.Shell;

namespace Vedetta.Web.Performance;

/// <summary>Answers <c>/models/{model}/performance</c>.</summary>
internal static class PerformanceEndpoint
{
    public static async Task<IResult> Get(
        string model, HttpContext http, IReadings readings, QualitySource quality, ILabelledScores labelled, IIncidentStore incidents, ScopeReader scopes, PageRenderer pages)
    {
        var cancel = http.RequestAborted;
        var definition = await pages.ModelAsync(model, cancel);
        var asked = PerformanceAsked.Of(http.Request.Query, definition);
        var scope = await scopes.ReadAsync(definition, Asked.Of(http.Request.Query), cancel);
        var marks = EventMarks.Of(scope, await LiveVersions.ReadAsync(readings, scope, cancel), await incidents.ListAsync(definition.Id, null, 50, cancel), PageRenderer.WordsOf(http));
        var view = new PerformanceView(
            scope, asked, await quality.ReadAsync(scope, asked, cancel), marks,
            await SlicesAsync(scope, asked, quality, cancel), await DecisionsAsync(scope, asked, labelled, cancel));
        return await pages.ModelPageAsync<PerformancePage, PerformanceView>(http, view, definition);
    }

    private static async ValueTask<IReadOnlyList<SliceRow>> SlicesAsync(Scope scope, PerformanceAsked asked, QualitySource quality, CancellationToken cancel)
    {
        if (scope.Asked.Segment is { IsAll: false } || (asked.By ?? (PerformanceAsked.SegmentsOf(scope.Model) is [var first, ..] ? first : null)) is not { } column) return [];
        var question = new PerformanceQuestion([PerformanceMetrics.Name(asked.Metric)], asked.Outcome, scope.Span, WindowSize.All, null, scope.Asked.Version, Population: asked.Population, Inclusion: asked.Inclusion);
        var all = await quality.RealizedAsync(scope.Model.Id, question, cancel);
        if (all.Series is not [{ Points: [var whole, ..] }, ..]) return [];
        var by = await quality.RealizedAsync(scope.Model.Id, question with { Segment = new SegmentKey(column, PerformanceQuestion.Each) }, cancel);
        return
        [
            new SliceRow(null, null, whole),
            .. by.Series.Where(series => series.Points.Count > 0).Select(series => new SliceRow(column, series.Segment.Value, series.Points[0]))
                .OrderByDescending(row => row.Point.Counts.Labelled).Take(12),
        ];
    }

    private static async ValueTask<DecisionPicture?> DecisionsAsync(Scope scope, PerformanceAsked asked, ILabelledScores labelled, CancellationToken cancel)
    {
        if (!scope.HasRows || scope.Model.Task != ModelTask.Binary) return null;
        var rows = scope.Traffic.Sum(point => point?.N ?? 0);
        var now = await labelled.ReadAsync(scope.Model, scope.Span, scope.Asked.Version, scope.Asked.Segment ?? SegmentKey.All, asked.Outcome, rows, cancel);
        if (now is not { Scores.HasBothClasses: true }) return null;
        var reference = await labelled.ReferenceAsync(scope.Model, scope.Asked.Version, asked.Outcome, cancel);
        return new DecisionPicture(now, reference, asked.Threshold ?? scope.Model.Threshold, scope.Model.Threshold);
    }
}
