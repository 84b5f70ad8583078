using Microsoft.AspNetCore.Http;
using Vedetta.Core.Models;
using Vedetta.Core.Monitors;
using Vedetta.Core.Readings;
using Vedetta.Core.Storage;
using Vedetta.Web.Overview;
using Vedetta.Web.Shell;

namespace Vedetta.Web.Drift;

/// <summary>Answers <c>/models/{model}/drift</c>, with a column open where one is asked for.</summary>
internal static class DriftEndpoint
{
    public static async Task<IResult> Get(string model, HttpContext http, IReadings readings, IIncidentStore incidents, DriftSource source, ScopeReader scopes, PageRenderer pages)
    {
        var cancel = http.RequestAborted;
        var definition = await pages.ModelAsync(model, cancel);
        var scope = await scopes.ReadAsync(definition, Asked.Of(http.Request.Query), cancel);
        var asked = scope.Asked;
        var drift = await source.ReadAsync(scope, cancel);
        var events = EventMarks.Of(scope, await LiveVersions.ReadAsync(readings, scope, cancel), await incidents.ListAsync(definition.Id, null, 50, cancel), PageRenderer.WordsOf(http));
        var map = HeatMap.Of(drift, scope, [.. events.Select(mark => new HeatMark(mark.Letter, mark.Index, mark.Text))]);
        var open = asked.Column is { } column && map.Rows.Count > 0 ? await OpenAsync(definition, scope, map, column, readings, cancel) : null;
        var status = await readings.StatusAsync(definition.Id, cancel);
        var quality = status.Monitors.Where(m => m.Metric is not (MonitorMetric.Drift or MonitorMetric.DriftShare)).ToList();
        return await pages.ModelPageAsync<DriftPage, DriftView>(http, new DriftView(scope, map, drift.Notes, open, quality), definition, status);
    }

    private static async Task<ColumnView> OpenAsync(ModelDefinition model, Scope scope, HeatMap map, string column, IReadings readings, CancellationToken cancel)
    {
        var row = map.Rows.FirstOrDefault(r => string.Equals(r.Column, column, StringComparison.Ordinal))
            ?? throw new QuestionException("column", $"no column is named '{column}'; there are {string.Join(", ", map.Rows.Select(r => r.Column))}");
        var asked = scope.Asked;
        var index = asked.At is { } at ? scope.IndexOf(at) : -1;
        var point = index >= 0 ? row.Points[index] : row.Latest;
        var distribution = point is null
            ? null
            : await readings.DistributionAsync(model.Id, new DistributionQuestion(column, point.Window, asked.Version, asked.Segment, asked.Baseline), cancel);
        var quality = await readings.QualityAsync(model.Id, scope.Question([column]), cancel);
        var points = new QualityPoint?[scope.Windows.Count];
        foreach (var each in quality.Columns is [var only, ..] ? only.Points : [])
            if (scope.IndexOf(each.Window.From) is >= 0 and var i) points[i] = each;
        return new ColumnView(row, point, distribution, points);
    }
}
