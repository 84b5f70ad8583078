using Vedetta.Core.Incidents.Silencing;
using Vedetta.Core.Models;
using Vedetta.Core.Monitors;

namespace Vedetta.Server.Api;

/// <summary>A silence as clients ask for it.</summary>
public sealed record SilenceBody
{
    /// <summary>Models by name; empty for any.</summary>
    public IReadOnlyList<string>? Models { get; init; }

    /// <summary>Columns by name; empty for any.</summary>
    public IReadOnlyList<string>? Columns { get; init; }

    /// <summary>Monitors by name; empty for any.</summary>
    public IReadOnlyList<string>? Monitors { get; init; }

    /// <summary>True leaves critical incidents loud.</summary>
    public bool? OnlyWarnings { get; init; }

    /// <summary>First moment; left out for now.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>First moment after.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Instead of <c>to</c>: how long, <c>30m</c>, <c>2h</c>, <c>1d</c> or ISO 8601.</summary>
    public string? For { get; init; }

    /// <summary>Why.</summary>
    public string? Reason { get; init; }

    /// <summary>Which incidents.</summary>
    public SilenceMatch ToMatch() => new(Models ?? [], Columns ?? [], Monitors ?? [], OnlyWarnings ?? false);

    /// <summary>As Core takes it.</summary>
    public SilenceRequest ToRequest(DateTimeOffset now)
    {
        if ((To is null) == (For is null)) throw new SilenceValidationException([new FieldFault("to", "give either 'to', a moment, or 'for', a duration such as 2h")]);
        if (For is null) return new SilenceRequest(ToMatch(), From, To!.Value, Reason ?? "");
        if (!MonitorRules.TryParseDuration(For, out var length)) throw new SilenceValidationException([new FieldFault("for", "a number with m, h, d or w, such as 30m, or an ISO 8601 duration")]);
        return new SilenceRequest(ToMatch(), From ?? now, (From ?? now) + length, Reason ?? "");
    }
}

/// <summary>A silence as clients see it.</summary>
public sealed record SilenceAnswer(
    string Id, bool Active, IReadOnlyList<string> Models, IReadOnlyList<string> Columns, IReadOnlyList<string> Monitors, bool OnlyWarnings, DateTimeOffset From, DateTimeOffset To,
    string Reason, string By, DateTimeOffset CreatedAt, string? EndedBy)
{
    /// <summary>As clients see it.</summary>
    public static SilenceAnswer Of(Silence silence, DateTimeOffset now) => new(
        silence.Id, silence.IsActive(now), silence.Match.Models, silence.Match.Columns, silence.Match.Monitors, silence.Match.OnlyWarnings, silence.From, silence.To,
        silence.Reason, silence.By, silence.CreatedAt, silence.EndedBy);
}

/// <summary>What a silence would mute.</summary>
/// <param name="Open">Ids of open incidents that would be muted.</param>
/// <param name="Past">Ids of incidents of the last thirty days, over by now, that would have been muted.</param>
/// <param name="Loud">How many open incidents would stay loud.</param>
public sealed record SilencePreviewBody(IReadOnlyList<string> Open, IReadOnlyList<string> Past, int Loud)
{
    /// <summary>As clients see it.</summary>
    public static SilencePreviewBody Of(SilencePreview preview) => new([.. preview.Open.Select(incident => incident.Id)], [.. preview.Past.Select(incident => incident.Id)], preview.Loud);
}
