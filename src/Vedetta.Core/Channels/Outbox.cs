namespace Vedetta.Core.Channels;

/// <summary>Where a notification is on its way.</summary>
public enum OutboxState
{
    /// <summary>To be sent, now or after a pause.</summary>
    Waiting,

    /// <summary>The other side took it.</summary>
    Sent,

    /// <summary>Given up after the last attempt: a dead letter, until somebody sends it again.</summary>
    Failed,
}

/// <summary>A notification that is sent at least once, also after a crash between the decision and the sending.</summary>
/// <param name="Key">What it says to whom: channel, incident and transition. The same key is stored once.</param>
/// <param name="Channel">Name of the channel.</param>
/// <param name="Incident">Id of the incident.</param>
/// <param name="Payload">What is sent (JSON).</param>
/// <param name="CreatedAt">When it was decided.</param>
/// <param name="NextAttempt">Not before; of one that was sent or given up, when that was.</param>
/// <param name="Attempts">How often it was tried.</param>
/// <param name="State">Where it is on its way.</param>
/// <param name="LastAnswer">What the other side said last; never a secret.</param>
public sealed record OutboxMessage(
    string Key,
    string Channel,
    string Incident,
    string Payload,
    DateTimeOffset CreatedAt,
    DateTimeOffset NextAttempt,
    int Attempts,
    OutboxState State,
    string? LastAnswer)
{
    /// <summary>What stands for the incident of a test: a test that did not arrive is no dead letter.</summary>
    public const string TestIncident = "INC-0";
}

/// <summary>How many notifications of a channel are on their way or were given up.</summary>
/// <param name="Channel">Name of the channel.</param>
/// <param name="Waiting">To be sent.</param>
/// <param name="Failed">Dead letters.</param>
public sealed record OutboxCount(string Channel, int Waiting, int Failed);

/// <summary>Notifications that must not be lost. Thread-safe.</summary>
public interface IOutboxStore
{
    /// <summary>Stores notifications whose key is new; those known already are left as they are.</summary>
    ValueTask AddAsync(IReadOnlyList<OutboxMessage> messages, CancellationToken cancel);

    /// <summary>Channels that have a notification waiting whose time has come.</summary>
    ValueTask<IReadOnlyList<string>> DueChannelsAsync(DateTimeOffset now, CancellationToken cancel);

    /// <summary>
    /// Of a channel, the first notification waiting of each incident, where its time has come; the one added first, first. One
    /// that was tried and is to be tried again holds back the later ones of its incident; one held back until a later hour,
    /// which nobody tried yet, does not.
    /// </summary>
    ValueTask<IReadOnlyList<OutboxMessage>> DueAsync(string channel, DateTimeOffset now, int limit, CancellationToken cancel);

    /// <summary>Replaces a notification by its key.</summary>
    ValueTask UpdateAsync(OutboxMessage message, CancellationToken cancel);

    /// <summary>The latest, newest first; null for any channel or state.</summary>
    ValueTask<IReadOnlyList<OutboxMessage>> ListAsync(string? channel, OutboxState? state, int limit, CancellationToken cancel);

    /// <summary>Waiting ones and dead letters of every channel that has any; tests left out.</summary>
    ValueTask<IReadOnlyList<OutboxCount>> CountsAsync(CancellationToken cancel);

    /// <summary>Forgets those sent or given up before the moment.</summary>
    ValueTask DeleteAsync(DateTimeOffset before, CancellationToken cancel);
}
