namespace Vedetta.Core.Channels;

/// <summary>How a channel fares.</summary>
public enum ChannelHealthState
{
    /// <summary>Nothing was sent through it yet.</summary>
    Untried,

    /// <summary>The last notice was taken.</summary>
    Working,

    /// <summary>The last notice was not taken; it is tried again.</summary>
    Failing,

    /// <summary>So many failed that nothing is tried for a while.</summary>
    Paused,

    /// <summary>Somebody switched it off.</summary>
    Off,
}

/// <summary>One try of a channel.</summary>
/// <param name="At">When.</param>
/// <param name="Delivered">Whether the other side took it.</param>
/// <param name="Answer">What it said.</param>
public sealed record ChannelTry(DateTimeOffset At, bool Delivered, string Answer);

/// <summary>How a channel fares, with what it was judged by.</summary>
/// <param name="Channel">The channel.</param>
/// <param name="State">How it fares.</param>
/// <param name="Last">The last delivery or try; null before any.</param>
/// <param name="LastTest">The last test, asked for or by itself; null before any.</param>
/// <param name="LastGoodTest">When a test last arrived.</param>
/// <param name="Waiting">Notices on their way.</param>
/// <param name="Failed">Dead letters.</param>
/// <param name="PausedUntil">Until when nothing is tried.</param>
/// <param name="Failures">Failures in a row.</param>
public sealed record ChannelStatus(
    Channel Channel, ChannelHealthState State, ChannelTry? Last, ChannelTry? LastTest, DateTimeOffset? LastGoodTest, int Waiting, int Failed, DateTimeOffset? PausedUntil, int Failures);

/// <summary>One notice on its way through a channel.</summary>
/// <param name="Id">The same for every attempt; receivers of webhooks see it too.</param>
/// <param name="Incident">Id of the incident.</param>
/// <param name="Kind">Why people are told: <c>fired</c>, <c>resolved</c>, <c>test</c> and so on.</param>
/// <param name="Text">In one line.</param>
/// <param name="CreatedAt">When it was decided.</param>
/// <param name="NextAttempt">Not before; of one that was sent or given up, when that was.</param>
/// <param name="Attempts">How often it was tried.</param>
/// <param name="State">Where it is on its way.</param>
/// <param name="Answer">What the other side said last.</param>
public sealed record DeliveryLine(
    string Id, string Incident, string Kind, string Text, DateTimeOffset CreatedAt, DateTimeOffset NextAttempt, int Attempts, OutboxState State, string? Answer);

/// <summary>Channels for every door: the API and pages. Thread-safe.</summary>
public interface IChannels
{
    /// <summary>How every channel fares, by name.</summary>
    ValueTask<IReadOnlyList<ChannelStatus>> ListAsync(CancellationToken cancel);

    /// <summary>How one fares, or null.</summary>
    ValueTask<ChannelStatus?> FindAsync(string name, CancellationToken cancel);

    /// <summary>Makes or replaces a channel.</summary>
    /// <exception cref="ChannelValidationException">Lists everything wrong with it.</exception>
    ValueTask SaveAsync(Channel channel, string by, CancellationToken cancel);

    /// <summary>Deletes a channel; answers whether it was there.</summary>
    ValueTask<bool> DeleteAsync(string name, string by, CancellationToken cancel);

    /// <summary>Sends a real test notice and answers what the other side said; null for an unknown channel.</summary>
    ValueTask<SendResult?> TestAsync(string name, CancellationToken cancel);

    /// <summary>Notices of a channel, newest first; null for an unknown channel.</summary>
    ValueTask<IReadOnlyList<DeliveryLine>?> DeliveriesAsync(string name, OutboxState? state, int limit, CancellationToken cancel);

    /// <summary>Sends dead letters again, in their order; answers how many. Null for the id means every one of the channel.</summary>
    ValueTask<int> ResendAsync(string name, string? delivery, string by, CancellationToken cancel);

    /// <summary>Ends a pause now; answers whether there was one.</summary>
    ValueTask<bool> ResumeAsync(string name, string by, CancellationToken cancel);

    /// <summary>What a message of such a channel says, by an example; for people who write a template.</summary>
    /// <exception cref="ChannelValidationException">Lists everything wrong with it.</exception>
    ChannelPreview Preview(Channel channel, Monitors.Audience audience);
}

/// <summary>A message as people would read it.</summary>
/// <param name="Subject">Subject or heading.</param>
/// <param name="Text">Plain text.</param>
/// <param name="Html">As HTML for a reader of mail.</param>
public sealed record ChannelPreview(string Subject, string Text, string Html);

/// <summary>What the other side said.</summary>
/// <param name="Delivered">Whether it took the notice.</param>
/// <param name="Retry">Whether another attempt may succeed.</param>
/// <param name="Status">Status of HTTP or SMTP, where there was one.</param>
/// <param name="Answer">Its words, clipped; or why there were none.</param>
/// <param name="Milliseconds">How long it took.</param>
/// <param name="RetryAfterSeconds">How long it asks to be left alone; null where it does not.</param>
public sealed record SendResult(bool Delivered, bool Retry, int? Status, string Answer, long Milliseconds, int? RetryAfterSeconds = null);
