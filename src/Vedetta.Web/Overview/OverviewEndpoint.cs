using Microsoft.AspNetCore.Http;
using Vedetta.Core.Models;
using Vedetta.Core.Quality;
using Vedetta.Core.Readings;
using Vedetta.Core.Storage;
using Vedetta.Web.Drift;
using Vedetta.Web.Performance;
using Vedetta.Web.Shell;

namespace Vedetta.Web.Overview;

/// <summary>Answers <c>/models/{model}</c>.</summary>
internal static class OverviewEndpoint
{
    public static async Task<IResult> Get(string model, HttpContext http, IReadings readings, IIncidentStore incidents, DriftSource source, QualitySource quality, ScopeReader scopes, PageRenderer pages)
    {
        var cancel = http.RequestAborted;
        var words = PageRenderer.WordsOf(http);
        var definition = await pages.ModelAsync(model, cancel);
        var scope = await scopes.ReadAsync(definition, Asked.Of(http.Request.Query), cancel);
        var status = await readings.StatusAsync(definition.Id, cancel);
        var drift = await source.ReadAsync(scope, cancel);
        var map = HeatMap.Of(drift, scope, []);
        var known = await incidents.ListAsync(definition.Id, null, 500, cancel);
        var touching = known.Where(i => i.Opened < scope.Span.To && (i.Resolved ?? DateTimeOffset.MaxValue) > scope.Span.From).ToList();
        var versions = await LiveVersions.ReadAsync(readings, scope, cancel);
        var (score, reference) = await ScoreAsync(definition, scope, map, readings, cancel);
        var worst = Worst(map);
        var view = new OverviewView(
            scope, status, worst, map.Rows.Count, map.Bad.Count, versions, EventMarks.Of(scope, versions, touching, words), score, reference, touching,
            NextSteps.Of(definition, status, map.Bad, touching, scope.Versions, words),
            scope.HasRows ? await quality.ReadAsync(scope, PerformanceAsked.Usual(definition), cancel) : null);
        return await pages.ModelPageAsync<OverviewPage, OverviewView>(http, view, definition, status);
    }

    // Columns that are bad now, then those that were worst at any time of the span.
    private static List<HeatRow> Worst(HeatMap map) =>
        [.. map.Bad.Concat(map.Rows.OrderByDescending(row => row.Points.Max(p => HeatRow.Shown(p) ?? 0))).Distinct().Take(OverviewView.LaneColumns)];

    private static async ValueTask<(IReadOnlyList<QualityPoint?>? Points, double? Reference)> ScoreAsync(ModelDefinition model, Scope scope, HeatMap map, IReadings readings, CancellationToken cancel)
    {
        var column = map.Rows.FirstOrDefault(row => row.IsOutput && row.Column is "score")?.Column
            ?? (model.Task == ModelTask.Regression ? map.Rows.FirstOrDefault(row => row.Column is "prediction")?.Column : null);
        if (column is null) return (null, null);
        var quality = await readings.QualityAsync(model.Id, scope.Question([column]), cancel);
        var points = new QualityPoint?[scope.Windows.Count];
        foreach (var each in quality.Columns is [var only, ..] ? only.Points : [])
            if (scope.IndexOf(each.Window.From) is >= 0 and var i) points[i] = each;
        if (!points.Any(p => p is { Median: not null })) return (null, null);
        var latest = points.Last(p => p is { Median: not null })!;
        var distribution = await readings.DistributionAsync(model.Id, new DistributionQuestion(column, latest.Window, scope.Asked.Version, scope.Asked.Segment, scope.Asked.Baseline), cancel);
        return (points, ColumnCharts.Median(distribution).Was);
    }
}
