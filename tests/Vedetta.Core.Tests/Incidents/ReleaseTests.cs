using Vedetta.Core.Incidents;
using Vedetta.Core.Incidents.Machine;
using Vedetta.Core.Models;
using Vedetta.Core.Monitors;
using Vedetta.Core.Time;
using Vedetta.Statistics;

namespace Vedetta.Core.Tests.Incidents;

/// <summary>Version 2 serves; version 3 takes over on day 10 in the afternoon and is taken back on day 13 in the morning.</summary>
public class ReleaseTests
{
    private static readonly ModelId Model = new("scoring");
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);
    private static readonly MonitorDefinition Drift = DefaultMonitors.Of(Model, "drift", MonitorMetric.Drift, ["*"]) with { Method = "auto" };

    [Fact]
    public void Advance_outputs_that_move_when_a_version_takes_over_are_an_incident_of_the_release()
    {
        var step = Step([], [Bad("score", 10), Bad("decision", 10), Bad("score", 11), Bad("decision", 11)]);
        var incident = step.Changed.ShouldHaveSingleItem();
        incident.Cause.Kind.ShouldBe(IncidentCauses.Release);
        incident.Version.ShouldBe("3");
        incident.Opened.ShouldBe(Start.AddDays(10));
        incident.Title.ShouldStartWith("release 3: decision, score drift since it took over");
        step.Notices.Count.ShouldBe(1);

        var over = Step(step.Changed, [Bad("score", 12), Bad("score", 13), Good("score", 14), Good("decision", 14)]);
        over.Changed.ShouldHaveSingleItem().State.ShouldBe(IncidentState.Resolved);
    }

    [Fact]
    public void Advance_movement_seen_first_in_the_first_whole_window_counts_too()
    {
        Step([], [Bad("score", 11)]).Changed.ShouldHaveSingleItem().Cause.Kind.ShouldBe(IncidentCauses.Release);
        Step([], [Bad("score", 12)]).Changed.ShouldHaveSingleItem().Cause.Kind.ShouldBe(IncidentCauses.Drift);
    }

    [Fact]
    public void Advance_features_and_outputs_that_moved_before_stay_with_the_population()
    {
        var step = Step([], [Bad("income", 9), Bad("score", 9), Bad("income", 10), Bad("score", 10)]);
        step.Changed.ShouldHaveSingleItem().Cause.Kind.ShouldBe(IncidentCauses.Drift);
    }

    [Fact]
    public void Advance_an_output_that_moves_much_more_leaves_for_the_release_and_comes_back_after_it()
    {
        var before = Merge([], Step([], [Bad("income", 8, 2), Bad("score", 8, 1.2), Bad("income", 9, 2), Bad("score", 9, 1.2)]));
        var during = Merge(before, Step(before, [Bad("income", 10, 2), Bad("score", 10, 6), Bad("score", 11, 9)]));
        during.Select(incident => incident.Cause.Kind).ShouldBe([IncidentCauses.Drift, IncidentCauses.Release]);
        during[0].Members.Single(member => member.Column == "score").Recovered.ShouldNotBeNull();
        during[1].Members.ShouldHaveSingleItem().Window.From.ShouldBe(Start.AddDays(10));

        var after = Merge(during, Step(during, [Bad("income", 14, 2), Bad("score", 14, 1.2)]));
        after.Single(incident => incident.Cause.Kind == IncidentCauses.Release).State.ShouldBe(IncidentState.Resolved);
        after[0].Members.Single(member => member.Column == "score").Recovered.ShouldBeNull();
        after[0].State.ShouldBe(IncidentState.Firing);
    }

    [Fact]
    public void Advance_the_same_release_twice_changes_nothing()
    {
        IReadOnlyList<IncidentFact> facts = [Bad("score", 9, 1.2), Bad("score", 10, 6), Bad("score", 11, 9), Bad("score", 14, 1.2)];
        var once = Step([], facts).Changed;
        Step(once, [Bad("score", 14, 1.2)]).Changed.ShouldBeEmpty();
    }

    private static List<Incident> Merge(IReadOnlyList<Incident> known, IncidentStep step) =>
        [.. known.Select(each => step.Changed.FirstOrDefault(changed => changed.Id == each.Id) ?? each), .. step.Changed.Where(changed => known.All(each => each.Id != changed.Id)).Select(each => each with { Id = $"INC-{known.Count}{each.Id}" })];

    private static IncidentStep Step(IReadOnlyList<Incident> known, IReadOnlyList<IncidentFact> facts)
    {
        var windows = Enumerable.Range(0, 20).ToDictionary(Day, IReadOnlyList<string> (day) => day switch { < 10 => ["2"], 10 => ["2", "3"], < 13 => ["3"], 13 => ["2", "3"], _ => ["2"] });
        var versions = new VersionHistory("2", windows, [new ModelVersion(Model, "2", Start, null), new ModelVersion(Model, "3", Start.AddDays(10).AddHours(14), null)]);
        return IncidentMachine.Advance(known, facts, new IncidentContext(Model, versions, Watermark.Default, new Dictionary<string, MonitorDefinition>(StringComparer.Ordinal) { ["drift"] = Drift }), Start.AddDays(30));
    }

    private static Window Day(int day) => new(Start.AddDays(day), Start.AddDays(day + 1));

    private static IncidentFact Bad(string column, int day, double excess = 4) =>
        Fact(column, day, excess, excess >= 2.5 ? new Verdict.Critical("PSI 0.43") : new Verdict.Warning("PSI 0.13"));

    private static IncidentFact Good(string column, int day) => Fact(column, day, 0.1, new Verdict.Healthy());

    private static IncidentFact Fact(string column, int day, double excess, Verdict verdict)
    {
        var reading = new Reading(excess / 10, null, null, 1e-9, null, 500, 5000, 0.1, 0.25, excess, 1, verdict);
        return new IncidentFact(Drift, new Point(new PointKey(Model, "drift", column, Day(day)), reading, Day(day).To, 0, null, Day(day).To, false));
    }
}
