using Vedetta.Core.Incidents;

namespace Vedetta.Web.Messages;

/// <summary>What people are told of, before it is put into words.</summary>
/// <param name="Kind">Why: <c>fired</c>, <c>escalated</c>, <c>reopened</c>, <c>resolved</c>, <c>reminder</c>, <c>digest</c> or <c>test</c>.</param>
/// <param name="At">When it happened.</param>
/// <param name="Incident">The incident as it was then; of a digest the worst.</param>
/// <param name="Link">Where its page is; null without a public address.</param>
/// <param name="Incidents">Everything a digest is about, the worst first; empty for a notice of one incident.</param>
/// <param name="Trend">Recent values of the worst member, oldest first.</param>
/// <param name="Owner">Who answers for it; null when nobody is named.</param>
/// <param name="OnCall">Who is on call; null without a rota.</param>
public sealed record Notice(
    string Kind, DateTimeOffset At, Incident Incident, string? Link, IReadOnlyList<Incident> Incidents, IReadOnlyList<double?> Trend, string? Owner = null, string? OnCall = null)
{
    /// <summary>Whether nothing is wrong any more.</summary>
    public bool IsOver => string.Equals(Kind, "resolved", StringComparison.Ordinal);

    /// <summary>Whether it only tries the way.</summary>
    public bool IsTest => string.Equals(Kind, "test", StringComparison.Ordinal);

    /// <summary>Whether it gathers several incidents.</summary>
    public bool IsDigest => string.Equals(Kind, "digest", StringComparison.Ordinal) && Incidents.Count > 0;
}

/// <summary>What must be known beside the notice to put it into words.</summary>
/// <param name="Zone">Zone of the model: its times are told in it.</param>
/// <param name="Title">Title of the model; null where it has none.</param>
/// <param name="Owner">Who answers for the model; null when nobody is named.</param>
/// <param name="Methods">Method of each of its monitors by name.</param>
/// <param name="PublicUrl">Address people reach the pages by; null leaves links out.</param>
public sealed record MessageContext(TimeZoneInfo Zone, string? Title, string? Owner, IReadOnlyDictionary<string, string?> Methods, string? PublicUrl)
{
    /// <summary>Nothing is known.</summary>
    public static MessageContext None { get; } = new(TimeZoneInfo.Utc, null, null, new Dictionary<string, string?>(StringComparer.Ordinal), null);
}
