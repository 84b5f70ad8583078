using System.Text.Json;
using Vedetta.Core.Channels;
using Vedetta.Core.Incidents;
using Vedetta.Core.Models;
using Vedetta.Core.Monitors;
using Vedetta.Core.Security;
using Vedetta.Core.Time;
using Vedetta.Server.Channels;
using Vedetta.Server.Configuration;
using Vedetta.Server.Security;
using Vedetta.Statistics;

namespace Vedetta.Server.Api;

/// <summary>Where notifications go.</summary>
internal static class ChannelEndpoints
{
    public static void MapChannels(this IEndpointRouteBuilder app)
    {
        var channels = app.MapGroup("/v1/channels").WithTags("Channels");
        channels.MapGet("", ListAsync).WithSummary("Every channel").Requires(ApiScope.Read);
        channels.MapGet("/{name}", GetAsync).WithSummary("One channel; never its secret").Requires(ApiScope.Read);
        channels.MapPut("/{name}", PutAsync).WithSummary("Makes or replaces a channel").TakesBody<ChannelBody>().Requires(ApiScope.Admin);
        channels.MapDelete("/{name}", DeleteAsync).WithSummary("Deletes a channel").Requires(ApiScope.Admin);
        channels.MapPost("/{name}/test", TestAsync).WithSummary("Sends a real test notice and answers what the other side said").Requires(ApiScope.Admin);
    }

    private static async Task<IReadOnlyList<ChannelAnswer>> ListAsync(IChannelStore channels, CancellationToken cancel) =>
        [.. (await channels.ListAsync(cancel)).Select(ChannelAnswer.Of)];

    private static async Task<ChannelAnswer> GetAsync(string name, HttpContext http, IChannelStore channels, CancellationToken cancel)
    {
        // The path of a webhook often is its secret: only who may change it sees it.
        var channel = await FindAsync(name, channels, cancel);
        return ChannelAnswer.Of(channel) with { Url = Access.May(http.User, ApiScope.Admin, UserRole.Admin) ? channel.Url : ChannelAnswer.Of(channel).Url };
    }

    private static async Task<ChannelAnswer> PutAsync(string name, HttpContext http, IChannelStore channels, IAuditStore audit, TimeProvider clock, CancellationToken cancel)
    {
        if (!ModelId.TryParse(name, out _)) throw new ProblemException(Problems.Malformed("invalid_channel_name", $"a channel's name has {ModelId.Allowed}", "name"));
        var body = await RequestBody.ReadAsync<ChannelBody>(http.Request, cancel);
        var known = await channels.FindAsync(name, cancel);
        var channel = body.ToChannel(name, known);
        await channels.SaveAsync(channel, cancel);
        await audit.AddAsync(new AuditEntry(clock.GetUtcNow(), Caller.Of(http.User), known is null ? "channel.create" : "channel.change", name, EnumWords.Of(channel.Kind)), cancel);
        return ChannelAnswer.Of(channel) with { Url = channel.Url };
    }

    private static async Task<IResult> DeleteAsync(string name, HttpContext http, IChannelStore channels, IAuditStore audit, TimeProvider clock, CancellationToken cancel)
    {
        if (!await channels.DeleteAsync(name, cancel)) throw Unknown();
        await audit.AddAsync(new AuditEntry(clock.GetUtcNow(), Caller.Of(http.User), "channel.delete", name, Detail: null), cancel);
        return TypedResults.NoContent();
    }

    private static async Task<SendResult> TestAsync(string name, IChannelStore channels, ChannelSender sender, ServerSettings settings, TimeProvider clock, CancellationToken cancel)
    {
        var channel = await FindAsync(name, channels, cancel);
        var now = clock.GetUtcNow();
        var body = OutboxNotifier.Body(new IncidentNotice(NoticeKind.Fired, Sample(now), now), settings.PublicUrl) with
        {
            Kind = "test", Link = null, Text = "Test notice of Vedetta: this channel works; nothing is wrong",
        };
        return await sender.SendAsync(channel, $"test {name} {now.UtcTicks}", JsonSerializer.Serialize(body, ApiJson.Options), cancel);
    }

    private static async Task<Channel> FindAsync(string name, IChannelStore channels, CancellationToken cancel) =>
        await channels.FindAsync(name, cancel) ?? throw Unknown();

    private static ProblemException Unknown() => new(Problems.NotFound("unknown_channel", "no channel has this name"));

    // What a real notice looks like, so that the other side's reading of it is tried too.
    private static Incident Sample(DateTimeOffset now)
    {
        var window = new Window(now.AddHours(-1), now);
        var reading = new Reading(0.31, 0.28, 0.34, 0.0001, 9, 4_112, 20_000, 0.1, 0.25, 3.1, 1, new Verdict.Critical("PSI 0.31, threshold 0.25"));
        return new Incident(
            "INC-0", new ModelId("test"), "1", Audience.DataScience, IncidentState.Firing, Severity.Critical, "test notice", new IncidentCause("drift", ["test"]), window.From,
            now, Acknowledged: null, Resolved: null,
            [new IncidentMember("test", MonitorMetric.Drift, "test", "", window, window, Severity.Critical, reading, reading)],
            Runbook: null, [new IncidentEvent(now, "test", "vedetta")], Backfilled: false);
    }
}

/// <summary>A channel as clients describe it.</summary>
public sealed record ChannelBody
{
    /// <summary>How it speaks.</summary>
    public required ChannelKind Kind { get; init; }

    /// <summary>Address of a webhook.</summary>
    public string? Url { get; init; }

    /// <summary>Key of its signature; left out keeps the one known, empty removes it.</summary>
    public string? Secret { get; init; }

    /// <summary>Whose incidents; empty for all.</summary>
    public IReadOnlyList<Audience>? Audiences { get; init; }

    /// <summary>At least as bad.</summary>
    public Severity? MinimumSeverity { get; init; }

    /// <summary>Incidents of these models; empty for all.</summary>
    public IReadOnlyList<string>? Models { get; init; }

    /// <summary>Whether it is used.</summary>
    public bool? Enabled { get; init; }

    /// <summary>Answered, so that an answer can be sent back as it is; not read.</summary>
    public string? Name { get; init; }

    /// <summary>Answered, not read.</summary>
    public bool? Signed { get; init; }

    /// <summary>As Core takes it.</summary>
    public Channel ToChannel(string name, Channel? known)
    {
        if (Kind == ChannelKind.Webhook && !(Uri.TryCreate(Url, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"))
            throw new ProblemException(Problems.Invalid("invalid_field", "url: a webhook needs an http or https address", "url"));
        if (Kind == ChannelKind.Log && Url is not null)
            throw new ProblemException(Problems.Invalid("invalid_field", "url: a log has no address", "url"));
        return new Channel(
            name, Kind, Url, Secret is null ? known?.Secret : Secret.Length == 0 ? null : Secret, Audiences ?? [], MinimumSeverity ?? Severity.Warning, Models ?? [],
            Enabled ?? true);
    }
}

/// <summary>A channel as clients see it.</summary>
public sealed record ChannelAnswer(
    string Name, ChannelKind Kind, string? Url, bool Signed, IReadOnlyList<Audience> Audiences, Severity MinimumSeverity, IReadOnlyList<string> Models, bool Enabled)
{
    /// <summary>As clients see it; the path and query of an address may carry a secret and are not shown.</summary>
    public static ChannelAnswer Of(Channel channel) => new(
        channel.Name, channel.Kind, channel.Url is { } url ? new Uri(url).GetLeftPart(UriPartial.Authority) + "/..." : null, channel.Secret is not null, channel.Audiences,
        channel.MinimumSeverity, channel.Models, channel.Enabled);
}
