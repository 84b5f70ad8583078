using Vedetta.Core.Models;

namespace Vedetta.Core.Storage.InMemory;

/// <summary>Models in memory. Thread-safe.</summary>
/// <param name="forget">Called with a model that was deleted, so that other stores forget it too; null when there are none.</param>
public sealed class InMemoryModelStore(Action<ModelId>? forget = null) : IModelStore
{
    private readonly Lock _lock = new();
    private readonly Dictionary<ModelId, ModelDefinition> _models = [];
    private readonly Dictionary<ModelId, List<StoredColumn>> _catalogs = [];
    private readonly Dictionary<ModelId, List<ModelVersion>> _versions = [];

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ModelDefinition>> ListAsync(CancellationToken cancel)
    {
        lock (_lock)
            return new([.. _models.Values.OrderBy(model => model.Id.Value, StringComparer.Ordinal)]);
    }

    /// <inheritdoc/>
    public ValueTask<ModelDefinition?> FindAsync(ModelId model, CancellationToken cancel)
    {
        lock (_lock)
            return new(_models.GetValueOrDefault(model));
    }

    /// <inheritdoc/>
    public ValueTask<bool> SaveAsync(ModelDefinition definition, CancellationToken cancel)
    {
        lock (_lock)
        {
            var stored = _models.GetValueOrDefault(definition.Id)?.Revision ?? 0;
            if (stored != definition.Revision - 1) return new(false);
            _models[definition.Id] = definition;
            return new(true);
        }
    }

    /// <inheritdoc/>
    public ValueTask DeleteAsync(ModelId model, CancellationToken cancel)
    {
        lock (_lock)
        {
            _models.Remove(model);
            _catalogs.Remove(model);
            _versions.Remove(model);
        }

        forget?.Invoke(model);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<StoredColumn>> CatalogAsync(ModelId model, CancellationToken cancel)
    {
        lock (_lock)
            return new(_catalogs.TryGetValue(model, out var catalog) ? [.. catalog] : []);
    }

    /// <inheritdoc/>
    public ValueTask AddColumnsAsync(ModelId model, IReadOnlyList<StoredColumn> columns, CancellationToken cancel)
    {
        lock (_lock)
        {
            if (!_catalogs.TryGetValue(model, out var catalog)) _catalogs[model] = catalog = [];
            foreach (var column in columns.OrderBy(column => column.Ordinal))
            {
                if (column.Ordinal < catalog.Count && catalog[column.Ordinal] == column) continue;
                if (column.Ordinal != catalog.Count)
                    throw new ArgumentException($"column '{column.Name}' has ordinal {column.Ordinal}, the catalog of '{model}' continues at {catalog.Count}", nameof(columns));
                catalog.Add(column);
            }
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ModelVersion>> VersionsAsync(ModelId model, CancellationToken cancel)
    {
        lock (_lock)
            return new(_versions.TryGetValue(model, out var versions) ? [.. versions] : []);
    }

    /// <inheritdoc/>
    public ValueTask SaveVersionAsync(ModelVersion version, CancellationToken cancel)
    {
        lock (_lock)
        {
            if (!_versions.TryGetValue(version.Model, out var versions)) _versions[version.Model] = versions = [];
            var at = versions.FindIndex(known => string.Equals(known.Version, version.Version, StringComparison.Ordinal));
            if (at < 0) versions.Add(version);
            else versions[at] = version;
        }

        return ValueTask.CompletedTask;
    }
}
