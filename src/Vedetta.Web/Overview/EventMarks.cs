using Vedetta.Core.Incidents;
using Vedetta.Web.Language;
using Vedetta.Web.Shell;

namespace Vedetta.Web.Overview;

/// <summary>An event that cuts every lane: a version taking over, or an incident opening.</summary>
/// <param name="Letter">A, B, C ...</param>
/// <param name="Index">Its window.</param>
/// <param name="Text">What happened.</param>
/// <param name="Address">Where it is told; null for nowhere.</param>
public sealed record EventMark(string Letter, int Index, string Text, string? Address);

/// <summary>Chooses and letters the events of a span, in order of time.</summary>
public static class EventMarks
{
    private const int Most = 6;

    /// <summary>Versions first, then the critical incidents, or else the warnings; at most six, so that the letters stay readable.</summary>
    public static IReadOnlyList<EventMark> Of(Scope scope, IReadOnlyList<VersionSpan> versions, IReadOnlyList<Incident> incidents, Words words)
    {
        var zone = scope.Model.Zone;
        var format = words.Format;
        var found = new List<EventMark>();
        foreach (var span in versions.Skip(1))
            found.Add(new EventMark("", span.From, words.MarkVersion(VersionSpan.NameOf(span.Version), format.Day(scope.Windows[span.From].From, zone)), null));
        var known = incidents.Where(i => i.State != IncidentState.Pending).ToList();
        var gravest = known.Exists(i => i.Severity == Severity.Critical) ? Severity.Critical : Severity.Warning;
        foreach (var incident in known.Where(i => i.Severity == gravest).OrderBy(i => i.Opened))
        {
            if (found.Count >= Most) break;
            if (scope.IndexOf(incident.Opened) is not (> 0 and var index) || found.Any(mark => Math.Abs(mark.Index - index) < 1)) continue;
            found.Add(new EventMark("", index, words.MarkIncident(words.TitleOf(incident), format.Day(incident.Opened, zone)), Addresses.Incident(incident.Id)));
        }

        return [.. found.OrderBy(mark => mark.Index).Take(Most).Select((mark, i) => mark with { Letter = ((char)('A' + i)).ToString() })];
    }
}
