using System.Text.Json;
using Vedetta.Core.Channels;
using Vedetta.Core.Monitors;
using Vedetta.Core.Security;
using Vedetta.Core.Storage;
using Vedetta.Server.Channels.Delivering;
using Vedetta.Server.Configuration;
using Vedetta.Web.Messages;

namespace Vedetta.Server.Channels;

/// <summary>Channels for every door.</summary>
internal sealed class ChannelService(
    IChannelStore channels, IOutboxStore outbox, ISettingsStore documents, IAuditStore audit, ChannelSender sender, Circuits circuits, OutboxSignal signal, ServerSettings settings, TimeProvider clock)
    : IChannels
{
    private const int Looked = 20;
    private const int Everything = 100_000;

    public async ValueTask<IReadOnlyList<ChannelStatus>> ListAsync(CancellationToken cancel)
    {
        var counts = (await outbox.CountsAsync(cancel)).ToDictionary(count => count.Channel, StringComparer.Ordinal);
        var found = new List<ChannelStatus>();
        foreach (var channel in await channels.ListAsync(cancel)) found.Add(await StatusAsync(channel, counts.GetValueOrDefault(channel.Name), cancel));
        return found;
    }

    public async ValueTask<ChannelStatus?> FindAsync(string name, CancellationToken cancel) => await channels.FindAsync(name, cancel) is { } channel
        ? await StatusAsync(channel, (await outbox.CountsAsync(cancel)).FirstOrDefault(count => string.Equals(count.Channel, name, StringComparison.Ordinal)), cancel)
        : null;

    public async ValueTask SaveAsync(Channel channel, string by, CancellationToken cancel)
    {
        if (ChannelRules.Faults(channel) is { Count: > 0 } faults) throw new ChannelValidationException(faults);
        var known = await channels.FindAsync(channel.Name, cancel);
        await channels.SaveAsync(channel, cancel);
        if (known is null) await documents.SaveAsync(Document(channel.Name), JsonSerializer.Serialize(new Kept(null, null)), cancel);
        circuits.Forget(channel.Name);
        signal.Wake();
        await audit.AddAsync(new AuditEntry(clock.GetUtcNow(), by, known is null ? "channel.create" : "channel.change", channel.Name, EnumWords.Of(channel.Kind)), cancel);
    }

    public async ValueTask<bool> DeleteAsync(string name, string by, CancellationToken cancel)
    {
        if (!await channels.DeleteAsync(name, cancel)) return false;
        circuits.Forget(name);
        await audit.AddAsync(new AuditEntry(clock.GetUtcNow(), by, "channel.delete", name, Detail: null), cancel);
        return true;
    }

    public async ValueTask<SendResult?> TestAsync(string name, CancellationToken cancel)
    {
        if (await channels.FindAsync(name, cancel) is not { } channel) return null;
        var asked = clock.GetUtcNow();
        var key = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{name} {TestNotice.Id} test {asked.UtcTicks}");
        var payload = TestNotice.Payload(asked);
        var result = await sender.SendAsync(channel, key, payload, cancel);
        var now = clock.GetUtcNow();
        circuits.Of(name).Note(result, now);
        // In the log of deliveries it stands as done: a test is not tried again by itself.
        await outbox.AddAsync([new OutboxMessage(key, name, TestNotice.Id, payload, asked, now, 1, result.Delivered ? OutboxState.Sent : OutboxState.Failed, result.Words())], cancel);
        var last = new ChannelTry(now, result.Delivered, result.Words());
        var kept = await KeptAsync(name, cancel);
        await documents.SaveAsync(Document(name), JsonSerializer.Serialize(new Kept(last, result.Delivered ? now : kept.LastGoodTest)), cancel);
        return result;
    }

    public async ValueTask<IReadOnlyList<DeliveryLine>?> DeliveriesAsync(string name, OutboxState? state, int limit, CancellationToken cancel) =>
        await channels.FindAsync(name, cancel) is null ? null : [.. (await outbox.ListAsync(name, state, limit, cancel)).Select(Line)];

    public async ValueTask<int> ResendAsync(string name, string? delivery, string by, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var again = 0;
        foreach (var message in await outbox.ListAsync(name, OutboxState.Failed, Everything, cancel))
        {
            if (delivery is null ? string.Equals(message.Incident, TestNotice.Id, StringComparison.Ordinal) : !string.Equals(Letter.IdOf(message.Key), delivery, StringComparison.Ordinal)) continue;
            await outbox.UpdateAsync(message with { State = OutboxState.Waiting, Attempts = 0, NextAttempt = now }, cancel);
            again++;
        }

        if (again == 0) return 0;
        signal.Wake();
        await audit.AddAsync(new AuditEntry(now, by, "channel.resend", name, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{again} notices")), cancel);
        return again;
    }

    public async ValueTask<bool> ResumeAsync(string name, string by, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        if (!circuits.Of(name).Resume(now)) return false;
        foreach (var message in await outbox.ListAsync(name, OutboxState.Waiting, Everything, cancel))
            if (message.Attempts > 0 && message.NextAttempt > now) await outbox.UpdateAsync(message with { NextAttempt = now }, cancel);
        signal.Wake();
        await audit.AddAsync(new AuditEntry(now, by, "channel.resume", name, Detail: null), cancel);
        return true;
    }

    public ChannelPreview Preview(Channel channel, Audience audience)
    {
        if (ChannelRules.Faults(channel).Where(fault => fault.Field.StartsWith("template", StringComparison.Ordinal)).ToList() is { Count: > 0 } faults) throw new ChannelValidationException(faults);
        var message = TestNotice.Example(channel, audience, settings.PublicUrl, clock.GetUtcNow());
        return new ChannelPreview(message.Subject, PlainText.Of(message), EmailHtml.Of(message));
    }

    /// <summary>When a channel was last tested; null before any test.</summary>
    internal async ValueTask<DateTimeOffset?> LastTestAsync(string name, CancellationToken cancel) => (await KeptAsync(name, cancel)).LastTest?.At;

    private async ValueTask<ChannelStatus> StatusAsync(Channel channel, OutboxCount? count, CancellationToken cancel)
    {
        var (failures, paused, last) = circuits.Of(channel.Name).Read();
        if (paused <= clock.GetUtcNow()) paused = null;
        if (last is null && (await outbox.ListAsync(channel.Name, state: null, Looked, cancel)).FirstOrDefault(message => message.LastAnswer is not null) is { } stored)
            last = new ChannelTry(stored.State == OutboxState.Waiting ? stored.CreatedAt : stored.NextAttempt, stored.State == OutboxState.Sent, stored.LastAnswer!);
        var state = !channel.Enabled ? ChannelHealthState.Off
            : paused is not null ? ChannelHealthState.Paused
            : last is null ? ChannelHealthState.Untried
            : last.Delivered ? ChannelHealthState.Working : ChannelHealthState.Failing;
        var kept = await KeptAsync(channel.Name, cancel);
        return new ChannelStatus(channel, state, last, kept.LastTest, kept.LastGoodTest, count?.Waiting ?? 0, count?.Failed ?? 0, paused, failures);
    }

    private async ValueTask<Kept> KeptAsync(string name, CancellationToken cancel) =>
        await documents.FindAsync(Document(name), cancel) is { } json ? JsonSerializer.Deserialize<Kept>(json) ?? new Kept(null, null) : new Kept(null, null);

    private static string Document(string name) => "channel:" + name;

    private static DeliveryLine Line(OutboxMessage message)
    {
        var (kind, text) = ("", "");
        try
        {
            using var payload = JsonDocument.Parse(message.Payload);
            kind = payload.RootElement.TryGetProperty("kind", out var k) ? k.GetString() ?? "" : "";
            text = payload.RootElement.TryGetProperty("text", out var t) ? t.GetString() ?? "" : "";
        }
        catch (JsonException)
        {
            text = message.Payload.Length > 200 ? message.Payload[..200] : message.Payload;
        }

        return new DeliveryLine(Letter.IdOf(message.Key), message.Incident, kind, text, message.CreatedAt, message.NextAttempt, message.Attempts, message.State, message.LastAnswer);
    }

    private sealed record Kept(ChannelTry? LastTest, DateTimeOffset? LastGoodTest);
}
