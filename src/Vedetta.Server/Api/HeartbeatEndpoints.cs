using System.Xml;
using Vedetta.Core.Heartbeats;
using Vedetta.Core.Models;
using Vedetta.Core.Monitors;
using Vedetta.Core.Security;
using Vedetta.Server.Security;

namespace Vedetta.Server.Api;

/// <summary>Heartbeats that pipelines send.</summary>
internal static class HeartbeatEndpoints
{
    public static void MapHeartbeats(this IEndpointRouteBuilder app)
    {
        var heartbeats = app.MapGroup("/v1/heartbeats").WithTags("Heartbeats");
        heartbeats.MapGet("", ListAsync).WithSummary("Pipelines that are expected to say that they live").Requires(ApiScope.Read);
        heartbeats.MapPost("/{heartbeat}", BeatAsync).WithSummary("A pipeline says that it lives").Requires(ApiScope.Ingest);
        heartbeats.MapPut("/{heartbeat}", PutAsync).WithSummary("Expects a heartbeat; when it does not come, an incident opens").TakesBody<HeartbeatBody>().Audits("heartbeat.put").Requires(ApiScope.Admin);
        heartbeats.MapDelete("/{heartbeat}", DeleteAsync).WithSummary("Expects a heartbeat no more").Audits("heartbeat.delete").Requires(ApiScope.Admin);
    }

    private static async Task<IReadOnlyList<HeartbeatAnswer>> ListAsync(HeartbeatService heartbeats, CancellationToken cancel) => [.. (await heartbeats.ListAsync(cancel)).Select(HeartbeatAnswer.Of)];

    private static async Task<HeartbeatAnswer> BeatAsync(string heartbeat, HeartbeatService heartbeats, CancellationToken cancel) =>
        HeartbeatAnswer.Of(await heartbeats.BeatAsync(heartbeat, cancel) ?? throw Unknown());

    private static async Task<HeartbeatAnswer> PutAsync(string heartbeat, HttpRequest request, HeartbeatService heartbeats, CancellationToken cancel)
    {
        var body = await RequestBody.ReadAsync<HeartbeatBody>(request, cancel);
        return HeartbeatAnswer.Of(await heartbeats.PutAsync(body.ToHeartbeat(heartbeat), cancel));
    }

    private static async Task<IResult> DeleteAsync(string heartbeat, HeartbeatService heartbeats, CancellationToken cancel) =>
        await heartbeats.DeleteAsync(heartbeat, cancel) ? TypedResults.NoContent() : throw Unknown();

    private static ProblemException Unknown() => new(Problems.NotFound("unknown_heartbeat", "nobody expects a heartbeat of this name; make it with PUT"));
}

/// <summary>A heartbeat as clients describe it.</summary>
/// <param name="Model">The model that the pipeline feeds.</param>
/// <param name="Every">How often it is expected: <c>1h</c>, <c>1d</c> or ISO 8601.</param>
/// <param name="Grace">How much later it may come; a tenth of <c>every</c> when left out.</param>
/// <param name="Runbook">What to do when it does not come.</param>
public sealed record HeartbeatBody(string Model, string Every, string? Grace = null, string? Runbook = null)
{
    internal Heartbeat ToHeartbeat(string name)
    {
        var faults = new List<FieldFault>();
        var every = DurationOf("every", Every, faults);
        var grace = Grace is null ? every / 10 : DurationOf("grace", Grace, faults);
        return faults.Count == 0 ? new Heartbeat(name, Model, every, grace, Runbook, default) : throw new InvalidDescriptionException("heartbeat", faults);
    }

    private static TimeSpan DurationOf(string field, string text, List<FieldFault> faults)
    {
        if (MonitorRules.TryParseDuration(text, out var duration)) return duration;
        faults.Add(new FieldFault(field, "a number with m, h, d or w, such as 30m, or an ISO 8601 duration"));
        return TimeSpan.Zero;
    }
}

/// <summary>A heartbeat with its state.</summary>
public sealed record HeartbeatAnswer(string Name, string Model, string Every, string Grace, string? Runbook, DateTimeOffset? Last, DateTimeOffset Deadline, bool Missing)
{
    /// <summary>As clients see it.</summary>
    public static HeartbeatAnswer Of(HeartbeatStatus status) => new(
        status.Heartbeat.Name, status.Heartbeat.Model, XmlConvert.ToString(status.Heartbeat.Every), XmlConvert.ToString(status.Heartbeat.Grace), status.Heartbeat.Runbook,
        status.State.Last, status.State.Deadline(status.Heartbeat), status.State.IsMissing);
}
