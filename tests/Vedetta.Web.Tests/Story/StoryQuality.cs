using Vedetta.Core.Models;
using Vedetta.Core.Monitors;
using Vedetta.Core.Profiles;
using Vedetta.Core.Quality;
using Vedetta.Core.Quality.Estimated;
using Vedetta.Core.Quality.Pictures;
using Vedetta.Core.Time;
using Vedetta.Statistics;
using Vedetta.Statistics.Performance;
using Vedetta.Statistics.Performance.Binary;

namespace Vedetta.Web.Tests.Story;

/// <summary>Quality of the story's model: it falls with the release of v3 and recovers; labels of the last weeks are still arriving.</summary>
public sealed class StoryQuality(PerformanceKind kind) : IKeptPerformance
{
    private const int Release = 62;
    private const int RolledBack = 66;
    private const int Labelled = 76;

    public PerformanceKind Kind => kind;

    public ValueTask<PerformanceAnswer> ReadAsync(ModelId model, PerformanceQuestion question, CancellationToken cancel)
    {
        if (model != StoryWorld.Told) return new(new PerformanceAnswer("label", [], []));
        var metric = PerformanceMetrics.Parse(question.Metrics is [var name, ..] ? name : "roc_auc");
        if (question.Every == WindowSize.All) return new(new PerformanceAnswer("fpd", [], [.. Slices(question, metric)]));
        var points = Enumerable.Range(0, 90).Select(StoryWorld.Day).Where(window => question.Span is not { } span || window.Overlaps(span)).Select(PointOf).OfType<PerformancePoint>().ToList();
        var lost = StoryWorld.Day(70);
        var trust = kind == PerformanceKind.Realized ? null : new EstimateStanding(Trusted: true, null, null, 12, 1, [new ComparedWindow(lost, 3400, 3100, .78, .76, .8, .775, lost.To)]);
        return new(new PerformanceAnswer("fpd", [], [new PerformanceSeries(metric, kind, question.Version, question.Segment ?? SegmentKey.All, Population.All, null, points, trust)]));
    }

    public async ValueTask<(PerformanceAnswer Answer, int Waiting)> KeptAsync(ModelId model, PerformanceQuestion question, CancellationToken cancel) => (await ReadAsync(model, question, cancel), 0);

    private PerformancePoint? PointOf(Window window)
    {
        var day = (int)(window.From - StoryWorld.Day(0).From).TotalDays;
        if (kind == PerformanceKind.Realized && day > Labelled) return null;
        var value = (day is >= Release and < RolledBack ? .71 : .8) + (.01 * StoryColumns.Wobble(day, kind == PerformanceKind.Realized ? 1 : 2));
        var labelled = kind == PerformanceKind.Estimated ? 0 : day < 70 ? 3100 : 3100 - (300 * (day - 69));
        return new PerformancePoint(window, new QualityCounts(3400, 3400, labelled, 0, 0), Reading(value, 3400), null, 0, null, null);
    }

    private static Reading Reading(double value, long n)
    {
        Verdict verdict = value < .72 ? new Verdict.Critical("below the corridor") : new Verdict.Healthy();
        return new Reading(value, value - .02, value + .02, null, null, n, 412_300, .75, .7, null, 1, verdict);
    }

    private static IEnumerable<PerformanceSeries> Slices(PerformanceQuestion question, PerformanceMetric metric)
    {
        (string Name, double Value)[] values = question.Segment is null ? [("", .776)] : [("campaign", .716), ("branch", .789), ("web", .781)];
        foreach (var (name, value) in values)
        {
            var segment = question.Segment is { } asked ? asked with { Value = name } : SegmentKey.All;
            var point = new PerformancePoint(new Window(StoryWorld.Day(0).From, StoryWorld.Day(89).To), new QualityCounts(50_000, 50_000, 46_900, 0, 0), Reading(value, 50_000), null, 0, null, null);
            yield return new PerformanceSeries(metric, PerformanceKind.Realized, null, segment, Population.All, null, [point]);
        }
    }
}

/// <summary>Labelled scores that promise a little too little risk.</summary>
public sealed class StoryLabelledScores : ILabelledScores
{
    public ValueTask<LabelledScores?> ReadAsync(ModelDefinition model, Window span, string? version, SegmentKey segment, string? outcome, long rows, CancellationToken cancel) =>
        new(model.Id == StoryWorld.Told ? Make(1.4, rows) : null);

    public ValueTask<LabelledScores?> ReferenceAsync(ModelDefinition model, string? version, string? outcome, CancellationToken cancel) => new(Make(1, 8000));

    private static LabelledScores Make(double risk, long rows)
    {
        var random = new Random(3);
        double[] scores = [.. Enumerable.Range(0, 4000).Select(_ => Math.Round(Math.Pow(random.NextDouble(), 3) * .4, 4))];
        return new LabelledScores(BinaryScores.From(scores, Array.ConvertAll(scores, score => random.NextDouble() < score * risk)), rows, 4000, 1, Turned: false);
    }
}
