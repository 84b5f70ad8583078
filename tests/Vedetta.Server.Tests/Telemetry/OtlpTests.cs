using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Shouldly;
using Vedetta.Server.Configuration;
using Vedetta.Server.Telemetry.Otlp;

namespace Vedetta.Server.Tests.Telemetry;

/// <summary>Traces, metrics and logs arrive at a collector over HTTP, and only where one is configured.</summary>
public sealed class OtlpTests
{
    private const string Trace = "4bf92f3577b34da6a3ce929d0e0e4736";
    private const string Parent = "00f067aa0ba902b7";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task All_three_signals_arrive_and_the_clients_trace_goes_on()
    {
        var received = new ConcurrentDictionary<string, byte[]>(StringComparer.Ordinal);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        await using var collector = builder.Build();
        collector.Urls.Add("http://127.0.0.1:0");
        collector.MapPost("/v1/{signal}", async (string signal, HttpContext http) =>
        {
            using var body = new MemoryStream();
            await http.Request.Body.CopyToAsync(body, http.RequestAborted);
            http.Request.ContentType.ShouldBe("application/x-protobuf");
            received.AddOrUpdate(signal, _ => body.ToArray(), (_, before) => [.. before, .. body.ToArray()]);
        });
        await collector.StartAsync(Cancel);

        await using (var server = await Server.StartAsync(change: options => options with { Settings = options.Settings! with { OtlpEndpoint = collector.Urls.First() + "/" } }))
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/models?x=secret-person");
            request.Headers.Add("traceparent", $"00-{Trace}-{Parent}-01");
            using var answer = await server.Http.SendAsync(request, Cancel);
            server.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Vedetta.Trial").LogWarning("The trial of {Part} went well", "telemetry");
            server.Services.GetRequiredService<OtlpExport>().Flush(TimeSpan.FromSeconds(10)).ShouldBeTrue();
        }

        received.Keys.Order(StringComparer.Ordinal).ShouldBe(["logs", "metrics", "traces"]);
        Has(received["traces"], Convert.FromHexString(Trace)).ShouldBeTrue("the trace of the client goes on");
        Has(received["traces"], Convert.FromHexString(Parent)).ShouldBeTrue("its span is the parent");
        Has(received["traces"], "GET /v1/models").ShouldBeTrue();
        Has(received["traces"], "vedetta").ShouldBeTrue();
        Has(received["metrics"], "http.server.request.duration").ShouldBeTrue();
        Has(received["metrics"], "vedetta.queue.depth").ShouldBeTrue();
        Has(received["logs"], "The trial of telemetry went well").ShouldBeTrue();
        foreach (var (signal, bytes) in received) Has(bytes, "secret-person").ShouldBeFalse(signal);
    }

    [Fact]
    public async Task Nothing_is_exported_unless_an_address_is_configured()
    {
        await using var server = await Server.StartAsync();
        server.Services.GetService<OtlpExport>().ShouldBeNull();
        OtlpSettings.Of(new ServerSettings(), _ => null).ShouldBeNull();
        OtlpSettings.Of(new ServerSettings(), name => name == OtlpSettings.Variable ? "http://collector:4318" : null).ShouldNotBeNull();
        Should.Throw<SettingsException>(() => OtlpSettings.Of(new ServerSettings(), _ => "collector")).Message.ShouldContain("OTEL_EXPORTER_OTLP_ENDPOINT");
    }

    private static bool Has(byte[] bytes, string text) => Has(bytes, Encoding.UTF8.GetBytes(text));

    private static bool Has(byte[] bytes, byte[] part) => bytes.AsSpan().IndexOf(part) >= 0;
}
