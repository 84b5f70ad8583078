using Vedetta.Core.Incidents;
using Vedetta.Core.Incidents.Machine;
using Vedetta.Core.Incidents.Silencing;
using Vedetta.Core.Models;
using Vedetta.Core.Monitors;
using Vedetta.Core.Time;
using Vedetta.Statistics;

namespace Vedetta.Core.Tests.Incidents;

public class MutingTests
{
    private static readonly ModelId Model = new("scoring");
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);
    private static readonly MonitorDefinition Drift = DefaultMonitors.Of(Model, "drift", MonitorMetric.Drift, ["*"]) with { Method = "auto" };

    [Fact]
    public void Silenced_incident_fires_and_nobody_is_told()
    {
        var step = Step([], [Bad("income", 0)], Silence(columns: ["income"]));
        var incident = step.Changed.ShouldHaveSingleItem();
        incident.State.ShouldBe(IncidentState.Firing);
        incident.MutedBy.ShouldBe("SIL-1");
        incident.History[^1].What.ShouldBe("nobody is told: silence SIL-1");
        step.Notices.ShouldBeEmpty();
    }

    [Fact]
    public void Silence_of_one_column_does_not_hide_another_that_broke_with_it()
    {
        Step([], [Bad("income", 0), Bad("age", 0)], Silence(columns: ["income"])).Notices.ShouldHaveSingleItem().Kind.ShouldBe(NoticeKind.Fired);
        Step([], [Bad("income", 0), Bad("age", 0)], Silence(columns: ["income", "age"])).Notices.ShouldBeEmpty();
        Step([], [Bad("income", 0)], Silence(columns: ["age"])).Notices.ShouldHaveSingleItem();
        Step([], [Bad("income", 0)], Silence(models: ["another"])).Notices.ShouldHaveSingleItem();
        Step([], [Bad("income", 0)], Silence(monitors: ["drift"])).Notices.ShouldBeEmpty();
    }

    [Fact]
    public void Silence_that_is_over_or_to_come_mutes_nothing()
    {
        Step([], [Bad("income", 0)], Silence(columns: ["income"]) with { To = Now }).Notices.ShouldHaveSingleItem();
        Step([], [Bad("income", 0)], Silence(columns: ["income"]) with { From = Now.AddHours(1), To = Now.AddHours(2) }).Notices.ShouldHaveSingleItem();
    }

    [Fact]
    public void End_of_what_nobody_was_told_of_is_not_told()
    {
        var muted = Step([], [Bad("income", 0)], Silence(columns: ["income"]));
        var over = Step(muted.Changed, [Good("income", 1)]);
        over.Changed.ShouldHaveSingleItem().State.ShouldBe(IncidentState.Resolved);
        over.Changed[0].MutedBy.ShouldBe("SIL-1");
        over.Notices.ShouldBeEmpty();
    }

    [Fact]
    public void Silence_of_warnings_ends_when_the_incident_becomes_critical()
    {
        var hasty = Drift with { WarningFor = TimeSpan.Zero };
        var warnings = Silence(columns: ["income"]) with { Match = new SilenceMatch([], ["income"], [], OnlyWarnings: true) };
        var muted = Step([], [Fact(hasty, "income", 0, new Verdict.Warning("PSI 0.13"))], warnings, hasty);
        muted.Notices.ShouldBeEmpty();
        var worse = Step(muted.Changed, [Fact(hasty, "income", 1, new Verdict.Critical("PSI 0.43"))], warnings, hasty);
        worse.Notices.ShouldHaveSingleItem().Kind.ShouldBe(NoticeKind.Fired);
        worse.Changed[0].MutedBy.ShouldBeNull();
    }

    [Fact]
    public void Release_tells_of_what_still_fires_once_its_silence_is_over()
    {
        var silence = Silence(columns: ["income"]);
        var muted = Step([], [Bad("income", 0)], silence).Changed;
        Muting.Release(muted, [silence], Now).Changed.ShouldBeEmpty();
        var released = Muting.Release(muted, [silence], silence.To);
        released.Notices.ShouldHaveSingleItem().Kind.ShouldBe(NoticeKind.Fired);
        released.Changed[0].MutedBy.ShouldBeNull();
        Muting.Release(released.Changed, [silence], silence.To).Changed.ShouldBeEmpty("people are told once");

        var taken = muted.Select(incident => incident with { State = IncidentState.Acknowledged }).ToList();
        Muting.Release(taken, [silence], silence.To).Notices.ShouldBeEmpty("somebody has it already");
    }

    private static DateTimeOffset Now => Start.AddDays(30);

    private static Silence Silence(string[]? models = null, string[]? columns = null, string[]? monitors = null) =>
        new("SIL-1", new SilenceMatch(models ?? [], columns ?? [], monitors ?? []), Now.AddHours(-1), Now.AddHours(1), "work on the bureau", "a", Now.AddHours(-1));

    private static IncidentStep Step(IReadOnlyList<Incident> known, IReadOnlyList<IncidentFact> facts, Silence? silence = null, MonitorDefinition? monitor = null)
    {
        var rules = new Dictionary<string, MonitorDefinition>(StringComparer.Ordinal) { ["drift"] = monitor ?? Drift };
        return IncidentMachine.Advance(known, facts, new IncidentContext(Model, VersionHistory.Only("1"), Watermark.Default, rules, silence is null ? [] : [silence]), Now);
    }

    private static IncidentFact Bad(string column, int day) => Fact(Drift, column, day, new Verdict.Critical("PSI 0.43"));

    private static IncidentFact Good(string column, int day) => Fact(Drift, column, day, new Verdict.Healthy());

    private static IncidentFact Fact(MonitorDefinition monitor, string column, int day, Verdict verdict)
    {
        var window = new Window(Start.AddDays(day), Start.AddDays(day + 1));
        var reading = new Reading(0.43, null, null, 1e-9, null, 500, 5000, 0.1, 0.25, 4.3, 1, verdict);
        return new IncidentFact(monitor, new Point(new PointKey(Model, monitor.Name, column, window), reading, window.To, 0, null, window.To, false));
    }
}
