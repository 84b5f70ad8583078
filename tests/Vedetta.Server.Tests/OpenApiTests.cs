using System.Net;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;

namespace Vedetta.Server.Tests;

public sealed class OpenApiTests
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n" };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Document_is_the_accepted_one()
    {
        await using var server = await Server.StartAsync();
        var (status, document) = await server.GetAsync("/openapi/v1.json");
        status.ShouldBe(HttpStatusCode.OK);
        var text = JsonSerializer.Serialize(document, Indented) + "\n";
        var file = Path.Combine(Path.GetDirectoryName(Here())!, "openapi.v1.json");
        if (Environment.GetEnvironmentVariable("VEDETTA_ACCEPT") == "1") await File.WriteAllTextAsync(file, text, new UTF8Encoding(false), Cancel);
        File.Exists(file).ShouldBeTrue("no accepted document: run this test with VEDETTA_ACCEPT=1 and read the file");
        (await File.ReadAllTextAsync(file, Cancel)).Split('\n').ShouldBe(text.Split('\n'), "the API changed: run this test with VEDETTA_ACCEPT=1 and read the difference");
    }

    [Fact]
    public async Task Every_path_of_the_contract_is_described()
    {
        await using var server = await Server.StartAsync();
        var paths = (await server.GetAsync("/openapi/v1.json")).Json.GetProperty("paths").EnumerateObject().Select(path => path.Name).ToList();
        string[] contract =
        [
            "/v1/models", "/v1/models/{model}", "/v1/models/{model}/reference", "/v1/models/{model}/predictions", "/v1/models/{model}/outcomes",
            "/v1/models/{model}/rejected", "/v1/models/{model}/drift", "/v1/models/{model}/quality", "/v1/models/{model}/distribution",
            "/v1/models/{model}/correlations", "/v1/models/{model}/status", "/v1/fleet", "/v1/models/{model}/monitors", "/v1/models/{model}/monitors/{monitor}",
            "/v1/models/{model}/monitors/{monitor}/backtest", "/v1/models/{model}/evaluate", "/v1/incidents", "/v1/incidents/{id}", "/v1/incidents/{id}/acknowledge",
            "/v1/incidents/{id}/resolve", "/v1/incidents/{id}/feedback", "/v1/channels/{name}", "/v1/channels/{name}/test", "/healthz", "/readyz", "/metrics",
        ];
        contract.Except(paths).ShouldBeEmpty();
    }

    [Fact]
    public async Task Page_to_read_the_document_needs_nothing_from_elsewhere()
    {
        await using var server = await Server.StartAsync();
        var page = await server.Http.GetStringAsync(new Uri("/openapi", UriKind.Relative), Cancel);
        page.ShouldNotContain("http://");
        page.ShouldNotContain("https://");
        (await server.Http.GetAsync(new Uri("/openapi/reference.js", UriKind.Relative), Cancel)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private static string Here([CallerFilePath] string path = "") => path;
}
