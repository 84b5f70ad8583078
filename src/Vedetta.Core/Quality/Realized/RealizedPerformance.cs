using System.Collections.Concurrent;
using System.Globalization;
using Vedetta.Core.Models;
using Vedetta.Core.Monitors;
using Vedetta.Core.Monitors.Evaluating;
using Vedetta.Core.Profiles;
using Vedetta.Core.Readings;
using Vedetta.Core.Storage;
using Vedetta.Core.Time;
using Vedetta.Statistics;
using Vedetta.Statistics.Performance;

namespace Vedetta.Core.Quality.Realized;

/// <summary>
/// Realized quality per window, from the rows themselves. What was measured is kept in memory, bounded, and measured again
/// where a commit changed the rows of a window. Thread-safe.
/// </summary>
public sealed class RealizedPerformance(
    IModelStore models, IMonitorStore monitors, IEventStore events, IProfileReader profiles, EvaluationOptions options, TimeProvider time) : IPerformance
{
    private const int AnswersKept = 128;
    private const int MostWindows = 20_000;
    private readonly MeasuredCells _measured = new();
    private readonly RealizedReader _reader = new(events, profiles);
    private readonly ConcurrentDictionary<string, Task<MeasuredWindows>> _answers = new(StringComparer.Ordinal);
    private ReferenceQuality? _reference;

    private ReferenceQuality Reference => _reference ??= new ReferenceQuality(events, _measured);

    /// <inheritdoc/>
    public PerformanceKind Kind => PerformanceKind.Realized;

    /// <inheritdoc/>
    public async ValueTask<PerformanceAnswer> ReadAsync(ModelId model, PerformanceQuestion question, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(question);
        var definition = await models.FindAsync(model, cancel) ?? throw new UnknownModelException(model);
        var state = new ModelState(definition, await models.CatalogAsync(model, cancel), await models.VersionsAsync(model, cancel));
        var task = MetricChoice.TaskOf(definition.Task);
        if (!MetricChoice.TryChoose(question.Metrics, task, out var metrics, out var problem)) throw new QuestionException("metric", problem);
        var outcome = JudgedOutcome.Find(definition, question.Outcome);
        var now = time.GetUtcNow();
        question = question with { Inclusion = Inclusion.ColumnOf(state, question.Population, question.Inclusion) };
        var windows = await WindowsAsync(state, outcome, question, now, cancel);
        var read = await MeasureAsync(state, outcome, question, metrics, windows, now, cancel);
        return await JudgeAsync(state, outcome, question, metrics, read, now, cancel);
    }

    private async ValueTask<IReadOnlyList<Window>> WindowsAsync(ModelState state, OutcomeDefinition outcome, PerformanceQuestion question, DateTimeOffset now, CancellationToken cancel)
    {
        if (question.Span is { } asked && asked.To <= asked.From) throw new QuestionException("to", "'to' must lie after 'from'");
        var summary = await events.SummaryAsync(state.Id, cancel);
        if (summary.FirstEvent is not { } first || summary.LastEvent is not { } last) return [];
        var zone = state.Zone;
        if (question.By == WindowBy.Arrival)
        {
            if (await events.OutcomesChangedAsync(state.Id, outcome.Name, 0, cancel) is not { } known) return [];
            (first, last) = known;
        }

        var data = new Window(WindowCalendar.At(first, WindowSize.Hour, zone).From, WindowCalendar.At(last, WindowSize.Hour, zone).To);
        var from = question.Span is { } span && span.From > data.From ? WindowCalendar.At(span.From, WindowSize.Hour, zone).From : data.From;
        var to = question.Span is { } until && until.To < data.To ? WindowCalendar.At(until.To.AddTicks(-1), WindowSize.Hour, zone).To : data.To;
        if (question.AsOf is { } asOf && asOf < to) to = asOf.AddTicks(1);
        var cut = WindowCalendar.Cut(new Window(from, to), question.Every ?? WindowSize.Month, zone).Take(MostWindows + 1).ToList();
        return cut.Count <= MostWindows ? cut : throw new QuestionException("every", string.Create(CultureInfo.InvariantCulture, $"the span holds more than {MostWindows:N0} windows; ask for a shorter span or longer windows"));
    }

    private async ValueTask<MeasuredWindows> MeasureAsync(
        ModelState state, OutcomeDefinition outcome, PerformanceQuestion question, IReadOnlyList<PerformanceMetric> metrics, IReadOnlyList<Window> windows, DateTimeOffset now, CancellationToken cancel)
    {
        if (windows.Count == 0) return new MeasuredWindows([], []);
        var slice = new Slice(question.Version, question.Segment ?? SegmentKey.All, question.Population, question.Inclusion);
        var scan = new RealizedScan(outcome, windows, [slice], question.By, question.AsOf);
        var summary = await events.SummaryAsync(state.Id, cancel);

        // Outcomes fall due as time goes by; a minute more or less tells nobody anything.
        var minute = (question.AsOf ?? now).UtcTicks / (question.AsOf is null ? TimeSpan.TicksPerMinute : 1);
        var key = string.Create(CultureInfo.InvariantCulture,
            $"{state.Id}|{state.Definition.Revision}|{state.Definition.CreatedAt.UtcTicks}|{state.Catalog.Count}|{summary.LastSequence}|{summary.Rows}|{summary.Outcomes}|{minute}|{question.AsOf is null}|{outcome.Name}|{windows[0].From.UtcTicks}|{windows[^1].To.UtcTicks}|{windows.Count}|{question.By}|{question.Version is null}|{question.Version}|{slice.Segment.Column}|{slice.Segment.Value}|{slice.Population}|{slice.Inclusion}|{string.Join(',', metrics)}");
        if (_answers.TryGetValue(key, out var known) && known.IsCompletedSuccessfully) return await known;
        if (_answers.Count >= AnswersKept) _answers.Clear();
        var read = await ReadCellsAsync(state, scan, metrics, now, cancel);
        _answers[key] = Task.FromResult(read);
        return read;
    }

    private async ValueTask<MeasuredWindows> ReadCellsAsync(ModelState state, RealizedScan scan, IReadOnlyList<PerformanceMetric> metrics, DateTimeOffset now, CancellationToken cancel)
    {
        var cells = new List<MeasuredCell>();
        await foreach (var chunk in _reader.ReadAsync(state, scan, now, cancel))
        {
            foreach (var (key, cell) in chunk)
            {
                cancel.ThrowIfCancellationRequested();
                cells.Add(new MeasuredCell(key, cell.Counts, cell.IsOfApproved, _measured.Measure(state.Definition, cell, metrics)));
            }
        }

        return new MeasuredWindows(scan.Windows, [.. cells.OrderBy(cell => cell.Key.Version, StringComparer.Ordinal).ThenBy(cell => cell.Key.Segment, StringComparer.Ordinal).ThenBy(cell => cell.Key.Window)]);
    }

    private async ValueTask<PerformanceAnswer> JudgeAsync(
        ModelState state, OutcomeDefinition outcome, PerformanceQuestion question, IReadOnlyList<PerformanceMetric> metrics, MeasuredWindows read, DateTimeOffset now, CancellationToken cancel)
    {
        var series = new List<PerformanceSeries>();
        var every = question.Every ?? WindowSize.Month;
        var said = await PerformancePoints.ReadAsync(monitors, state.Definition, outcome, question, read.Span, cancel);
        foreach (var metric in metrics)
        {
            foreach (var group in read.Cells.GroupBy(cell => (cell.Key.Version, cell.Key.Segment)))
            {
                var segment = question.Segment is { } asked ? group.Key.Segment is { } value ? asked with { Value = value } : asked : SegmentKey.All;
                var version = group.Key.Version ?? question.Version;
                var ofApproved = question.Inclusion is null && (question.Population == Population.Approved || group.Count(cell => cell.IsOfApproved) * 2 > group.Count(cell => cell.Counts.Labelled > 0));
                var baseline = await Reference.OfAsync(state, outcome, version, segment, every, metric, ofApproved, cancel);
                var points = group.Select(cell => PointOf(outcome, question, metric, cell, read.Windows[cell.Key.Window], baseline, said, now)).ToList();
                series.Add(new PerformanceSeries(metric, PerformanceKind.Realized, version, segment, question.Population, baseline, points, Inclusion: question.Inclusion));
            }
        }

        return new PerformanceAnswer(outcome.Name, NotesOf(outcome, question, read), series);
    }

    private PerformancePoint PointOf(
        OutcomeDefinition outcome, PerformanceQuestion question, PerformanceMetric metric, MeasuredCell cell, Window window, QualityBaseline? baseline, PerformancePoints said, DateTimeOffset now)
    {
        var (described, value) = (PerformanceMetrics.Describe(metric), cell.Values[metric]);
        var completeness = CompletenessOf(outcome, question, cell.Counts, window, options.Watermark, question.AsOf ?? now);
        var reading = QualityJudgement.Of(described, value, cell.Counts, completeness, baseline, said.RuleOf(metric));
        if (IsCount(metric)) reading = reading with { Warning = null, Critical = null, Excess = null, Verdict = new Verdict.Undecided("a count is not judged") };
        var point = question.AsOf is null ? said.Find(metric, window) : null;
        if (point is not null && said.ComparesOtherwise(metric)) reading = reading with { Warning = point.Reading.Warning, Critical = point.Reading.Critical, Excess = point.Reading.Excess, Verdict = point.Reading.Verdict };
        return new PerformancePoint(window, cell.Counts, reading, value.Note, point?.Revision ?? 0, point?.First, point?.First is null ? null : point.FirstAt);
    }

    /// <summary>Share of a window whose outcomes can be known: of its time that has passed, and of its predictions that are mature.</summary>
    internal static double CompletenessOf(OutcomeDefinition outcome, PerformanceQuestion question, QualityCounts counts, Window window, Watermark watermark, DateTimeOffset known)
    {
        var passed = question.Every == WindowSize.All ? 1 : watermark.Completeness(window, known);
        if (question.By == WindowBy.Arrival || outcome.Maturity is null || counts.N == 0) return passed;
        return Math.Min(passed, (double)counts.Mature / counts.N);
    }

    private static bool IsCount(PerformanceMetric metric) =>
        metric is PerformanceMetric.Tp or PerformanceMetric.Fp or PerformanceMetric.Tn or PerformanceMetric.Fn or PerformanceMetric.Positives;

    private static IReadOnlyList<string> NotesOf(OutcomeDefinition outcome, PerformanceQuestion question, MeasuredWindows read)
    {
        var notes = new List<string>();
        var (n, labelled, odd, early) = (read.Cells.Sum(cell => cell.Counts.N), read.Cells.Sum(cell => cell.Counts.Labelled), read.Cells.Sum(cell => cell.Counts.Odd), read.Cells.Sum(cell => cell.Counts.Early));
        notes.Add($"population: {EnumWords.Of(question.Population)}; {Judgement.Number(labelled)} of {Judgement.Number(n)} predictions have an outcome '{outcome.Name}' that counts");
        if (early > 0) notes.Add($"{Judgement.Number(early)} outcomes came before they are due and do not count yet, as early outcomes are not like the later ones");
        if (odd > 0) notes.Add($"{Judgement.Number(odd)} outcomes are none of the model's classes, or no number, and do not count");
        if (question.Inclusion is { } column) notes.Add(WeightsOf(question.Population, column, read));
        if (outcome.ProxyOf is { } proxy) notes.Add($"'{outcome.Name}' stands for '{proxy}'");
        return notes;
    }

    private static string WeightsOf(Population population, string column, MeasuredWindows read)
    {
        var counts = read.Cells.Select(cell => cell.Counts.Inclusion).OfType<InclusionCounts>().ToList();
        var (certain, impossible) = (counts.Sum(each => each.Certain), counts.Sum(each => each.Impossible));
        var chance = population switch
        {
            Population.Approved => "been approved",
            Population.Reviewed => "been reviewed",
            _ => "an outcome",
        };
        return $"re-weighted by 1 / '{column}' (Hajek): the figures speak of all predictions that could have {chance}"
            + (certain > 0 ? $"; {Judgement.Number(certain)} labelled ones without a probability count as certain" : "")
            + (impossible > 0 ? $"; {Judgement.Number(impossible)} labelled ones whose probability does not lie above 0 and up to 1 do not count" : "");
    }
}

/// <summary>Cells of windows with their metrics.</summary>
internal sealed record MeasuredWindows(IReadOnlyList<Window> Windows, IReadOnlyList<MeasuredCell> Cells)
{
    /// <summary>From the first window to the last; null without windows.</summary>
    public Window? Span => Windows.Count == 0 ? null : new Window(Windows[0].From, Windows[^1].To);
}

/// <summary>A cell with its metrics.</summary>
internal sealed record MeasuredCell(CellKey Key, QualityCounts Counts, bool IsOfApproved, IReadOnlyDictionary<PerformanceMetric, MetricValue> Values);
