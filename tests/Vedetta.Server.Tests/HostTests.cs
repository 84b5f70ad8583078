using System.Net;
using Vedetta.Core.Storage;
using Vedetta.Server.Configuration;
using Vedetta.Server.Hosting;

namespace Vedetta.Server.Tests;

public sealed class HostTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task StartAsync_in_memory_on_port_0_answers_health()
    {
        await using var host = await VedettaHost.StartAsync(new VedettaHostOptions { InMemory = true, Urls = ["http://127.0.0.1:0"] }, Cancel);
        using var http = new HttpClient { BaseAddress = host.Address };
        (await http.GetStringAsync(new Uri("/healthz", UriKind.Relative), Cancel)).ShouldBe("ok\n");
        (await http.GetAsync(new Uri("/readyz", UriKind.Relative), Cancel)).StatusCode.ShouldBe(HttpStatusCode.OK);
        host.Address.Port.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void ReadSettings_every_fault_of_the_file_is_named_with_what_is_allowed()
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, "urls: [nonsense]\nlimits:\n  body_bytes: many\n  unknown: 1\nevaluation:\n  every: 5 minutes\n");
        try
        {
            var failure = Should.Throw<SettingsException>(() => new VedettaHostOptions { ConfigFile = file }.ReadSettings());
            failure.Failures.Select(fault => fault.Key).Order(StringComparer.Ordinal).ShouldBe(["evaluation.every", "limits.body_bytes", "limits.unknown", "urls"]);
            failure.Message.ShouldContain("'many' is not allowed; allowed: a whole number");
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task OpenAsync_a_directory_that_cannot_be_made_says_so()
    {
        var file = Path.GetTempFileName();
        try
        {
            var failure = await Should.ThrowAsync<StorageException>(async () =>
                await VedettaEngine.OpenAsync(new VedettaHostOptions { DataDirectory = Path.Combine(file, "below") }, Cancel));
            failure.Message.ShouldContain("cannot be made");
        }
        finally
        {
            File.Delete(file);
        }
    }
}
