using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Vedetta.Core.Channels;

namespace Vedetta.Server.Channels.Webhooks;

/// <summary>Posts the notice's document, signed where the channel has a secret.</summary>
internal sealed class WebhookSender(HttpPost post, TimeProvider clock) : IChannelSender
{
    /// <summary>Header of the signature: <c>sha256=</c> and the HMAC of <c>timestamp.body</c> under the channel's secret.</summary>
    public const string SignatureHeader = "X-Vedetta-Signature";

    /// <summary>Header of the moment that was signed, seconds since 1970, so that a recorded request cannot be played again later.</summary>
    public const string TimestampHeader = "X-Vedetta-Timestamp";

    /// <summary>Header that is the same for every attempt of one notice.</summary>
    public const string DeliveryHeader = "X-Vedetta-Delivery";

    public ChannelKind Kind => ChannelKind.Webhook;

    public async ValueTask<SendResult> SendAsync(Channel channel, Letter letter, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, channel.Url) { Content = new StringContent(letter.Payload, Encoding.UTF8, "application/json") };
        var timestamp = clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        request.Headers.Add(TimestampHeader, timestamp);
        request.Headers.Add(DeliveryHeader, letter.Id);
        if (channel.Secret is { Length: > 0 } secret)
            request.Headers.Add(SignatureHeader, "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{timestamp}.{letter.Payload}"))));
        return (await post.SendAsync(request, cancel)).Clipped();
    }
}
