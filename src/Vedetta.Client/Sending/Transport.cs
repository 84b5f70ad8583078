using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using Vedetta.Client.Queueing;

namespace Vedetta.Client.Sending;

/// <summary>Posts lines of JSON to the server, one attempt at a time, and says how each ended. For one sender at a time.</summary>
internal sealed class Transport : IDisposable
{
    private const int LongestAnswer = 4 * 1024 * 1024;
    private const int LongestReason = 300;

    private readonly HttpClient http;
    private readonly VedettaOptions options;
    private readonly Uri[] addresses;
    private readonly MemoryStream compressed = new();

    public Transport(VedettaOptions options)
    {
        this.options = options;

        // A redirect would lose the key on the way and is a mistake of the address; the answer says where it points.
        http = options.Handler is { } own
            ? new HttpClient(own, disposeHandler: false)
            : new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) });
        http.Timeout = System.Threading.Timeout.InfiniteTimeSpan;
        http.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("vedetta-dotnet", typeof(Transport).Assembly.GetName().Version?.ToString(3)));
        if (options.ApiKey is { } key)
        {
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        }

        string model = $"{options.Server.GetLeftPart(UriPartial.Path).TrimEnd('/')}/v1/models/{Uri.EscapeDataString(options.Model)}/";
        addresses = [new Uri(model + "predictions"), new Uri(model + "outcomes")];
    }

    /// <summary>The body of a request with these lines; valid until the next call.</summary>
    public ReadOnlyMemory<byte> Encode(ReadOnlyMemory<byte> lines)
    {
        if (!options.Compression)
        {
            return lines;
        }

        compressed.SetLength(0);
        using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(lines.Span);
        }

        return compressed.GetBuffer().AsMemory(0, (int)compressed.Length);
    }

    /// <summary>Sends one body. Throws only when <paramref name="stop"/> asks for it.</summary>
    public async Task<Attempt> PostAsync(EventKind kind, ReadOnlyMemory<byte> body, CancellationToken stop)
    {
        using var limit = new CancellationTokenSource(options.Timeout, options.TimeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, stop);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, addresses[(int)kind]) { Content = Content(body) };
            using HttpResponseMessage response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            (byte[] answer, bool whole) = await ReadAsync(response, either.Token);
            return Judge(response, answer, whole);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            throw;
        }
        catch (OperationCanceledException)
        {
            return new Attempt.Unsettled($"no answer within {options.Timeout.TotalSeconds:0.###} s", null);
        }
        catch (Exception failure)
        {
            // Whatever a handler of the host throws must not end the sender; the batch is tried again.
            return new Attempt.Unsettled(Clip(failure.InnerException?.Message ?? failure.Message), null);
        }
    }

    public void Dispose()
    {
        http.Dispose();
        compressed.Dispose();
    }

    private ReadOnlyMemoryContent Content(ReadOnlyMemory<byte> body)
    {
        var content = new ReadOnlyMemoryContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-ndjson");
        if (options.Compression)
        {
            content.Headers.ContentEncoding.Add("gzip");
        }

        return content;
    }

    private static async Task<(byte[] Answer, bool Whole)> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        using var answer = new MemoryStream();
        await using Stream body = await response.Content.ReadAsStreamAsync(cancellationToken);
        byte[] piece = new byte[8192];
        int read;
        while ((read = await body.ReadAsync(piece, cancellationToken)) > 0)
        {
            answer.Write(piece, 0, read);
            if (answer.Length > LongestAnswer)
            {
                return (answer.ToArray(), false);
            }
        }

        return (answer.ToArray(), true);
    }

    private Attempt Judge(HttpResponseMessage response, byte[] answer, bool whole)
    {
        HttpStatusCode status = response.StatusCode;
        switch ((int)status)
        {
            case >= 200 and < 300:
                return Answer.Parse(answer, whole) is { } understood
                    ? new Attempt.Acknowledged(understood)
                    : new Attempt.Unsettled($"{(int)status} with an answer that no Vedetta server gives", null);
            case 408 or 425 or 429 or >= 500:
                return new Attempt.Unsettled(Reason(response, answer), RetryAfter(response));
            case 413:
                return new Attempt.TooLarge(Reason(response, answer));
            default:
                return new Attempt.Refused(Reason(response, answer));
        }
    }

    private TimeSpan? RetryAfter(HttpResponseMessage response) =>
        response.Headers.RetryAfter is not { } asked ? null
        : asked.Delta ?? (asked.Date - options.TimeProvider.GetUtcNow());

    private static string Reason(HttpResponseMessage response, byte[] answer)
    {
        string status = $"{(int)response.StatusCode} {response.ReasonPhrase}".TrimEnd();
        string more = response.Headers.Location is { } elsewhere
            ? $"points to {elsewhere}"
            : System.Text.Encoding.UTF8.GetString(answer.AsSpan(0, Math.Min(answer.Length, LongestReason))).ReplaceLineEndings(" ").Trim();
        return Clip(more.Length == 0 ? status : $"{status}: {more}");
    }

    private static string Clip(string text) => text.Length <= LongestReason ? text : text[..LongestReason] + "...";
}
