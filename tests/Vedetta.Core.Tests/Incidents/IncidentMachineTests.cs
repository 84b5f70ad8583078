using Vedetta.Core.Incidents;
using Vedetta.Core.Incidents.Machine;
using Vedetta.Core.Models;
using Vedetta.Core.Monitors;
using Vedetta.Core.Time;
using Vedetta.Statistics;

namespace Vedetta.Core.Tests.Incidents;

public class IncidentMachineTests
{
    private static readonly ModelId Model = new("scoring");
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);
    private static readonly MonitorDefinition Drift = DefaultMonitors.Of(Model, "drift", MonitorMetric.Drift, ["*"]) with { Method = "auto" };
    private static readonly MonitorDefinition Missing = DefaultMonitors.Of(Model, "missing", MonitorMetric.Missing, ["*"]);

    [Fact]
    public void Advance_with_patience_waits_pending_and_then_fires()
    {
        var patient = Drift with { For = TimeSpan.FromDays(1) };
        var first = Step([], [Bad(patient, "income", 0)], patient);
        first.Changed.ShouldHaveSingleItem().State.ShouldBe(IncidentState.Pending);
        first.Notices.ShouldBeEmpty();
        var second = Step(first.Changed, [Bad(patient, "income", 1)], patient);
        second.Changed.ShouldHaveSingleItem().State.ShouldBe(IncidentState.Firing);
        second.Notices.ShouldHaveSingleItem().Kind.ShouldBe(NoticeKind.Fired);
    }

    [Fact]
    public void Advance_pending_that_recovers_leaves_no_trace_and_tells_nobody()
    {
        var patient = Drift with { For = TimeSpan.FromDays(1) };
        var step = Step([], [Bad(patient, "income", 0), Good(patient, "income", 1)], patient);
        step.Changed.ShouldBeEmpty();
        step.Dropped.ShouldBeEmpty();
        step.Notices.ShouldBeEmpty();

        var pending = Step([], [Bad(patient, "income", 0)], patient);
        var healed = Step(pending.Changed, [Good(patient, "income", 1)], patient);
        healed.Changed.ShouldBeEmpty();
        healed.Dropped.ShouldBe([pending.Changed[0].Id]);
        healed.Notices.ShouldBeEmpty();
    }

    [Fact]
    public void Advance_warning_fires_when_the_next_judged_window_says_the_same()
    {
        var first = Step([], [Bad(Drift, "income", 0, VerdictKind.Warning)]);
        first.Changed.ShouldHaveSingleItem().State.ShouldBe(IncidentState.Pending);
        first.Notices.ShouldBeEmpty();
        var second = Step(first.Changed, [Bad(Drift, "income", 1, VerdictKind.Warning)]);
        second.Changed.ShouldHaveSingleItem().State.ShouldBe(IncidentState.Firing);
        second.Notices.ShouldHaveSingleItem().Kind.ShouldBe(NoticeKind.Fired);
    }

    [Fact]
    public void Advance_warnings_of_different_columns_in_turn_do_not_add_up()
    {
        var facts = Enumerable.Range(0, 6).SelectMany(day => new[] { Bad(Drift, day % 2 == 0 ? "income" : "age", day, VerdictKind.Warning), Good(Drift, day % 2 == 0 ? "age" : "income", day) });
        var step = Step([], [.. facts]);
        step.Changed.ShouldHaveSingleItem().State.ShouldBe(IncidentState.Pending);
        step.Notices.ShouldBeEmpty();
    }

    [Fact]
    public void Advance_critical_fires_at_once_and_a_warning_with_no_patience_too()
    {
        Step([], [Bad(Drift, "income", 0)]).Changed.ShouldHaveSingleItem().State.ShouldBe(IncidentState.Firing);
        var hasty = Drift with { WarningFor = TimeSpan.Zero };
        Step([], [Bad(hasty, "income", 0, VerdictKind.Warning)], hasty).Changed.ShouldHaveSingleItem().State.ShouldBe(IncidentState.Firing);
        var patient = Drift with { WarningFor = TimeSpan.FromDays(3) };
        Step([], [.. Enumerable.Range(0, 3).Select(day => Bad(patient, "income", day, VerdictKind.Warning))], patient).Changed.ShouldHaveSingleItem().State.ShouldBe(IncidentState.Pending);
    }

    [Fact]
    public void Advance_same_facts_twice_changes_nothing()
    {
        IReadOnlyList<IncidentFact> facts = [Bad(Drift, "income", 0), Bad(Drift, "age", 0, VerdictKind.Warning), Bad(Drift, "income", 1)];
        var once = Step([], facts);
        Step(once.Changed, facts).Changed.ShouldBeEmpty();
        Step(once.Changed, facts).Notices.ShouldBeEmpty();
    }

    [Fact]
    public void Advance_columns_of_one_window_are_one_incident_and_a_later_one_joins()
    {
        var step = Step([], [Bad(Drift, "income", 0), Bad(Drift, "age", 0), Bad(Drift, "region", 1)]);
        var incident = step.Changed.ShouldHaveSingleItem();
        incident.Cause.Columns.ShouldBe(["income", "age", "region"], ignoreOrder: true);
        incident.History[0].What.ShouldStartWith("begins with");
        step.Notices.Count.ShouldBe(1);
    }

    [Fact]
    public void Advance_problems_far_apart_are_two_incidents()
    {
        var step = Step([], [Bad(Drift, "income", 0), Good(Drift, "income", 1), Bad(Drift, "age", 20)]);
        step.Changed.Count.ShouldBe(2);
        step.Changed.Select(incident => incident.State).ShouldBe([IncidentState.Resolved, IncidentState.Firing]);
    }

    [Fact]
    public void Advance_bad_again_after_one_calm_window_reopens_the_same_incident()
    {
        var step = Step([], [Bad(Drift, "income", 0), Good(Drift, "income", 1), Bad(Drift, "income", 2)]);
        var incident = step.Changed.ShouldHaveSingleItem();
        incident.State.ShouldBe(IncidentState.Firing);
        step.Notices.Select(notice => notice.Kind).ShouldBe([NoticeKind.Fired, NoticeKind.Resolved, NoticeKind.Reopened]);
    }

    [Fact]
    public void Advance_drift_of_a_broken_column_and_of_the_score_belong_to_the_fault()
    {
        var step = Step([], [Bad(Drift, "score", 0), Bad(Drift, "income", 0), Bad(Missing, "income", 0)]);
        var incident = step.Changed.ShouldHaveSingleItem();
        incident.Cause.Kind.ShouldBe(IncidentCauses.DataFault);
        incident.Cause.Columns.ShouldBe(["income", "score"], ignoreOrder: true);
    }

    [Fact]
    public void Advance_drift_of_another_feature_stays_its_own_incident()
    {
        var step = Step([], [Bad(Drift, "age", 0), Bad(Missing, "income", 0)]);
        step.Changed.Select(incident => incident.Cause.Kind).ShouldBe([IncidentCauses.Drift, IncidentCauses.DataFault], ignoreOrder: true);
    }

    [Fact]
    public void Advance_warning_that_becomes_critical_fires_and_one_that_fired_escalates()
    {
        var step = Step([], [Bad(Drift, "income", 0, VerdictKind.Warning), Bad(Drift, "income", 1)]);
        step.Changed.ShouldHaveSingleItem().Severity.ShouldBe(Severity.Critical);
        step.Notices.Select(notice => notice.Kind).ShouldBe([NoticeKind.Fired]);
        var stood = Step([], [Bad(Drift, "income", 0, VerdictKind.Warning), Bad(Drift, "income", 1, VerdictKind.Warning), Bad(Drift, "income", 2)]);
        stood.Notices.Select(notice => notice.Kind).ShouldBe([NoticeKind.Fired, NoticeKind.Escalated]);
    }

    [Fact]
    public void Advance_history_is_recorded_and_a_live_bad_window_then_notifies()
    {
        var history = Step([], [Bad(Drift, "income", 0, backfilled: true)]);
        history.Notices.ShouldBeEmpty();
        history.Changed[0].FiredAt.ShouldBeNull();
        var live = Step(history.Changed, [Bad(Drift, "income", 1)]);
        live.Changed.ShouldHaveSingleItem().Backfilled.ShouldBeFalse();
        live.Notices.ShouldHaveSingleItem().Kind.ShouldBe(NoticeKind.Fired);
    }

    [Fact]
    public void Advance_late_data_that_takes_back_the_only_bad_window_resolves()
    {
        var first = Step([], [Bad(Drift, "income", 0)]);
        var step = Step(first.Changed, [Good(Drift, "income", 0)]);
        step.Changed.ShouldHaveSingleItem().State.ShouldBe(IncidentState.Resolved);
        step.Changed[0].Members[0].First.Verdict.Kind.ShouldBe(VerdictKind.Critical);
    }

    [Fact]
    public void Advance_undecided_windows_neither_open_nor_close()
    {
        Step([], [Fact(Drift, "income", 0, new Verdict.Undecided("12 rows"))]).Changed.ShouldBeEmpty();
        var open = Step([], [Bad(Drift, "income", 0)]);
        var doubted = Step(open.Changed, [Fact(Drift, "income", 1, new Verdict.Undecided("12 rows"))]);
        doubted.Changed.ShouldHaveSingleItem().State.ShouldBe(IncidentState.Firing);
        doubted.Notices.ShouldBeEmpty();
    }

    [Fact]
    public void Advance_incident_whose_members_are_no_longer_judged_has_no_data_until_one_is()
    {
        var undecided = new Verdict.Undecided("no rows");
        var open = Step([], [Bad(Drift, "income", 0), Bad(Drift, "age", 0)]);
        var half = Step(open.Changed, [Fact(Drift, "income", 1, undecided), Bad(Drift, "age", 1)]);
        half.Changed.ShouldHaveSingleItem().NoDataSince.ShouldBeNull("one of them is judged");
        var none = Step(half.Changed, [Fact(Drift, "income", 2, undecided), Fact(Drift, "age", 2, undecided)]);
        none.Changed.ShouldHaveSingleItem().NoDataSince.ShouldBe(Start.AddDays(2));
        none.Changed[0].History[^1].What.ShouldBe("no data: whether it is over cannot be told");
        Step(none.Changed, [Fact(Drift, "income", 3, undecided), Fact(Drift, "age", 3, undecided)]).Changed.ShouldBeEmpty("it is said once");
        var back = Step(none.Changed, [Bad(Drift, "age", 4)]);
        back.Changed.ShouldHaveSingleItem().NoDataSince.ShouldBeNull();
        back.Notices.ShouldBeEmpty("it never stopped firing");
        var over = Step(none.Changed, [Good(Drift, "income", 4), Good(Drift, "age", 4)]);
        over.Changed.ShouldHaveSingleItem().State.ShouldBe(IncidentState.Resolved);
        over.Changed[0].NoDataSince.ShouldBeNull();
    }

    [Fact]
    public void Advance_keeps_firing_until_it_was_healthy_for_as_long_as_the_monitor_asks()
    {
        var lasting = Drift with { KeepFiring = TimeSpan.FromDays(2) };
        var open = Step([], [Bad(lasting, "income", 0)], lasting);
        var once = Step(open.Changed, [Good(lasting, "income", 1)], lasting);
        once.Changed.ShouldHaveSingleItem().State.ShouldBe(IncidentState.Firing);
        var relapse = Step(once.Changed, [Bad(lasting, "income", 2)], lasting);
        relapse.Changed.ShouldHaveSingleItem().State.ShouldBe(IncidentState.Firing);
        relapse.Notices.ShouldBeEmpty("it never was over");
        var calm = Step(relapse.Changed, [Good(lasting, "income", 3)], lasting);
        calm.Changed.ShouldHaveSingleItem().State.ShouldBe(IncidentState.Firing, "the healthy window before the relapse does not count");
        var over = Step(calm.Changed, [Good(lasting, "income", 4)], lasting);
        over.Changed.ShouldHaveSingleItem().State.ShouldBe(IncidentState.Resolved);
        over.Notices.ShouldHaveSingleItem().Kind.ShouldBe(NoticeKind.Resolved);
    }

    [Fact]
    public void Advance_one_that_comes_and_goes_stays_open_until_three_windows_in_a_row_are_healthy()
    {
        var step = Step([], [.. Enumerable.Range(0, 9).Select(day => day % 2 == 0 ? Bad(Drift, "income", day) : Good(Drift, "income", day))]);
        step.Notices.Select(notice => notice.Kind).ShouldBe([NoticeKind.Fired, NoticeKind.Resolved, NoticeKind.Reopened, NoticeKind.Resolved, NoticeKind.Reopened]);
        var flapping = step.Changed.ShouldHaveSingleItem();
        (flapping.Reopenings, flapping.IsFlapping, flapping.State).ShouldBe((2, true, IncidentState.Firing));
        var two = Step(step.Changed, [Good(Drift, "income", 9), Good(Drift, "income", 10)]);
        two.Notices.ShouldBeEmpty();
        Step(two.Changed, [Good(Drift, "income", 11)]).Notices.ShouldHaveSingleItem().Kind.ShouldBe(NoticeKind.Resolved);
    }

    private static IncidentStep Step(IReadOnlyList<Incident> known, IReadOnlyList<IncidentFact> facts, params MonitorDefinition[] monitors)
    {
        var rules = (monitors.Length == 0 ? [Drift, Missing] : monitors).ToDictionary(monitor => monitor.Name, StringComparer.Ordinal);
        return IncidentMachine.Advance(known, facts, new IncidentContext(Model, VersionHistory.Only("1"), Watermark.Default, rules), Start.AddDays(30));
    }

    private static IncidentFact Bad(MonitorDefinition monitor, string column, int day, VerdictKind kind = VerdictKind.Critical, bool backfilled = false) =>
        Fact(monitor, column, day, kind == VerdictKind.Critical ? new Verdict.Critical("PSI 0.43") : new Verdict.Warning("PSI 0.13"), backfilled);

    private static IncidentFact Good(MonitorDefinition monitor, string column, int day) => Fact(monitor, column, day, new Verdict.Healthy());

    private static IncidentFact Fact(MonitorDefinition monitor, string column, int day, Verdict verdict, bool backfilled = false)
    {
        var window = new Window(Start.AddDays(day), Start.AddDays(day + 1));
        var reading = new Reading(0.43, null, null, 1e-9, null, 500, 5000, 0.1, 0.25, 4.3, 1, verdict);
        return new IncidentFact(monitor, new Point(new PointKey(Model, monitor.Name, column, window), reading, window.To, 0, null, window.To, backfilled));
    }
}
