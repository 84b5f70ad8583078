namespace Vedetta.Core.Incidents;

/// <summary>Why people are told.</summary>
public enum NoticeKind
{
    /// <summary>The incident fires for the first time.</summary>
    Fired,

    /// <summary>It went from warning to critical.</summary>
    Escalated,

    /// <summary>It was over and is back.</summary>
    Reopened,

    /// <summary>It is over.</summary>
    Resolved,
}

/// <summary>Something people are to be told about an incident.</summary>
/// <param name="Kind">Why.</param>
/// <param name="Incident">The incident as it is now.</param>
/// <param name="At">When.</param>
public sealed record IncidentNotice(NoticeKind Kind, Incident Incident, DateTimeOffset At);

/// <summary>
/// Takes notices and brings them to channels. Thread-safe. It takes responsibility at once and retries by itself, so
/// it neither blocks an evaluation nor fails it. After a crash a notice may come twice.
/// </summary>
public interface INotifier
{
    /// <summary>Takes notices, in the order they happened.</summary>
    ValueTask NotifyAsync(IReadOnlyList<IncidentNotice> notices, CancellationToken cancel);
}

/// <summary>Tells nobody.</summary>
public sealed class SilentNotifier : INotifier
{
    /// <inheritdoc/>
    public ValueTask NotifyAsync(IReadOnlyList<IncidentNotice> notices, CancellationToken cancel) => ValueTask.CompletedTask;
}
