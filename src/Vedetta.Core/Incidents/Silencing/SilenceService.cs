using Vedetta.Core.Models;
using Vedetta.Core.Storage;

namespace Vedetta.Core.Incidents.Silencing;

/// <summary>A silence as somebody asks for it.</summary>
/// <param name="Match">Which incidents.</param>
/// <param name="From">First moment; null for now.</param>
/// <param name="To">First moment after.</param>
/// <param name="Reason">Why.</param>
public sealed record SilenceRequest(SilenceMatch Match, DateTimeOffset? From, DateTimeOffset To, string Reason);

/// <summary>What a silence would do.</summary>
/// <param name="Open">Incidents that are open and would be muted.</param>
/// <param name="Past">Incidents of the last thirty days that are over and would have been muted.</param>
/// <param name="Loud">How many open incidents would stay loud.</param>
public sealed record SilencePreview(IReadOnlyList<Incident> Open, IReadOnlyList<Incident> Past, int Loud);

/// <summary>Silences for every door: the API and pages. Thread-safe.</summary>
public sealed class SilenceService(ISilenceStore store, IIncidentStore incidents, IncidentService service, TimeProvider time)
{
    /// <summary>The longest silence: what is muted for longer should be changed, not muted.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(90);

    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    /// <summary>Silences that hold or are to come, and those that ended within thirty days; the one that ends last first.</summary>
    public ValueTask<IReadOnlyList<Silence>> ListAsync(CancellationToken cancel) => store.ListAsync(time.GetUtcNow() - Kept, cancel);

    /// <summary>The silence, or null.</summary>
    public ValueTask<Silence?> FindAsync(string id, CancellationToken cancel) => store.FindAsync(id, cancel);

    /// <summary>Makes a silence.</summary>
    /// <exception cref="SilenceValidationException">Lists everything wrong with it.</exception>
    public async ValueTask<Silence> CreateAsync(SilenceRequest request, string by, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        Check(request, now);
        var silence = new Silence(await store.NextIdAsync(cancel), request.Match, request.From ?? now, request.To, request.Reason.Trim(), by, now);
        await store.SaveAsync(silence, cancel);
        return silence;
    }

    /// <summary>Ends a silence now; what it muted and is still firing is told at once. Null for an unknown id; ending it again changes nothing.</summary>
    public async ValueTask<Silence?> EndAsync(string id, string by, CancellationToken cancel)
    {
        if (await store.FindAsync(id, cancel) is not { } silence) return null;
        var now = time.GetUtcNow();
        if (silence.To <= now) return silence;
        var ended = silence with { From = silence.From < now ? silence.From : now, To = now, EndedBy = by };
        await store.SaveAsync(ended, cancel);
        await service.ReleaseAsync(now, cancel);
        return ended;
    }

    /// <summary>What a silence would mute, without making it.</summary>
    /// <exception cref="SilenceValidationException">Lists everything wrong with it.</exception>
    public async ValueTask<SilencePreview> PreviewAsync(SilenceMatch match, CancellationToken cancel)
    {
        var faults = match.Faults().ToList();
        if (faults.Count > 0) throw new SilenceValidationException(faults);
        var now = time.GetUtcNow();
        var known = await incidents.ListAsync(model: null, states: null, 2_000, cancel);
        var open = known.Where(incident => incident.State != IncidentState.Resolved).ToList();
        return new SilencePreview(
            [.. open.Where(match.Holds)],
            [.. known.Where(incident => incident.State == IncidentState.Resolved && incident.Opened >= now - Kept && match.Holds(incident))],
            open.Count(incident => !match.Holds(incident)));
    }

    private static void Check(SilenceRequest request, DateTimeOffset now)
    {
        var faults = request.Match.Faults().ToList();
        var from = request.From ?? now;
        if (request.To <= from) faults.Add(new FieldFault("to", "must lie after 'from'"));
        else if (request.To <= now) faults.Add(new FieldFault("to", "must lie in the future"));
        else if (request.To - from > Longest) faults.Add(new FieldFault("to", "a silence lasts at most 90 days; a monitor that must be quiet for longer is better changed or switched off"));
        if (string.IsNullOrWhiteSpace(request.Reason) || request.Reason.Length > 500) faults.Add(new FieldFault("reason", "must have 1 to 500 characters"));
        if (faults.Count > 0) throw new SilenceValidationException(faults);
    }
}

/// <summary>A silence with faults: all of them, each with its field.</summary>
public sealed class SilenceValidationException(IReadOnlyList<FieldFault> faults)
    : Exception(string.Join("; ", faults.Select(fault => $"{fault.Field}: {fault.Message}")))
{
    /// <summary>The faults.</summary>
    public IReadOnlyList<FieldFault> Faults { get; } = faults;
}
