using Vedetta.Core.Models;
using Vedetta.Core.Monitors;
using Vedetta.Core.Profiles;
using Vedetta.Core.Quality.Realized;
using Vedetta.Core.Readings;
using Vedetta.Core.Storage;
using Vedetta.Core.Time;
using Vedetta.Statistics;
using Vedetta.Statistics.Estimation;
using Vedetta.Statistics.Performance;
using Vedetta.Statistics.Profiles;

namespace Vedetta.Core.Quality.Estimated;

/// <summary>Estimated quality in the same shape as realized quality, so that both are asked, judged and drawn alike. Thread-safe.</summary>
public sealed class EstimatedSource(
    IEstimatedPerformance estimates, IModelStore models, IMonitorStore monitors, IEventStore events, IProfileReader profiles, TimeProvider time) : IKeptPerformance
{
    private const int MostSlices = 50;
    private readonly ReferenceQuality _reference = new(events, new MeasuredCells());

    /// <inheritdoc/>
    public PerformanceKind Kind => PerformanceKind.Estimated;

    /// <inheritdoc/>
    public async ValueTask<PerformanceAnswer> ReadAsync(ModelId model, PerformanceQuestion question, CancellationToken cancel) =>
        (await ReadAsync(model, question, keptOnly: false, cancel)).Answer;

    /// <inheritdoc/>
    public ValueTask<(PerformanceAnswer Answer, int Waiting)> KeptAsync(ModelId model, PerformanceQuestion question, CancellationToken cancel) => ReadAsync(model, question, keptOnly: true, cancel);

    /// <summary>The question that computes what <see cref="KeptAsync"/> found wanting.</summary>
    public static EstimatedQuestion QuestionOf(PerformanceQuestion question)
    {
        ArgumentNullException.ThrowIfNull(question);
        return new EstimatedQuestion(question.Span, question.Every ?? WindowSize.Month, question.Version, question.Segment, question.AsOf, Outcome: question.Outcome);
    }

    private async ValueTask<(PerformanceAnswer Answer, int Waiting)> ReadAsync(ModelId model, PerformanceQuestion question, bool keptOnly, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(question);
        var definition = await models.FindAsync(model, cancel) ?? throw new UnknownModelException(model);
        if (question.Population != Population.All) throw new QuestionException("population", "estimates are of all predictions; they are compared with labels on the rows that have one");
        if (question.Inclusion is not (null or Inclusion.None)) throw new QuestionException("inclusion", "estimates are of all predictions: there is nothing to weight");
        if (question.By != WindowBy.Event) throw new QuestionException("by", "estimates are of the windows in which predictions were made");
        var metrics = Metrics(question.Metrics, MetricChoice.TaskOf(definition.Task));
        var state = new ModelState(definition, await models.CatalogAsync(model, cancel), await models.VersionsAsync(model, cancel));
        var (series, notes, waiting, outcome) = (new List<PerformanceSeries>(), new List<string>(), 0, "");
        foreach (var (version, segment) in await SlicesAsync(definition, question, cancel))
        {
            var slice = question with { Version = version, Segment = segment };
            var answer = await estimates.ReadAsync(model, QuestionOf(slice) with { KeptOnly = keptOnly }, time.GetUtcNow(), cancel);
            (outcome, waiting) = (answer.Outcome, waiting + answer.Waiting);
            notes.AddRange(answer.Notes);
            if (answer.Series.Count > 0) series.AddRange(await SeriesAsync(state, slice, segment, answer, metrics, cancel));
        }

        return (new PerformanceAnswer(outcome, [.. notes.Distinct(StringComparer.Ordinal)], [.. series.OrderBy(each => Place(metrics, each.Metric))]), waiting);
    }

    private async ValueTask<List<PerformanceSeries>> SeriesAsync(
        ModelState state, PerformanceQuestion question, SegmentKey segment, EstimatedAnswer answer, IReadOnlyList<PerformanceMetric> metrics, CancellationToken cancel)
    {
        var outcome = JudgedOutcome.Find(state.Definition, question.Outcome);
        var points = answer.Series[0].Points;
        var span = new Window(points[0].Window.From, points[^1].Window.To);
        var said = await PerformancePoints.ReadAsync(monitors, state.Definition, outcome, question, question.AsOf is null ? span : null, cancel, MonitorMetric.EstimatedPerformance);
        var series = new List<PerformanceSeries>();
        foreach (var metric in metrics)
        {
            if (answer.Find(PerformanceMetrics.Name(metric)) is not { Points.Count: > 0 } found) continue;
            var baseline = await _reference.OfAsync(state, outcome, question.Version, segment, question.Every ?? WindowSize.Month, metric, ofApproved: false, cancel);
            series.Add(new PerformanceSeries(
                metric, PerformanceKind.Estimated, question.Version, segment, Population.All, baseline, [.. found.Points.Select(point => PointOf(point, metric, baseline, said))], found.Trust));
        }

        return series;
    }

    private static PerformancePoint PointOf(EstimatedPoint point, PerformanceMetric metric, QualityBaseline? baseline, PerformancePoints said)
    {
        var (reading, before) = (EstimateReadings.Of(point, metric, baseline, said.RuleOf(metric)), said.Find(metric, point.Window));
        if (EstimatedMetrics.Find(PerformanceMetrics.Name(metric)) is { } estimated && EstimatedMetrics.IsTotal(estimated))
            reading = reading with { Warning = null, Critical = null, Excess = null, Verdict = new Verdict.Undecided("a count is not judged") };
        return new PerformancePoint(
            point.Window, new QualityCounts(point.N, 0, 0, 0, 0), reading, point.Notes.Count == 0 ? null : string.Join("; ", point.Notes),
            before?.Revision ?? 0, before?.First, before?.First is null ? null : before.FirstAt, point.TransferredFrom);
    }

    private static IReadOnlyList<PerformanceMetric> Metrics(IReadOnlyList<string> names, PerformanceTask task)
    {
        if (!MetricChoice.TryChoose(names is [] ? ["*"] : names, task, out var metrics, out var problem)) throw new QuestionException("metric", problem);
        if (names is [] or ["*"]) return [.. metrics.Where(metric => EstimatedMetrics.Find(PerformanceMetrics.Name(metric)) is not null)];
        foreach (var metric in metrics)
        {
            if (EstimatedMetrics.Find(PerformanceMetrics.Name(metric)) is not null) continue;
            var possible = PerformanceMetrics.Of(task).Select(PerformanceMetrics.Name).Where(name => EstimatedMetrics.Find(name) is not null);
            throw new QuestionException("metric", $"{PerformanceMetrics.Name(metric)} cannot be estimated without labels; {string.Join(", ", possible)} can");
        }

        return metrics;
    }

    private async ValueTask<IReadOnlyList<(string? Version, SegmentKey Segment)>> SlicesAsync(ModelDefinition model, PerformanceQuestion question, CancellationToken cancel)
    {
        IReadOnlyList<string?> versions = question.Version == PerformanceQuestion.Each
            ? [.. (await models.VersionsAsync(model.Id, cancel)).Where(version => version.FirstSeen is not null).Select(version => version.Version)]
            : [question.Version];
        IReadOnlyList<SegmentKey> segments = question.Segment is { Value: PerformanceQuestion.Each } each ? await ValuesAsync(model, question.Span, each.Column, cancel) : [question.Segment ?? SegmentKey.All];
        var slices = versions.SelectMany(version => segments.Select(segment => (version, segment))).ToList();
        return slices.Count <= MostSlices ? slices : throw new QuestionException("segment", FormattableString.Invariant($"these are {slices.Count} slices; at most {MostSlices} are estimated at once"));
    }

    // The values a segment column has in the span, as its profile counts them.
    private async ValueTask<IReadOnlyList<SegmentKey>> ValuesAsync(ModelDefinition model, Window? span, string column, CancellationToken cancel)
    {
        var summary = await events.SummaryAsync(model.Id, cancel);
        if (summary is not { FirstEvent: { } first, LastEvent: { } last }) return [];
        var whole = new Window(WindowCalendar.At(first, WindowSize.Hour, model.Zone).From, WindowCalendar.At(last, WindowSize.Hour, model.Zone).To);
        var asked = span is { } told ? new Window(told.From > whole.From ? told.From : whole.From, told.To < whole.To ? told.To : whole.To) : whole;
        if (asked.To <= asked.From) return [];
        var name = model.Schema.SegmentTags.Contains(column, StringComparer.Ordinal) ? "tag_" + column : column;
        var set = (await profiles.ReadAsync(model.Id, [asked], [name], null, SegmentKey.All, cancel))[0];
        return set.Columns.GetValueOrDefault(name) is CategoricalProfile counted
            ? [.. counted.Counts.Where(pair => pair.Value > 0).OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal).Take(MostSlices).Select(pair => new SegmentKey(column, pair.Key))]
            : throw new QuestionException("segment", $"'{column}' is no segment of '{model.Id}'");
    }

    private static int Place(IReadOnlyList<PerformanceMetric> metrics, PerformanceMetric metric)
    {
        for (var i = 0; i < metrics.Count; i++)
            if (metrics[i] == metric) return i;
        return metrics.Count;
    }
}
