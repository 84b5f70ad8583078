using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Vedetta.Core.Models;
using Vedetta.Core.Monitors.Evaluating;
using Vedetta.Core.Readings;

namespace Vedetta.Server.Tests;

/// <summary>The budget of the first page people see: two hundred models with rows, monitors and incidents behind it.</summary>
public sealed class FleetOf200Tests(ITestOutputHelper output)
{
    private const int Models = 200;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("memory")]
    [InlineData("files", Explicit = true)]
    public async Task Fleet_page_takes_under_100_kilobytes_and_200_milliseconds(string kind)
    {
        await using var server = await Server.StartAsync(kind);
        for (var i = 0; i < Models; i++) await FillAsync(server, i);
        var readings = server.Services.GetRequiredService<ReadingService>();
        await readings.RefreshFleetAsync(Cancel); // what the server does by itself every fifteen seconds

        foreach (var path in new[] { "/", "/?for=engineering", "/?for=business", "/?page=4" })
        {
            var (bytes, first) = await GetAsync(server, path);
            var fastest = first;
            for (var again = 0; again < 5; again++) fastest = TimeSpan.FromTicks(Math.Min(fastest.Ticks, (await GetAsync(server, path)).Took.Ticks));
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"fleet of {Models} over {kind}, {path}: {bytes:N0} bytes compressed, {fastest.TotalMilliseconds:0} ms"));
            bytes.ShouldBeLessThan(100_000, path);
            fastest.TotalMilliseconds.ShouldBeLessThan(200, path);
        }
    }

    private static async Task<(int Bytes, TimeSpan Took)> GetAsync(Server server, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.AcceptEncoding.ParseAdd("gzip");
        var watch = Stopwatch.StartNew();
        using var answer = await server.Http.SendAsync(request, Cancel);
        var bytes = await answer.Content.ReadAsByteArrayAsync(Cancel);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Content.Headers.ContentEncoding.ShouldBe(["gzip"]);
        return (bytes.Length, watch.Elapsed);
    }

    private static async Task FillAsync(Server server, int i)
    {
        var model = string.Create(CultureInfo.InvariantCulture, $"model-{i:000}-of-a-long-fleet");
        (await server.PostAsync($"/v1/models/{model}/reference?version=1&create=true", Csv(i, days: 1, rows: 200, shift: 0), "text/csv")).Status.ShouldBe(HttpStatusCode.OK);
        (await server.PostAsync($"/v1/models/{model}/predictions?backfill=true", Csv(i, days: 2, rows: 70, shift: i % 3), "text/csv")).Status.ShouldBe(HttpStatusCode.OK);
        await server.Services.GetRequiredService<EvaluationService>().EvaluateAsync(new ModelId(model), null, TimeProvider.System.GetUtcNow(), Cancel);
    }

    private static string Csv(int seed, int days, int rows, int shift)
    {
        var dice = new Random(seed);
        var text = new StringBuilder("id,ts,version,score,decision,latency_ms,age,income,region\n");
        for (var day = 0; day < days; day++)
            for (var row = 0; row < rows; row++)
                text.Append(CultureInfo.InvariantCulture, $"r{day}-{row},2026-01-{5 + day:00}T{row % 24:00}:10:00Z,1,{dice.NextDouble():0.000},{(row % 3 == 0 ? "approve" : "decline")},{10 + (row % 17)},{20 + dice.Next(40)},{1000 + dice.Next(500) + (shift * 300)},{(row % 2 == 0 ? "osh" : "naryn")}\n");
        return text.ToString();
    }
}
