using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Vedetta.Server.Tests.Channels;

/// <summary>The other side of a channel on a free port of loopback: keeps what it got and answers by script.</summary>
internal sealed class OtherSide : IAsyncDisposable
{
    private readonly WebApplication _app;

    private OtherSide(WebApplication app) => _app = app;

    public ConcurrentQueue<(string Path, string Body)> Requests { get; } = new();

    public string Url => _app.Urls.First();

    public static async Task<OtherSide> StartAsync(Func<HttpContext, string, Task<IResult>> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var side = new OtherSide(app);
        app.Urls.Add("http://127.0.0.1:0");
        app.MapPost("/{**path}", async (HttpContext http) =>
        {
            using var reader = new StreamReader(http.Request.Body);
            var body = await reader.ReadToEndAsync(http.RequestAborted);
            side.Requests.Enqueue((http.Request.Path, body));
            return await answer(http, body);
        });
        await app.StartAsync(TestContext.Current.CancellationToken);
        return side;
    }

    public static Task<OtherSide> StartAsync(Func<string, IResult> answer) => StartAsync((_, body) => Task.FromResult(answer(body)));

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
