using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Vedetta.Core.Channels;
using Vedetta.Server.Channels.Delivering;
using Vedetta.Server.Channels.Webhooks;

namespace Vedetta.Server.Tests.Channels;

public sealed class ChannelTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Test_sends_a_signed_notice_and_answers_what_the_other_side_said()
    {
        await using var receiver = await Receiver.StartAsync(_ => (200, "thanks"));
        await using var server = await Server.StartAsync();
        var (status, put) = await server.PutAsync("/v1/channels/ops", new { kind = "webhook", url = receiver.Url, secret = "s3cret" });
        status.ShouldBe(HttpStatusCode.OK, put.ToString());
        put.ToString().ShouldNotContain("s3cret");
        (status, var result) = await server.PostAsync("/v1/channels/ops/test");
        status.ShouldBe(HttpStatusCode.OK, result.ToString());
        result.GetProperty("delivered").GetBoolean().ShouldBeTrue();
        result.GetProperty("answer").GetString().ShouldBe("thanks");
        var (headers, body) = receiver.Requests.Single();
        var signed = $"{headers[WebhookSender.TimestampHeader]}.{body}";
        headers[WebhookSender.SignatureHeader].ShouldBe("sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData("s3cret"u8, Encoding.UTF8.GetBytes(signed))));
        JsonElement.Parse(body).GetProperty("kind").GetString().ShouldBe("test");
        (await server.GetAsync("/v1/channels")).Json[0].GetProperty("signed").GetBoolean().ShouldBeTrue();
        (await server.DeleteAsync("/v1/channels/ops")).Status.ShouldBe(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task Test_does_not_reach_into_the_machine_unless_it_was_allowed()
    {
        await using var receiver = await Receiver.StartAsync(_ => (200, ""));
        await using var server = await Server.StartAsync(change: options => options with { Settings = new() });
        await server.PutAsync("/v1/channels/ops", new { kind = "webhook", url = receiver.Url });
        var (_, result) = await server.PostAsync("/v1/channels/ops/test");
        result.GetProperty("delivered").GetBoolean().ShouldBeFalse();
        result.GetProperty("answer").GetString()!.ShouldContain("channels.allow_private");
        receiver.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task Outbox_tries_again_later_until_the_other_side_takes_the_notice_once()
    {
        var answers = new Queue<int>([503, 200]);
        await using var receiver = await Receiver.StartAsync(_ => (answers.Dequeue(), ""));
        var clock = new SettableClock(Rows.Start);
        await using var server = await Server.StartAsync(change: options => options with { Clock = clock });
        await server.PutAsync("/v1/channels/ops", new { kind = "webhook", url = receiver.Url });
        var outbox = server.Services.GetRequiredService<IOutboxStore>();
        var worker = server.Services.GetRequiredService<OutboxWorker>();
        var message = new OutboxMessage("k", "ops", "INC-1", "{}", clock.Now, clock.Now, 0, OutboxState.Waiting, null);
        await outbox.AddAsync([message, message], Cancel);
        (await worker.SendDueAsync(Cancel)).ShouldBe(1);
        (await outbox.ListAsync(null, null, 1, Cancel))[0].ShouldSatisfyAllConditions(m => m.State.ShouldBe(OutboxState.Waiting), m => m.LastAnswer!.ShouldStartWith("503"));
        (await worker.SendDueAsync(Cancel)).ShouldBe(0);
        clock.Now += OutboxWorker.Backoff(1);
        (await worker.SendDueAsync(Cancel)).ShouldBe(1);
        (await outbox.ListAsync(null, null, 1, Cancel))[0].State.ShouldBe(OutboxState.Sent);
        receiver.Requests.Count.ShouldBe(2);
        receiver.Requests[0].Headers[WebhookSender.DeliveryHeader].ShouldBe(receiver.Requests[1].Headers[WebhookSender.DeliveryHeader]);
    }

    private sealed class Receiver : IAsyncDisposable
    {
        private readonly WebApplication _app;

        private Receiver(WebApplication app) => _app = app;

        public List<(Dictionary<string, string> Headers, string Body)> Requests { get; } = [];

        public string Url => _app.Urls.First() + "/hook";

        public static async Task<Receiver> StartAsync(Func<string, (int Status, string Text)> answer)
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            var app = builder.Build();
            var receiver = new Receiver(app);
            app.Urls.Add("http://127.0.0.1:0");
            app.MapPost("/hook", async (HttpContext http) =>
            {
                using var reader = new StreamReader(http.Request.Body);
                var body = await reader.ReadToEndAsync(http.RequestAborted);
                receiver.Requests.Add((http.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase), body));
                var (status, text) = answer(body);
                return Results.Text(text, statusCode: status);
            });
            await app.StartAsync(Cancel);
            return receiver;
        }

        public ValueTask DisposeAsync() => _app.DisposeAsync();
    }
}
