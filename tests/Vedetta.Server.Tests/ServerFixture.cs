using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Vedetta.Server.Configuration;
using Vedetta.Server.Hosting;

namespace Vedetta.Server.Tests;

/// <summary>A real server on a free port, over memory or over files, and a client of it.</summary>
internal sealed class Server : IAsyncDisposable
{
    private readonly VedettaHost _host;
    private readonly string? _folder;

    private Server(VedettaHost host, string? folder)
    {
        (_host, _folder) = (host, folder);
        Http = new HttpClient { BaseAddress = host.Address };
    }

    public HttpClient Http { get; }

    public IServiceProvider Services => _host.Services;

    public Uri Address => _host.Address;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<Server> StartAsync(string kind = "memory", Func<VedettaHostOptions, VedettaHostOptions>? change = null)
    {
        var folder = kind == "files" ? Directory.CreateTempSubdirectory("vedetta-server-").FullName : null;
        var options = new VedettaHostOptions
        {
            InMemory = folder is null, DataDirectory = folder, Urls = ["http://127.0.0.1:0"], Workers = false, Settings = new ServerSettings { AllowPrivateChannels = true },
        };
        return new Server(await VedettaHost.StartAsync(change?.Invoke(options) ?? options, Cancel), folder);
    }

    /// <summary>Sends a request and gives status and JSON.</summary>
    public async Task<(HttpStatusCode Status, JsonElement Json)> SendAsync(HttpMethod method, string path, object? body = null, string? contentType = null)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Content = body switch
        {
            null => null,
            string text => new StringContent(text, Encoding.UTF8, contentType ?? "application/json"),
            HttpContent content => content,
            _ => JsonContent.Create(body),
        };
        using var response = await Http.SendAsync(request, Cancel);
        var text2 = await response.Content.ReadAsStringAsync(Cancel);
        var json = text2.Length > 0 && response.Content.Headers.ContentType?.MediaType?.Contains("json", StringComparison.Ordinal) == true ? JsonElement.Parse(text2) : default;
        return (response.StatusCode, json);
    }

    public Task<(HttpStatusCode Status, JsonElement Json)> GetAsync(string path) => SendAsync(HttpMethod.Get, path);

    public Task<(HttpStatusCode Status, JsonElement Json)> PostAsync(string path, object? body = null, string? contentType = null) => SendAsync(HttpMethod.Post, path, body, contentType);

    public Task<(HttpStatusCode Status, JsonElement Json)> PutAsync(string path, object body) => SendAsync(HttpMethod.Put, path, body);

    public Task<(HttpStatusCode Status, JsonElement Json)> DeleteAsync(string path) => SendAsync(HttpMethod.Delete, path);

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _host.DisposeAsync();
        if (_folder is not null) Directory.Delete(_folder, recursive: true);
    }
}
