using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Vedetta.Cli.CommandLine;

namespace Vedetta.Cli.Targets;

/// <summary>Calls a server's HTTP API and turns its problems into one line each.</summary>
internal sealed class ServerApi : IDisposable
{
    private const int Attempts = 60;
    private readonly HttpClient _http;
    private readonly TimeProvider _clock;

    /// <summary>Speaks to the server at that address.</summary>
    public ServerApi(Uri address, string? key, TimeProvider clock)
    {
        _clock = clock;
        _http = new HttpClient { BaseAddress = address, Timeout = Timeout.InfiniteTimeSpan };
        if (!string.IsNullOrEmpty(key)) _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
    }

    /// <summary>Where the server is.</summary>
    public Uri Address => _http.BaseAddress!;

    /// <summary>Sends a request and gives the answer's JSON; the caller disposes it. A server that sheds load is asked again later.</summary>
    /// <param name="method">Verb.</param>
    /// <param name="path">Path with query.</param>
    /// <param name="content">Makes the body, anew for each attempt; null for none.</param>
    /// <param name="cancel">Stops waiting.</param>
    /// <exception cref="UsageException">Nothing answers there, or the server refuses.</exception>
    public async Task<JsonDocument> SendAsync(HttpMethod method, string path, Func<HttpContent>? content, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            using var request = new HttpRequestMessage(method, path) { Content = content?.Invoke() };
            using var answer = await TrySendAsync(request, cancel);
            if (answer.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable && attempt < Attempts)
            {
                await Task.Delay(answer.Headers.RetryAfter?.Delta ?? TimeSpan.FromSeconds(1), _clock, cancel);
                continue;
            }

            await using var body = await answer.Content.ReadAsStreamAsync(cancel);
            if (!answer.IsSuccessStatusCode) throw new UsageException(await ProblemAsync(answer, body, cancel));
            return answer.StatusCode == HttpStatusCode.NoContent ? JsonDocument.Parse("{}") : await JsonDocument.ParseAsync(body, cancellationToken: cancel);
        }
    }

    /// <summary>Gets what a path answers as it comes; the caller disposes the answer.</summary>
    /// <exception cref="UsageException">Nothing answers there, or the server refuses.</exception>
    public async Task<HttpResponseMessage> DownloadAsync(string path, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        var answer = await TrySendAsync(request, cancel);
        if (answer.IsSuccessStatusCode) return answer;
        using (answer)
        {
            await using var body = await answer.Content.ReadAsStreamAsync(cancel);
            throw new UsageException(await ProblemAsync(answer, body, cancel));
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private async Task<HttpResponseMessage> TrySendAsync(HttpRequestMessage request, CancellationToken cancel)
    {
        try
        {
            return await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
        }
        catch (HttpRequestException failure)
        {
            throw new UsageException($"no server answers at {Address}: start one with 'vedetta serve', name another with --server, or work in a directory with --data", failure);
        }
    }

    private async Task<string> ProblemAsync(HttpResponseMessage answer, Stream body, CancellationToken cancel)
    {
        if (answer.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
            return $"{Address} asks for a key that may do this: give one with --key or VEDETTA_KEY";
        try
        {
            using var problem = await JsonDocument.ParseAsync(body, cancellationToken: cancel);
            var root = problem.RootElement;
            foreach (var name in (string[])["detail", "title"])
                if (root.TryGetProperty(name, out var text) && text.GetString() is { Length: > 0 } said) return $"{Address} answers: {said}";
        }
        catch (JsonException)
        {
            // Not one of our own answers: the status below says all that is known.
        }

        return $"{Address} answers {(int)answer.StatusCode} {answer.ReasonPhrase}";
    }
}
