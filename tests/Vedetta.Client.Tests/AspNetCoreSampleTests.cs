using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Vedetta.Client.Tests.Servers;

namespace Vedetta.Client.Tests;

public sealed class AspNetCoreSampleTests
{
    [Fact]
    public async Task Sample_logs_what_it_decides()
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        await using RecordingServer server = await RecordingServer.StartAsync();
        using Process sample = Start(server.Address);
        try
        {
            using var http = new HttpClient { BaseAddress = await AddressAsync(sample, cancellation) };
            using HttpResponseMessage answer = await http.PostAsJsonAsync("/score", new { age = 41, income = 1000, amount = 3000, region = "osh" }, cancellation);
            JsonElement decided = await answer.Content.ReadFromJsonAsync<JsonElement>(cancellation);
            string id = decided.GetProperty("id").GetString()!;
            using HttpResponseMessage repaid = await http.PostAsJsonAsync($"/repaid/{id}", new { onTime = false }, cancellation);
            SpinWait.SpinUntil(() => server.Predictions.ContainsKey(id) && server.Outcomes.Count > 0, TimeSpan.FromSeconds(15)).ShouldBeTrue();

            server.Predictions[id].GetProperty("features").GetRawText().ShouldBe("""{"age":41,"income":1000,"amount":3000,"region":"osh"}""");
            server.Predictions[id].GetProperty("decision").GetString().ShouldBe("approve");
            server.Predictions[id].GetProperty("version").GetString().ShouldBe("3");
            server.Outcomes.Single().GetProperty("value").GetInt32().ShouldBe(1);
        }
        finally
        {
            sample.Kill();
            await sample.WaitForExitAsync(CancellationToken.None);
        }
    }

    [Fact]
    public async Task Sample_that_is_told_to_stop_sends_what_is_queued()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no signal that asks a process to stop");
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        await using RecordingServer server = await RecordingServer.StartAsync();
        using Process sample = Start(server.Address, "--Vedetta:FlushInterval", "00:10:00");
        using var http = new HttpClient { BaseAddress = await AddressAsync(sample, cancellation) };
        using HttpResponseMessage answer = await http.PostAsJsonAsync("/score", new { age = 41, income = 1000, amount = 3000, region = "osh" }, cancellation);
        answer.EnsureSuccessStatusCode();
        server.Predictions.ShouldBeEmpty();

        using (Process signal = Process.Start("kill", ["-TERM", sample.Id.ToString(CultureInfo.InvariantCulture)]))
        {
            await signal.WaitForExitAsync(cancellation);
        }

        await sample.WaitForExitAsync(cancellation);
        server.Predictions.ShouldHaveSingleItem();
    }

    private static Process Start(Uri server, params string[] more) => Process.Start(new ProcessStartInfo(
        "dotnet",
        [Path.Combine(AppContext.BaseDirectory, "Vedetta.Samples.AspNetCore.dll"), "--urls", "http://127.0.0.1:0", "--Vedetta:Server", server.ToString(), .. more])
    {
        UseShellExecute = false,
        RedirectStandardOutput = true,
        WorkingDirectory = AppContext.BaseDirectory,
    })!;

    private static async Task<Uri> AddressAsync(Process sample, CancellationToken cancellation)
    {
        const string Listening = "Now listening on: ";
        while (await sample.StandardOutput.ReadLineAsync(cancellation) is { } line)
        {
            int at = line.IndexOf(Listening, StringComparison.Ordinal);
            if (at >= 0)
            {
                return new Uri(line[(at + Listening.Length)..]);
            }
        }

        throw new InvalidOperationException("The sample ended before it listened.");
    }
}
