using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Vedetta.Core.Ingestion;
using Vedetta.Core.Models;
using Vedetta.Core.Profiles.Building;
using Vedetta.Core.Storage;
using Vedetta.Core.Time;

namespace Vedetta.Core.Profiles;

/// <summary>
/// Keeps the profiles of every model: adds committed rows in memory, flushes them as fragments with a checkpoint, makes
/// them again from rows where their rules changed, and finds its place again after a crash. Thread-safe; rows are added
/// by one writer in the order of commits.
/// </summary>
public sealed partial class ProfileBook(
    ModelRegistry registry, IEventStore events, IProfileStore profiles, ChangedHours changed, IngestionOptions options, ILogger<ProfileBook> log) : IDisposable
{
    private static readonly Window AllTime = new(DateTimeOffset.MinValue, DateTimeOffset.MaxValue);
    private readonly ConcurrentDictionary<ModelId, ModelProfiles> _models = new();
    private readonly SemaphoreSlim _loading = new(1, 1);

    /// <summary>Notes that outcomes of a model were stored.</summary>
    internal void NoteOutcomes(ModelId model) => changed.MarkOutcomes(model);

    /// <summary>Runs work while no rows are being committed; the commit writer sets it, before that work runs at once.</summary>
    internal Func<Func<CancellationToken, ValueTask>, CancellationToken, ValueTask> Exclusive { get; set; } = (work, cancel) => work(cancel);

    /// <summary>Told when a flush or rebuild should not wait for its turn.</summary>
    internal Action? Urgent { get; set; }

    /// <summary>Whether any model's profiles wait to be made again.</summary>
    internal bool RebuildsWait => _models.Values.Any(m => m.Rebuild is not null);

    /// <summary>The profiles of a model, found again from the store at first use.</summary>
    internal async ValueTask<ModelProfiles> GetAsync(ModelState state, CancellationToken cancel)
    {
        if (_models.TryGetValue(state.Id, out var known)) return known;
        await _loading.WaitAsync(cancel);
        try
        {
            if (_models.TryGetValue(state.Id, out known)) return known;
            var loaded = await LoadAsync(state, cancel);
            _models[state.Id] = loaded;
            return loaded;
        }
        finally
        {
            _loading.Release();
        }
    }

    /// <summary>Counts committed rows.</summary>
    /// <param name="state">The model.</param>
    /// <param name="batch">Rows of one commit.</param>
    /// <param name="sequence">The commit.</param>
    /// <param name="live">False for rows of an import.</param>
    /// <param name="cancel">Stops the loading of a model's profiles.</param>
    internal async ValueTask AddAsync(ModelState state, PredictionBatch batch, long sequence, bool live, CancellationToken cancel)
    {
        // Finding the place may already have counted these rows: they are stored.
        var model = await GetAsync(state, cancel);
        if (sequence <= model.Sequence) return;
        IReadOnlyList<DateTimeOffset> hours;
        long bytes;
        lock (model.Gate)
        {
            Adopt(model, registry.Peek(state.Id) ?? state);
            if (model.Rows == 0) TakeFirstGrid(model, batch);
            hours = model.Builder.Add(batch);
            model.Sequence = sequence;
            model.Rows += batch.Count;
            CountWithoutGrid(model, batch);
            bytes = model.Builder.Bytes;
        }

        foreach (var hour in hours) changed.Mark(state.Id, hour, live);
        // The writer flushes by itself when the flusher cannot keep up, but never waits for a rebuild, which waits for it.
        if (bytes > 2 * options.FlushBytes && await model.Maintenance.WaitAsync(0, cancel)) await FlushHeldAsync(model, cancel);
        else if (bytes > options.FlushBytes || model.Rebuild is not null) Urgent?.Invoke();
    }

    /// <summary>Goes on with an edited model: at once where old and new profiles agree, otherwise after a rebuild.</summary>
    internal void Edited(ModelState state)
    {
        if (!_models.TryGetValue(state.Id, out var model)) return;
        lock (model.Gate) Adopt(model, state);
        if (model.Rebuild is not null) Urgent?.Invoke();
    }

    /// <summary>Asks for the profiles of a model to be made again.</summary>
    internal async ValueTask WantRebuildAsync(ModelState state, string reason, CancellationToken cancel)
    {
        var model = await GetAsync(state, cancel);
        lock (model.Gate) model.WantRebuild(reason);
        Urgent?.Invoke();
    }

    /// <summary>Forgets a model that was deleted.</summary>
    internal async ValueTask DeleteAsync(ModelId id, CancellationToken cancel)
    {
        if (!_models.TryRemove(id, out var model))
        {
            await profiles.DeleteAsync(id, level: null, span: null, cancel);
            return;
        }

        using var alone = await model.Access.WriteAsync(cancel);
        lock (model.Gate) model.Deleted = true;
        await profiles.DeleteAsync(id, level: null, span: null, cancel);
    }

    /// <inheritdoc/>
    public void Dispose() => _loading.Dispose();

    private static void Adopt(ModelProfiles model, ModelState state)
    {
        if (ReferenceEquals(model.Plan.State, state)) return;
        var plan = ProfilePlan.Of(state, model.Plan.Grids, model.Plan.Correlated);
        if (!plan.Continues(model.Plan))
        {
            model.WantRebuildOnce("the schema was edited");
            return;
        }

        model.Builder.Continue(plan);
        if (model.Rows > 0 && !ProfilePlan.Of(state, plan.Grids).Correlated.SequenceEqual(plan.Correlated, StringComparer.Ordinal))
            model.WantRebuildOnce("numeric columns were added");
        else if (model.Rows == 0)
            model.Builder.Continue(ProfilePlan.Of(state, plan.Grids));
    }

    private static void TakeFirstGrid(ModelProfiles model, PredictionBatch batch)
    {
        var plan = model.Plan;
        if (plan.Grids.Provisional is not null || batch.Count < GridSet.RowsNeeded || !plan.NeedsProvisional) return;
        if (GridMaker.Provisional(plan, batch) is not { } provisional) return;
        var grids = plan.Grids with { Provisional = provisional };
        model.Builder.Continue(plan with { Grids = grids });
        model.Fingerprints = grids.ByFingerprint();
        model.UnwrittenGrids = true;
    }

    private static void CountWithoutGrid(ModelProfiles model, PredictionBatch batch)
    {
        var plan = model.Plan;
        if (!plan.NeedsProvisional) return;
        foreach (var column in plan.Columns)
        {
            if (!column.Numeric || plan.Grids.Provisional?.Grids.ContainsKey(column.Name) == true || column.Numbers(batch).IsEmpty) continue;
            long values = 0;
            foreach (var value in column.Numbers(batch).Span)
                if (double.IsFinite(value)) values++;
            var before = model.RowsWithoutGrid.GetValueOrDefault(column.Name);
            model.RowsWithoutGrid[column.Name] = before + values;
            if (before < GridSet.RowsNeeded && before + values >= GridSet.RowsNeeded) model.WantRebuildOnce("a column has enough rows for a grid");
        }
    }

    private async ValueTask<ModelProfiles> LoadAsync(ModelState state, CancellationToken cancel)
    {
        var checkpoint = await profiles.CheckpointAsync(state.Id, cancel);
        var rows = await events.SummaryAsync(state.Id, cancel);
        var grids = await GridStore.ReadAsync(profiles, state.Id, cancel);
        var plan = ProfilePlan.Of(state, grids, await CorrelatedAsync(state.Id, cancel));
        var model = new ModelProfiles(state.Id, plan, await SegmentsAsync(plan, cancel)) { Sequence = checkpoint, Checkpoint = checkpoint };
        var unprofiled = state.Versions.Any(v => v.Reference is not null && !grids.ByVersion.ContainsKey(v.Version));
        if (unprofiled || (checkpoint == 0 && rows.Rows > 0) || !plan.Continues(ProfilePlan.Of(state, grids)))
        {
            model.WantRebuild("stored profiles are not those of the rows");
            await RebuildAsync(model, state, (work, c) => work(c), cancel);
            return model;
        }

        foreach (var column in await SeenAsync(plan, cancel)) model.Builder.Built.Add(column);
        model.Rows = rows.Rows;
        var seen = new List<(string Version, DateTimeOffset First)>();
        await foreach (var batch in events.ScanAsync(state.Id, new RowScan(AfterSequence: checkpoint), cancel))
        {
            foreach (var hour in model.Builder.Add(batch)) changed.Mark(state.Id, hour, live: false);
            model.Sequence = batch.Sequence[^1];
            seen.AddRange(VersionsSeen.In(batch));
        }

        await registry.SeeVersionsAsync(state.Id, seen, cancel);
        return model;
    }

    private async ValueTask<IReadOnlyList<string>?> CorrelatedAsync(ModelId model, CancellationToken cancel)
    {
        foreach (var level in (ProfileLevel[])[ProfileLevel.Month, ProfileLevel.Reference])
        {
            var stored = await profiles.ReadAsync(new ProfileQuery(model, level, AllTime, [ProfileColumns.Correlation]), cancel);
            if (stored.Count > 0) return Vedetta.Statistics.Profiles.CorrelationProfile.Read(stored[^1].Payload.Span).Columns;
        }

        return null;
    }

    private async ValueTask<SegmentValues> SegmentsAsync(ProfilePlan plan, CancellationToken cancel)
    {
        var values = new SegmentValues();
        if (plan.Segments.Count == 0) return values;
        foreach (var level in (ProfileLevel[])[ProfileLevel.Reference, ProfileLevel.Month])
            foreach (var fragment in await profiles.ReadAsync(new ProfileQuery(plan.State.Id, level, AllTime, [ProfileColumns.Errors]), cancel))
                if (!fragment.Key.Segment.IsAll) values.KeyOf(fragment.Key.Segment.Column, fragment.Key.Segment.Value);
        return values;
    }

    private async ValueTask<IEnumerable<string>> SeenAsync(ProfilePlan plan, CancellationToken cancel)
    {
        var optional = plan.Columns.Where(c => c.Optional).Select(c => c.Name).ToList();
        var stored = await profiles.ReadAsync(new ProfileQuery(plan.State.Id, ProfileLevel.Month, AllTime, optional, Segment: SegmentKey.All), cancel);
        return stored.Select(f => f.Key.Column).Distinct(StringComparer.Ordinal);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Profiles of {Model} are made again from rows: {Reason}")]
    private static partial void LogRebuild(ILogger log, ModelId model, string reason);
}
