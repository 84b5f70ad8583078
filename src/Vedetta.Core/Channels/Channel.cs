using System.Text;
using Vedetta.Core.Incidents;
using Vedetta.Core.Monitors;

namespace Vedetta.Core.Channels;

/// <summary>How a channel speaks.</summary>
public enum ChannelKind
{
    /// <summary>A line in the program's own log.</summary>
    Log,

    /// <summary>A signed JSON document posted to an address.</summary>
    Webhook,

    /// <summary>A message of a Telegram bot in a chat.</summary>
    Telegram,

    /// <summary>An e-mail.</summary>
    Email,

    /// <summary>A message through Slack's incoming webhook.</summary>
    Slack,

    /// <summary>An alert in Alertmanager, sent again while it fires.</summary>
    Alertmanager,
}

/// <summary>The language of messages.</summary>
public enum MessageLanguage
{
    /// <summary>English.</summary>
    En,

    /// <summary>Russian.</summary>
    Ru,
}

/// <summary>Where notifications go.</summary>
/// <param name="Name">Unique; letters, digits, <c>.</c>, <c>_</c> and <c>-</c>.</param>
/// <param name="Kind">How it speaks.</param>
/// <param name="Url">Address of a webhook, of Slack's incoming webhook (a secret in itself), or of Alertmanager; null for the other kinds.</param>
/// <param name="Secret">Key of a webhook's signature (HMAC-SHA256), or Alertmanager's password or token; null for none. Never answered by the API.</param>
/// <param name="Audiences">Incidents of these audiences; empty for all.</param>
/// <param name="MinimumSeverity">Incidents at least as bad.</param>
/// <param name="Models">Incidents of these models; empty for all.</param>
/// <param name="Enabled">Whether it is used.</param>
/// <param name="Telegram">Bot and chat of a Telegram channel; null for the other kinds.</param>
/// <param name="Email">Server, sender and readers of an e-mail channel; null for the other kinds.</param>
/// <param name="Alertmanager">What alerts carry beside the incident; null for the other kinds.</param>
/// <param name="Language">The language of its messages.</param>
/// <param name="Template">What its messages say; null for what the program says by itself.</param>
/// <param name="TestEvery">How often a test notice walks the real path by itself; null for never.</param>
/// <param name="PerMinute">At most so many messages a minute, beside the limits of the other side; null for no more than those.</param>
public sealed record Channel(
    string Name,
    ChannelKind Kind,
    string? Url,
    string? Secret,
    IReadOnlyList<Audience> Audiences,
    Severity MinimumSeverity,
    IReadOnlyList<string> Models,
    bool Enabled = true,
    TelegramSettings? Telegram = null,
    EmailSettings? Email = null,
    AlertmanagerSettings? Alertmanager = null,
    MessageLanguage Language = MessageLanguage.En,
    MessageTemplate? Template = null,
    TimeSpan? TestEvery = null,
    int? PerMinute = null)
{
    /// <summary>Whether this channel is told of such an incident.</summary>
    public bool Takes(Incident incident) =>
        Enabled
        && incident.Severity >= MinimumSeverity
        && (Audiences.Count == 0 || Audiences.Contains(incident.Audience))
        && (Models.Count == 0 || Models.Contains(incident.Model.Value, StringComparer.Ordinal));

    // Addresses and secrets must not reach a log by way of a message.
    private bool PrintMembers(StringBuilder text)
    {
        text.Append("Name = ").Append(Name).Append(", Kind = ").Append(Kind);
        return true;
    }
}

/// <summary>What the messages of a channel say, with <c>{placeholders}</c>; see <see cref="TemplateText"/>.</summary>
/// <param name="Subject">Subject of an e-mail, heading of a Slack message; null for the usual one.</param>
/// <param name="Body">The text; null for the usual one.</param>
public sealed record MessageTemplate(string? Subject, string? Body);

/// <summary>Channels by name. Thread-safe.</summary>
public interface IChannelStore
{
    /// <summary>Every channel, by name.</summary>
    ValueTask<IReadOnlyList<Channel>> ListAsync(CancellationToken cancel);

    /// <summary>The channel, or null.</summary>
    ValueTask<Channel?> FindAsync(string name, CancellationToken cancel);

    /// <summary>Stores a channel, replacing the one so named.</summary>
    ValueTask SaveAsync(Channel channel, CancellationToken cancel);

    /// <summary>Deletes a channel; answers whether it was there.</summary>
    ValueTask<bool> DeleteAsync(string name, CancellationToken cancel);
}
