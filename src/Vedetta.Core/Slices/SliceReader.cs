using System.Collections.Concurrent;
using Vedetta.Core.Models;
using Vedetta.Core.Monitors;
using Vedetta.Core.Profiles;
using Vedetta.Core.Profiles.Building;
using Vedetta.Core.Readings;
using Vedetta.Core.Samples;
using Vedetta.Core.Storage;
using Vedetta.Core.Time;
using Vedetta.Statistics.Slicing;

namespace Vedetta.Core.Slices;

/// <summary>
/// Finds the worst slices of a model: its rows with what is known of an outcome are cut into bins of the reference and
/// searched. Answers are kept while nothing new is stored. Thread-safe.
/// </summary>
public sealed class SliceReader(IModelStore models, IProfileReader profiles, IEventStore events, TimeProvider time)
{
    /// <summary>Rows searched at most, of each side.</summary>
    public const int MostRows = 60_000;

    private const int MatureDays = 30;
    private const int UnlabelledDays = 14;
    private const int AnswersKept = 64;

    private readonly ConcurrentDictionary<AnswerKey, SliceAnswer> _answers = new();

    /// <summary>The worst slices.</summary>
    /// <exception cref="UnknownModelException">No such model.</exception>
    /// <exception cref="QuestionException">A part of the question makes no sense; the message says what is allowed.</exception>
    public async ValueTask<SliceAnswer> ReadAsync(ModelId model, SliceQuestion question, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(question);
        var definition = await models.FindAsync(model, cancel) ?? throw new UnknownModelException(model);
        var allowed = SliceLoss.Allowed(definition);
        if (question.Metric is { } asked && !allowed.Contains(asked))
            throw new QuestionException("metric", $"'{EnumWords.Of(asked)}' is no metric of '{model}'; allowed: {string.Join(", ", allowed.Select(EnumWords.Of))}");
        if (question.Depth is < 1 or > 2) throw new QuestionException("features", "a slice is made of one or two columns");
        if (question.MinimumSample is < 10 or > 1_000_000) throw new QuestionException("minimum_sample", "from 10 to 1,000,000 rows");
        if (question.Span is { } span && span.To <= span.From) throw new QuestionException("to", "'to' must lie after 'from'");

        var outcome = OutcomeOf(definition, question);
        var metric = question.Metric ?? (outcome is null && allowed.Contains(SliceMetric.Drift) ? SliceMetric.Drift : allowed[0]);
        if (metric != SliceMetric.Drift && outcome is null) throw new QuestionException("outcome", $"'{model}' has no class or value outcome; only drift can be sliced");
        var now = question.AsOf ?? time.GetUtcNow();
        var summary = await events.SummaryAsync(model, cancel);

        // Outcomes mature by the clock: within an hour nothing is looked at again.
        var key = new AnswerKey(model, definition.CreatedAt, definition.Revision, question, summary.LastSequence, question.AsOf is null ? now.UtcTicks / TimeSpan.TicksPerHour : 0);
        if (_answers.TryGetValue(key, out var known)) return known;
        var answer = await SearchAsync(definition, question with { Metric = metric }, metric == SliceMetric.Drift ? null : outcome, summary, now, cancel);
        if (_answers.Count >= AnswersKept) _answers.Clear();
        return _answers[key] = answer;
    }

    private static OutcomeDefinition? OutcomeOf(ModelDefinition model, SliceQuestion question)
    {
        var kind = model.Task == ModelTask.Regression ? OutcomeKind.Value : OutcomeKind.Class;
        var usable = model.Outcomes.Where(outcome => outcome.Kind == kind || (kind == OutcomeKind.Value && outcome.Kind == OutcomeKind.Class)).ToList();
        if (question.Outcome is not { } name) return usable.Count > 0 ? usable[0] : null;
        return usable.Find(outcome => string.Equals(outcome.Name, name, StringComparison.Ordinal))
            ?? throw new QuestionException("outcome", $"'{name}' is no outcome that '{model.Id}' can be judged by; known: {string.Join(", ", usable.Select(outcome => outcome.Name))}");
    }

    private async ValueTask<SliceAnswer> SearchAsync(
        ModelDefinition model, SliceQuestion question, OutcomeDefinition? outcome, RowSummary summary, DateTimeOffset now, CancellationToken cancel)
    {
        var metric = question.Metric!.Value;
        var span = question.Span ?? Usual(model, outcome, summary, now);
        var set = (await profiles.ReadAsync(model.Id, [Whole(span, model.Zone)], null, question.Version, SegmentKey.All, cancel))[0];
        var reference = await profiles.ReferenceAsync(model.Id, question.Version ?? (set.Versions.Count > 0 ? set.Versions[^1] : null), SegmentKey.All, cancel);
        var state = new ModelState(model, await models.CatalogAsync(model.Id, cancel), []);
        var bins = BinsOf(state, set, reference);
        var names = bins.ConvertAll(bin => bin.Name);
        if (question.Column is { } column && !names.Contains(column, StringComparer.Ordinal))
            throw new QuestionException("column", $"'{model.Id}' cannot be sliced by '{column}'; there are {string.Join(", ", names)}");
        var reading = new SliceReading(events, state, bins, new SliceLoss(model, metric), outcome, question.Version, question.AsOf, now);
        var rows = await reading.CurrentAsync(span, set.Rows, cancel);
        var (before, baseline) = await reading.BaselineAsync(span, reference, set.Rows, cancel);
        var options = new SliceOptions
        {
            Aim = metric == SliceMetric.Drift ? SliceAim.Moved : SliceAim.Worse, MinimumSample = question.MinimumSample, Depth = question.Depth, Most = question.Most,
        };
        var current = rows.Finish();
        if (metric == SliceMetric.Drift && before is null) return Empty(question, outcome, span, rows, names, "there is no reference and no earlier span to compare with");
        var result = SliceSearch.Of(current, before, options);
        var own = question.Column is { } by ? SliceSearch.BinsOf(current, before, by, options) : [];
        var notes = new List<string>(set.Notes);
        if (outcome is not null && rows.Valued < rows.Seen) notes.Add("rows without a mature outcome are left out, never counted as good");
        return new SliceAnswer(metric, outcome?.Name, span, baseline, outcome is null ? Math.Max(set.Rows, rows.Seen) : rows.Seen, outcome is null ? null : rows.Valued, current.Count < (outcome is null ? set.Rows : rows.Valued), names, result, own, notes);
    }

    private static SliceAnswer Empty(SliceQuestion question, OutcomeDefinition? outcome, Window span, SliceCollector rows, IReadOnlyList<string> names, string why) =>
        new(question.Metric!.Value, outcome?.Name, span, null, rows.Seen, outcome is null ? null : rows.Valued, Sampled: false, names, new SliceSearchResult(rows.Valued, null, null, null, null, null, 0, [], why), [], []);

    private static List<SliceBins> BinsOf(ModelState state, ProfileSet set, ReferenceSet? reference)
    {
        var columns = new SampledColumns(state);
        var tags = state.Definition.Schema.SegmentTags.Select(tag => columns.Find("tag_" + tag)).OfType<PlannedColumn>();
        return [.. columns.Watched.Where(column => column.Source == ColumnSource.Stored && state.Definition.Schema.Find(column.Name) is not null).Concat(tags)
            .Select(column => SliceBins.Of(column, set.Columns.GetValueOrDefault(column.Name), reference?.Columns.GetValueOrDefault(column.Name))).OfType<SliceBins>()];
    }

    // The latest days whose outcomes are mature; the latest days at all where no outcome is asked for.
    private static Window Usual(ModelDefinition model, OutcomeDefinition? outcome, RowSummary summary, DateTimeOffset now)
    {
        var last = summary.LastEvent is { } end && end < now ? end : now;
        var first = summary.FirstEvent ?? last;
        if (outcome is null) return Days(last, UnlabelledDays, model.Zone);

        // A due date lies some time after the event; the rows themselves tell which are mature, this only chooses where to look.
        var ripe = now - (outcome.Maturity?.After ?? TimeSpan.Zero) - (outcome.Maturity?.DueColumn is null ? TimeSpan.Zero : TimeSpan.FromDays(7));
        return Days(ripe < last && ripe > first ? ripe : last, MatureDays, model.Zone);
    }

    private static Window Days(DateTimeOffset last, int days, TimeZoneInfo zone)
    {
        var day = WindowCalendar.At(last, WindowSize.Day, zone);
        return new Window(WindowCalendar.At(day.From.AddDays(1 - days).AddHours(12), WindowSize.Day, zone).From, day.To);
    }

    private static Window Whole(Window span, TimeZoneInfo zone) =>
        new(WindowCalendar.At(span.From, WindowSize.Hour, zone).From, WindowCalendar.At(span.To.AddTicks(-1), WindowSize.Hour, zone).To);

    private readonly record struct AnswerKey(ModelId Model, DateTimeOffset CreatedAt, long Revision, SliceQuestion Question, long Sequence, long Hour);
}
