using System.Globalization;
using Vedetta.Core.Incidents;
using Vedetta.Core.Models;
using Vedetta.Core.Monitors;

namespace Vedetta.Core.Routing;

/// <summary>What a policy may say, for every door that takes one: the API, pages, files. Pure.</summary>
public static class RoutingRules
{
    /// <summary>The shortest time between two reminders.</summary>
    public static readonly TimeSpan ShortestRepeat = TimeSpan.FromMinutes(1);

    /// <summary>The longest time before a first notice.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    private static readonly DateTimeOffset SomeMonday = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Everything wrong with a policy.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="channels">Names of the channels there are.</param>
    public static IReadOnlyList<FieldFault> Check(RoutingPolicy policy, IReadOnlyCollection<string> channels)
    {
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentNullException.ThrowIfNull(channels);
        var faults = new List<FieldFault>();
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(policy.Zone, out var zone)) faults.Add(new("zone", $"'{policy.Zone}' is no IANA time zone, for example UTC or Europe/Berlin"));
        if (policy.Routes.Count > 200) faults.Add(new("routes", "at most 200 routes"));
        for (var i = 0; i < policy.Routes.Count; i++) CheckRoute(policy, i, zone ?? TimeZoneInfo.Utc, channels, faults);
        for (var i = 0; i < policy.Rotas.Count; i++) CheckRota(policy, i, channels, faults);
        return faults;
    }

    private static void CheckRoute(RoutingPolicy policy, int index, TimeZoneInfo zone, IReadOnlyCollection<string> channels, List<FieldFault> faults)
    {
        var (route, at) = (policy.Routes[index], string.Create(CultureInfo.InvariantCulture, $"routes[{index}]"));
        CheckChannels($"{at}.channels", route.Channels, channels, faults);
        if (route.Channels.Count == 0 && policy.RotaOf(route)?.Members.Any(member => member.Channels.Count > 0) != true)
            faults.Add(new($"{at}.channels", "name at least one channel, or a rota whose members have channels"));
        if (route.OnCall is { } rota && policy.RotaOf(route) is null) faults.Add(new($"{at}.on_call", $"no rota is named '{rota}'; known: {Known(policy.Rotas.Select(each => each.Name))}"));
        if (route.Owner is { } owner && (string.IsNullOrWhiteSpace(owner) || owner.Length > 200)) faults.Add(new($"{at}.owner", "must have 1 to 200 characters"));
        if (route.GroupWait < TimeSpan.Zero || route.GroupWait > LongestWait) faults.Add(new($"{at}.group_wait", "from 0m to 1h"));
        if (route.Repeat < ShortestRepeat) faults.Add(new($"{at}.repeat", "at least 1m; leave it out for no reminders"));
        CheckModels(policy, index, at, faults);
        for (var i = 0; i < route.Escalate.Count; i++)
        {
            var (step, where) = (route.Escalate[i], string.Create(CultureInfo.InvariantCulture, $"{at}.escalate[{i}]"));
            if (step.After <= TimeSpan.Zero || step.After > TimeSpan.FromDays(7)) faults.Add(new($"{where}.after", "longer than 0m and at most 7d"));
            if (i > 0 && step.After < route.Escalate[i - 1].After) faults.Add(new($"{where}.after", "steps stand in the order of their time"));
            if (step.Channels.Count == 0) faults.Add(new($"{where}.channels", "name at least one channel"));
            CheckChannels($"{where}.channels", step.Channels, channels, faults);
        }

        for (var i = 0; i < route.Quiet.Count; i++)
            if (route.Quiet[i].Reason?.Length > 500) faults.Add(new(string.Create(CultureInfo.InvariantCulture, $"{at}.quiet[{i}].reason"), "at most 500 characters"));
        foreach (var severity in Enum.GetValues<Severity>())
            if (QuietTime.Release(route.Quiet, severity, SomeMonday, zone) is null)
                faults.Add(new($"{at}.quiet", $"the spans leave no moment of the week in which a {EnumWords.Of(severity)} incident may be told"));
    }

    private static void CheckModels(RoutingPolicy policy, int index, string at, List<FieldFault> faults)
    {
        var route = policy.Routes[index];
        if (route.Models.Count > 200) faults.Add(new($"{at}.models", "at most 200 models"));
        foreach (var model in route.Models.Where(model => !ModelId.TryParse(model, out _))) faults.Add(new($"{at}.models", $"'{model}' is not a model name: {ModelId.Allowed}"));
        foreach (var earlier in policy.Routes.Take(index).Where(earlier => earlier.Audience == route.Audience))
        {
            if (earlier.Models.Count == 0 && route.Models.Count == 0) faults.Add(new($"{at}.audience", $"{EnumWords.Of(route.Audience)} has a route for all models already"));
            foreach (var twice in route.Models.Intersect(earlier.Models, StringComparer.Ordinal)) faults.Add(new($"{at}.models", $"'{twice}' has a route of this audience already"));
        }
    }

    private static void CheckRota(RoutingPolicy policy, int index, IReadOnlyCollection<string> channels, List<FieldFault> faults)
    {
        var (rota, at) = (policy.Rotas[index], string.Create(CultureInfo.InvariantCulture, $"rotas[{index}]"));
        if (string.IsNullOrWhiteSpace(rota.Name) || rota.Name.Length > 100) faults.Add(new($"{at}.name", "must have 1 to 100 characters"));
        if (policy.Rotas.Take(index).Any(earlier => string.Equals(earlier.Name, rota.Name, StringComparison.Ordinal))) faults.Add(new($"{at}.name", $"'{rota.Name}' is used before"));
        if (rota.Members.Count is 0 or > 100) faults.Add(new($"{at}.members", "from 1 to 100 members"));
        foreach (var member in rota.Members)
        {
            if (string.IsNullOrWhiteSpace(member.Name) || member.Name.Length > 100) faults.Add(new($"{at}.members", "a name has 1 to 100 characters"));
            CheckChannels($"{at}.members", member.Channels, channels, faults);
        }
    }

    private static void CheckChannels(string field, IReadOnlyList<string> named, IReadOnlyCollection<string> known, List<FieldFault> faults)
    {
        foreach (var name in named.Where(name => !known.Contains(name, StringComparer.Ordinal)))
            faults.Add(new(field, $"no channel is named '{name}'; known: {Known(known)}"));
    }

    private static string Known(IEnumerable<string> names) => string.Join(", ", names.Order(StringComparer.Ordinal).Take(20)) is { Length: > 0 } list ? list : "none yet";
}
