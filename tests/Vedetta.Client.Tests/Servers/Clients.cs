namespace Vedetta.Client.Tests.Servers;

/// <summary>Clients in a hurry, for tests against real servers.</summary>
internal static class Clients
{
    public static VedettaOptions Options(Uri server) => new()
    {
        Server = server,
        Model = "application-scoring",
        FlushInterval = TimeSpan.FromMilliseconds(20),
        RetryDelay = TimeSpan.FromMilliseconds(20),
        MaxRetryDelay = TimeSpan.FromMilliseconds(100),
        Timeout = TimeSpan.FromSeconds(5),
        Jitter = new Random(7).NextDouble,
    };

    /// <summary>An address on loopback where nobody listens: its port was free a moment ago.</summary>
    public static Uri NobodyThere()
    {
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return new Uri($"http://{listener.LocalEndpoint}/");
    }

    public static void ShouldAccountForEveryEvent(this VedettaClient client) =>
        (client.Sent + client.Rejected + client.Failed + client.Dropped + client.Queued).ShouldBe(client.Logged);

    public static async Task ShouldFlushAsync(this VedettaClient client)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        (await client.FlushAsync(limit.Token)).ShouldBeTrue("everything should be settled within 20 s");
    }
}
