using System.Net;
using Vedetta.Core.Channels;

namespace Vedetta.Server.Tests.Channels;

public sealed class TelegramTests
{
    [Fact]
    public async Task Thirty_notices_keep_the_limits_of_a_group_and_their_order()
    {
        var clock = new SettableClock(Rows.Start);
        await using var telegram = await new FakeTelegram(clock).StartAsync();
        await using var server = await StartAsync(clock, telegram);
        for (var i = 1; i <= 30; i++) await server.NoticeAsync(clock, "chat", $"INC-{i}");
        await server.PassAsync(clock, TimeSpan.FromMinutes(2), TimeSpan.FromSeconds(0.5));
        telegram.Broken.ShouldBe(0, "no limit was broken");
        telegram.Texts.Count.ShouldBe(30);
        for (var i = 1; i <= 30; i++) telegram.Texts[i - 1].ShouldContain($"INC-{i}<", customMessage: $"message {i}");
        telegram.Texts[0].ShouldContain("<b>⛔ Critical: test</b>");
    }

    [Fact]
    public async Task Retry_after_is_kept_to_the_second()
    {
        var clock = new SettableClock(Rows.Start);
        await using var telegram = await new FakeTelegram(clock).StartAsync();
        telegram.RetryAfter = 37;
        await using var server = await StartAsync(clock, telegram);
        await server.NoticeAsync(clock, "chat", "INC-1");
        await server.NoticeAsync(clock, "chat", "INC-2");
        await server.PassAsync(clock, TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(1));
        telegram.Asked[1].ShouldBe(Rows.Start.AddSeconds(37));
        telegram.Texts.Count.ShouldBe(2);
        (await server.OutboxAsync("chat")).ShouldAllBe(message => message.State == OutboxState.Sent);
    }

    [Fact]
    public async Task Marks_that_are_refused_go_out_as_plain_text()
    {
        var clock = new SettableClock(Rows.Start);
        await using var telegram = await new FakeTelegram(clock).StartAsync();
        telegram.RefusesHtml = true;
        await using var server = await StartAsync(clock, telegram);
        var (_, result) = await server.PostAsync("/v1/channels/chat/test");
        result.GetProperty("delivered").GetBoolean().ShouldBeTrue(result.ToString());
        result.GetProperty("answer").GetString()!.ShouldContain("plain text");
        telegram.Texts.Single().ShouldNotContain("<b>");
    }

    [Fact]
    public async Task Chat_that_threw_the_bot_out_makes_a_dead_letter_that_can_be_sent_again()
    {
        var clock = new SettableClock(Rows.Start);
        await using var telegram = await new FakeTelegram(clock).StartAsync();
        telegram.Blocked = true;
        await using var server = await StartAsync(clock, telegram);
        await server.NoticeAsync(clock, "chat", "INC-1");
        await server.PassAsync(clock, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(1));
        telegram.Asked.Count.ShouldBe(1, "there is no hope in trying again by itself");
        var dead = (await server.GetAsync("/v1/channels/chat/deliveries?state=failed")).Json[0];
        dead.GetProperty("answer").GetString()!.ShouldContain("let it into the chat again");
        (await server.GetAsync("/v1/channels/chat")).Json.GetProperty("status").GetProperty("failed").GetInt32().ShouldBe(1);

        telegram.Blocked = false;
        var (status, again) = await server.PostAsync($"/v1/channels/chat/deliveries/{dead.GetProperty("id").GetString()}/resend");
        status.ShouldBe(HttpStatusCode.OK, again.ToString());
        clock.Now += TimeSpan.FromSeconds(2);
        await server.PassAsync(clock, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(1));
        telegram.Texts.Count.ShouldBe(1);
        (await server.PostAsync("/v1/channels/chat/deliveries/0000/resend")).Json.GetProperty("code").GetString().ShouldBe("unknown_delivery");
    }

    [Theory]
    [InlineData("999:other", "-100123", "token is wrong")]
    [InlineData(FakeTelegram.Token, "-5", "check telegram.chat")]
    public async Task Wrong_token_or_chat_is_said_in_words_and_the_token_is_not_answered(string token, string chat, string words)
    {
        var clock = new SettableClock(Rows.Start);
        await using var telegram = await new FakeTelegram(clock).StartAsync();
        await using var server = await Server.StartAsync();
        var (_, put) = await server.PutAsync("/v1/channels/chat", new { kind = "telegram", telegram = new { token, chat, api = telegram.Url } });
        put.GetProperty("telegram").GetProperty("token").GetString().ShouldBe("set");
        (await server.PostAsync("/v1/channels/chat/test")).Json.GetProperty("answer").GetString()!.ShouldContain(words);
        // What was answered may be sent back as it is: the token stays.
        (await server.PutAsync("/v1/channels/chat", put)).Status.ShouldBe(HttpStatusCode.OK);
        (await server.PostAsync("/v1/channels/chat/test")).Json.GetProperty("answer").GetString()!.ShouldContain(words);
    }

    private static async Task<Server> StartAsync(SettableClock clock, FakeTelegram telegram)
    {
        var server = await Server.StartAsync(change: options => options with { Clock = clock, Settings = options.Settings! with { PublicUrl = "https://vedetta.example" } });
        var (status, put) = await server.PutAsync("/v1/channels/chat", telegram.Channel());
        status.ShouldBe(HttpStatusCode.OK, put.ToString());
        return server;
    }
}
