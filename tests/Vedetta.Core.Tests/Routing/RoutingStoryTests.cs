using Vedetta.Core.Incidents;
using Vedetta.Core.Incidents.Silencing;
using Vedetta.Core.Monitors;
using Vedetta.Core.Routing;
using Vedetta.Statistics;

namespace Vedetta.Core.Tests.Routing;

/// <summary>Whole lives of incidents, with the clock in the hand of the test.</summary>
public class RoutingStoryTests
{
    private static readonly DateTimeOffset Day = new(2026, 6, 10, 0, 0, 0, TimeSpan.Zero);
    private static readonly Route Plain = Route.Plain(Audience.DataScience, ["team"]);

    [Fact]
    public async Task Incident_waits_for_its_group_escalates_reminds_and_stops_once_somebody_takes_it()
    {
        using var stage = new RoutingStage(Day.AddHours(8), "team", "lead", "head");
        await PolicyAsync(stage, Plain with
        {
            GroupWait = TimeSpan.FromMinutes(1), Repeat = TimeSpan.FromHours(4),
            Escalate = [new EscalationStep(TimeSpan.FromMinutes(15), ["lead"]), new EscalationStep(TimeSpan.FromHours(1), ["head"], Severity.Critical)],
        });
        (await stage.TakeAsync(RoutingStage.Critical("income", Day.AddDays(-1)), RoutingStage.Critical("age", Day.AddDays(-1)))).ShouldBeEmpty("the group gathers");
        (await stage.LiveAsync(TimeSpan.FromHours(9))).ShouldBe(
        [
            "06-10 08:01 team fired INC-1",
            "06-10 08:16 lead escalated 1 INC-1",
            "06-10 09:01 head escalated 2 INC-1",
            "06-10 12:01 team reminder 1 INC-1",
            "06-10 16:01 team reminder 2 INC-1",
        ]);
        await stage.Incidents.AcknowledgeAsync("INC-1", "anna", note: null, default);
        (await stage.LiveAsync(TimeSpan.FromHours(20))).ShouldBeEmpty("somebody has it");
        (await stage.TakeAsync(RoutingStage.Healthy("income", Day), RoutingStage.Healthy("age", Day))).ShouldBe(["head resolved INC-1", "lead resolved INC-1", "team resolved INC-1"], "everybody who was told");
        (await stage.LiveAsync(TimeSpan.FromDays(3))).ShouldBeEmpty();
    }

    [Fact]
    public async Task Taken_in_time_nobody_else_is_told_until_it_becomes_critical()
    {
        using var stage = new RoutingStage(Day.AddHours(8), "team", "lead");
        await PolicyAsync(stage, Plain with { Escalate = [new EscalationStep(TimeSpan.FromMinutes(15), ["lead"])], Repeat = TimeSpan.FromHours(1) });
        (await stage.TakeAsync(RoutingStage.Warning("income", Day.AddDays(-1)))).ShouldBe(["team fired INC-1"]);
        await stage.Incidents.AcknowledgeAsync("INC-1", "anna", note: null, default);
        (await stage.LiveAsync(TimeSpan.FromHours(16))).ShouldBeEmpty();
        (await stage.TakeAsync(RoutingStage.Critical("income", Day))).ShouldBe(["team escalated INC-1"]);
        (await stage.LiveAsync(TimeSpan.FromDays(1))).ShouldBeEmpty();
    }

    [Fact]
    public async Task Reopened_incident_is_the_same_one_and_one_that_comes_and_goes_is_told_no_longer()
    {
        using var stage = new RoutingStage(Day, "team");
        await PolicyAsync(stage, Plain);
        var told = new List<string>();
        for (var day = 0; day < 12; day++)
        {
            await stage.AtAsync(Day.AddDays(day + 1));
            told.AddRange(await stage.TakeAsync(day % 2 == 0 ? RoutingStage.Critical("income", Day.AddDays(day)) : RoutingStage.Healthy("income", Day.AddDays(day))));
        }

        told.ShouldBe(["team fired INC-1", "team resolved INC-1", "team reopened INC-1", "team resolved INC-1", "team reopened INC-1"]);
        var flapping = await stage.OnlyAsync();
        flapping.IsFlapping.ShouldBeTrue();
        flapping.State.ShouldBe(IncidentState.Firing);
        var over = new List<string>();
        for (var day = 12; day < 15; day++) over.AddRange(await stage.TakeAsync(RoutingStage.Healthy("income", Day.AddDays(day))));
        over.ShouldBe(["team resolved INC-1"], "three calm windows after the one of day eleven: it is over on the second of these, not the first");
    }

    [Fact]
    public async Task Digest_gathers_warnings_and_lets_critical_ones_pass()
    {
        using var stage = new RoutingStage(Day.AddHours(10), "team");
        await PolicyAsync(stage, Plain with { Digest = new DigestPlan(DigestEvery.Day, new TimeOnly(9, 0)) });
        var novel = DefaultMonitors.Of(RoutingStage.Model, "new", MonitorMetric.NewCategories, ["*"]) with { WarningFor = TimeSpan.Zero };
        (await stage.TakeAsync(RoutingStage.Warning("income", Day.AddDays(-1)))).ShouldBeEmpty();
        (await stage.TakeAsync(RoutingStage.Fact(novel, "region", Day.AddDays(-1), new Verdict.Warning("3 %")))).ShouldBeEmpty();
        (await stage.TakeAsync(RoutingStage.Fact(novel, "region", Day, new Verdict.Healthy()))).ShouldBeEmpty("it came and went");
        (await stage.TakeAsync(RoutingStage.Fact(RoutingStage.Silent, "", Day.AddHours(9), new Verdict.Critical("no rows")))).ShouldBe(["team fired INC-3"]);
        (await stage.LiveAsync(TimeSpan.FromHours(20))).ShouldBeEmpty();
        (await stage.LiveAsync(TimeSpan.FromHours(10))).ShouldBe(["06-11 07:00 team digest INC-1 INC-2"], "nine in Berlin is seven in UTC");
        (await stage.LiveAsync(TimeSpan.FromDays(2))).ShouldBeEmpty("nothing new");
        await stage.TakeAsync(RoutingStage.Healthy("income", Day));
        (await stage.LiveAsync(TimeSpan.FromDays(2))).ShouldHaveSingleItem().ShouldEndWith("team digest INC-1");
    }

    [Fact]
    public async Task Warning_of_a_digest_that_becomes_critical_is_told_at_once()
    {
        using var stage = new RoutingStage(Day.AddHours(10), "team");
        await PolicyAsync(stage, Plain with { Digest = new DigestPlan(DigestEvery.Day, new TimeOnly(9, 0)), Escalate = [new EscalationStep(TimeSpan.FromMinutes(10), ["team"])] });
        await stage.TakeAsync(RoutingStage.Warning("income", Day.AddDays(-1)));
        (await stage.TakeAsync(RoutingStage.Critical("income", Day))).ShouldBe(["team fired INC-1"]);
        (await stage.LiveAsync(TimeSpan.FromDays(2))).ShouldBe(["06-10 10:10 team escalated 1 INC-1"]);
    }

    [Fact]
    public async Task Quiet_night_holds_warnings_until_morning_and_forgets_what_the_night_healed()
    {
        using var stage = new RoutingStage(Berlin(2026, 10, 24, 23, 0), "team");
        await PolicyAsync(stage, Plain with { Quiet = [new QuietSpan([], new TimeOnly(22, 0), new TimeOnly(7, 0), CriticalBreaksThrough: true)], Escalate = [new EscalationStep(TimeSpan.FromMinutes(15), ["team"])] });
        (await stage.TakeAsync(RoutingStage.Warning("income", Day))).ShouldBeEmpty();
        (await stage.AtAsync(Berlin(2026, 10, 25, 6, 59))).ShouldBeEmpty("the night of autumn has ten hours");
        (await stage.AtAsync(Berlin(2026, 10, 25, 7, 0))).ShouldBe(["team fired INC-1"]);
        (await stage.AtAsync(Berlin(2026, 10, 25, 7, 15))).ShouldBe(["team escalated 1 INC-1"], "counted from the morning, not from the night");

        using var spring = new RoutingStage(Berlin(2026, 3, 28, 23, 0), "team");
        await PolicyAsync(spring, Plain with { Quiet = [new QuietSpan([], new TimeOnly(22, 0), new TimeOnly(7, 0), CriticalBreaksThrough: true)] });
        await spring.TakeAsync(RoutingStage.Warning("income", Day));
        (await spring.LiveAsync(TimeSpan.FromHours(12))).ShouldBe(["03-29 05:00 team fired INC-1"], "seven o'clock comes an hour earlier");

        using var healed = new RoutingStage(Berlin(2026, 6, 10, 23, 0), "team");
        await PolicyAsync(healed, Plain with { Quiet = [new QuietSpan([], new TimeOnly(22, 0), new TimeOnly(7, 0), CriticalBreaksThrough: true)] });
        await healed.TakeAsync(RoutingStage.Warning("income", Day));
        await healed.TakeAsync(RoutingStage.Healthy("income", Day.AddDays(1)));
        (await healed.LiveAsync(TimeSpan.FromHours(12))).ShouldBeEmpty();
        (await healed.TakeAsync(RoutingStage.Critical("age", Day.AddDays(20)))).ShouldBe(["team fired INC-2"]);
    }

    [Fact]
    public async Task Critical_breaks_through_quiet_hours_and_not_through_a_mute_schedule()
    {
        using var stage = new RoutingStage(Berlin(2026, 6, 13, 23, 0), "team", "night");
        await PolicyAsync(stage, Plain with
        {
            Quiet = [new QuietSpan([], new TimeOnly(22, 0), new TimeOnly(7, 0), CriticalBreaksThrough: true), new QuietSpan([DayOfWeek.Sunday], new TimeOnly(2, 0), new TimeOnly(4, 0), CriticalBreaksThrough: false, "the warehouse is loaded")],
        });
        (await stage.TakeAsync(RoutingStage.Critical("income", Day))).ShouldBe(["team fired INC-1"]);
        await stage.AtAsync(Berlin(2026, 6, 14, 2, 30));
        (await stage.TakeAsync(RoutingStage.Fact(RoutingStage.Silent, "", Day, new Verdict.Critical("no rows")))).ShouldBeEmpty();
        (await stage.LiveAsync(TimeSpan.FromHours(6))).ShouldBe(["06-14 02:00 team fired INC-2"], "four in Berlin is two in UTC");
    }

    [Fact]
    public async Task Crash_between_decision_and_sending_loses_nothing_and_doubles_nothing()
    {
        using var stage = new RoutingStage(Day.AddHours(8), "team", "lead");
        await PolicyAsync(stage, Plain with { Escalate = [new EscalationStep(TimeSpan.FromMinutes(15), ["lead"])] });
        stage.Crashes = true;
        (await stage.TakeAsync(RoutingStage.Critical("income", Day.AddDays(-1)))).ShouldBeEmpty("the incident is stored, and the program ends");
        stage.Crashes = false;
        (await stage.AtAsync(Day.AddHours(10))).ShouldBe(["team fired INC-1"], "the first pass after the start");
        (await stage.AtAsync(Day.AddHours(10))).ShouldBeEmpty();

        // A message that was queued and a trail that was not: in one transaction this cannot be, and even then the key is the same.
        await stage.Store.QueueAsync([], [new RoutingTrail("INC-1", [])], default);
        (await stage.AtAsync(Day.AddHours(10))).ShouldBeEmpty();
        (await stage.AtAsync(Day.AddHours(11))).ShouldBe(["lead escalated 1 INC-1"]);

        stage.Crashes = true;
        await stage.TakeAsync(RoutingStage.Healthy("income", Day));
        stage.Crashes = false;
        (await stage.AtAsync(Day.AddHours(12))).ShouldBe(["lead resolved INC-1", "team resolved INC-1"]);
        (await stage.AtAsync(Day.AddDays(12))).ShouldBeEmpty();
    }

    [Fact]
    public async Task Clock_that_jumps_forward_or_back_tells_each_thing_once()
    {
        using var stage = new RoutingStage(Day.AddHours(8), "team", "lead");
        await PolicyAsync(stage, Plain with { Escalate = [new EscalationStep(TimeSpan.FromMinutes(15), ["lead"])] });
        (await stage.TakeAsync(RoutingStage.Critical("income", Day.AddDays(-1)))).ShouldBe(["team fired INC-1"]);
        (await stage.AtAsync(Day.AddHours(7))).ShouldBeEmpty("an hour back");
        (await stage.AtAsync(Day.AddDays(2))).ShouldBe(["lead escalated 1 INC-1"], "two days on");
        (await stage.AtAsync(Day.AddHours(8))).ShouldBeEmpty();
    }

    [Fact]
    public async Task Silence_mutes_exactly_what_its_preview_named()
    {
        var matches = new SilenceMatch[] { new([], ["income"], []), new(["scoring"], [], []), new([], ["income", "age"], ["drift"]), new([], [], ["silence"]), new(["other"], [], []), new([], ["income", "age"], [], OnlyWarnings: true) };
        foreach (var match in matches)
        {
            // What the preview names of incidents that are open ...
            using var open = new RoutingStage(Day.AddHours(8), "team");
            await BreakAsync(open);
            var preview = await open.Silencing.PreviewAsync(match, default);

            // ... is what nobody hears of when the same happens while the silence holds.
            using var silenced = new RoutingStage(Day.AddHours(8), "team");
            await silenced.Silencing.CreateAsync(new SilenceRequest(match, null, Day.AddHours(20), "work"), "anna", default);
            await BreakAsync(silenced);
            var incidents = await silenced.Incidents.ListAsync(null, null, 10, default);
            incidents.Where(incident => incident.MutedBy is not null).Select(incident => incident.Id).Order().ShouldBe(preview.Open.Select(incident => incident.Id).Order(), match.ToString());
            var told = (await silenced.Outbox.ListAsync(channel: null, state: null, 10, default)).Select(message => message.Incident).Order().ToList();
            told.ShouldBe(incidents.Where(incident => incident.MutedBy is null).Select(incident => incident.Id).Order());
            told.Count.ShouldBe(preview.Loud);
        }
    }

    [Fact]
    public async Task Silence_that_begins_later_stops_reminders_and_its_end_brings_them_back()
    {
        using var stage = new RoutingStage(Day.AddHours(8), "team");
        await PolicyAsync(stage, Plain with { Repeat = TimeSpan.FromHours(1) });
        (await stage.TakeAsync(RoutingStage.Critical("income", Day.AddDays(-1)))).ShouldBe(["team fired INC-1"]);
        await stage.Silencing.CreateAsync(new SilenceRequest(new SilenceMatch([], ["income"], []), null, Day.AddHours(12), "work"), "anna", default);
        (await stage.LiveAsync(TimeSpan.FromHours(5))).ShouldBe(["06-10 12:00 team reminder 1 INC-1", "06-10 13:00 team reminder 2 INC-1"]);
    }

    [Fact]
    public async Task Drift_is_not_told_while_the_pipeline_is_down_and_is_once_it_runs_again()
    {
        using var stage = new RoutingStage(Day.AddHours(8), "team");
        (await stage.TakeAsync(RoutingStage.Fact(RoutingStage.Silent, "", Day.AddHours(7), new Verdict.Critical("no rows")), RoutingStage.Critical("income", Day.AddDays(-1)))).ShouldBe(["team fired INC-2"]);
        var drift = (await stage.Incidents.FindAsync("INC-1", default)).ShouldNotBeNull();
        drift.State.ShouldBe(IncidentState.Firing);
        drift.MutedBy.ShouldBe("INC-2");
        (await stage.AtAsync(Day.AddHours(9))).ShouldBeEmpty();
        (await stage.TakeAsync(RoutingStage.Fact(RoutingStage.Silent, "", Day.AddHours(8), new Verdict.Healthy()))).ShouldBe(["team resolved INC-2"]);
        (await stage.AtAsync(Day.AddHours(10))).ShouldBe(["team fired INC-1"]);
        (await stage.Incidents.FindAsync("INC-1", default)).ShouldNotBeNull().MutedBy.ShouldBeNull();
    }

    [Fact]
    public async Task Storm_of_incidents_comes_as_one_message_and_history_as_none()
    {
        using var stage = new RoutingStage(Day.AddHours(8), "team");
        await PolicyAsync(stage, Plain with { GroupWait = TimeSpan.FromSeconds(30) });
        MonitorMetric[] metrics = [MonitorMetric.Drift, MonitorMetric.Missing, MonitorMetric.NewCategories, MonitorMetric.Volume, MonitorMetric.Performance, MonitorMetric.Staleness, MonitorMetric.LabelDelay, MonitorMetric.Business];
        var facts = metrics.Select(metric => RoutingStage.Fact(DefaultMonitors.Of(RoutingStage.Model, EnumWords.Of(metric), metric, []) with { Audience = Audience.DataScience }, MonitorRules.UsesColumns(metric) ? EnumWords.Of(metric) : "", Day.AddDays(-1), new Verdict.Critical("bad"))).ToArray();
        await stage.TakeAsync(facts);
        var message = (await stage.LiveAsync(TimeSpan.FromHours(1))).ShouldHaveSingleItem();
        message.ShouldStartWith("06-10 08:00 team digest INC-1 INC-2");

        using var history = new RoutingStage(Day.AddHours(8), "team");
        await history.TakeAsync(RoutingStage.Fact(RoutingStage.Drift, "income", Day.AddDays(-9), new Verdict.Critical("PSI"), backfilled: true));
        (await history.LiveAsync(TimeSpan.FromDays(9))).ShouldBeEmpty();
    }

    [Fact]
    public async Task Person_on_call_is_told_and_the_next_one_after_the_hand_over()
    {
        using var stage = new RoutingStage(Berlin(2026, 6, 15, 9, 0), "team", "anna-phone", "boris-phone");
        await stage.Store.SavePolicyAsync(new RoutingPolicy("Europe/Berlin", [Plain with { OnCall = "ds" }], [new Rota("ds", [new("anna", ["anna-phone"]), new("boris", ["boris-phone"])], new DateOnly(2026, 6, 8), DayOfWeek.Monday, new TimeOnly(10, 0))]), default);
        (await stage.TakeAsync(RoutingStage.Critical("income", Day))).ShouldBe(["anna-phone fired INC-1", "team fired INC-1"]);
        await stage.Incidents.AcknowledgeAsync("INC-1", "anna", note: null, default);
        await stage.AtAsync(Berlin(2026, 6, 15, 11, 0));
        (await stage.TakeAsync(RoutingStage.Healthy("income", Day.AddDays(1)))).ShouldBe(["anna-phone resolved INC-1", "team resolved INC-1"], ignoreOrder: true);
        (await stage.TakeAsync(RoutingStage.Critical("income", Day.AddDays(20)))).ShouldBe(["boris-phone fired INC-2", "team fired INC-2"]);
    }

    private static async Task BreakAsync(RoutingStage stage)
    {
        var novel = DefaultMonitors.Of(RoutingStage.Model, "new", MonitorMetric.NewCategories, ["*"]) with { WarningFor = TimeSpan.Zero };
        await stage.TakeAsync(RoutingStage.Critical("income", Day.AddDays(-1)), RoutingStage.Warning("age", Day.AddDays(-1)));
        await stage.TakeAsync(RoutingStage.Fact(novel, "income", Day.AddDays(-1), new Verdict.Warning("3 %")));
        await stage.TakeAsync(RoutingStage.Fact(RoutingStage.Silent, "", Day.AddHours(7), new Verdict.Critical("no rows")));
    }

    private static ValueTask PolicyAsync(RoutingStage stage, Route route) => stage.Store.SavePolicyAsync(new RoutingPolicy("Europe/Berlin", [route], []), default);

    private static DateTimeOffset Berlin(int year, int month, int day, int hour, int minute) =>
        LocalClock.At(new DateOnly(year, month, day), new TimeOnly(hour, minute), TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"));
}
