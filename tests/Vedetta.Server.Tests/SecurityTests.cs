using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.DependencyInjection;
using Vedetta.Core.Security;
using Vedetta.Core.Storage;
using Vedetta.Server.Channels;
using Vedetta.Server.Configuration;
using Vedetta.Server.Hosting;
using Vedetta.Server.Security;

namespace Vedetta.Server.Tests;

public sealed class SecurityTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task StartAsync_beyond_loopback_without_an_administrator_refuses_and_says_how()
    {
        var failure = await Should.ThrowAsync<SettingsException>(() => VedettaHost.StartAsync(new VedettaHostOptions { InMemory = true, Urls = ["http://0.0.0.0:0"], Workers = false }, Cancel));
        failure.Message.ShouldContain(SecurityComposition.AdminPasswordVariable);
    }

    [Fact]
    public async Task Beyond_loopback_everything_but_health_asks_for_a_key_of_the_right_scope()
    {
        var users = new Core.Storage.InMemory.InMemoryUserStore();
        await new AccountService(users, new Core.Storage.InMemory.InMemoryAuditStore(), TimeProvider.System).SaveAsync("ann", "a long password", UserRole.Admin, "test", Cancel);
        await using var host = await VedettaHost.StartAsync(
            new VedettaHostOptions { InMemory = true, Urls = ["http://0.0.0.0:0"], Workers = false, Services = services => services.AddSingleton<IUserStore>(users) }, Cancel);
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{host.Address.Port}") };
        (await StatusAsync(http, HttpMethod.Get, "/healthz")).ShouldBe(HttpStatusCode.OK);
        (await StatusAsync(http, HttpMethod.Get, "/v1/models")).ShouldBe(HttpStatusCode.Unauthorized);

        var keys = host.Services.GetRequiredService<IApiKeyService>();
        var ingest = await keys.CreateAsync("ingest", ApiScope.Ingest, "test", Cancel);
        var read = await keys.CreateAsync("read", ApiScope.Read, "test", Cancel);
        var admin = await keys.CreateAsync("admin", ApiScope.Admin, "test", Cancel);
        (await StatusAsync(http, HttpMethod.Get, "/v1/models", ingest.Secret)).ShouldBe(HttpStatusCode.Forbidden);
        (await StatusAsync(http, HttpMethod.Get, "/v1/models", read.Secret)).ShouldBe(HttpStatusCode.OK);
        (await StatusAsync(http, HttpMethod.Get, "/v1/keys", read.Secret)).ShouldBe(HttpStatusCode.Forbidden);
        (await StatusAsync(http, HttpMethod.Get, "/v1/keys", admin.Secret)).ShouldBe(HttpStatusCode.OK);
        (await StatusAsync(http, HttpMethod.Post, "/v1/models/none/predictions", read.Secret)).ShouldBe(HttpStatusCode.Forbidden);
        await keys.RevokeAsync(read.Key.Id, "test", Cancel);
        (await StatusAsync(http, HttpMethod.Get, "/v1/models", read.Secret)).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_foreign_host_name_is_refused_on_loopback()
    {
        await using var server = await Server.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/models");
        request.Headers.Host = "evil.example";
        using var response = await server.Http.SendAsync(request, Cancel);
        ((int)response.StatusCode).ShouldBe(421);
    }

    [Fact]
    public async Task A_write_that_another_site_starts_is_refused()
    {
        await using var server = await Server.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/models/m/evaluate");
        request.Headers.Add("Origin", "https://evil.example");
        using var response = await server.Http.SendAsync(request, Cancel);
        response.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Every_answer_carries_the_headers_that_keep_browsers_strict()
    {
        await using var server = await Server.StartAsync();
        foreach (var path in new[] { "/v1/models", "/v1/none", "/healthz", "/openapi" })
        {
            using var response = await server.Http.GetAsync(new Uri(path, UriKind.Relative), Cancel);
            response.Headers.GetValues("Content-Security-Policy").Single().ShouldStartWith("default-src 'none'");
            response.Headers.GetValues("X-Content-Type-Options").Single().ShouldBe("nosniff");
        }
    }

    [Theory]
    [InlineData("127.0.0.1", true), InlineData("10.1.2.3", true), InlineData("172.20.0.1", true), InlineData("192.168.1.1", true), InlineData("169.254.169.254", true)]
    [InlineData("::1", true), InlineData("fe80::1", true), InlineData("fd00::1", true), InlineData("::ffff:10.0.0.1", true), InlineData("100.64.0.1", true), InlineData("0.0.0.0", true)]
    [InlineData("8.8.8.8", false), InlineData("172.32.0.1", false), InlineData("2001:4860:4860::8888", false)]
    public void IsInside_knows_addresses_of_the_machine_and_its_network(string address, bool inside) =>
        AddressGuard.IsInside(IPAddress.Parse(address)).ShouldBe(inside);

    [Fact]
    public async Task A_second_process_on_the_same_directory_is_refused_with_a_clear_message()
    {
        var folder = Directory.CreateTempSubdirectory("vedetta-twice-").FullName;
        try
        {
            await using var first = await VedettaHost.StartAsync(new VedettaHostOptions { DataDirectory = folder, Urls = ["http://127.0.0.1:0"], Workers = false }, Cancel);
            var failure = await Should.ThrowAsync<StorageException>(() => VedettaHost.StartAsync(new VedettaHostOptions { DataDirectory = folder, Urls = ["http://127.0.0.1:0"], Workers = false }, Cancel));
            failure.Message.ShouldContain("in use");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient http, HttpMethod method, string path, string? key = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (key is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        using var response = await http.SendAsync(request, Cancel);
        return response.StatusCode;
    }
}
