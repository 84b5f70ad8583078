using System.Collections.Concurrent;
using System.IO.Compression;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Vedetta.Client.Tests.Servers;

/// <summary>A real server on loopback that keeps what arrives, as the contract says, and fails on demand.</summary>
public sealed class RecordingServer : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, JsonElement> predictions = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<JsonElement> outcomes = new();
    private readonly ConcurrentQueue<Request> requests = new();
    private int duplicates;
    private int port;
    private WebApplication? host;

    public sealed record Request(string Path, string? Authorization, string ContentType, string Encoding, int Events, long At);

    /// <summary>Answers instead of the server when it returns true; asked before the body is read.</summary>
    public Func<HttpContext, Task<bool>>? Trouble { get; set; }

    /// <summary>Answers instead of the server when it returns true, after the events have been stored.</summary>
    public Func<HttpContext, Task<bool>>? LostAnswer { get; set; }

    /// <summary>Ids to reject.</summary>
    public Func<string, bool> Rejects { get; set; } = static _ => false;

    public Uri Address => new($"http://127.0.0.1:{port}/");

    public IReadOnlyDictionary<string, JsonElement> Predictions => predictions;

    public IReadOnlyCollection<JsonElement> Outcomes => outcomes;

    public IReadOnlyCollection<Request> Requests => requests;

    public int Duplicates => duplicates;

    public static async Task<RecordingServer> StartAsync()
    {
        var server = new RecordingServer();
        await server.UpAsync();
        return server;
    }

    /// <summary>Listens, after <see cref="DownAsync"/> on the same port as before.</summary>
    public async Task UpAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port));
        host = builder.Build();
        host.MapPost("/v1/models/{model}/predictions", context => TakeAsync(context, StorePrediction));
        host.MapPost("/v1/models/{model}/outcomes", context => TakeAsync(context, StoreOutcome));
        await host.StartAsync(TestContext.Current.CancellationToken);
        port = new Uri(host.Urls.Single()).Port;
    }

    /// <summary>Refuses connections; what was recorded stays.</summary>
    public async Task DownAsync()
    {
        if (host is { } running)
        {
            host = null;
            using var now = new CancellationTokenSource();
            await now.CancelAsync();
            await running.StopAsync(now.Token);
            await running.DisposeAsync();
        }
    }

    public async ValueTask DisposeAsync() => await DownAsync();

    private bool StorePrediction(JsonElement prediction) => predictions.TryAdd(prediction.GetProperty("id").GetString()!, prediction);

    private bool StoreOutcome(JsonElement outcome)
    {
        outcomes.Enqueue(outcome);
        return true;
    }

    private async Task TakeAsync(HttpContext context, Func<JsonElement, bool> store)
    {
        if (Trouble is { } trouble && await trouble(context))
        {
            return;
        }

        string encoding = context.Request.Headers.ContentEncoding.ToString();
        await using Stream body = encoding == "gzip" ? new GZipStream(context.Request.Body, CompressionMode.Decompress) : context.Request.Body;
        using var reader = new StreamReader(body);
        int accepted = 0, repeated = 0, index = 0;
        var rejected = new List<object>();
        while (await reader.ReadLineAsync(context.RequestAborted) is { } line)
        {
            JsonElement row = JsonElement.Parse(line);
            string id = row.GetProperty("id").GetString()!;
            if (Rejects(id))
            {
                rejected.Add(new { index, id, code = "unreadable_time", field = "at", message = "The time cannot be read." });
            }
            else if (store(row))
            {
                accepted++;
            }
            else
            {
                repeated++;
            }

            index++;
        }

        Interlocked.Add(ref duplicates, repeated);
        requests.Enqueue(new Request(
            context.Request.Path, context.Request.Headers.Authorization, context.Request.ContentType ?? "", encoding, index, Environment.TickCount64));
        if (LostAnswer is not { } lost || !await lost(context))
        {
            await context.Response.WriteAsJsonAsync(new { accepted, duplicates = repeated, rejected, warnings = Array.Empty<object>() });
        }
    }
}
