using System.Collections.Concurrent;
using Vedetta.Core.Models;
using Vedetta.Core.Quality;
using Vedetta.Core.Quality.Estimated;
using Vedetta.Core.Quality.Realized;
using Vedetta.Statistics.Estimation;
using Vedetta.Statistics.Performance;
using Vedetta.Web.Shell;

namespace Vedetta.Web.Performance;

/// <summary>Reads realized and estimated quality over the windows of a page. Thread-safe.</summary>
internal sealed class QualitySource(IEnumerable<IPerformance> sources, IKeptPerformance estimates, EstimationQueue queue, TimeProvider time)
{
    // Rows of a live model come every second; a page may be a minute old.
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);
    private const int Kept = 256;
    private readonly ConcurrentDictionary<string, (PerformanceAnswer Answer, DateTimeOffset At)> _answers = new(StringComparer.Ordinal);

    private readonly IPerformance _realized = sources.First(source => source.Kind == PerformanceKind.Realized);

    /// <summary>Realized figures, at most a minute old.</summary>
    public async ValueTask<PerformanceAnswer> RealizedAsync(ModelId model, PerformanceQuestion question, CancellationToken cancel)
    {
        var key = $"{model}|{string.Join(',', question.Metrics)}|{question with { Metrics = [] }}";
        var now = time.GetUtcNow();
        if (_answers.TryGetValue(key, out var known) && now - known.At < Fresh) return known.Answer;
        var answer = await _realized.ReadAsync(model, question, cancel);
        if (_answers.Count >= Kept) _answers.Clear();
        _answers[key] = (answer, now);
        return answer;
    }

    /// <summary>Both sides of one metric.</summary>
    public async ValueTask<QualityOverTime> ReadAsync(Scope scope, PerformanceAsked choice, CancellationToken cancel)
    {
        var (asked, model, metric, outcome) = (scope.Asked, scope.Model.Id, choice.Metric, choice.Outcome);
        var name = PerformanceMetrics.Name(metric);
        var question = new PerformanceQuestion([name], outcome, scope.Span, asked.Every, null, asked.Version, asked.Segment);
        var realized = HasOutcome(scope, outcome) ? await RealizedAsync(model, question with { Population = choice.Population, Inclusion = choice.Inclusion }, cancel) : new PerformanceAnswer("", [], []);
        var (estimated, waiting) = await estimates.KeptAsync(model, question with { Metrics = EstimatedMetrics.Find(name) is null ? [] : [name] }, cancel);
        var series = estimated.Series.FirstOrDefault(each => each.Metric == metric);
        if (waiting > 0) queue.Want(model, EstimatedSource.QuestionOf(question));
        var shown = realized.Series is [var figures, ..] ? figures : null;
        return new QualityOverTime(
            metric,
            realized.Outcome.Length > 0 ? realized.Outcome : estimated.Outcome,
            Place(scope, shown?.Points ?? []),
            Place(scope, series?.Points ?? []),
            series?.Trust ?? EstimateStanding.Unknown,
            waiting,
            [.. realized.Notes, .. estimated.Notes],
            choice.Population,
            shown?.Inclusion);
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
