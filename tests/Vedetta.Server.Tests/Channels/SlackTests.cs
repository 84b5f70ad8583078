using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Vedetta.Core.Channels;

namespace Vedetta.Server.Tests.Channels;

public sealed class SlackTests
{
    [Fact]
    public async Task Retry_after_is_kept_one_a_second_goes_out_and_blocks_keep_their_limits()
    {
        var clock = new SettableClock(Rows.Start);
        var (taken, faults, first) = (new List<DateTimeOffset>(), new List<string>(), true);
        await using var slack = await OtherSide.StartAsync((http, body) =>
        {
            if (first)
            {
                first = false;
                http.Response.Headers.RetryAfter = 30.ToString(CultureInfo.InvariantCulture);
                return Task.FromResult(Results.Text("rate_limited", statusCode: 429));
            }

            if (taken.Count > 0 && clock.Now - taken[^1] < TimeSpan.FromSeconds(1)) faults.Add("faster than one a second");
            faults.AddRange(Check(body));
            taken.Add(clock.Now);
            return Task.FromResult(Results.Text("ok"));
        });
        await using var server = await StartAsync(clock, slack);
        for (var i = 1; i <= 5; i++) await server.NoticeAsync(clock, "team", $"INC-{i}");
        await server.PassAsync(clock, TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(0.5));
        faults.ShouldBeEmpty();
        taken.Count.ShouldBe(5);
        taken[0].ShouldBe(Rows.Start.AddSeconds(30));
        (await server.OutboxAsync("team")).ShouldAllBe(message => message.State == OutboxState.Sent);
    }

    [Fact]
    public async Task Words_of_slack_are_explained_and_the_address_is_not_answered()
    {
        (int Code, string Word, bool Retry, string Words)[] cases =
        [
            (404, "no_service", false, "the webhook was removed"),
            (400, "invalid_payload", false, "template"),
            (403, "action_prohibited", false, "administrator"),
            (410, "channel_is_archived", false, "no longer exists"),
            (500, "rollup_error", true, "rollup_error"),
            (200, "<html>proxy</html>", true, "does not answer like Slack"),
        ];
        var says = cases[0];
        await using var slack = await OtherSide.StartAsync(_ => Results.Text(says.Word, statusCode: says.Code));
        await using var server = await StartAsync(new SettableClock(Rows.Start), slack);
        foreach (var each in cases)
        {
            says = each;
            var result = (await server.PostAsync("/v1/channels/team/test")).Json;
            result.GetProperty("delivered").GetBoolean().ShouldBeFalse(each.Word);
            result.GetProperty("retry").GetBoolean().ShouldBe(each.Retry, each.Word);
            result.GetProperty("answer").GetString()!.ShouldContain(each.Words);
        }

        (await server.GetAsync("/v1/channels/team")).Json.GetProperty("url").GetString()!.ShouldEndWith("/...");
    }

    private static IEnumerable<string> Check(string body)
    {
        using var json = JsonDocument.Parse(body);
        if (json.RootElement.GetProperty("text").GetString() is not { Length: > 0 }) yield return "no text for lists";
        var blocks = json.RootElement.GetProperty("blocks");
        if (blocks.GetArrayLength() > 50) yield return "more than 50 blocks";
        foreach (var block in blocks.EnumerateArray())
        {
            var type = block.GetProperty("type").GetString();
            if (type == "section" && block.GetProperty("text").GetProperty("text").GetString()!.Length > 3_000) yield return "a section is too long";
            if (type == "header" && block.GetProperty("text").GetProperty("text").GetString()!.Length > 150) yield return "a header is too long";
        }
    }

    private static async Task<Server> StartAsync(SettableClock clock, OtherSide slack)
    {
        var server = await Server.StartAsync(change: options => options with { Clock = clock });
        await server.PutAsync("/v1/channels/team", new { kind = "slack", url = slack.Url + "/services/T/B/secret" });
        return server;
    }
}
