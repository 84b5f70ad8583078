using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Vedetta.Core.Channels;
using Vedetta.Server.Channels;
using Vedetta.Server.Channels.Delivering;

namespace Vedetta.Server.Tests.Channels;

/// <summary>Notices put into the outbox of a server whose clock a test moves.</summary>
internal static class Waiting
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Adds a notice of an incident.</summary>
    public static async Task NoticeAsync(this Server server, SettableClock clock, string channel, string incident, string kind = "fired")
    {
        var payload = TestNotice.Payload(clock.Now).Replace("\"INC-0\"", $"\"{incident}\"", StringComparison.Ordinal).Replace("\"link\":null", $"\"link\":\"https://vedetta.example/incidents/{incident}\"", StringComparison.Ordinal).Replace("\"kind\":\"test\"", $"\"kind\":\"{kind}\"", StringComparison.Ordinal);
        var outbox = server.Services.GetRequiredService<IOutboxStore>();
        await outbox.AddAsync([new OutboxMessage($"{channel} {incident} {kind}", channel, incident, payload, clock.Now, clock.Now, 0, OutboxState.Waiting, null)], Cancel);
    }

    /// <summary>Lets time pass in steps, sending what is due after each.</summary>
    public static async Task PassAsync(this Server server, SettableClock clock, TimeSpan length, TimeSpan step)
    {
        var worker = server.Services.GetRequiredService<OutboxWorker>();
        for (var end = clock.Now + length; clock.Now < end; clock.Now += step) await worker.SendDueAsync(Cancel);
        await worker.SendDueAsync(Cancel);
    }

    /// <summary>Every notice of a channel, oldest first.</summary>
    public static async Task<IReadOnlyList<OutboxMessage>> OutboxAsync(this Server server, string channel) =>
        [.. (await server.Services.GetRequiredService<IOutboxStore>().ListAsync(channel, null, 10_000, Cancel)).Reverse()];

    /// <summary>Which incident and kind a webhook's body tells of.</summary>
    public static string Told(string body)
    {
        using var json = JsonDocument.Parse(body);
        return string.Create(CultureInfo.InvariantCulture, $"{json.RootElement.GetProperty("incident").GetProperty("id").GetString()} {json.RootElement.GetProperty("kind").GetString()}");
    }
}
