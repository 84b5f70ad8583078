using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Vedetta.Core.Models;
using Vedetta.Core.Profiles;

namespace Vedetta.Server.Tests.Faults;

/// <summary>The clock of the machine jumps: nothing is lost, nothing counts twice, monitors go on.</summary>
public sealed class ClockTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Jumps_of_the_clock_forwards_and_backwards_lose_nothing_and_monitors_go_on()
    {
        var clock = new JumpingClock { Now = new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero) };
        await using var server = await Server.StartAsync("files", options => options with { Clock = clock });
        await server.PostAsync("/v1/models/m/reference?version=1&create=true", Rows.Reference(), "text/csv");
        var sent = 0;
        foreach (var hours in (double[])[0, 1, 72, -120, 47, -0.5, 24 * 400, -24 * 400, 0.1])
        {
            clock.Now = clock.Now.AddHours(hours);
            var rows = string.Concat(Enumerable.Range(0, 50).Select(i => string.Create(CultureInfo.InvariantCulture, $"{{\"id\":\"c{sent + i}\",\"features\":{{\"age\":{20 + i},\"income\":{1000 + i},\"region\":\"osh\"}},\"score\":0.5}}\n")));
            var (_, json) = await server.PostAsync("/v1/models/m/predictions", rows, "application/x-ndjson");
            json.GetProperty("accepted").GetInt64().ShouldBe(50, json.ToString());
            (await server.PostAsync("/v1/models/m/predictions", rows, "application/x-ndjson")).Json.GetProperty("duplicates").GetInt64().ShouldBe(50);
            sent += 50;
            (await server.PostAsync("/v1/models/m/evaluate")).Status.ShouldBe(System.Net.HttpStatusCode.OK);
        }

        (await server.GetAsync("/v1/models/m")).Json.GetProperty("rows").GetProperty("predictions").GetInt64().ShouldBe(sent);
        (await server.Services.GetRequiredService<IProfileVerification>().VerifyAsync(new ModelId("m"), null, Cancel)).Differences.ShouldBeEmpty();
        (await server.GetAsync("/v1/models/m/status")).Status.ShouldBe(System.Net.HttpStatusCode.OK);
    }

    /// <summary>A clock somebody sets.</summary>
    private sealed class JumpingClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; }

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
