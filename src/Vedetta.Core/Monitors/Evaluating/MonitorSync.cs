using Vedetta.Core.Models;
using Vedetta.Core.Storage;

namespace Vedetta.Core.Monitors.Evaluating;

/// <summary>Gives a new model its monitors and keeps those nobody edited as the program makes them today.</summary>
internal static class MonitorSync
{
    /// <summary>The monitors of a model after both.</summary>
    /// <param name="definition">The model.</param>
    /// <param name="known">What is stored.</param>
    /// <param name="isNew">True while the model was never evaluated: only then missing ones are made, so a deleted one stays deleted.</param>
    /// <param name="store">Where they are kept.</param>
    /// <param name="cancel">Stops the writing.</param>
    public static async ValueTask<IReadOnlyList<MonitorDefinition>> FollowAsync(
        ModelDefinition definition, IReadOnlyList<MonitorDefinition> known, bool isNew, IMonitorStore store, CancellationToken cancel)
    {
        var defaults = DefaultMonitors.For(definition);
        var byName = known.ToDictionary(monitor => monitor.Name, StringComparer.Ordinal);
        var changed = defaults.Where(monitor => byName.TryGetValue(monitor.Name, out var stored)
            ? stored.Managed && !Same(stored, monitor)
            : isNew && known.All(each => each.Managed)).ToList();
        if (changed.Count == 0) return known;
        await store.SaveAsync(changed, cancel);
        foreach (var monitor in changed) byName[monitor.Name] = monitor;
        return [.. byName.Values.OrderBy(monitor => monitor.Name, StringComparer.Ordinal)];
    }

    /// <summary>Whether two monitors are the same rule; columns are compared by content.</summary>
    public static bool Same(MonitorDefinition a, MonitorDefinition b) =>
        a.Columns.SequenceEqual(b.Columns, StringComparer.Ordinal) && a with { Columns = b.Columns } == b;
}
