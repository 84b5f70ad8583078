using Vedetta.Core.Incidents;
using Vedetta.Core.Ingestion;
using Vedetta.Core.Models;
using Vedetta.Core.Monitors;
using Vedetta.Core.Monitors.Streams;
using Vedetta.Core.Time;

namespace Vedetta.Core.Storage;

/// <summary>Models, their versions and their column catalogs. Thread-safe.</summary>
public interface IModelStore
{
    /// <summary>Every model, by name.</summary>
    ValueTask<IReadOnlyList<ModelDefinition>> ListAsync(CancellationToken cancel);

    /// <summary>The model, or null.</summary>
    ValueTask<ModelDefinition?> FindAsync(ModelId model, CancellationToken cancel);

    /// <summary>Stores the definition if the stored revision is one less than its own (0 = new); otherwise answers false and stores nothing.</summary>
    ValueTask<bool> SaveAsync(ModelDefinition definition, CancellationToken cancel);

    /// <summary>Forgets the model with its monitors, points, incidents, versions and quarantine.</summary>
    ValueTask DeleteAsync(ModelId model, CancellationToken cancel);

    /// <summary>The stored columns of a model by ordinal.</summary>
    ValueTask<IReadOnlyList<StoredColumn>> CatalogAsync(ModelId model, CancellationToken cancel);

    /// <summary>Appends stored columns; their ordinals continue the catalog. Repeating a stored one changes nothing.</summary>
    ValueTask AddColumnsAsync(ModelId model, IReadOnlyList<StoredColumn> columns, CancellationToken cancel);

    /// <summary>Versions in the order they were first seen.</summary>
    ValueTask<IReadOnlyList<ModelVersion>> VersionsAsync(ModelId model, CancellationToken cancel);

    /// <summary>Stores what is known of a version, replacing what was.</summary>
    ValueTask SaveVersionAsync(ModelVersion version, CancellationToken cancel);
}

/// <summary>Monitors and the points they made. Thread-safe.</summary>
public interface IMonitorStore
{
    /// <summary>Monitors of a model by name.</summary>
    ValueTask<IReadOnlyList<MonitorDefinition>> ListAsync(ModelId model, CancellationToken cancel);

    /// <summary>Stores monitors by (model, name), replacing those of the same name, in one transaction.</summary>
    ValueTask SaveAsync(IReadOnlyList<MonitorDefinition> monitors, CancellationToken cancel);

    /// <summary>Deletes a monitor with its points and stream states; answers whether it was there.</summary>
    ValueTask<bool> DeleteAsync(ModelId model, string monitor, CancellationToken cancel);

    /// <summary>Stores points by key, replacing those of the same key, in one transaction.</summary>
    ValueTask SavePointsAsync(IReadOnlyList<Point> points, CancellationToken cancel);

    /// <summary>Points of a model whose window overlaps the span, in order of window; null monitor for every monitor.</summary>
    ValueTask<IReadOnlyList<Point>> PointsAsync(ModelId model, string? monitor, Window span, CancellationToken cancel);

    /// <summary>How far evaluation of the model has come, or null before its first.</summary>
    ValueTask<EvaluationMark?> MarkAsync(ModelId model, CancellationToken cancel);

    /// <summary>Stores how far evaluation of a model has come, replacing what was.</summary>
    ValueTask SaveMarkAsync(EvaluationMark mark, CancellationToken cancel);

    /// <summary>What the streaming detectors of a monitor knew at the ends of windows that end at the moment or later, in order of window.</summary>
    ValueTask<IReadOnlyList<StreamState>> StreamStatesAsync(ModelId model, string monitor, DateTimeOffset endingFrom, CancellationToken cancel);

    /// <summary>Stores states by model, monitor, column and window, replacing those of the same key, in one transaction.</summary>
    ValueTask SaveStreamStatesAsync(IReadOnlyList<StreamState> states, CancellationToken cancel);

    /// <summary>Forgets the states of a monitor whose window ends before the moment.</summary>
    ValueTask ForgetStreamStatesAsync(ModelId model, string monitor, DateTimeOffset endingBefore, CancellationToken cancel);
}

/// <summary>Incidents. Thread-safe.</summary>
public interface IIncidentStore
{
    /// <summary>A fresh id, <c>INC-1</c> upwards, never given twice; one that is not saved before a crash may be given again.</summary>
    ValueTask<string> NextIdAsync(CancellationToken cancel);

    /// <summary>So many fresh ids at once, in order.</summary>
    ValueTask<IReadOnlyList<string>> NextIdsAsync(int count, CancellationToken cancel);

    /// <summary>Stores incidents by id, replacing what was, in one transaction.</summary>
    ValueTask SaveAsync(IReadOnlyList<Incident> incidents, CancellationToken cancel);

    /// <summary>Forgets incidents that never fired; ids that are not known are no fault.</summary>
    ValueTask DeleteAsync(IReadOnlyList<string> ids, CancellationToken cancel);

    /// <summary>The incident, or null.</summary>
    ValueTask<Incident?> FindAsync(string id, CancellationToken cancel);

    /// <summary>Incidents, the latest opened first; null for any model or state.</summary>
    ValueTask<IReadOnlyList<Incident>> ListAsync(ModelId? model, IReadOnlyList<IncidentState>? states, int limit, CancellationToken cancel);
}

/// <summary>Rejected rows, kept for people to read; bounded per model, the oldest go first. Thread-safe.</summary>
public interface IQuarantineStore
{
    /// <summary>Keeps rejected rows.</summary>
    ValueTask AddAsync(IReadOnlyList<QuarantinedRow> rows, CancellationToken cancel);

    /// <summary>The latest rejected rows of a model, newest first.</summary>
    ValueTask<IReadOnlyList<QuarantinedRow>> ListAsync(ModelId model, int limit, CancellationToken cancel);

    /// <summary>Rejected rows by code since the model began, also those no longer kept.</summary>
    ValueTask<IReadOnlyDictionary<string, long>> CountsAsync(ModelId model, CancellationToken cancel);
}
