using System.Security.Cryptography;
using System.Text;
using Vedetta.Core.Channels;

namespace Vedetta.Server.Channels;

/// <summary>One notice on its way to the other side.</summary>
/// <param name="Key">What it says to whom; the same for every attempt.</param>
/// <param name="Payload">The document as it waits in the outbox.</param>
internal sealed record Letter(string Key, string Payload)
{
    /// <summary>The same for every attempt of one notice, and fit for headers: half of the key's SHA-256 in hex.</summary>
    public string Id { get; } = IdOf(Key);

    /// <summary>The id that goes with a key.</summary>
    public static string IdOf(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))[..32];
}

/// <summary>Speaks the language of one kind of channel. Thread-safe; a failure of the other side is an answer, never an exception.</summary>
internal interface IChannelSender
{
    /// <summary>The kind it speaks to.</summary>
    ChannelKind Kind { get; }

    /// <summary>Sends one notice.</summary>
    ValueTask<SendResult> SendAsync(Channel channel, Letter letter, CancellationToken cancel);
}

/// <summary>Sends a ready text through an e-mail channel: reports, not notices.</summary>
public interface IReportMail
{
    /// <summary>Sends it to the readers of the channel; an answer says whether the server took it.</summary>
    /// <param name="channel">A channel of kind e-mail.</param>
    /// <param name="subject">One line.</param>
    /// <param name="text">The text for readers without HTML.</param>
    /// <param name="html">The whole document.</param>
    /// <param name="threadId">What mails of one thread have in common, for example <c>report-scoring-weekly</c>.</param>
    /// <param name="cancel">Stops waiting.</param>
    ValueTask<SendResult> SendAsync(Channel channel, string subject, string text, string html, string threadId, CancellationToken cancel);
}

/// <summary>Sends one notice through one channel, whatever its kind. Thread-safe.</summary>
internal sealed class ChannelSender(IEnumerable<IChannelSender> senders)
{
    private readonly Dictionary<ChannelKind, IChannelSender> _senders = senders.ToDictionary(sender => sender.Kind);

    /// <summary>Sends the document.</summary>
    public ValueTask<SendResult> SendAsync(Channel channel, string key, string payload, CancellationToken cancel) =>
        _senders[channel.Kind].SendAsync(channel, new Letter(key, payload), cancel);
}

/// <summary>A line in the program's own log.</summary>
internal sealed partial class LogSender(ILogger<LogSender> log) : IChannelSender
{
    public ChannelKind Kind => ChannelKind.Log;

    public ValueTask<SendResult> SendAsync(Channel channel, Letter letter, CancellationToken cancel)
    {
        Notice(log, channel.Name, letter.Payload);
        return new(new SendResult(Delivered: true, Retry: false, Status: null, "written to the log", 0));
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Notice for channel {Channel}: {Payload}")]
    private static partial void Notice(ILogger log, string channel, string payload);
}
