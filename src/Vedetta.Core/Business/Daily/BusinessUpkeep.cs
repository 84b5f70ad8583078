using System.Collections.Concurrent;
using Vedetta.Core.Models;
using Vedetta.Core.Storage;
using Vedetta.Core.Time;

namespace Vedetta.Core.Business.Daily;

/// <summary>
/// Keeps the daily values up to date: days with new rows or outcomes, days whose outcomes matured since, and all days
/// when the plan changed. One run per model at a time. Thread-safe.
/// </summary>
internal sealed class BusinessUpkeep(IModelStore models, IEventStore events, IBusinessStore store) : IDisposable
{
    private const int DaysAtOnce = 45;

    private readonly BusinessComputer _computer = new(events);
    private readonly ConcurrentDictionary<ModelId, SemaphoreSlim> _gates = new();

    /// <summary>Computes what is due; answers the days that were computed.</summary>
    public async ValueTask<IReadOnlyList<BusinessDay>> RefreshAsync(ModelDefinition model, BusinessPlan plan, DateTimeOffset now, CancellationToken cancel)
    {
        var gate = _gates.GetOrAdd(model.Id, static _ => new SemaphoreSlim(1, 1));
        await gate.WaitAsync(cancel);
        try
        {
            return await RunAsync(model, plan, now, cancel);
        }
        finally
        {
            gate.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var gate in _gates.Values) gate.Dispose();
    }

    private async ValueTask<IReadOnlyList<BusinessDay>> RunAsync(ModelDefinition model, BusinessPlan plan, DateTimeOffset now, CancellationToken cancel)
    {
        var summary = await events.SummaryAsync(model.Id, cancel);
        if (summary is not { FirstEvent: { } first, LastEvent: { } last }) return [];
        var mark = await store.MarkAsync(model.Id, cancel);
        var fingerprint = plan.Fingerprint();
        var compiled = CompiledPlan.Of(plan, model, await models.CatalogAsync(model.Id, cancel));
        var all = new Window(DayOf(first, model).From, DayOf(last, model).To);
        var due = mark is null || mark.Plan != fingerprint
            ? [.. WindowCalendar.Cut(all, WindowSize.Day, model.Zone)]
            : await ChangedAsync(compiled, mark, summary, all, now, cancel);
        if (due.Count == 0 && mark is not null && mark.Sequence >= summary.LastSequence) return [];
        var known = (await store.DaysAsync(model.Id, all, cancel)).ToDictionary(day => day.Day);
        var computed = new List<BusinessDay>();
        foreach (var run in Runs(due))
        {
            var found = await _computer.RunAsync(compiled, new Window(run[0].From, run[^1].To), asOf: null, now, cancel);
            computed.AddRange(run.Where(found.ContainsKey).Select(day => DayOf(model.Id, day, found[day], known.GetValueOrDefault(day), mark?.Plan == fingerprint, now)));
        }

        await store.SaveDaysAsync(computed, new BusinessMark(model.Id, fingerprint, summary.LastSequence, now), cancel);
        return computed;
    }

    // Another plan is another question: what was said before is no first reading of it.
    private static BusinessDay DayOf(ModelId model, Window day, IReadOnlyList<BusinessCell> cells, BusinessDay? was, bool same, DateTimeOffset now)
    {
        if (was is null || !same) return new BusinessDay(model, day, now, 0, cells, null, now);
        var before = Values(was.Cells);
        var changed = Values(cells).Any(pair => !before.TryGetValue(pair.Key, out var value) || !value.Equals(pair.Value));
        return changed
            ? new BusinessDay(model, day, now, was.Revision + 1, cells, was.First ?? before, was.FirstAt)
            : was with { ComputedAt = now, Cells = cells };
    }

    private static Dictionary<string, double> Values(IReadOnlyList<BusinessCell> cells) => cells.Where(cell => cell.Group.Length == 0)
        .ToDictionary(cell => cell.Metric, cell => cell.Sums.Y != 0 ? cell.Sums.X / cell.Sums.Y : cell.Sums.X, StringComparer.Ordinal);

    private async ValueTask<List<Window>> ChangedAsync(CompiledPlan plan, BusinessMark mark, RowSummary summary, Window all, DateTimeOffset now, CancellationToken cancel)
    {
        var model = plan.Model;
        var days = new SortedSet<Window>(Comparer<Window>.Create((a, b) => a.From.CompareTo(b.From)));
        if (summary.LastSequence > mark.Sequence)
        {
            await foreach (var batch in events.ScanAsync(model.Id, new RowScan(AfterSequence: mark.Sequence, Columns: []), cancel))
                foreach (var at in batch.At.Distinct()) days.Add(DayOf(DateTimeOffset.UnixEpoch.AddMicroseconds(at), model));
            foreach (var outcome in plan.Outcomes)
                foreach (var at in await events.RelabelledAsync(model.Id, outcome.Name, mark.Sequence, cancel)) days.Add(DayOf(at, model));
        }

        // What matures by the clock alone is looked at once a day.
        if (plan.Outcomes.Count > 0 && DayOf(mark.ComputedAt, model) != DayOf(now, model))
            foreach (var day in await store.DaysAsync(model.Id, all, cancel))
                if (day.Cells.Any(cell => cell.Group.Length == 0 && cell.Mature < cell.Sums.N)) days.Add(day.Day);
        return [.. days];
    }

    private static IEnumerable<List<Window>> Runs(IReadOnlyList<Window> days)
    {
        var run = new List<Window>();
        foreach (var day in days)
        {
            if (run.Count > 0 && (run[^1].To != day.From || run.Count == DaysAtOnce))
            {
                yield return run;
                run = [];
            }

            run.Add(day);
        }

        if (run.Count > 0) yield return run;
    }

    private static Window DayOf(DateTimeOffset at, ModelDefinition model) => WindowCalendar.At(at, WindowSize.Day, model.Zone);
}
