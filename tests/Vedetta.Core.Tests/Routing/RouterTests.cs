using FsCheck;
using FsCheck.Fluent;
using Vedetta.Core.Channels;
using Vedetta.Core.Incidents;
using Vedetta.Core.Models;
using Vedetta.Core.Monitors;
using Vedetta.Core.Routing;

namespace Vedetta.Core.Tests.Routing;

public class RouterTests
{
    private static readonly DateTimeOffset Start = new(2026, 6, 10, 8, 0, 0, TimeSpan.Zero);
    private static readonly Channel[] Channels = [Channel("team"), Channel("lead"), Channel("off") with { Enabled = false }, Channel("critical") with { MinimumSeverity = Severity.Critical }];

    [Fact]
    public void Without_a_policy_every_channel_that_takes_it_is_told_at_once()
    {
        Told(null, Firing(Severity.Warning)).ShouldBe(["team fired", "lead fired"], ignoreOrder: true);
        Told(null, Firing(Severity.Critical)).ShouldBe(["team fired", "lead fired", "critical fired"], ignoreOrder: true);
        Told(Policy(Route.Plain(Audience.Business, ["team"])), Firing(Severity.Warning)).ShouldBe(["team fired", "lead fired"], ignoreOrder: true, "an audience without a route");
    }

    [Fact]
    public void Nobody_is_told_of_history_of_what_is_pending_and_of_what_is_muted()
    {
        Told(null, Firing(Severity.Critical) with { Backfilled = true }).ShouldBeEmpty();
        Told(null, Firing(Severity.Critical) with { State = IncidentState.Pending }).ShouldBeEmpty();
        Told(null, Firing(Severity.Critical) with { MutedBy = "SIL-1" }).ShouldBeEmpty();
        Told(null, Firing(Severity.Critical) with { FiringSince = null }).ShouldBeEmpty("stored by a program that told of it in its own way");
        Told(null, Firing(Severity.Critical) with { State = IncidentState.Resolved, Resolved = Start.AddHours(1) }).ShouldBeEmpty("nobody was told that it fired");
    }

    [Fact]
    public void Route_that_names_the_model_comes_before_the_one_for_all_and_below_its_severity_nobody_is_told()
    {
        var policy = Policy(Route.Plain(Audience.DataScience, ["team"]), Route.Plain(Audience.DataScience, ["lead", "off"]) with { Models = ["scoring"], MinimumSeverity = Severity.Critical });
        Told(policy, Firing(Severity.Critical)).ShouldBe(["lead fired"]);
        Told(policy, Firing(Severity.Warning)).ShouldBeEmpty();
        Told(policy, Firing(Severity.Critical) with { Model = new ModelId("other") }).ShouldBe(["team fired"]);
    }

    [Fact]
    public void Incident_taken_before_it_was_told_stays_untold_unless_it_became_worse_since()
    {
        var taken = Firing(Severity.Critical) with { State = IncidentState.Acknowledged, Acknowledged = Start.AddMinutes(1) };
        Told(null, taken).ShouldBeEmpty();
        Told(null, taken with { Worsened = Start.AddMinutes(2) }).ShouldContain("critical fired");
    }

    [Fact]
    public void What_is_told_is_never_told_again() => Prop.ForAll(
        Gen.Choose(0, 40).ArrayOf().Select(steps => steps.Take(12).ToArray()).ToArbitrary(), Gen.Choose(0, 31).ToArbitrary(), (steps, options) =>
        {
            var policy = Policy(Route.Plain(Audience.DataScience, ["team"]) with
            {
                GroupWait = TimeSpan.FromMinutes(options & 1), Repeat = (options & 2) > 0 ? TimeSpan.FromHours(1) : null, Escalate = (options & 4) > 0 ? [new EscalationStep(TimeSpan.FromMinutes(15), ["lead", "team"])] : [],
                Digest = (options & 8) > 0 ? new DigestPlan(DigestEvery.Hour, default) : null, Quiet = (options & 16) > 0 ? [new QuietSpan([], new TimeOnly(10, 0), new TimeOnly(12, 0), CriticalBreaksThrough: true)] : [],
            });
            var (incident, now, trail, keys) = (Firing(Severity.Warning), Start, new RoutingTrail("INC-1", []), new HashSet<string>(StringComparer.Ordinal));
            foreach (var step in steps)
            {
                now = now.AddMinutes(step * 5);
                incident = (step % 5) switch
                {
                    0 when incident.State == IncidentState.Firing => incident with { State = IncidentState.Acknowledged, Acknowledged = now },
                    1 when incident.State != IncidentState.Resolved => incident with { State = IncidentState.Resolved, Resolved = now },
                    2 when incident.State == IncidentState.Resolved => incident with { State = IncidentState.Firing, Resolved = null, Acknowledged = null, FiringSince = now, Reopenings = incident.Reopenings + 1, Worsened = null },
                    3 when incident.Severity == Severity.Warning && incident.State != IncidentState.Resolved => incident with { Severity = Severity.Critical, Worsened = now },
                    _ => incident,
                };
                foreach (var due in Router.Deliveries(policy, Channels, incident, trail, [], now).Where(delivery => delivery.At <= now))
                {
                    if (due.Kind != DeliveryKind.Digest && !keys.Add(new Parcel(due.Channel, due.Kind, [due]).Key(now))) return false;
                    trail = trail.With(due, now);
                }

                if (Router.Deliveries(policy, Channels, incident, trail, [], now).Any(delivery => delivery.At <= now)) return false;
            }

            return true;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    private static List<string> Told(RoutingPolicy? policy, Incident incident) =>
        [.. Router.Deliveries(policy, Channels, incident, new RoutingTrail(incident.Id, []), [], Start.AddHours(1)).Where(delivery => delivery.At <= Start.AddHours(1)).Select(delivery => $"{delivery.Channel} {EnumWords.Of(delivery.Kind)}")];

    private static RoutingPolicy Policy(params Route[] routes) => new("UTC", routes, []);

    private static Channel Channel(string name) => new(name, ChannelKind.Log, null, null, [], Severity.Warning, []);

    private static Incident Firing(Severity severity) => new(
        "INC-1", new ModelId("scoring"), "1", Audience.DataScience, IncidentState.Firing, severity, "", new IncidentCause("drift", []), Start, Start, null, null, [], null, [], false, FiringSince: Start);
}
