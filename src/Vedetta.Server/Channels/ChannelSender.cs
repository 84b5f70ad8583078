using System.Diagnostics;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Vedetta.Core.Channels;

namespace Vedetta.Server.Channels;

/// <summary>What the other side said.</summary>
/// <param name="Delivered">Whether it took the notice.</param>
/// <param name="Retry">Whether another attempt may succeed.</param>
/// <param name="Status">HTTP status, where there was one.</param>
/// <param name="Answer">Its words, clipped; or why there were none.</param>
/// <param name="Milliseconds">How long it took.</param>
public sealed record SendResult(bool Delivered, bool Retry, int? Status, string Answer, long Milliseconds);

/// <summary>Sends one notice through one channel. Thread-safe.</summary>
internal sealed partial class ChannelSender(IHttpClientFactory clients, TimeProvider clock, ILogger<ChannelSender> log)
{
    /// <summary>Name of the HTTP client of webhooks.</summary>
    public const string ClientName = "webhook";

    /// <summary>Header of the signature: <c>sha256=</c> and the HMAC of <c>timestamp.body</c> under the channel's secret.</summary>
    public const string SignatureHeader = "X-Vedetta-Signature";

    /// <summary>Header of the moment that was signed, seconds since 1970, so that a recorded request cannot be played again later.</summary>
    public const string TimestampHeader = "X-Vedetta-Timestamp";

    /// <summary>Header that is the same for every attempt of one notice.</summary>
    public const string DeliveryHeader = "X-Vedetta-Delivery";

    private const int LongestAnswer = 500;

    /// <summary>Sends the document.</summary>
    public async ValueTask<SendResult> SendAsync(Channel channel, string delivery, string payload, CancellationToken cancel)
    {
        if (channel.Kind == ChannelKind.Log)
        {
            Notice(log, channel.Name, payload);
            return new SendResult(Delivered: true, Retry: false, Status: null, "written to the log", 0);
        }

        var watch = Stopwatch.StartNew();
        try
        {
            using var request = Request(channel, delivery, payload);
            using var client = clients.CreateClient(ClientName);
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
            var answer = await ReadAsync(response, cancel);
            var status = (int)response.StatusCode;
            return new SendResult(response.IsSuccessStatusCode, status is 408 or 425 or 429 or >= 500, status, answer, watch.ElapsedMilliseconds);
        }
        catch (ForbiddenAddressException forbidden)
        {
            return new SendResult(Delivered: false, Retry: false, Status: null, forbidden.Message, watch.ElapsedMilliseconds);
        }
        catch (HttpRequestException failure) when (failure.InnerException is ForbiddenAddressException forbidden)
        {
            return new SendResult(Delivered: false, Retry: false, Status: null, forbidden.Message, watch.ElapsedMilliseconds);
        }
        catch (HttpRequestException failure)
        {
            var why = failure.InnerException is SocketException socket ? $"no connection: {socket.SocketErrorCode}" : $"no answer: {failure.HttpRequestError}";
            return new SendResult(Delivered: false, Retry: true, Status: null, why, watch.ElapsedMilliseconds);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return new SendResult(Delivered: false, Retry: true, Status: null, "no answer in time", watch.ElapsedMilliseconds);
        }
    }

    private HttpRequestMessage Request(Channel channel, string delivery, string payload)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, channel.Url)
        {
            Content = new StringContent(payload, Encoding.UTF8, "application/json"),
        };
        var timestamp = clock.GetUtcNow().ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture);
        request.Headers.Add(TimestampHeader, timestamp);
        request.Headers.Add(DeliveryHeader, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(delivery)))[..32]);
        if (channel.Secret is { Length: > 0 } secret)
            request.Headers.Add(SignatureHeader, "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{timestamp}.{payload}"))));
        return request;
    }

    private static async Task<string> ReadAsync(HttpResponseMessage response, CancellationToken cancel)
    {
        await using var body = await response.Content.ReadAsStreamAsync(cancel);
        var bytes = new byte[LongestAnswer];
        var read = await body.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancel);
        var text = Encoding.UTF8.GetString(bytes, 0, read);
        return new string([.. text.Where(c => !char.IsControl(c) || c is '\n')]).Trim();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Notice for channel {Channel}: {Payload}")]
    private static partial void Notice(ILogger log, string channel, string payload);
}
