using System.Globalization;
using Vedetta.Core.Explaining;
using Vedetta.Core.Incidents;
using Vedetta.Core.Monitors;
using Vedetta.Server.Api;

namespace Vedetta.Server.Channels;

/// <summary>Notices in one line, for people. Pure.</summary>
internal static class NoticeWords
{
    // A storm of thousands is counted in the text; the message stays of a size that every channel takes.
    private const int MostListed = 100;

    private const int Titles = 5;

    /// <summary>The notice of one incident.</summary>
    /// <param name="incident">The incident.</param>
    /// <param name="kind">Why, as a word.</param>
    /// <param name="step">Number of the escalation step or reminder; 0 for others.</param>
    /// <param name="at">When.</param>
    /// <param name="publicUrl">Where people reach the pages; null when unknown.</param>
    public static NoticeBody Of(Incident incident, string kind, int step, DateTimeOffset at, string? publicUrl)
    {
        var isOver = incident.State == IncidentState.Resolved;
        var why = !isOver && incident.Explanation is { Causes.Count: > 0 } explanation ? $". Probably: {ExplanationWords.Summary(explanation)}" : "";
        var untaken = step > 0 && incident.FiringSince is { } since ? $"nobody took it for {Length(at - since)}: " : "";
        var text = $"[{EnumWords.Of(incident.Severity)}] {incident.Model} {kind}: {untaken}{incident.Title}{why} ({incident.Id})";
        return new NoticeBody(kind, at, text, Link(publicUrl, $"incidents/{Uri.EscapeDataString(incident.Id)}"), IncidentBody.Of(incident));
    }

    /// <summary>One message about several incidents, the worst first.</summary>
    public static NoticeBody OfMany(IReadOnlyList<Incident> incidents, string kind, DateTimeOffset at, string? publicUrl)
    {
        var sorted = incidents
            .OrderBy(incident => incident.State == IncidentState.Resolved).ThenByDescending(incident => incident.Severity)
            .ThenByDescending(incident => incident.Members.Count > 0 ? incident.Members[0].Reading.Excess ?? 0 : 0).ThenBy(incident => incident.Id, StringComparer.Ordinal)
            .ToList();
        var over = sorted.Count(incident => incident.State == IncidentState.Resolved);
        var models = sorted.DistinctBy(incident => incident.Model).Count();
        var counts = string.Create(CultureInfo.InvariantCulture, $"{sorted.Count} {(sorted.Count == 1 ? "incident" : "incidents")} of {models} {(models == 1 ? "model" : "models")}, {sorted.Count - over} open, {over} over");
        var lines = string.Join("; ", sorted.Take(Titles).Select(incident => $"{incident.Model}: {incident.Title} ({incident.Id})"));
        var more = sorted.Count > Titles ? string.Create(CultureInfo.InvariantCulture, $"; and {sorted.Count - Titles} more") : "";
        return new NoticeBody(
            kind, at, $"[{EnumWords.Of(sorted[0].Severity)}] {counts}. {lines}{more}", Link(publicUrl, sorted.Count == 1 ? $"incidents/{Uri.EscapeDataString(sorted[0].Id)}" : "incidents"),
            IncidentBody.Of(sorted[0]), [.. sorted.Take(MostListed).Select(IncidentBody.Of)]);
    }

    private static string? Link(string? publicUrl, string path) => publicUrl is null ? null : $"{publicUrl.TrimEnd('/')}/{path}";

    private static string Length(TimeSpan span) => span switch
    {
        { TotalDays: >= 2 } => string.Create(CultureInfo.InvariantCulture, $"{(int)span.TotalDays} days"),
        { TotalHours: >= 2 } => string.Create(CultureInfo.InvariantCulture, $"{(int)span.TotalHours} hours"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{Math.Max(1, (int)span.TotalMinutes)} min"),
    };
}
