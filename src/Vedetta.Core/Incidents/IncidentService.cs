using Vedetta.Core.Explaining;
using Vedetta.Core.Incidents.Machine;
using Vedetta.Core.Incidents.Services;
using Vedetta.Core.Incidents.Silencing;
using Vedetta.Core.Models;
using Vedetta.Core.Storage;

namespace Vedetta.Core.Incidents;

/// <summary>
/// Incidents for every door: evaluation feeds them, people read, take and close them. One change at a time, so a
/// person's click and an evaluation never overwrite each other. Thread-safe.
/// </summary>
public sealed partial class IncidentService(IIncidentStore store, INotifier notifier, TimeProvider time, IIncidentExplainer? explainer = null, ISilenceStore? silences = null) : IDisposable
{
    /// <summary>Who did what nobody did.</summary>
    public const string Program = "vedetta";

    /// <summary>Resolved incidents younger than this many, per model, are looked at for re-opening.</summary>
    private const int Recent = 200;

    private static readonly IncidentState[] Resolved = [IncidentState.Resolved];
    private static readonly IncidentState[] NotResolved = [IncidentState.Pending, IncidentState.Firing, IncidentState.Acknowledged];

    private readonly SemaphoreSlim _one = new(1, 1);

    /// <summary>Incidents, the latest opened first; null for any model or state.</summary>
    public ValueTask<IReadOnlyList<Incident>> ListAsync(ModelId? model, IReadOnlyList<IncidentState>? states, int limit, CancellationToken cancel) =>
        store.ListAsync(model, states, limit, cancel);

    /// <summary>The incident, or null.</summary>
    public ValueTask<Incident?> FindAsync(string id, CancellationToken cancel) => store.FindAsync(id, cancel);

    /// <summary>Somebody takes it. Taking it again changes nothing.</summary>
    /// <exception cref="IncidentStateException">It is over.</exception>
    public ValueTask<Incident?> AcknowledgeAsync(string id, string by, string? note, CancellationToken cancel) =>
        ChangeAsync(id, (incident, now) => incident.State switch
        {
            IncidentState.Acknowledged => incident,
            IncidentState.Resolved => throw new IncidentStateException($"incident {id} is resolved; only pending and firing ones can be acknowledged"),
            _ => With(incident with { State = IncidentState.Acknowledged, Acknowledged = now }, now, Say("acknowledged", note), by),
        }, cancel);

    /// <summary>Somebody closes it. Closing it again changes nothing.</summary>
    public ValueTask<Incident?> ResolveAsync(string id, string by, string? note, CancellationToken cancel) =>
        ChangeAsync(id, (incident, now) => incident.State == IncidentState.Resolved
            ? incident
            : With(incident with { State = IncidentState.Resolved, Resolved = now }, now, Say("resolved by hand", note), by), cancel);

    /// <summary>Somebody says whether it was useful.</summary>
    /// <param name="id">The incident.</param>
    /// <param name="feedback"><c>useful</c> or <c>noise</c>.</param>
    /// <param name="by">Who.</param>
    /// <param name="note">More words, or null.</param>
    /// <param name="cancel">Stops waiting.</param>
    /// <exception cref="ArgumentException">Another word.</exception>
    public ValueTask<Incident?> FeedbackAsync(string id, string feedback, string by, string? note, CancellationToken cancel)
    {
        if (feedback is not ("useful" or "noise")) throw new ArgumentException($"feedback is 'useful' or 'noise', not '{feedback}'", nameof(feedback));
        return ChangeAsync(id, (incident, now) => With(incident with { Feedback = feedback }, now, Say($"called {feedback}", note), by), cancel);
    }

    /// <summary>Takes new and changed points of a model and answers which incidents changed; one that heals before it fires leaves no trace.</summary>
    public async ValueTask<IReadOnlyList<Incident>> TakeAsync(IReadOnlyList<IncidentFact> facts, IncidentContext context, DateTimeOffset now, CancellationToken cancel)
    {
        if (facts.Count == 0) return [];
        await _one.WaitAsync(cancel);
        try
        {
            var open = await store.ListAsync(context.Model, NotResolved, int.MaxValue, cancel);
            var over = await store.ListAsync(context.Model, Resolved, Recent, cancel);
            var own = over.Reverse().Concat(open.Reverse()).Where(incident => !ServiceIncidents.Is(incident));
            var step = IncidentMachine.Advance([.. own], facts, context with { Silences = await SilencesAsync(now, cancel) }, now);
            var ids = step.Changed.ToDictionary(incident => incident.Id, incident => incident.Id, StringComparer.Ordinal);
            var made = step.Changed.Where(incident => incident.Id.StartsWith('+')).ToList();
            foreach (var (incident, id) in made.Zip(await store.NextIdsAsync(made.Count, cancel))) ids[incident.Id] = id;
            var changed = new List<Incident>(step.Changed.Count);
            foreach (var incident in step.Changed)
                changed.Add(await ExplainedAsync(incident with { Id = ids[incident.Id], MutedBy = incident.MutedBy is { } muter ? ids.GetValueOrDefault(muter, muter) : null }, cancel));
            if (changed.Count > 0) await store.SaveAsync(changed, cancel);
            if (step.Dropped.Count > 0) await store.DeleteAsync(step.Dropped, cancel);
            if (step.Notices.Count > 0)
                await notifier.NotifyAsync([.. Named(step.Notices, ids, changed)], cancel);
            return changed;
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>Tells people of firing incidents whose silence is over, or what explained them; answers which.</summary>
    public async ValueTask<IReadOnlyList<Incident>> ReleaseAsync(DateTimeOffset now, CancellationToken cancel)
    {
        await _one.WaitAsync(cancel);
        try
        {
            var step = Muting.Release(await store.ListAsync(null, NotResolved, int.MaxValue, cancel), await SilencesAsync(now, cancel), now);
            if (step.Changed.Count == 0) return [];
            await store.SaveAsync(step.Changed, cancel);
            if (step.Notices.Count > 0) await notifier.NotifyAsync(step.Notices, cancel);
            return step.Changed;
        }
        finally
        {
            _one.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _one.Dispose();

    // Explained as of the latest bad window: while it lasts the answer may change, when it is over it stays.
    private async ValueTask<Incident> ExplainedAsync(Incident incident, CancellationToken cancel) =>
        explainer is null || (incident.State == IncidentState.Resolved && incident.Explanation is not null)
            ? incident
            : incident with { Explanation = await explainer.ExplainAsync(incident, cancel) };

    // The last notice of an incident shows it as it is when the step is done, with everything that joined it since.
    private static IEnumerable<IncidentNotice> Named(IReadOnlyList<IncidentNotice> notices, Dictionary<string, string> ids, List<Incident> changed)
    {
        var last = notices.Select((notice, i) => (notice.Incident.Id, i)).GroupBy(each => each.Id, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Max(each => each.i), StringComparer.Ordinal);
        var final = changed.ToDictionary(incident => incident.Id, StringComparer.Ordinal);
        for (var i = 0; i < notices.Count; i++)
        {
            var notice = notices[i];
            var id = ids.GetValueOrDefault(notice.Incident.Id, notice.Incident.Id);
            var now = final.GetValueOrDefault(id);
            yield return notice with
            {
                Incident = now is not null && last[notice.Incident.Id] == i ? now : notice.Incident with { Id = id, Explanation = now?.Explanation ?? notice.Incident.Explanation },
            };
        }
    }

    private async ValueTask<IReadOnlyList<Silence>> SilencesAsync(DateTimeOffset now, CancellationToken cancel) =>
        silences is null ? [] : await silences.ListAsync(now, cancel);

    private async ValueTask<Incident?> ChangeAsync(string id, Func<Incident, DateTimeOffset, Incident> change, CancellationToken cancel)
    {
        await _one.WaitAsync(cancel);
        try
        {
            if (await store.FindAsync(id, cancel) is not { } incident) return null;
            var now = time.GetUtcNow();
            var next = change(incident, now);
            if (ReferenceEquals(next, incident)) return incident;
            await store.SaveAsync([next], cancel);
            if (next.State == IncidentState.Resolved && incident.State != IncidentState.Resolved && incident is { FiredAt: not null, MutedBy: null })
                await notifier.NotifyAsync([new IncidentNotice(NoticeKind.Resolved, next, now)], cancel);
            return next;
        }
        finally
        {
            _one.Release();
        }
    }

    private static string Say(string what, string? note) => string.IsNullOrWhiteSpace(note) ? what : $"{what}: {note.Trim()}";

    private static Incident With(Incident incident, DateTimeOffset at, string what, string by) =>
        incident with { History = [.. incident.History, new IncidentEvent(at, what, by)] };
}

/// <summary>An incident cannot do that in its state; the message says why.</summary>
public sealed class IncidentStateException(string message) : Exception(message);
