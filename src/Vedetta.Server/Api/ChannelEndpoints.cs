using Vedetta.Core.Channels;
using Vedetta.Core.Models;
using Vedetta.Core.Monitors;
using Vedetta.Core.Security;
using Vedetta.Server.Security;

namespace Vedetta.Server.Api;

/// <summary>Where notifications go.</summary>
internal static class ChannelEndpoints
{
    private const int MostDeliveries = 1_000;

    public static void MapChannels(this IEndpointRouteBuilder app)
    {
        var channels = app.MapGroup("/v1/channels").WithTags("Channels");
        channels.MapGet("", ListAsync).WithSummary("Every channel and how it fares; never a secret").Requires(ApiScope.Read);
        channels.MapGet("/{name}", GetAsync).WithSummary("One channel; never its secret").Requires(ApiScope.Read);
        channels.MapPut("/{name}", PutAsync).WithSummary("Makes or replaces a channel").TakesBody<ChannelBody>().Requires(ApiScope.Admin);
        channels.MapDelete("/{name}", DeleteAsync).WithSummary("Deletes a channel").Requires(ApiScope.Admin);
        channels.MapPost("/{name}/test", TestAsync).WithSummary("Sends a real test notice and answers what the other side said").Requires(ApiScope.Admin);
        channels.MapPost("/{name}/preview", PreviewAsync).WithSummary("What a message of such a channel says, by an example; changes and sends nothing").TakesBody<ChannelBody>()
            .Takes([new("audience", "Whom the example concerns", EnumWords.All<Audience>())]).Requires(ApiScope.Read);
        channels.MapGet("/{name}/deliveries", DeliveriesAsync).WithSummary("Notices sent through a channel, waiting or given up, the latest first")
            .Takes([new("state", "Only these", EnumWords.All<OutboxState>()), RowsParameters.Limit]).Requires(ApiScope.Read);
        channels.MapPost("/{name}/deliveries/{id}/resend", ResendAsync).WithSummary("Sends a notice again that was given up").Requires(ApiScope.Admin, UserRole.Operator);
        channels.MapPost("/{name}/resend", ResendAllAsync).WithSummary("Sends every notice again that was given up, tests left out").Requires(ApiScope.Admin, UserRole.Operator);
        channels.MapPost("/{name}/resume", ResumeAsync).WithSummary("Ends the pause after many failures").Requires(ApiScope.Admin, UserRole.Operator);
    }

    private static async Task<IReadOnlyList<ChannelAnswer>> ListAsync(IChannels channels, CancellationToken cancel) => [.. (await channels.ListAsync(cancel)).Select(status => ChannelAnswer.Of(status))];

    private static async Task<ChannelAnswer> GetAsync(string name, HttpContext http, IChannels channels, CancellationToken cancel) =>
        // The path of a webhook often is its secret: only who may change it sees it.
        ChannelAnswer.Of(await FindAsync(name, channels, cancel), Access.May(http.User, ApiScope.Admin, UserRole.Admin));

    private static async Task<ChannelAnswer> PutAsync(string name, HttpContext http, IChannels channels, CancellationToken cancel)
    {
        if (!ModelId.TryParse(name, out _)) throw new ProblemException(Problems.Malformed("invalid_channel_name", $"a channel's name has {ModelId.Allowed}", "name"));
        var body = await RequestBody.ReadAsync<ChannelBody>(http.Request, cancel);
        await channels.SaveAsync(body.ToChannel(name, (await channels.FindAsync(name, cancel))?.Channel), Caller.Of(http.User), cancel);
        return ChannelAnswer.Of(await FindAsync(name, channels, cancel), whole: true);
    }

    private static async Task<IResult> DeleteAsync(string name, HttpContext http, IChannels channels, CancellationToken cancel) =>
        await channels.DeleteAsync(name, Caller.Of(http.User), cancel) ? TypedResults.NoContent() : throw Unknown();

    private static async Task<SendResult> TestAsync(string name, IChannels channels, CancellationToken cancel) => await channels.TestAsync(name, cancel) ?? throw Unknown();

    private static async Task<ChannelPreview> PreviewAsync(string name, HttpRequest request, IChannels channels, CancellationToken cancel)
    {
        var query = new Query(request, "audience");
        var audience = query.Word<Audience>("audience") ?? Audience.DataScience;
        query.Check();
        return channels.Preview((await RequestBody.ReadAsync<ChannelBody>(request, cancel)).ToChannel(name, known: null), audience);
    }

    private static async Task<IReadOnlyList<DeliveryLine>> DeliveriesAsync(string name, HttpRequest request, IChannels channels, CancellationToken cancel)
    {
        var query = new Query(request, "state", "limit");
        var state = query.Word<OutboxState>("state");
        var limit = query.Number("limit", 100, 1, MostDeliveries);
        query.Check();
        return await channels.DeliveriesAsync(name, state, limit, cancel) ?? throw Unknown();
    }

    private static async Task<ResendAnswer> ResendAsync(string name, string id, HttpContext http, IChannels channels, CancellationToken cancel)
    {
        await FindAsync(name, channels, cancel);
        var again = await channels.ResendAsync(name, id, Caller.Of(http.User), cancel);
        return again > 0 ? new ResendAnswer(again) : throw new ProblemException(Problems.NotFound("unknown_delivery", "no notice of this channel that was given up has this id"));
    }

    private static async Task<ResendAnswer> ResendAllAsync(string name, HttpContext http, IChannels channels, CancellationToken cancel)
    {
        await FindAsync(name, channels, cancel);
        return new ResendAnswer(await channels.ResendAsync(name, delivery: null, Caller.Of(http.User), cancel));
    }

    private static async Task<ChannelAnswer> ResumeAsync(string name, HttpContext http, IChannels channels, CancellationToken cancel)
    {
        await FindAsync(name, channels, cancel);
        await channels.ResumeAsync(name, Caller.Of(http.User), cancel);
        return ChannelAnswer.Of(await FindAsync(name, channels, cancel));
    }

    private static async Task<ChannelStatus> FindAsync(string name, IChannels channels, CancellationToken cancel) => await channels.FindAsync(name, cancel) ?? throw Unknown();

    private static ProblemException Unknown() => new(Problems.NotFound("unknown_channel", "no channel has this name"));
}

/// <summary>How many notices are sent again.</summary>
public sealed record ResendAnswer(int Resent);
