using System.Text;
using Vedetta.Core.Channels;
using Vedetta.Web.Messages;

namespace Vedetta.Server.Channels.Slack;

/// <summary>Posts notices to Slack's incoming webhook.</summary>
internal sealed class SlackSender(MessageMaker messages, HttpPost post) : IChannelSender
{
    public ChannelKind Kind => ChannelKind.Slack;

    public async ValueTask<SendResult> SendAsync(Channel channel, Letter letter, CancellationToken cancel)
    {
        if (await messages.MakeAsync(channel, letter.Payload, cancel) is not { } message) return MessageMaker.Unreadable;
        using var request = new HttpRequestMessage(HttpMethod.Post, channel.Url) { Content = new StringContent(SlackText.Json(message), Encoding.UTF8, "application/json") };
        return Judge(await post.SendAsync(request, cancel));
    }

    // Slack answers one word; what it means for a person who looks at the channel is said here.
    private static SendResult Judge(SendResult result) => result switch
    {
        { Delivered: true, Answer: "ok" } => result,
        { Delivered: true } => (result with { Delivered = false, Retry = true }).Saying("the other side does not answer like Slack"),
        { Answer: "no_service" or "no_active_hooks" or "no_team" or "no_service_id" } => result.Saying($"{result.Answer}: the webhook was removed; make another one in Slack and set url"),
        { Answer: "invalid_token" or "action_prohibited" } => result.Saying($"{result.Answer}: Slack does not let this webhook write; ask its administrator"),
        { Answer: "channel_not_found" or "channel_is_archived" or "user_not_found" } => result.Saying($"{result.Answer}: where the webhook writes no longer exists"),
        { Answer: "invalid_payload" or "too_many_attachments" or "invalid_blocks" } => result.Saying($"{result.Answer}: Slack cannot read the message; look at the channel's template"),
        _ => result.Clipped(),
    };
}
