using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;
using Vedetta.Core.Channels;

namespace Vedetta.Server.Channels;

/// <summary>Posts to the other side, and turns everything that can go wrong on the way into an answer. Thread-safe.</summary>
internal sealed class HttpPost(IHttpClientFactory clients, TimeProvider clock)
{
    /// <summary>Name of the HTTP client of channels.</summary>
    public const string ClientName = "channels";

    /// <summary>Longest part of an answer that is read.</summary>
    public const int LongestAnswer = 64 << 10;

    private static readonly TimeSpan LongestRest = TimeSpan.FromHours(1);

    /// <summary>Sends a request. Success is any 2xx; 408, 425, 429, 5xx and silence may be tried again.</summary>
    public async ValueTask<SendResult> SendAsync(HttpRequestMessage request, CancellationToken cancel)
    {
        var watch = Stopwatch.StartNew();
        try
        {
            using var client = clients.CreateClient(ClientName);
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
            var answer = await ReadAsync(response, cancel);
            var status = (int)response.StatusCode;
            return new SendResult(response.IsSuccessStatusCode, status is 408 or 425 or 429 or >= 500, status, answer, watch.ElapsedMilliseconds, RestOf(response.Headers.RetryAfter));
        }
        catch (ForbiddenAddressException forbidden)
        {
            return Failed(forbidden.Message, retry: false, watch);
        }
        catch (HttpRequestException failure) when (failure.InnerException is ForbiddenAddressException forbidden)
        {
            return Failed(forbidden.Message, retry: false, watch);
        }
        catch (HttpRequestException failure)
        {
            return Failed(Why(failure), retry: true, watch);
        }
        catch (IOException)
        {
            return Failed("the answer broke off", retry: true, watch);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return Failed("no answer in time", retry: true, watch);
        }
    }

    private static SendResult Failed(string why, bool retry, Stopwatch watch) => new(Delivered: false, retry, Status: null, why, watch.ElapsedMilliseconds);

    private static string Why(HttpRequestException failure) => failure.InnerException switch
    {
        SocketException socket => $"no connection: {socket.SocketErrorCode}",
        AuthenticationException => "no connection: the other side's certificate is not trusted",
        _ => $"no answer: {failure.HttpRequestError}",
    };

    private int? RestOf(RetryConditionHeaderValue? asked)
    {
        if ((asked?.Delta ?? (asked?.Date - clock.GetUtcNow())) is not { } rest) return null;
        return (int)Math.Ceiling(Math.Clamp(rest.TotalSeconds, 0, LongestRest.TotalSeconds));
    }

    private static async Task<string> ReadAsync(HttpResponseMessage response, CancellationToken cancel)
    {
        await using var body = await response.Content.ReadAsStreamAsync(cancel);
        var bytes = new byte[LongestAnswer];
        var read = await body.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancel);
        var text = Encoding.UTF8.GetString(bytes, 0, read);
        return new string([.. text.Where(c => !char.IsControl(c) || c is '\n')]).Trim();
    }
}

/// <summary>Shapes answers for people.</summary>
internal static class SendResults
{
    private const int LongestShown = 500;

    /// <summary>The answer with other words, clipped.</summary>
    public static SendResult Saying(this SendResult result, string words) => result with { Answer = Clip(words) };

    /// <summary>The answer with its words clipped.</summary>
    public static SendResult Clipped(this SendResult result) => result.Saying(result.Answer);

    /// <summary>The status and the words in one line.</summary>
    public static string Words(this SendResult result) => result.Status is { } status ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{status}: {result.Answer}") : result.Answer;

    private static string Clip(string text) => text.Length <= LongestShown ? text : text[..LongestShown] + "...";
}
