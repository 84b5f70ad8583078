using Microsoft.Extensions.DependencyInjection;
using Vedetta.Client.Tests.Servers;

namespace Vedetta.Client.Tests;

public sealed class OptionsTests
{
    [Fact]
    public void VedettaClient_with_several_wrong_options_names_them_all()
    {
        VedettaOptions wrong = Clients.Options(new Uri("ftp://example")) with { Model = " ", ApiKey = "line\nend", QueueCapacity = 0, Timeout = TimeSpan.Zero };

        string message = Should.Throw<ArgumentException>(() => new VedettaClient(wrong)).Message;

        foreach (string name in new[] { "Server is 'ftp://example/'", "Model", "ApiKey", "QueueCapacity is 0", "Timeout is 00:00:00" })
        {
            message.ShouldContain(name);
        }
    }

    [Fact]
    public void ToString_keeps_the_key_out() =>
        (Clients.Options(new Uri("http://localhost:1")) with { ApiKey = "secret" }).ToString().ShouldBe("http://localhost:1/ model application-scoring");

    [Fact]
    public async Task AddVedetta_gives_one_client_that_sends_when_the_host_stops()
    {
        await using RecordingServer server = await RecordingServer.StartAsync();
        await using (ServiceProvider services = new ServiceCollection()
            .AddVedetta(Clients.Options(server.Address) with { FlushInterval = TimeSpan.FromMinutes(1) })
            .BuildServiceProvider())
        {
            services.GetRequiredService<VedettaClient>().ShouldBeSameAs(services.GetRequiredService<VedettaClient>());
            services.GetRequiredService<VedettaClient>().LogPrediction(new() { Id = "a", Score = 0.5 });
        }

        server.Predictions.Keys.ShouldContain("a");
    }

    [Fact]
    public void AddVedetta_with_wrong_options_fails_at_start() =>
        Should.Throw<ArgumentException>(() => new ServiceCollection().AddVedetta(Clients.Options(new Uri("http://localhost")) with { BatchSize = -1 }));
}
