using Vedetta.Core.Incidents.Silencing;
using Vedetta.Core.Models;
using Vedetta.Core.Monitors;
using Vedetta.Core.Time;
using Vedetta.Statistics;

namespace Vedetta.Core.Incidents.Machine;

/// <summary>A new or changed point of a closed window, with the monitor that made it.</summary>
/// <param name="Monitor">The monitor.</param>
/// <param name="Point">What it read.</param>
public sealed record IncidentFact(MonitorDefinition Monitor, Point Point)
{
    /// <summary>The span judged.</summary>
    public Window Window => Point.Key.Window;

    /// <summary>The column; empty for metrics of the whole model.</summary>
    public string Column => Point.Key.Column;

    /// <summary>Whether the verdict asks for an incident.</summary>
    public bool IsBad => Point.Reading.Verdict.Kind is VerdictKind.Warning or VerdictKind.Critical;

    /// <summary>Whether the verdict ends one.</summary>
    public bool IsHealthy => Point.Reading.Verdict.Kind == VerdictKind.Healthy;

    /// <summary>How bad; only a critical verdict is critical.</summary>
    public Severity Severity => Point.Reading.Verdict.Kind == VerdictKind.Critical ? Severity.Critical : Severity.Warning;

    /// <summary>Whether the member of an incident is about the same monitor, column and rows.</summary>
    public bool IsOf(IncidentMember member) =>
        string.Equals(member.Monitor, Monitor.Name, StringComparison.Ordinal)
        && string.Equals(member.Column, Column, StringComparison.Ordinal)
        && string.Equals(member.Segment, Monitor.Segment.ToString(), StringComparison.Ordinal);
}

/// <summary>What the state machine must know beside the facts.</summary>
/// <param name="Model">The model.</param>
/// <param name="Versions">Which versions answered when.</param>
/// <param name="Watermark">When windows close.</param>
/// <param name="Monitors">Monitors by name, for how long each asks a verdict to stay bad.</param>
/// <param name="Silences">Silences that hold; null for none.</param>
public sealed record IncidentContext(
    ModelId Model, VersionHistory Versions, Watermark Watermark, IReadOnlyDictionary<string, MonitorDefinition> Monitors, IReadOnlyList<Silence>? Silences = null);

/// <summary>What a step of the state machine changed.</summary>
/// <param name="Changed">Incidents that are new or differ; the id of a new one begins with <c>+</c> until the store gives it one.</param>
/// <param name="Dropped">Ids of known incidents that healed before they fired: nothing of them is kept.</param>
/// <param name="Notices">What people are to be told, in order.</param>
public sealed record IncidentStep(IReadOnlyList<Incident> Changed, IReadOnlyList<string> Dropped, IReadOnlyList<IncidentNotice> Notices);
