using Vedetta.Core.Channels;
using Vedetta.Core.Incidents;
using Vedetta.Core.Monitors;

namespace Vedetta.Web.Tests.Story;

/// <summary>Two channels that work, one that is paused with a dead letter; what is done to them is remembered.</summary>
public sealed class StoryChannels(Func<string, string>? dress = null) : IChannels
{
    private readonly Func<string, string> _say = dress ?? (text => text);

    public List<Channel> Saved { get; } = [];

    public List<string> Done { get; } = [];

    public ValueTask<IReadOnlyList<ChannelStatus>> ListAsync(CancellationToken cancel)
    {
        var now = StoryWorld.Now;
        var telegram = new Channel("on-call", ChannelKind.Telegram, null, null, [Audience.Engineering, Audience.DataScience], Severity.Critical, [], Telegram: new TelegramSettings("1:secret", "-100123"), TestEvery: TimeSpan.FromDays(1));
        var mail = new Channel(
            "risk-mail", ChannelKind.Email, null, null, [Audience.Business], Severity.Warning, ["application-scoring"],
            Email: new EmailSettings("smtp.bank.example", 587, EmailSecurity.Starttls, "vedetta", "secret", "vedetta@bank.example", ["risk@bank.example"]), Language: MessageLanguage.Ru);
        var hook = new Channel("risk-webhook", ChannelKind.Webhook, "https://risk.bank.example/hooks/secret", "secret", [], Severity.Warning, []);
        var log = new Channel("log", ChannelKind.Log, null, null, [], Severity.Warning, [], Enabled: false);
        return new(
        [
            new ChannelStatus(log, ChannelHealthState.Off, null, null, null, 0, 0, null, 0),
            new ChannelStatus(telegram, ChannelHealthState.Working, new ChannelTry(now.AddMinutes(-20), true, "200: message 77 in chat -100123"), new ChannelTry(now.AddHours(-5), true, "200: message 76 in chat -100123"), now.AddHours(-5), 0, 0, null, 0),
            new ChannelStatus(mail, ChannelHealthState.Untried, null, null, null, 0, 0, null, 0),
            new ChannelStatus(hook, ChannelHealthState.Paused, new ChannelTry(now.AddMinutes(-1), false, _say("503: try later")), new ChannelTry(now.AddDays(-40), true, "200: ok"), now.AddDays(-40), 2, 1, now.AddMinutes(3), 6),
        ]);
    }

    public async ValueTask<ChannelStatus?> FindAsync(string name, CancellationToken cancel) => (await ListAsync(cancel)).FirstOrDefault(status => status.Channel.Name == name);

    public ValueTask SaveAsync(Channel channel, string by, CancellationToken cancel)
    {
        Saved.Add(channel);
        return ValueTask.CompletedTask;
    }

    public ValueTask<bool> DeleteAsync(string name, string by, CancellationToken cancel) => Note("delete " + name, true);

    public ValueTask<SendResult?> TestAsync(string name, CancellationToken cancel) => Note<SendResult?>("test " + name, new SendResult(true, false, 200, "ok", 12));

    public ValueTask<IReadOnlyList<DeliveryLine>?> DeliveriesAsync(string name, OutboxState? state, int limit, CancellationToken cancel)
    {
        var now = StoryWorld.Now;
        IReadOnlyList<DeliveryLine> lines = name != "risk-webhook" ? [] :
        [
            new("b2", "INC-118", "fired", _say("[critical] application-scoring fired: income"), now.AddMinutes(-2), now.AddMinutes(3), 2, OutboxState.Waiting, "503: try later"),
            new("b1", "INC-112", "resolved", _say("[warning] application-scoring resolved"), now.AddHours(-30), now.AddHours(-5), 100, OutboxState.Failed, "503: try later"),
            new("b0", "INC-0", "test", "Test notice of Vedetta", now.AddDays(-40), now.AddDays(-40), 1, OutboxState.Sent, "200: ok"),
        ];
        return new([.. lines.Where(line => state is null || line.State == state)]);
    }

    public ValueTask<int> ResendAsync(string name, string? delivery, string by, CancellationToken cancel) => Note($"resend {name} {delivery}", 1);

    public ValueTask<bool> ResumeAsync(string name, string by, CancellationToken cancel) => Note("resume " + name, true);

    public ChannelPreview Preview(Channel channel, Audience audience) => new(_say("Critical: application-scoring"), _say("income: drift"), "<p>income</p>");

    private ValueTask<T> Note<T>(string what, T result)
    {
        Done.Add(what);
        return new(result);
    }
}
