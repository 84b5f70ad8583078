using System.Collections.Concurrent;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Vedetta.EndToEnd.Programs;

namespace Vedetta.EndToEnd.Crash;

/// <summary>The real program, ended with kill -9 after an incident fired and before the other side took its notice.</summary>
public sealed class NoticeCrashTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Notice_decided_before_a_kill_is_sent_after_the_restart()
    {
        var folder = Directory.CreateTempSubdirectory("vedetta-notice-");
        var deliveries = new ConcurrentQueue<string>();
        var (asked, taken) = (new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously), new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        await using var side = builder.Build();
        side.Urls.Add("http://127.0.0.1:0");
        side.MapPost("/hook", async (HttpContext http) =>
        {
            deliveries.Enqueue(http.Request.Headers["X-Vedetta-Delivery"].ToString());
            if (deliveries.Count > 1)
            {
                taken.TrySetResult();
                return Results.Ok();
            }

            // The first is never answered: the program dies while it waits.
            asked.TrySetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, http.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return Results.StatusCode(500);
        });
        await side.StartAsync(Cancel);
        try
        {
            var settings = Path.Combine(folder.FullName, "vedetta.yml");
            await File.WriteAllTextAsync(settings, "channels:\n  allow_private: true\n  timeout: PT60S\n", Cancel);
            await using (var server = await ServeAsync(folder.FullName, settings))
            {
                using var http = new HttpClient { BaseAddress = server.Address };
                (await http.PutAsJsonAsync(new Uri("/v1/models/fpd", UriKind.Relative), new { task = "binary" }, Cancel)).EnsureSuccessStatusCode();
                (await http.PutAsJsonAsync(new Uri("/v1/channels/ops", UriKind.Relative), new { kind = "webhook", url = side.Urls.First() + "/hook" }, Cancel)).EnsureSuccessStatusCode();
                var alert = new
                {
                    version = "4", alerts = new[] { new { status = "firing", labels = new { model = "fpd", severity = "critical" }, annotations = new { summary = "slow" }, startsAt = TimeProvider.System.GetUtcNow(), fingerprint = "f1" } },
                };
                (await http.PostAsJsonAsync(new Uri("/v1/alertmanager", UriKind.Relative), alert, Cancel)).EnsureSuccessStatusCode();
                await asked.Task.WaitAsync(TimeSpan.FromSeconds(60), Cancel);
                await server.KillAsync();
            }

            await using var again = await ServeAsync(folder.FullName, settings);
            await taken.Task.WaitAsync(TimeSpan.FromSeconds(60), Cancel);
            await Task.Delay(TimeSpan.FromSeconds(3), TimeProvider.System, Cancel);
            deliveries.Count.ShouldBe(2, "once before the kill, once after it");
            deliveries.Distinct(StringComparer.Ordinal).Count().ShouldBe(1, "both say that they are the same notice");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<VedettaProgram> ServeAsync(string folder, string settings)
    {
        var program = VedettaProgram.Start("serve", "--data", Path.Combine(folder, "data"), "--config", settings, "--urls", "http://127.0.0.1:0");
        await program.ListensAsync(Cancel);
        return program;
    }
}
