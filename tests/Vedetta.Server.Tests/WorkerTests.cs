using System.Globalization;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Vedetta.Server.Tests;

public sealed class WorkerTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Live_drift_reaches_the_webhook_by_itself()
    {
        var notice = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        await using var receiver = builder.Build();
        receiver.Urls.Add("http://127.0.0.1:0");
        receiver.MapPost("/hook", async (HttpContext http) =>
        {
            using var reader = new StreamReader(http.Request.Body);
            notice.TrySetResult(await reader.ReadToEndAsync(http.RequestAborted));
        });
        await receiver.StartAsync(Cancel);

        await using var server = await Server.StartAsync(
            change: options => options with { Workers = true, Settings = options.Settings! with { EvaluateEvery = TimeSpan.FromSeconds(1) } });
        await server.PutAsync("/v1/channels/ops", new { kind = "webhook", url = receiver.Urls.First() + "/hook" });
        (await server.PostAsync("/v1/models/m/reference?version=1&create=true", Rows.Reference(), "text/csv")).Status.ShouldBe(HttpStatusCode.OK);
        var (status, made) = await server.PostAsync("/v1/models/m/monitors", new { name = "hourly", metric = "drift", column = "income", method = "psi", window = "hour", minimum_sample = 100 });
        status.ShouldBe(HttpStatusCode.Created, made.ToString());

        // Drifted rows of an hour that has just closed.
        var hour = DateTimeOffset.FromUnixTimeSeconds(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() / 3_600 * 3_600).AddHours(-2);
        var rows = Rows.Current(days: 1, perDay: 600, driftFrom: 0);
        for (var i = 0; i < rows.Count; i++) rows[i][1] = hour.AddSeconds(i * 5).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        (await server.PostAsync("/v1/models/m/predictions", Rows.Csv(rows), "text/csv")).Status.ShouldBe(HttpStatusCode.OK);

        var body = JsonElement.Parse(await notice.Task.WaitAsync(TimeSpan.FromSeconds(60), Cancel));
        body.GetProperty("kind").GetString().ShouldBe("fired");
        body.GetProperty("incident").GetProperty("model").GetString().ShouldBe("m");
    }

    [Fact]
    public async Task A_restart_keeps_rows_profiles_monitors_and_accounts_of_what_was_done()
    {
        var folder = Directory.CreateTempSubdirectory("vedetta-restart-").FullName;
        try
        {
            string before;
            await using (var first = await Server.StartAsync(change: options => options with { InMemory = false, DataDirectory = folder }))
            {
                await first.PostAsync("/v1/models/m/reference?version=1&create=true", Rows.Reference(), "text/csv");
                await first.PostAsync("/v1/models/m/predictions?backfill=true", Rows.Csv(Rows.Current(days: 2, driftFrom: 1)), "text/csv");
                await first.PostAsync("/v1/models/m/evaluate");
                before = (await first.GetAsync("/v1/models/m/drift?column=*&every=day")).Json.ToString();
                before.ShouldContain("critical");
            }

            await using var second = await Server.StartAsync(change: options => options with { InMemory = false, DataDirectory = folder });
            (await second.GetAsync("/v1/models/m/drift?column=*&every=day")).Json.ToString().ShouldBe(before);
            (await second.PostAsync("/v1/models/m/predictions?backfill=true", Rows.Csv(Rows.Current(days: 2, driftFrom: 1)), "text/csv")).Json.GetProperty("duplicates").GetInt64().ShouldBe(800);
            (await second.GetAsync("/v1/incidents?model=m")).Json.GetArrayLength().ShouldBeGreaterThan(0);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task Metrics_count_rows_rejects_duplicates_and_name_the_largest_excess()
    {
        await using var server = await Server.StartAsync();
        await server.PostAsync("/v1/models/m/reference?version=1&create=true", Rows.Reference(), "text/csv");
        await server.PostAsync("/v1/models/m/predictions?backfill=true", Rows.Csv(Rows.Current()), "text/csv");
        await server.PostAsync("/v1/models/m/predictions?backfill=true", Rows.Csv(Rows.Current(days: 1)), "text/csv");
        await server.PostAsync("/v1/models/m/predictions", """{"id":"x"}""");
        await server.PostAsync("/v1/models/m/evaluate");
        var text = await server.Http.GetStringAsync(new Uri("/metrics", UriKind.Relative), Cancel);
        text.ShouldContain("vedetta_ingested_predictions_total{model=\"m\"} 2400\n");
        text.ShouldContain("vedetta_duplicate_events_total{model=\"m\"} 400\n");
        text.ShouldContain("vedetta_rejected_events_total{model=\"m\",reason=");
        text.ShouldContain("vedetta_verdict{model=\"m\",verdict=\"critical\"} 1\n");
        text.Split('\n').Count(line => line.StartsWith("vedetta_excess{", StringComparison.Ordinal)).ShouldBeInRange(1, 20);
        text.ShouldContain("# TYPE vedetta_incidents_firing gauge\n");
    }

    [Fact]
    public async Task Accounts_are_kept_by_the_api_and_changes_are_audited()
    {
        await using var server = await Server.StartAsync();
        (await server.PutAsync("/v1/users/ann", new { password = "short", role = "admin" })).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await server.PutAsync("/v1/users/ann", new { password = "a long password", role = "admin" })).Status.ShouldBe(HttpStatusCode.OK);
        (await server.DeleteAsync("/v1/users/ann")).Json.GetProperty("code").GetString().ShouldBe("last_admin");
        (await server.PostAsync("/v1/session", new { name = "ann", password = "wrong password" })).Json.GetProperty("code").GetString().ShouldBe("wrong_credentials");
        (await server.PostAsync("/v1/session", new { name = "ann", password = "a long password" })).Status.ShouldBe(HttpStatusCode.NoContent);
        await server.PutAsync("/v1/models/m", new { task = "binary" });
        (await server.DeleteAsync("/v1/models/m?confirm=m")).Status.ShouldBe(HttpStatusCode.NoContent);
        var audit = (await server.GetAsync("/v1/audit")).Json.EnumerateArray().Select(entry => entry.GetProperty("action").GetString()).ToList();
        audit.ShouldBe(["model.delete", "model.put", "user.create"]);
    }
}
