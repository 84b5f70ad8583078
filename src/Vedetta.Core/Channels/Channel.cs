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
}

/// <summary>Where notifications go.</summary>
/// <param name="Name">Unique; letters, digits, <c>.</c>, <c>_</c> and <c>-</c>.</param>
/// <param name="Kind">How it speaks.</param>
/// <param name="Url">Address of a webhook; null for a log.</param>
/// <param name="Secret">Key of the webhook's signature (HMAC-SHA256); null for none. Never answered by the API.</param>
/// <param name="Audiences">Incidents of these audiences; empty for all.</param>
/// <param name="MinimumSeverity">Incidents at least as bad.</param>
/// <param name="Models">Incidents of these models; empty for all.</param>
/// <param name="Enabled">Whether it is used.</param>
public sealed record Channel(
    string Name,
    ChannelKind Kind,
    string? Url,
    string? Secret,
    IReadOnlyList<Audience> Audiences,
    Severity MinimumSeverity,
    IReadOnlyList<string> Models,
    bool Enabled = true)
{
    /// <summary>Whether this channel is told of such an incident.</summary>
    public bool Takes(Incident incident) =>
        Enabled
        && incident.Severity >= MinimumSeverity
        && (Audiences.Count == 0 || Audiences.Contains(incident.Audience))
        && (Models.Count == 0 || Models.Contains(incident.Model.Value, StringComparer.Ordinal));
}

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
