using Vedetta.Core.Quality;
using Vedetta.Core.Quality.Estimated;
using Vedetta.Core.Quality.Realized;
using Vedetta.Statistics.Estimation;
using Vedetta.Statistics.Performance;
using Vedetta.Web.Shell;

namespace Vedetta.Web.Performance;

/// <summary>Reads realized and estimated quality over the windows of a page. Thread-safe.</summary>
internal sealed class QualitySource(IEnumerable<IPerformance> sources, IKeptPerformance estimates, EstimationQueue queue)
{
    private readonly IPerformance _realized = sources.First(source => source.Kind == PerformanceKind.Realized);

    /// <summary>Realized figures.</summary>
    public IPerformance Realized => _realized;

    /// <summary>Both sides of one metric.</summary>
    public async ValueTask<QualityOverTime> ReadAsync(Scope scope, PerformanceMetric metric, string? outcome, CancellationToken cancel)
    {
        var (asked, model) = (scope.Asked, scope.Model.Id);
        var name = PerformanceMetrics.Name(metric);
        var question = new PerformanceQuestion([name], outcome, scope.Span, asked.Every, null, asked.Version, asked.Segment);
        var realized = HasOutcome(scope, outcome) ? await _realized.ReadAsync(model, question, cancel) : new PerformanceAnswer("", [], []);
        var (estimated, waiting) = await estimates.KeptAsync(model, question with { Metrics = EstimatedMetrics.Find(name) is null ? [] : [name] }, cancel);
        var series = estimated.Series.FirstOrDefault(each => each.Metric == metric);
        if (waiting > 0) queue.Want(model, EstimatedSource.QuestionOf(question));
        return new QualityOverTime(
            metric,
            realized.Outcome.Length > 0 ? realized.Outcome : estimated.Outcome,
            Place(scope, realized.Series is [var first, ..] ? first.Points : []),
            Place(scope, series?.Points ?? []),
            series?.Trust ?? EstimateStanding.Unknown,
            waiting,
            [.. realized.Notes, .. estimated.Notes]);
    }

    private static bool HasOutcome(Scope scope, string? outcome) => outcome is not null || JudgedOutcome.Of(scope.Model) is not null;

    private static IReadOnlyList<PerformancePoint?> Place(Scope scope, IEnumerable<PerformancePoint> points)
    {
        var placed = new PerformancePoint?[scope.Windows.Count];
        foreach (var point in points)
            if (scope.IndexOf(point.Window.From) is >= 0 and var i) placed[i] = point;
        return placed;
    }
}
