using Microsoft.AspNetCore.Http;
using Vedetta.Core.Incidents;
using Vedetta.Core.Monitors;
using Vedetta.Core.Routing;

namespace Vedetta.Web.Routing;

/// <summary>A route or a rota as a person filled it in.</summary>
/// <param name="Key">Which one it replaces; empty for a new one.</param>
/// <param name="Route">The route; null when it is a rota.</param>
/// <param name="Rota">The rota; null when it is a route.</param>
public sealed record RoutingForm(string Key, RouteDraft? Route, RotaDraft? Rota)
{
    /// <summary>What a route is found again by: its audience and models.</summary>
    public static string KeyOf(RouteDraft route) => EnumWords.Of(route.Audience) + ":" + string.Join(',', route.Models ?? []);

    /// <summary>A route before anybody filled it in.</summary>
    public static RoutingForm NewRoute { get; } = new("", new RouteDraft { GroupWait = "1m", Repeat = "4h" }, Rota: null);

    /// <summary>A rota before anybody filled it in.</summary>
    public static RoutingForm NewRota { get; } = new("", Route: null, new RotaDraft { HandOver = "mon 10:00" });

    /// <summary>What an address asks to edit; null for nothing.</summary>
    public static RoutingForm? Of(IQueryCollection query, RoutingDraft policy)
    {
        var (route, rota) = (query["route"].ToString(), query["rota"].ToString());
        if (route == "new") return NewRoute;
        if (rota == "new") return NewRota;
        if (route.Length > 0 && policy.Routes!.FirstOrDefault(each => string.Equals(KeyOf(each), route, StringComparison.Ordinal)) is { } known) return new RoutingForm(route, known, Rota: null);
        return rota.Length > 0 && policy.Rotas!.FirstOrDefault(each => string.Equals(each.Name, rota, StringComparison.Ordinal)) is { } turn ? new RoutingForm(rota, Route: null, turn) : null;
    }

    /// <summary>A route that was sent.</summary>
    public static RoutingForm RouteOf(IFormCollection form) => new(
        form["key"].ToString(),
        new RouteDraft
        {
            Audience = EnumWords.TryParse<Audience>(form["audience"], out var audience) ? audience : Audience.DataScience, Models = RoutingText.List(form["models"].ToString()),
            Channels = [.. form["channels"].OfType<string>().Where(name => name.Length > 0)],
            MinimumSeverity = EnumWords.TryParse<Severity>(form["minimum_severity"], out var severity) ? severity : Severity.Warning,
            Owner = form["owner"].ToString().Trim(), OnCall = form["on_call"].ToString(), GroupWait = form["group_wait"].ToString().Trim(), Repeat = form["repeat"].ToString().Trim(),
            Escalate = Lines(form["escalate"].ToString()), QuietHours = Lines(form["quiet_hours"].ToString()), Mutes = Lines(form["mutes"].ToString()), Digest = form["digest"].ToString().Trim(),
        },
        Rota: null);

    /// <summary>A rota that was sent.</summary>
    public static RoutingForm RotaOf(IFormCollection form) => new(
        form["key"].ToString(), Route: null,
        new RotaDraft { Name = form["name"].ToString().Trim(), Members = Lines(form["members"].ToString()), Starting = form["starting"].ToString().Trim(), HandOver = form["hand_over"].ToString().Trim() });

    /// <summary>The policy with this part put in, or taken out.</summary>
    public RoutingDraft Into(RoutingDraft policy, bool delete)
    {
        if (Route is { } route) return policy with { Routes = Put(policy.Routes!, each => string.Equals(KeyOf(each), Key, StringComparison.Ordinal), delete ? null : route) };
        return policy with { Rotas = Put(policy.Rotas!, each => string.Equals(each.Name, Key, StringComparison.Ordinal), delete ? null : Rota) };
    }

    private static List<T> Put<T>(IReadOnlyList<T> all, Func<T, bool> isOld, T? part) where T : class
    {
        var next = new List<T>(all);
        var place = next.FindIndex(each => isOld(each));
        if (place >= 0) next.RemoveAt(place);
        if (part is not null) next.Insert(place >= 0 ? place : next.Count, part);
        return next;
    }

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
