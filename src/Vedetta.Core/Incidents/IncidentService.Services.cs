using Vedetta.Core.Incidents.Machine;
using Vedetta.Core.Incidents.Services;

namespace Vedetta.Core.Incidents;

public sealed partial class IncidentService
{
    /// <summary>Takes alerts that other systems raised; the same alert twice changes nothing. Answers in the order of the alerts.</summary>
    public async ValueTask<IReadOnlyList<ServiceAlertResult>> TakeAlertsAsync(IReadOnlyList<ServiceAlert> alerts, CancellationToken cancel)
    {
        if (alerts.Count == 0) return [];
        await _one.WaitAsync(cancel);
        try
        {
            var now = time.GetUtcNow();
            var hold = await SilencesAsync(now, cancel);
            var known = new Dictionary<string, Incident>(StringComparer.Ordinal);
            foreach (var model in alerts.Select(alert => alert.Model).Distinct())
            {
                foreach (var incident in await store.ListAsync(model, Resolved, Recent, cancel))
                    if (incident.Source is { } source) known.TryAdd(source, incident);
                foreach (var incident in await store.ListAsync(model, NotResolved, int.MaxValue, cancel))
                    if (incident.Source is { } source) known[source] = incident;
            }

            var (results, notices) = (new List<ServiceAlertResult>(), new List<IncidentNotice>());
            var changed = new Dictionary<string, Incident>(StringComparer.Ordinal);
            foreach (var alert in alerts)
            {
                var (incident, effect, why) = ServiceIncidents.Take(known.GetValueOrDefault(alert.Source), alert, now);
                if (incident is not null && why is { } kind)
                {
                    if (effect == ServiceAlertEffect.Opened) incident = incident with { Id = await store.NextIdAsync(cancel) };
                    (incident, var told) = Muting.Decide(kind, incident, hold, now);
                    if (told) notices.Add(new IncidentNotice(kind, incident, now));
                    known[alert.Source] = changed[incident.Id] = incident;
                }

                results.Add(new ServiceAlertResult(alert, effect, incident));
            }

            if (changed.Count > 0) await store.SaveAsync([.. changed.Values], cancel);
            if (notices.Count > 0) await notifier.NotifyAsync(notices, cancel);
            return results;
        }
        finally
        {
            _one.Release();
        }
    }
}
