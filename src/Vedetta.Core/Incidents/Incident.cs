using Vedetta.Core.Explaining;
using Vedetta.Core.Models;
using Vedetta.Core.Monitors;
using Vedetta.Core.Time;

namespace Vedetta.Core.Incidents;

/// <summary>Where an incident is in its life.</summary>
public enum IncidentState
{
    /// <summary>Bad, but not yet for as long as the monitor asks.</summary>
    Pending,

    /// <summary>Bad, and people are told.</summary>
    Firing,

    /// <summary>Somebody took it.</summary>
    Acknowledged,

    /// <summary>Over.</summary>
    Resolved,
}

/// <summary>How bad.</summary>
public enum Severity
{
    /// <summary>To be looked at.</summary>
    Warning,

    /// <summary>To be acted on.</summary>
    Critical,
}

/// <summary>The life of one problem of one model.</summary>
/// <param name="Id">For example <c>INC-112</c>.</param>
/// <param name="Model">The model.</param>
/// <param name="Version">The live version when it opened.</param>
/// <param name="Audience">Who is told.</param>
/// <param name="State">Where it is in its life.</param>
/// <param name="Severity">The worst of its members.</param>
/// <param name="Title">What happened, in words with numbers.</param>
/// <param name="Cause">What its members have in common: the key of grouping.</param>
/// <param name="Opened">Start of the first bad window it holds.</param>
/// <param name="FiredAt">When it fired and people were to be told, muted or not; null while pending or when back-filled.</param>
/// <param name="Acknowledged">When somebody took it.</param>
/// <param name="Resolved">When it was over.</param>
/// <param name="Members">What is bad, the worst first.</param>
/// <param name="Runbook">What to do.</param>
/// <param name="History">What happened to it, oldest first.</param>
/// <param name="Backfilled">True when found in back-filled windows: recorded, and nobody is notified.</param>
/// <param name="Feedback">Whether people found it useful or noise; null until told.</param>
/// <param name="Explanation">Why it probably is, as of its latest bad window; null where there is nothing to explain.</param>
/// <param name="MutedBy">The silence that kept its latest notice from people, or the incident that explains it; null when they were told.</param>
/// <param name="FiringSince">When it fired last, for the first time or again; null while pending, when back-filled, and for incidents of programs that did not note it.</param>
/// <param name="Worsened">When it became critical after it had fired as a warning; null when it did not.</param>
/// <param name="Reopenings">How often it was over and came back.</param>
/// <param name="Source">Of an incident that another system raised: who it is there; null for those of monitors.</param>
public sealed record Incident(
    string Id,
    ModelId Model,
    string Version,
    Audience Audience,
    IncidentState State,
    Severity Severity,
    string Title,
    IncidentCause Cause,
    DateTimeOffset Opened,
    DateTimeOffset? FiredAt,
    DateTimeOffset? Acknowledged,
    DateTimeOffset? Resolved,
    IReadOnlyList<IncidentMember> Members,
    string? Runbook,
    IReadOnlyList<IncidentEvent> History,
    bool Backfilled,
    string? Feedback = null,
    Explanation? Explanation = null,
    string? MutedBy = null,
    DateTimeOffset? FiringSince = null,
    DateTimeOffset? Worsened = null,
    int Reopenings = 0,
    string? Source = null)
{
    /// <summary>From so many returns on it flaps: it stays open until it was calm for longer, and nobody is told of every turn.</summary>
    public const int FlapsAfter = 2;

    /// <summary>Whether it comes and goes.</summary>
    public bool IsFlapping => Reopenings >= FlapsAfter;

    /// <summary>
    /// Since when nobody can tell whether it is over, because what was bad is no longer judged: too few rows, or none; null
    /// while at least one of its bad members is judged.
    /// </summary>
    public DateTimeOffset? NoDataSince
    {
        get
        {
            if (State is not (IncidentState.Firing or IncidentState.Acknowledged)) return null;
            DateTimeOffset? since = null;
            foreach (var member in Members)
            {
                if (member.Recovered is not null) continue;
                if (member.Unjudged is not { } window) return null;
                if (since is null || window.From > since) since = window.From;
            }

            return since;
        }
    }
}

/// <summary>What the members of an incident have in common.</summary>
/// <param name="Kind">For example <c>drift</c>, <c>data_fault</c>, <c>volume</c>, <c>silence</c>.</param>
/// <param name="Columns">The columns concerned, the worst first.</param>
public sealed record IncidentCause(string Kind, IReadOnlyList<string> Columns);

/// <summary>One monitor and column that is bad.</summary>
/// <param name="Monitor">The monitor.</param>
/// <param name="Metric">What it measures.</param>
/// <param name="Column">The column; empty for metrics of the whole model.</param>
/// <param name="Segment">The rows it looks at.</param>
/// <param name="Window">The first window that was bad.</param>
/// <param name="LastWindow">The latest window that was bad.</param>
/// <param name="Severity">Worst so far.</param>
/// <param name="Reading">Latest reading.</param>
/// <param name="First">Reading of the window that fired, as it was then.</param>
/// <param name="Recovered">The first judged healthy window after <paramref name="LastWindow"/>; null while it is bad.</param>
/// <param name="LastHealthy">The latest judged healthy window since; null while it is bad or when that is the first.</param>
/// <param name="Unjudged">The first window after <paramref name="LastWindow"/> that could not be judged, while none was judged since.</param>
/// <param name="Left">Whether it is bad on in another incident.</param>
public sealed record IncidentMember(
    string Monitor,
    MonitorMetric Metric,
    string Column,
    string Segment,
    Window Window,
    Window LastWindow,
    Severity Severity,
    Reading Reading,
    Reading First,
    Window? Recovered = null,
    Window? LastHealthy = null,
    Window? Unjudged = null,
    bool Left = false);

/// <summary>A line of an incident's history.</summary>
/// <param name="At">When.</param>
/// <param name="What">What happened, in words.</param>
/// <param name="By">Who did it; <c>vedetta</c> for the program itself.</param>
public sealed record IncidentEvent(DateTimeOffset At, string What, string By);
