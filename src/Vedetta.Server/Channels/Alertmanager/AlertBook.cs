using System.Text.Json;
using Vedetta.Core.Storage;

namespace Vedetta.Server.Channels.Alertmanager;

/// <summary>An alert that a channel holds up.</summary>
/// <param name="Incident">Id of the incident.</param>
/// <param name="EndedAt">When it was over; null while it fires.</param>
internal sealed record HeldAlert(string Incident, DateTimeOffset? EndedAt);

/// <summary>Which incidents each Alertmanager was told of, so that their alerts are held up, also after a restart. Thread-safe.</summary>
internal sealed class AlertBook(ISettingsStore settings) : IDisposable
{
    /// <summary>Most alerts of one channel; beyond it the oldest are no longer held up.</summary>
    public const int Most = 5_000;

    private readonly SemaphoreSlim _one = new(1, 1);

    /// <summary>What a channel holds up.</summary>
    public async ValueTask<IReadOnlyList<HeldAlert>> ReadAsync(string channel, CancellationToken cancel) =>
        await settings.FindAsync(Name(channel), cancel) is { } json ? JsonSerializer.Deserialize<List<HeldAlert>>(json) ?? [] : [];

    /// <summary>Adds incidents that were told of, and changes those known.</summary>
    public ValueTask PutAsync(string channel, IReadOnlyList<HeldAlert> alerts, CancellationToken cancel) =>
        ChangeAsync(channel, known => [.. known.Where(old => !alerts.Any(alert => Same(alert, old))), .. alerts], cancel);

    /// <summary>Lets go of alerts.</summary>
    public ValueTask DropAsync(string channel, IReadOnlyList<string> incidents, CancellationToken cancel) =>
        ChangeAsync(channel, known => [.. known.Where(alert => !incidents.Contains(alert.Incident, StringComparer.Ordinal))], cancel);

    public void Dispose() => _one.Dispose();

    private async ValueTask ChangeAsync(string channel, Func<IReadOnlyList<HeldAlert>, List<HeldAlert>> change, CancellationToken cancel)
    {
        await _one.WaitAsync(cancel);
        try
        {
            var next = change(await ReadAsync(channel, cancel));
            await settings.SaveAsync(Name(channel), JsonSerializer.Serialize(next.Count > Most ? next[^Most..] : next), cancel);
        }
        finally
        {
            _one.Release();
        }
    }

    private static bool Same(HeldAlert one, HeldAlert other) => string.Equals(one.Incident, other.Incident, StringComparison.Ordinal);

    private static string Name(string channel) => "channel.alerts:" + channel;
}
