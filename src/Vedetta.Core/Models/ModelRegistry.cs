using System.Collections.Concurrent;
using Vedetta.Core.Ingestion;
using Vedetta.Core.Ingestion.Parsing;
using Vedetta.Core.Storage;

namespace Vedetta.Core.Models;

/// <summary>
/// The models as they are now, kept in memory in front of their store. Every change goes through here, one at a time, so
/// that ordinals of columns and the order of versions are given once. Thread-safe.
/// </summary>
public sealed class ModelRegistry(IModelStore store, TimeProvider time) : IDisposable
{
    /// <summary>Most stored columns of one model.</summary>
    public const int ColumnLimit = 4096;

    private readonly ConcurrentDictionary<ModelId, ModelState> _states = new();
    private readonly SemaphoreSlim _one = new(1, 1);

    /// <summary>Told of a model after its definition changed.</summary>
    internal Action<ModelState>? Changed { get; set; }

    /// <summary>Every model by name.</summary>
    public ValueTask<IReadOnlyList<ModelDefinition>> ListAsync(CancellationToken cancel) => store.ListAsync(cancel);

    internal async ValueTask<ModelState?> FindAsync(ModelId model, CancellationToken cancel)
    {
        if (_states.TryGetValue(model, out var known)) return known;
        await _one.WaitAsync(cancel);
        try
        {
            return await LoadAsync(model, cancel);
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>The model as it is, if it is in memory.</summary>
    internal ModelState? Peek(ModelId model) => _states.GetValueOrDefault(model);

    /// <summary>Changes a definition; the function gets null for a model that is not known and answers null to change nothing.</summary>
    internal async ValueTask<ModelState?> EditAsync(
        ModelId model, Func<ModelState?, ModelDefinition?> edit, IReadOnlyList<NewColumn> columns, CancellationToken cancel)
    {
        ModelState? before;
        ModelState? after;
        await _one.WaitAsync(cancel);
        try
        {
            before = await LoadAsync(model, cancel);
            var wanted = edit(before);
            if (wanted is null) return before;
            var definition = wanted with { Revision = (before?.Definition.Revision ?? 0) + 1 };
            if (!await store.SaveAsync(definition, cancel))
            {
                _states.TryRemove(model, out _);
                throw new IngestConflictException("model_edited", $"the model '{model}' was edited by somebody else at the same time; read it again and repeat");
            }

            try
            {
                after = await WithColumnsAsync(definition, before?.Catalog ?? [], before?.Versions ?? [], columns, cancel);
                _states[model] = after;
            }
            catch
            {
                // The definition is stored and what is in memory is older: whoever comes next reads it anew.
                _states.TryRemove(model, out _);
                throw;
            }
        }
        finally
        {
            _one.Release();
        }

        Changed?.Invoke(after);
        return after;
    }

    /// <summary>Gives places to columns that rows brought: features only while the schema is still being inferred.</summary>
    internal ValueTask<ModelState?> GrowAsync(ModelId model, IReadOnlyList<NewColumn> columns, CancellationToken cancel)
    {
        if (Peek(model) is { } now && !columns.Any(c => Needed(now, c))) return ValueTask.FromResult<ModelState?>(now);
        return EditAsync(
            model,
            state => state is null ? null : state.Definition with
            {
                Schema = state.Definition.Schema with
                {
                    Columns = [.. state.Definition.Schema.Columns, .. columns
                        .Where(c => c.Family == ColumnFamily.Feature && !state.Definition.Schema.Confirmed && state.Definition.Schema.Find(c.Name) is null)
                        .Select(c => new ColumnDefinition(c.Name, c.Type, ColumnNames.IsReserved(c.Name) || InclusionColumns.IsOne(c.Name) ? ColumnRole.Ignored : ColumnRole.Feature))],
                },
            },
            columns,
            cancel);
    }

    /// <summary>Notes versions that rows brought, in their order.</summary>
    internal async ValueTask SeeVersionsAsync(ModelId model, IReadOnlyList<(string Version, DateTimeOffset First)> seen, CancellationToken cancel)
    {
        foreach (var (version, first) in seen)
        {
            var known = Peek(model)?.FindVersion(version);
            if (known is { FirstSeen: { } earlier } && earlier <= first) continue;
            await SaveVersionAsync(model, version, v => v with { FirstSeen = v.FirstSeen is { } f && f < first ? f : first }, cancel);
        }
    }

    internal async ValueTask<ModelState> SaveVersionAsync(ModelId model, string version, Func<ModelVersion, ModelVersion> edit, CancellationToken cancel)
    {
        await _one.WaitAsync(cancel);
        try
        {
            var state = await LoadAsync(model, cancel) ?? throw new Readings.UnknownModelException(model);
            var known = state.FindVersion(version);
            var saved = edit(known ?? new ModelVersion(model, version, FirstSeen: null, Reference: null));
            await store.SaveVersionAsync(saved, cancel);
            state = state with
            {
                Versions = known is null ? [.. state.Versions, saved] : [.. state.Versions.Select(v => ReferenceEquals(v, known) ? saved : v)],
            };
            _states[model] = state;
            return state;
        }
        finally
        {
            _one.Release();
        }
    }

    internal async ValueTask DeleteAsync(ModelId model, CancellationToken cancel)
    {
        await _one.WaitAsync(cancel);
        try
        {
            await store.DeleteAsync(model, cancel);
            _states.TryRemove(model, out _);
        }
        finally
        {
            _one.Release();
        }
    }

    internal DateTimeOffset Now => time.GetUtcNow();

    /// <inheritdoc/>
    public void Dispose() => _one.Dispose();

    private static bool Needed(ModelState state, NewColumn column) =>
        state.Binding.Find(column.Family, column.Name, ModelBinding.KindOf(column.Type)) is null
        || (column.Family == ColumnFamily.Feature && !state.Definition.Schema.Confirmed && state.Definition.Schema.Find(column.Name) is null);

    private async ValueTask<ModelState> WithColumnsAsync(
        ModelDefinition definition, IReadOnlyList<StoredColumn> catalog, IReadOnlyList<ModelVersion> versions, IReadOnlyList<NewColumn> columns, CancellationToken cancel)
    {
        var state = new ModelState(definition, catalog, versions);
        var wanted = definition.Schema.Columns.Select(c => new NewColumn(ColumnFamily.Feature, c.Name, c.Type))
            .Concat(columns.Where(c => c.Family != ColumnFamily.Feature));
        var added = new List<StoredColumn>();
        foreach (var column in wanted)
        {
            var kind = ModelBinding.KindOf(column.Type);
            var known = state.Binding.Find(column.Family, column.Name, kind) is not null
                || added.Exists(a => a.Family == column.Family && a.Kind == kind && a.Name == column.Name);
            if (!known) added.Add(new StoredColumn(catalog.Count + added.Count, column.Family, column.Name, kind));
        }

        if (added.Count == 0) return state;
        if (catalog.Count + added.Count > ColumnLimit)
            throw new IngestConflictException("too_many_columns", $"the model '{definition.Id}' would have {catalog.Count + added.Count} stored columns; at most {ColumnLimit} are allowed");
        await store.AddColumnsAsync(definition.Id, added, cancel);
        return new ModelState(definition, await store.CatalogAsync(definition.Id, cancel), versions);
    }

    private async ValueTask<ModelState?> LoadAsync(ModelId model, CancellationToken cancel)
    {
        if (_states.TryGetValue(model, out var known)) return known;
        var definition = await store.FindAsync(model, cancel);
        if (definition is null) return null;
        var state = new ModelState(definition, await store.CatalogAsync(model, cancel), await store.VersionsAsync(model, cancel));
        _states[model] = state;
        return state;
    }
}
