using System.Globalization;
using Vedetta.Core.Incidents;
using Vedetta.Core.Models;
using Vedetta.Core.Monitors;

namespace Vedetta.Core.Routing;

/// <summary>A policy as people and programs write it; what is left out takes the usual value.</summary>
public sealed record RoutingDraft
{
    /// <summary>IANA zone of every clock time; left out, UTC.</summary>
    public string? Zone { get; init; }

    /// <summary>One for each audience, and one for each audience and group of models that differ.</summary>
    public IReadOnlyList<RouteDraft>? Routes { get; init; }

    /// <summary>Who is on call.</summary>
    public IReadOnlyList<RotaDraft>? Rotas { get; init; }

    /// <summary>As it is written; no policy is an empty one.</summary>
    public static RoutingDraft Of(RoutingPolicy? policy) => new()
    {
        Zone = policy?.Zone ?? "UTC",
        Routes = [.. (policy?.Routes ?? []).Select(RouteDraft.Of)],
        Rotas = [.. (policy?.Rotas ?? []).Select(RotaDraft.Of)],
    };

    /// <summary>Whether two policies are written alike.</summary>
    public static bool Same(RoutingPolicy a, RoutingPolicy b) =>
        string.Equals(System.Text.Json.JsonSerializer.Serialize(Of(a)), System.Text.Json.JsonSerializer.Serialize(Of(b)), StringComparison.Ordinal);

    /// <summary>The policy, and everything in it that could not be read.</summary>
    public (RoutingPolicy Policy, IReadOnlyList<FieldFault> Faults) ToPolicy()
    {
        var faults = new List<FieldFault>();
        var routes = (Routes ?? []).Select((route, i) => route.ToRoute(string.Create(CultureInfo.InvariantCulture, $"routes[{i}]"), faults)).ToList();
        var rotas = (Rotas ?? []).Select((rota, i) => rota.ToRota(string.Create(CultureInfo.InvariantCulture, $"rotas[{i}]"), faults)).ToList();
        return (new RoutingPolicy(string.IsNullOrWhiteSpace(Zone) ? "UTC" : Zone.Trim(), routes, rotas), faults);
    }
}

/// <summary>How one audience is told, as it is written.</summary>
public sealed record RouteDraft
{
    /// <summary>Whose incidents.</summary>
    public Audience Audience { get; init; }

    /// <summary>Only of these models; left out, all that have no route of their own.</summary>
    public IReadOnlyList<string>? Models { get; init; }

    /// <summary>Channels that are told.</summary>
    public IReadOnlyList<string>? Channels { get; init; }

    /// <summary>Incidents at least as bad.</summary>
    public Severity MinimumSeverity { get; init; }

    /// <summary>Who answers for them.</summary>
    public string? Owner { get; init; }

    /// <summary>Name of the rota whose person on call is told too.</summary>
    public string? OnCall { get; init; }

    /// <summary>How long to wait before the first notice: <c>1m</c>; left out, not at all.</summary>
    public string? GroupWait { get; init; }

    /// <summary>How often people are reminded until somebody takes it: <c>4h</c>; left out, never.</summary>
    public string? Repeat { get; init; }

    /// <summary>Who is told when nobody takes it: <c>15m lead, head</c>, <c>1h head if critical</c>.</summary>
    public IReadOnlyList<string>? Escalate { get; init; }

    /// <summary>When only critical incidents are told: <c>mon-fri 22:00-07:00</c>.</summary>
    public IReadOnlyList<string>? QuietHours { get; init; }

    /// <summary>When nothing is told: <c>sun 02:00-04:00 the warehouse is loaded</c>.</summary>
    public IReadOnlyList<string>? Mutes { get; init; }

    /// <summary>When warnings are told together: <c>day 09:00</c>, <c>hour</c>; left out, one by one.</summary>
    public string? Digest { get; init; }

    internal static RouteDraft Of(Route route) => new()
    {
        Audience = route.Audience, Models = route.Models, Channels = route.Channels, MinimumSeverity = route.MinimumSeverity, Owner = route.Owner, OnCall = route.OnCall,
        GroupWait = RoutingText.Of(route.GroupWait), Repeat = route.Repeat is { } repeat ? RoutingText.Of(repeat) : null,
        Escalate = [.. route.Escalate.Select(RoutingText.Of)],
        QuietHours = [.. route.Quiet.Where(span => span.CriticalBreaksThrough).Select(RoutingText.Of)],
        Mutes = [.. route.Quiet.Where(span => !span.CriticalBreaksThrough).Select(RoutingText.Of)],
        Digest = route.Digest is null ? null : RoutingText.Of(route.Digest),
    };

    internal Route ToRoute(string at, List<FieldFault> faults)
    {
        var steps = new List<EscalationStep>();
        foreach (var text in Escalate ?? [])
        {
            if (RoutingText.TryParseStep(text, out var step)) steps.Add(step);
            else faults.Add(new($"{at}.escalate", $"'{text}' is not {RoutingText.StepForm}"));
        }

        DigestPlan? digest = null;
        if (!string.IsNullOrWhiteSpace(Digest))
        {
            if (RoutingText.TryParseDigest(Digest, out var plan)) digest = plan;
            else faults.Add(new($"{at}.digest", $"'{Digest}' is not {RoutingText.DigestForm}"));
        }

        return new Route(
            Audience, Models ?? [], Channels ?? [], MinimumSeverity, Blank(Owner), Blank(OnCall), Duration($"{at}.group_wait", GroupWait, faults) ?? TimeSpan.Zero,
            Duration($"{at}.repeat", Repeat, faults), steps, [.. Spans($"{at}.quiet_hours", QuietHours, breaks: true, faults), .. Spans($"{at}.mutes", Mutes, breaks: false, faults)], digest);
    }

    private static List<QuietSpan> Spans(string at, IReadOnlyList<string>? texts, bool breaks, List<FieldFault> faults)
    {
        var spans = new List<QuietSpan>();
        foreach (var text in texts ?? [])
        {
            if (RoutingText.TryParseSpan(text, breaks, out var span)) spans.Add(span);
            else faults.Add(new(at, $"'{text}' is not {RoutingText.SpanForm}"));
        }

        return spans;
    }

    private static TimeSpan? Duration(string at, string? text, List<FieldFault> faults)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        if (MonitorRules.TryParseDuration(text.Trim(), out var duration)) return duration;
        faults.Add(new(at, $"'{text}' is not a number with m, h, d or w, such as 30m, or an ISO 8601 duration"));
        return null;
    }

    private static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}

/// <summary>Who is on call, as it is written.</summary>
public sealed record RotaDraft
{
    /// <summary>Unique within the policy.</summary>
    public string? Name { get; init; }

    /// <summary>People in the order of their weeks, each with the channels that reach this person alone: <c>anna: anna-phone</c>, or <c>boris</c>.</summary>
    public IReadOnlyList<string>? Members { get; init; }

    /// <summary>The first member's week begins on the first day of hand-over on or after this day: <c>2026-01-05</c>.</summary>
    public string? Starting { get; init; }

    /// <summary>Day and time of hand-over: <c>monday 10:00</c>.</summary>
    public string? HandOver { get; init; }

    internal static RotaDraft Of(Rota rota) => new()
    {
        Name = rota.Name,
        Members = [.. rota.Members.Select(member => member.Channels.Count == 0 ? member.Name : $"{member.Name}: {string.Join(", ", member.Channels)}")],
        Starting = rota.Starting.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        HandOver = $"{Weekdays.Of([rota.HandOverDay])} {RoutingText.Of(rota.HandOverAt)}",
    };

    internal Rota ToRota(string at, List<FieldFault> faults)
    {
        if (!DateOnly.TryParseExact(Starting?.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var starting))
            faults.Add(new($"{at}.starting", $"'{Starting}' is not a day such as 2026-01-05"));
        var hand = (HandOver ?? "").Split(' ', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var (day, clock) = (DayOfWeek.Monday, default(TimeOnly));
        if (hand.Length == 2 && Weekdays.TryParse(hand[0], out var days) && days.Count == 1 && RoutingText.TryParseClock(hand[1], out clock)) day = days[0];
        else faults.Add(new($"{at}.hand_over", $"'{HandOver}' is not a weekday and a clock time such as 'monday 10:00'"));
        return new Rota((Name ?? "").Trim(), [.. (Members ?? []).Select(Member)], starting, day, clock);
    }

    private static RotaMember Member(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? new RotaMember(text.Trim(), []) : new RotaMember(text[..colon].Trim(), RoutingText.List(text[(colon + 1)..]));
    }
}
