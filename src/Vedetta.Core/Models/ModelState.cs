using Vedetta.Core.Ingestion.Parsing;

namespace Vedetta.Core.Models;

/// <summary>Everything ingestion and profiles need of a model at one moment. Immutable.</summary>
/// <param name="Definition">The model.</param>
/// <param name="Catalog">Its stored columns by ordinal.</param>
/// <param name="Versions">Its versions in the order they were first seen.</param>
internal sealed record ModelState(ModelDefinition Definition, IReadOnlyList<StoredColumn> Catalog, IReadOnlyList<ModelVersion> Versions)
{
    public ModelId Id => Definition.Id;

    /// <summary>What parsing needs.</summary>
    public ModelBinding Binding { get; } = new(Definition.Id, Definition.Task, Definition.Schema, Catalog, Definition.Zone, Definition.Score);

    /// <summary>The zone, looked up once.</summary>
    public TimeZoneInfo Zone => Binding.Zone;

    public ModelVersion? FindVersion(string version) => Versions.FirstOrDefault(v => string.Equals(v.Version, version, StringComparison.Ordinal));

    /// <summary>
    /// The version whose reference serves a version: its own, or that of the nearest earlier version that has one. Rows
    /// without a version take any: a later one where there is no earlier.
    /// </summary>
    public ModelVersion? Serving(string version)
    {
        var at = Versions.Count - 1;
        for (var i = 0; i < Versions.Count; i++)
            if (string.Equals(Versions[i].Version, version, StringComparison.Ordinal)) at = i;
        for (var i = at; i >= 0; i--)
            if (Versions[i].Reference is not null) return Versions[i];
        return version.Length == 0 ? Versions.FirstOrDefault(v => v.Reference is not null) : null;
    }
}

/// <summary>A column that arriving rows brought.</summary>
internal sealed record NewColumn(ColumnFamily Family, string Name, ColumnType Type);
