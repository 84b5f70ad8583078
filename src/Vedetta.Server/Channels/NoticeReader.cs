using System.Text.Json;
using System.Text.Json.Serialization;
using Vedetta.Core.Explaining;
using Vedetta.Core.Incidents;
using Vedetta.Core.Models;
using Vedetta.Core.Monitors;
using Vedetta.Core.Time;
using Vedetta.Server.Api;
using Vedetta.Statistics;
using Vedetta.Web.Messages;

namespace Vedetta.Server.Channels;

/// <summary>Reads the document of a notice as it waits in the outbox. Pure.</summary>
internal static class NoticeReader
{
    // What another version of the program wrote may hold more than is known here.
    private static readonly JsonSerializerOptions Options = new(ApiJson.Options) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip };

    /// <summary>The notice; null when the document is none.</summary>
    public static Notice? Read(string payload)
    {
        try
        {
            return JsonSerializer.Deserialize<Document>(payload, Options) is { Kind: { } kind, Incident: { } incident } document
                ? new Notice(
                    kind, document.At, Incident(incident), document.Link, [.. (document.Incidents ?? []).Select(Incident)], document.Trend ?? [], document.Owner, document.OnCall)
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static Incident Incident(IncidentBody body) => new(
        body.Id, new ModelId(body.Model), body.Version, body.Audience, body.State, body.Severity, body.Title, new IncidentCause(body.Cause.Kind, body.Cause.Columns), body.Opened, body.FiredAt,
        body.Acknowledged, body.Resolved, [.. body.Members.Select(Member)], RunbookOf(body), [.. body.History.Select(line => new IncidentEvent(line.At, line.What, line.By))], body.Backfilled, body.Feedback,
        Explanation(body.Explanation), body.MutedBy, body.FiringSince, Reopenings: body.Reopenings, Source: body.Source);

    // The usual runbook stands there in English; messages say it in their own language.
    private static string? RunbookOf(IncidentBody body) => body.Members is [var worst, ..] && body.Runbook == Runbooks.Of(worst.Metric) ? null : body.Runbook;

    private static IncidentMember Member(MemberBody body)
    {
        var reading = new Reading(
            body.Value, body.Low, body.High, PValue: null, Dof: null, body.N, BaselineN: 0, body.Threshold.Warning, body.Threshold.Critical, body.Excess, Completeness: 1, VerdictOf(body.Verdict, body.Reason));
        var first = reading with { Value = body.First.Value, Low = body.First.Low, High = body.First.High, N = body.First.N, Verdict = VerdictOf(body.First.Verdict, reason: null) };
        return new IncidentMember(
            body.Monitor, body.Metric, body.Column, body.Segment ?? "", WindowOf(body.Window), WindowOf(body.LastWindow), body.Severity, reading, first, body.Recovered is { } recovered ? WindowOf(recovered) : null);
    }

    private static Verdict VerdictOf(VerdictKind kind, string? reason) => kind switch
    {
        VerdictKind.Healthy => new Verdict.Healthy(reason),
        VerdictKind.Warning => new Verdict.Warning(reason ?? ""),
        VerdictKind.Critical => new Verdict.Critical(reason ?? ""),
        _ => new Verdict.Undecided(reason ?? ""),
    };

    private static Explanation? Explanation(ExplanationBody? body) => body is null ? null : new(
        body.Column, WindowOf(body.Window),
        [.. body.Causes.Select(cause => new Cause(
            cause.Kind, cause.Column, cause.Name ?? "", cause.Segment ?? "", cause.Before, cause.Now, cause.Share, cause.Low, cause.High, cause.Window is { } window ? WindowOf(window) : null))],
        [.. body.Checks.Select(check => new Check(check.Kind, check.Result))], [],
        [.. body.Effects.Select(effect => new Effect(effect.Kind, effect.Name ?? "", effect.Before, effect.Now, effect.Change, effect.Low, effect.High, effect.N, effect.Uncovered))]);

    private static Window WindowOf(WindowBody body) => new(body.From, body.To);

    private sealed record Document(
        string? Kind, DateTimeOffset At, string? Link, IncidentBody? Incident, IReadOnlyList<IncidentBody>? Incidents, IReadOnlyList<double?>? Trend, string? Owner, string? OnCall);
}
