using System.Collections.Concurrent;
using Vedetta.Core.Models;
using Vedetta.Core.Monitors;
using Vedetta.Core.Readings;
using Vedetta.Core.Storage;
using Vedetta.Web.Shell;

namespace Vedetta.Web.Drift;

/// <summary>
/// Drift over the windows of a page. Where a monitor asked the same question, its points answer: they are what opened
/// incidents, and nothing is computed again. Any other question is computed from profiles, at most once a minute. Thread-safe.
/// </summary>
internal sealed class DriftSource(IReadings readings, IMonitorStore monitors, TimeProvider time)
{
    // Ninety windows of twenty columns take seconds with their intervals; rows of a live model come every second.
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);
    private const int Kept = 32;
    private readonly ConcurrentDictionary<string, (DriftAnswer Answer, DateTimeOffset At)> _answers = new(StringComparer.Ordinal);

    public async ValueTask<DriftAnswer> ReadAsync(Scope scope, CancellationToken cancel)
    {
        var asked = scope.Asked;
        if (await FindAsync(scope, cancel) is { } monitor)
        {
            var points = await monitors.PointsAsync(scope.Model.Id, monitor.Name, scope.Span, cancel);
            if (points.Count > 0) return Of(scope.Model, asked, points);
        }

        var question = new DriftQuestion(scope.Question(), asked.Method, asked.Baseline);
        var key = $"{scope.Model.Id}|{question}";
        var now = time.GetUtcNow();
        if (_answers.TryGetValue(key, out var known) && now - known.At < Fresh) return known.Answer;
        var answer = await readings.DriftAsync(scope.Model.Id, question, cancel);
        if (_answers.Count >= Kept) _answers.Clear();
        _answers[key] = (answer, now);
        return answer;
    }

    private async ValueTask<MonitorDefinition?> FindAsync(Scope scope, CancellationToken cancel)
    {
        var asked = scope.Asked;
        if (asked.Version is not null || asked.Segment is { IsAll: false }) return null;
        return (await monitors.ListAsync(scope.Model.Id, cancel)).FirstOrDefault(m => m is { Enabled: true, Metric: MonitorMetric.Drift, Version: null, Columns: ["*"] }
            && m.Segment.IsAll && m.Window == asked.Every && m.Baseline == asked.Baseline && string.Equals(m.Method ?? Asked.Recommended, asked.Method, StringComparison.Ordinal));
    }

    private static int OutputPlace(string output) => output switch { "prediction" => -2, "decision" => -1, _ => -3 };

    private static DriftAnswer Of(ModelDefinition model, Asked asked, IReadOnlyList<Point> points)
    {
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < model.Schema.Columns.Count; i++) places[model.Schema.Columns[i].Name] = i;
        return new DriftAnswer(asked.Method, asked.Baseline, [], [.. points
            .GroupBy(point => point.Key.Column, StringComparer.Ordinal)
            .Select(group => (group.Key, Column: model.Schema.Find(group.Key), Points: group))
            .OrderBy(each => each.Column is null ? OutputPlace(each.Key) : places[each.Key]) // outputs are not columns of the schema
            .ThenBy(each => each.Key, StringComparer.Ordinal)
            .Select(each => new DriftSeries(each.Key, each.Column?.Type ?? ColumnType.Numeric, each.Column?.Importance, [.. each.Points
                .Select(point => new SeriesPoint(point.Key.Window, point.Reading, point.Revision, point.First, point.First is null ? null : point.FirstAt))]))]);
    }
}
