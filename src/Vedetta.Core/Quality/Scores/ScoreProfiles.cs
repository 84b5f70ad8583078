using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Vedetta.Core.Models;
using Vedetta.Core.Profiles;
using Vedetta.Core.Profiles.Building;
using Vedetta.Core.Readings;
using Vedetta.Core.Storage;
using Vedetta.Core.Time;

namespace Vedetta.Core.Quality.Scores;

/// <summary>
/// Keeps the score profiles of every model up to date with its rows: a day that got predictions or outcomes, or whose rows
/// matured, is counted again as a whole, then its month is summed. Counting a day twice changes nothing, so a crash loses
/// nothing: the mark moves only when every day of a refresh is stored. Thread-safe.
/// </summary>
public sealed partial class ScoreProfiles(ModelRegistry registry, IEventStore events, IScoreProfileStore store, TimeProvider time, ILogger<ScoreProfiles> log)
{
    private const long RowsOfRun = 2_000_000;
    private const int DaysOfRun = 31;
    private const int RestOfWork = 3;
    private const long RowsAtQuestion = 5_000_000;
    private readonly ConcurrentDictionary<ModelId, SemaphoreSlim> _turns = new();

    /// <summary>Counts what is not yet counted of every model, with a rest after every piece of work: as long as it took when a model is counted for the first time, otherwise three times as long.</summary>
    /// <returns>Days counted.</returns>
    public async ValueTask<int> RefreshAllAsync(CancellationToken cancel)
    {
        var days = 0;
        foreach (var model in await registry.ListAsync(cancel))
        {
            try
            {
                days += await RefreshAsync(model.Id, (pause, stop) => new ValueTask(Task.Delay(pause, time, stop)), cancel);
            }
            catch (Exception failure) when (failure is StorageException or FormatException or UnknownModelException)
            {
                // The other models go on; this one is tried again at the next turn.
                LogFailure(log, failure, model.Id);
            }
        }

        return days;
    }

    /// <summary>Counts what is not yet counted of a model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="cancel">Stops between two pieces of work.</param>
    /// <returns>Days counted.</returns>
    /// <exception cref="UnknownModelException">There is no such model.</exception>
    public ValueTask<int> RefreshAsync(ModelId model, CancellationToken cancel) => RefreshAsync(model, (_, _) => ValueTask.CompletedTask, cancel);

    /// <summary>Deletes the score profiles of a model that was deleted, after whoever counts it has ended.</summary>
    public async ValueTask ForgetAsync(ModelId model, CancellationToken cancel)
    {
        var turn = _turns.GetOrAdd(model, _ => new SemaphoreSlim(1, 1));
        await turn.WaitAsync(cancel);
        try
        {
            await store.DeleteAsync(model, cancel);
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>How many commits and rows wait to be counted.</summary>
    /// <exception cref="UnknownModelException">There is no such model.</exception>
    public async ValueTask<ScoreLag> LagAsync(ModelId model, CancellationToken cancel)
    {
        var state = await registry.FindAsync(model, cancel) ?? throw new UnknownModelException(model);
        var summary = await events.SummaryAsync(model, cancel);
        var mark = await store.MarkAsync(model, cancel);
        var current = mark is not null && ScorePlan.Of(state) is { } plan && mark.Rules == plan.Rules && mark.References == plan.References;
        return new ScoreLag(current && mark!.Sequence >= summary.LastSequence, summary.Rows, mark is not null);
    }

    /// <summary>Counts the days of a span from rows as they were known at a moment, without storing anything.</summary>
    /// <exception cref="UnknownModelException">There is no such model.</exception>
    /// <exception cref="QuestionException">The span may hold too many rows to be read at a question.</exception>
    internal async ValueTask<IReadOnlyList<ScoreFragment>> CountAsync(ModelId model, Window span, DateTimeOffset asOf, CancellationToken cancel)
    {
        var state = await registry.FindAsync(model, cancel) ?? throw new UnknownModelException(model);
        if (ScorePlan.Of(state) is not { } plan) return [];
        var rows = (await store.DaysAsync(model, cancel)).Where(day => span.Contains(day.Start)).Sum(day => day.Rows);
        if (rows > RowsAtQuestion) throw new QuestionException("as_of", $"these days hold {rows} predictions, and what was known at an earlier moment is counted from rows: ask for days with at most {RowsAtQuestion}");
        var days = WindowCalendar.Cut(span, WindowSize.Day, state.Zone).ToList();
        return (await ScanAsync(plan, days, await SegmentsAsync(model, cancel), asOf.AddMicroseconds(1), asOf, cancel)).Finish(ScoreLevel.Day);
    }

    /// <summary>
    /// Counts what is not yet counted of a model, then all its rows again, and says where stored profiles differ: counts exactly,
    /// sums to 1e-6 relative, months from their days. Nothing may be committed meanwhile.
    /// </summary>
    /// <exception cref="UnknownModelException">There is no such model.</exception>
    internal async ValueTask<IReadOnlyList<ProfileDifference>> DifferencesAsync(ModelId model, CancellationToken cancel)
    {
        await RefreshAsync(model, cancel);
        var state = await registry.FindAsync(model, cancel) ?? throw new UnknownModelException(model);
        if (ScorePlan.Of(state) is not { } plan) return [];
        var found = new List<ProfileDifference>();
        var summary = await events.SummaryAsync(model, cancel);
        var segments = await SegmentsAsync(model, cancel);
        var days = (await store.DaysAsync(model, cancel)).Select(day => WindowCalendar.At(day.Start, WindowSize.Day, plan.State.Zone)).ToList();
        foreach (var run in Runs(days, summary))
        {
            var scanned = (await ScanAsync(plan, run, segments, Mature(plan, time.GetUtcNow()), asOf: null, cancel)).Finish(ScoreLevel.Day);
            found.AddRange(ScoreDifferences.Of(await store.ReadAsync(new ScoreProfileQuery(model, ScoreLevel.Day, new Window(run[0].From, run[^1].To)), cancel), scanned));
        }

        foreach (var month in days.Select(day => WindowCalendar.At(day.From, WindowSize.Month, plan.State.Zone)).Distinct())
        {
            var parts = await store.ReadAsync(new ScoreProfileQuery(model, ScoreLevel.Day, month), cancel);
            var sums = parts.GroupBy(f => (f.Key.Version, f.Key.Segment, f.Key.Outcome)).Select(group => Sum(plan.Grid, month.From, [.. group])).ToList();
            found.AddRange(ScoreDifferences.Of(await store.ReadAsync(new ScoreProfileQuery(model, ScoreLevel.Month, month), cancel), sums));
        }

        return found;
    }

    /// <summary>Deletes and counts again everything of a model.</summary>
    internal async ValueTask RepairAsync(ModelId model, CancellationToken cancel)
    {
        await ForgetAsync(model, cancel);
        await RefreshAsync(model, cancel);
    }

    /// <summary>Rows mature with the end of the day their outcome is due in, so that what was counted of a day changes once a day at most.</summary>
    private static DateTimeOffset Mature(ScorePlan plan, DateTimeOffset now) => WindowCalendar.At(now, WindowSize.Day, plan.State.Zone).From;

    private async ValueTask<int> RefreshAsync(ModelId model, Func<TimeSpan, CancellationToken, ValueTask> rest, CancellationToken cancel)
    {
        var turn = _turns.GetOrAdd(model, _ => new SemaphoreSlim(1, 1));
        await turn.WaitAsync(cancel);
        try
        {
            var state = await registry.FindAsync(model, cancel) ?? throw new UnknownModelException(model);
            if (ScorePlan.Of(state) is not { } plan) return 0;
            var mark = await store.MarkAsync(model, cancel);
            if (mark is not null && !SameGrid(mark.Rules, plan))
            {
                // Cells of another grid do not add up with ours, and days whose rows are gone cannot be counted again.
                await store.DeleteAsync(model, cancel);
                mark = null;
            }

            return await CountAsync(plan, mark, rest, cancel);
        }
        finally
        {
            turn.Release();
        }
    }

    private async ValueTask<int> CountAsync(ScorePlan plan, ScoreMark? mark, Func<TimeSpan, CancellationToken, ValueTask> rest, CancellationToken cancel)
    {
        var model = plan.State.Id;
        var now = time.GetUtcNow();
        var summary = await events.SummaryAsync(model, cancel);
        var stored = await store.DaysAsync(model, cancel);
        var segments = await SegmentsAsync(model, cancel);
        if (mark is null || mark.References != plan.References || mark.Rules != plan.Rules)
            await store.WriteAsync(model, new ScoreWrite([(ScoreLevel.Reference, DateTimeOffset.UnixEpoch)], await ScoreReferences.CountAsync(plan, events, segments, cancel), null), cancel);
        var days = await DaysAsync(plan, mark?.Rules == plan.Rules ? mark.Sequence : 0, summary, stored, now, cancel);
        // The latest days first: they are what people look at.
        foreach (var run in Runs(days, summary).Reverse())
        {
            cancel.ThrowIfCancellationRequested();
            if (registry.Peek(model) is null) throw new UnknownModelException(model);
            var begun = time.GetTimestamp();
            var builder = await ScanAsync(plan, run, segments, Mature(plan, now), asOf: null, cancel);
            await StoreAsync(plan, run, builder, cancel);
            await rest(time.GetElapsedTime(begun) * (mark is null ? 1 : RestOfWork), cancel);
        }

        var moved = new ScoreMark(summary.LastSequence, plan.Rules, plan.References);
        if (moved != mark) await store.WriteAsync(model, new ScoreWrite([], [], moved), cancel);
        if (days.Count > 0) LogCounted(log, days.Count, model);
        return days.Count;
    }

    /// <summary>Counts days from rows, without storing anything.</summary>
    private async ValueTask<ScoreBuilder> ScanAsync(ScorePlan plan, IReadOnlyList<Window> days, SegmentValues segments, DateTimeOffset mature, DateTimeOffset? asOf, CancellationToken cancel)
    {
        var builder = new ScoreBuilder(plan, days, segments, mature);
        var scan = new LabelledScan([.. plan.Outcomes.Select(o => o.Name)], new Window(days[0].From, days[^1].To), asOf, plan.Columns);
        await foreach (var batch in events.ScanLabelledAsync(plan.State.Id, scan, cancel)) builder.Add(batch);
        return builder;
    }

    private async ValueTask StoreAsync(ScorePlan plan, IReadOnlyList<Window> run, ScoreBuilder builder, CancellationToken cancel)
    {
        var fragments = builder.Finish(ScoreLevel.Day);
        var counted = run.Select(day => day.From).ToHashSet();
        var replaced = counted.Select(start => (ScoreLevel.Day, start)).ToList();
        foreach (var month in run.Select(day => WindowCalendar.At(day.From, WindowSize.Month, plan.State.Zone)).Distinct().ToList())
        {
            var others = await store.ReadAsync(new ScoreProfileQuery(plan.State.Id, ScoreLevel.Day, month), cancel);
            var days = others.Where(f => !counted.Contains(f.Key.Start)).Concat(fragments.Where(f => f.Key.Level == ScoreLevel.Day && month.Contains(f.Key.Start)));
            fragments.AddRange(days.GroupBy(f => (f.Key.Version, f.Key.Segment, f.Key.Outcome)).Select(group => Sum(plan.Grid, month.From, [.. group])).ToList());
            replaced.Add((ScoreLevel.Month, month.From));
        }

        await store.WriteAsync(plan.State.Id, new ScoreWrite(replaced, fragments, null), cancel);
    }

    private async ValueTask<List<Window>> DaysAsync(ScorePlan plan, long after, RowSummary summary, IReadOnlyList<ScoreDay> stored, DateTimeOffset now, CancellationToken cancel)
    {
        var zone = plan.State.Zone;
        var days = new SortedDictionary<DateTimeOffset, Window>();
        void Add(DateTimeOffset moment)
        {
            var day = WindowCalendar.At(moment, WindowSize.Day, zone);
            days[day.From] = day;
        }

        if (after < summary.LastSequence)
            foreach (var moment in await events.TouchedAsync(plan.State.Id, after, cancel)) Add(moment);
        // Days whose rows matured, and days whose rows were deleted for their age.
        foreach (var day in stored)
            if (day.MaturesAt <= now || summary.FirstEvent is not { } first || WindowCalendar.At(day.Start, WindowSize.Day, zone).To <= first) Add(day.Start);
        return [.. days.Values];
    }

    /// <summary>Neighbouring days that are read together: at most a month, and about two million rows.</summary>
    private static IEnumerable<IReadOnlyList<Window>> Runs(List<Window> days, RowSummary summary)
    {
        var span = summary is { FirstEvent: { } first, LastEvent: { } last } ? Math.Max(1, (last - first).TotalDays) : 1;
        var most = (int)Math.Clamp(RowsOfRun / Math.Max(1, summary.Rows / span), 1, DaysOfRun);
        var run = new List<Window>();
        foreach (var day in days)
        {
            if (run.Count > 0 && (run.Count == most || run[^1].To != day.From))
            {
                yield return run;
                run = [];
            }

            run.Add(day);
        }

        if (run.Count > 0) yield return run;
    }

    private static ScoreFragment Sum(ScoreGrid grid, DateTimeOffset start, ScoreFragment[] parts)
    {
        var section = ScoreFormat.SectionOf(parts[0].Payload.Span);
        var (counts, sums) = ScoreColumns.Of(section);
        var table = new ScoreTable(counts, sums);
        foreach (var part in parts) ScoreFormat.AddTo(table, part.Payload.Span, section);
        return new ScoreFragment(parts[0].Key with { Level = ScoreLevel.Month, Start = start }, parts.Sum(p => p.Rows), null, ScoreFormat.Write(section, grid, table));
    }

    private async ValueTask<SegmentValues> SegmentsAsync(ModelId model, CancellationToken cancel)
    {
        var values = new SegmentValues();
        foreach (var segment in await store.SegmentsAsync(model, cancel)) values.KeyOf(segment.Column, segment.Value);
        return values;
    }

    private static bool SameGrid(string rules, ScorePlan plan) =>
        rules.Split('|') is [_, var grid, var zone, ..] && grid == plan.Grid.Name && zone == plan.State.Definition.TimeZone;

    [LoggerMessage(Level = LogLevel.Error, Message = "Score profiles of {Model} could not be brought up to date; they are tried again")]
    private static partial void LogFailure(ILogger log, Exception failure, ModelId model);

    [LoggerMessage(Level = LogLevel.Debug, Message = "Counted the scores of {Days} days of {Model}")]
    private static partial void LogCounted(ILogger log, int days, ModelId model);
}

/// <summary>How far the score profiles of a model are behind its rows.</summary>
/// <param name="Current">Whether everything is counted.</param>
/// <param name="Rows">Rows the model has.</param>
/// <param name="Any">Whether anything was counted at all.</param>
public readonly record struct ScoreLag(bool Current, long Rows, bool Any);
