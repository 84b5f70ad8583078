using Vedetta.Core.Incidents;
using Vedetta.Core.Objectives;
using Vedetta.Core.Time;
using Vedetta.Statistics;

namespace Vedetta.Core.Tests.Objectives;

/// <summary>Error budgets and burn rates of known counts.</summary>
public sealed class BudgetTests
{
    private static readonly DateTimeOffset Until = new(2026, 3, 29, 0, 0, 0, TimeSpan.Zero);
    private static readonly Objective Promise = new("up", ObjectiveKind.Availability, 0.995);

    [Fact]
    public void Thresholds_are_shares_of_the_budget_over_lengths_of_windows()
    {
        BurnPair.Of(Promise).Select(pair => Math.Round(pair.ThresholdOf(Promise), 3)).ShouldBe([13.44, 5.6, 2.8, 1]);
        BurnPair.Of(Promise with { Kind = ObjectiveKind.Health }).ShouldHaveSingleItem().Long.ShouldBe(TimeSpan.FromHours(72));
    }

    [Fact]
    public void Thresholds_that_are_set_replace_the_usual_ones()
    {
        var strict = Promise with { Burn = new BurnThresholds(Hour: 14.4, Hours24: 3) };
        BurnPair.Of(strict).Select(pair => Math.Round(pair.ThresholdOf(strict), 3)).ShouldBe([14.4, 5.6, 3, 1]);
        var counts = Counts(hour => hour >= 648 ? 14 : 0); // 1.4 % bad for a day: a burn of 2.8
        Budgets.Read(counts, Until, TimeZoneInfo.Utc).Burns.Where(burn => burn.Fires).Select(burn => burn.Pair.Long.TotalHours).ShouldNotContain(6);
        var eager = new EventCounts(Promise with { Burn = new BurnThresholds(Hours6: 2) }, counts.Counts, Until);
        Budgets.Read(eager, Until, TimeZoneInfo.Utc).Burns.Where(burn => burn.Fires).Select(burn => burn.Pair.Long.TotalHours).ShouldContain(6);
        ObjectiveRules.Check([Promise with { Burn = new BurnThresholds(Hours72: 0.5) }]).ShouldHaveSingleItem().Field.ShouldBe("objectives[0].burn_thresholds.72h");
    }

    [Fact]
    public void An_hour_of_outage_spends_what_it_must_and_burns()
    {
        var reading = Budgets.Read(Counts(hour => hour == 671 ? 1_000 : 0), Until, TimeZoneInfo.Utc);
        reading.Events.Bad.ShouldBe(1_000);
        reading.Left.ShouldNotBeNull().Value.ShouldBe(1 - (1_000.0 / 672_000 / 0.005), 1e-9);
        reading.Left.Low.ShouldBeLessThan(reading.Left.Value);
        reading.Left.High.ShouldBeGreaterThan(reading.Left.Value);
        reading.Burns[0].Long.ShouldNotBeNull().Value.ShouldBe(200, 1e-9);
        reading.Burns.Where(burn => burn.Fires).Select(burn => burn.Pair.Long.TotalHours).ShouldBe([1, 6, 24, 72]);
        reading.Verdict.ShouldBe(VerdictKind.Critical);
        reading.Reason.ShouldNotBeNull().ShouldContain("1,000 of 1,000 events were bad");
        reading.Days.Count.ShouldBe(28);
        reading.Days[^2].Left.ShouldBe(1);
        reading.Days[^1].Left.ShouldBe(reading.Left.Value, 1e-9);
    }

    [Fact]
    public void An_outage_that_is_over_burns_no_more()
    {
        var reading = Budgets.Read(Counts(hour => hour == 664 ? 1_000 : 0), Until, TimeZoneInfo.Utc);
        reading.Burns.Where(burn => burn.Fires).ShouldBeEmpty("the short windows are calm");
        reading.Verdict.ShouldBe(VerdictKind.Healthy);
    }

    [Fact]
    public void A_slow_leak_warns_and_a_spent_budget_is_said()
    {
        var leak = Budgets.Read(Counts(hour => hour >= 600 ? 8 : 0), Until, TimeZoneInfo.Utc);
        leak.Burns.Where(burn => burn.Fires).Select(burn => burn.Pair.Long.TotalHours).ShouldBe([72]);
        leak.Verdict.ShouldBe(VerdictKind.Warning);
        var spent = Budgets.Read(Counts(hour => hour < 400 ? 20 : 0), Until, TimeZoneInfo.Utc);
        spent.Left.ShouldNotBeNull().High.ShouldBeLessThan(0);
        spent.Verdict.ShouldBe(VerdictKind.Warning);
        spent.Reason.ShouldNotBeNull().ShouldContain("the error budget is spent");
    }

    [Fact]
    public void Few_events_alarm_nobody()
    {
        var counts = new EventCounts(Promise, [new EventCount(Hour(671), 9, 12)], Until);
        Budgets.Judge(counts, Until, Budgets.FewestEvents, 1).Verdict.ShouldBeOfType<Verdict.Undecided>().Reason.ShouldBe("12 rows, at least 20 are needed");

        // One of thirty is seven times the budget, and chance makes it.
        var unsure = Budgets.Judge(new EventCounts(Promise, [new EventCount(Hour(671), 29, 30)], Until), Until, Budgets.FewestEvents, 1);
        unsure.Verdict.ShouldBeOfType<Verdict.Healthy>();
        Budgets.Read(new EventCounts(Promise, [], Until, "no row says so"), Until, TimeZoneInfo.Utc).ShouldSatisfyAllConditions(
            empty => empty.Verdict.ShouldBe(VerdictKind.Undecided), empty => empty.Left.ShouldBeNull(), empty => empty.Reason.ShouldBe("no row says so"));
    }

    [Fact]
    public void Sums_of_any_span_are_sums_of_its_hours()
    {
        var dice = new Random(11);
        var hours = Enumerable.Range(0, 672).Select(hour => new EventCount(Hour(hour), dice.Next(50), 50 + dice.Next(50))).ToList();
        var counts = new EventCounts(Promise, hours.OrderBy(_ => dice.Next()), Until);
        for (var i = 0; i < 200; i++)
        {
            var (a, b) = (dice.Next(672), dice.Next(672));
            var span = new Window(Hour(Math.Min(a, b)).From, Hour(Math.Max(a, b)).To);
            counts.Of(span).Good.ShouldBe(hours.Where(hour => span.Contains(hour.Window.From)).Sum(hour => hour.Good));
        }
    }

    [Fact]
    public void Faults_of_objectives_are_all_told()
    {
        var faults = ObjectiveRules.Check([Promise with { Target = 1 }, Promise, new Objective("p95", ObjectiveKind.Latency, 0.95), Promise with { Name = "a b", BelowMs = 3, Days = 400 }]);
        faults.Select(fault => fault.Field).ShouldBe(["objectives[0].target", "objectives[1].name", "objectives[2].below_ms", "objectives[3].name", "objectives[3].days", "objectives[3].below_ms"]);
    }

    private static EventCounts Counts(Func<int, double> bad) => new(Promise, Enumerable.Range(0, 672).Select(hour => new EventCount(Hour(hour), 1_000 - bad(hour), 1_000)), Until);

    private static Window Hour(int hour) => new(Until.AddHours(hour - 672), Until.AddHours(hour - 671));
}
