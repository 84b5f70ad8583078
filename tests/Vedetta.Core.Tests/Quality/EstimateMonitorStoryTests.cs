using Vedetta.Core.Incidents;
using Vedetta.Core.Monitors;
using Vedetta.Core.Quality;
using Vedetta.Core.Quality.Estimated;
using Vedetta.Core.Time;
using Vedetta.Statistics;

namespace Vedetta.Core.Tests.Quality;

/// <summary>Monitors that need no labels, over days that are played; the clock is scripted.</summary>
public class EstimateMonitorStoryTests
{
    private const int Change = 8;
    private const int Healed = 12;

    [Fact]
    public async Task Scores_that_no_longer_tell_rows_apart_fire_the_day_after_and_resolve_when_they_do_again()
    {
        await using var world = await EstimateWorld.StartAsync(monitors: [EstimateWorld.Monitor("estimate", MonitorMetric.EstimatedPerformance)]);
        world.Spread = day => day is >= Change and < Healed ? 0.6 : 3;

        await world.PlayAsync(0, Change);
        world.Notices.All.ShouldBeEmpty();
        (await world.PointsAsync("estimate")).Select(point => EstimateWorld.DayOf(point.Key.Window)).ShouldBe(Enumerable.Range(0, Change));
        (await world.PointsAsync("estimate")).ShouldAllBe(point => point.Reading.Verdict.Kind == VerdictKind.Healthy && point.Reading.Low < point.Reading.Value && point.Reading.Value < point.Reading.High);

        await world.PlayAsync(Change, Change + 1);
        var fired = world.Notices.All.ShouldHaveSingleItem();
        fired.Kind.ShouldBe(NoticeKind.Fired);
        fired.Incident.Cause.Kind.ShouldBe("performance");
        fired.Incident.Severity.ShouldBe(Severity.Critical);
        fired.Incident.Title.ShouldContain("estimated to have become worse");
        EstimateWorld.DayOf(fired.Incident.Members[0].Window).ShouldBe(Change);
        fired.Incident.Members[0].Reading.Verdict.Reason!.ShouldContain("estimated without labels, n = 400");

        await world.PlayAsync(Change + 1, Healed + 1);
        (await world.IncidentsAsync()).ShouldHaveSingleItem().State.ShouldBe(IncidentState.Resolved);
        world.Notices.All.Select(notice => notice.Kind).ShouldBe([NoticeKind.Fired, NoticeKind.Resolved]);
    }

    [Fact]
    public async Task A_small_fall_is_pending_until_the_next_day_says_the_same()
    {
        var rule = EstimateWorld.Monitor("estimate", MonitorMetric.EstimatedPerformance, "roc_auc") with { Compare = Comparison.Absolute, Warning = 0.85, Critical = 0.5 };
        await using var world = await EstimateWorld.StartAsync(monitors: [rule]);
        world.Spread = day => day >= Change ? 1 : 3;

        await world.PlayAsync(0, Change + 1);
        (await world.IncidentsAsync()).ShouldHaveSingleItem().State.ShouldBe(IncidentState.Pending);
        world.Notices.All.ShouldBeEmpty();
        await world.PlayAsync(Change + 1, Change + 2);
        world.Notices.All.ShouldHaveSingleItem().Incident.Severity.ShouldBe(Severity.Warning);
    }

    [Fact]
    public async Task Labels_that_contradict_the_estimate_take_its_voice_away_with_a_date()
    {
        await using var world = await EstimateWorld.StartAsync(monitors: [EstimateWorld.Monitor("estimate", MonitorMetric.EstimatedPerformance, "roc_auc")]);
        world.Skill = day => day >= Change ? -0.5 : 1;
        world.Delay = _ => 2;
        world.Spread = day => day >= Change + 7 ? 0.6 : 3;

        await world.PlayAsync(0, Change + 7);
        world.Notices.All.ShouldBeEmpty();
        var standing = (await world.ReadAsync(new EstimatedQuestion(Every: WindowSize.Day))).Find("roc_auc")!.Trust;
        standing.Trusted.ShouldBeFalse();
        EstimateWorld.DayOf(standing.LostIn!.Value).ShouldBeInRange(Change, Change + 4);
        standing.Since!.Value.ShouldBeGreaterThan(standing.LostIn.Value.To);
        standing.Compared.ShouldAllBe(each => each.Labelled == each.Rows && each.Rows == 400);

        // Scores change too now, and a trusted estimate would fire.
        await world.PlayAsync(Change + 7, Change + 9);
        world.Notices.All.ShouldBeEmpty();
        var last = (await world.PointsAsync("estimate"))[^1].Reading;
        last.Value.ShouldNotBeNull().ShouldBeLessThan(0.7);
        last.Verdict.ShouldBeOfType<Verdict.Undecided>().Why.ShouldContain("not trusted since 2026-01-1");
    }

    [Fact]
    public async Task A_new_version_is_estimated_with_the_calibrator_of_the_one_before_until_it_has_its_own()
    {
        await using var world = await EstimateWorld.StartAsync(perDay: 200, monitors: [EstimateWorld.Monitor("estimate", MonitorMetric.EstimatedPerformance)]);
        world.Version = day => day >= 3 ? "2" : "1";
        await world.PlayAsync(0, 5);

        var points = (await world.ReadAsync(new EstimatedQuestion(Every: WindowSize.Day))).Find("roc_auc")!.Points;
        points.Select(point => point.TransferredFrom).ShouldBe([null, null, null, "1", "1"]);
        points[3].Notes.ShouldHaveSingleItem().ShouldContain("transferred from version '1'");

        await world.World.ReferenceAsync(world.Reference(skill: 0.3), "2");
        var own = (await world.ReadAsync(new EstimatedQuestion(Every: WindowSize.Day))).Find("roc_auc")!.Points;
        own.ShouldAllBe(point => point.TransferredFrom == null);
        own[0].Value.ShouldBe(points[0].Value);
        own[4].Value.ShouldNotBe(points[4].Value);
    }

    [Fact]
    public async Task Late_rows_and_segments_change_only_their_windows_and_nothing_is_computed_without_a_labelled_reference()
    {
        await using var world = await EstimateWorld.StartAsync(perDay: 200);
        await world.PlayAsync(0, 2);
        var question = new EstimatedQuestion(Every: WindowSize.Day);
        (await world.ReadAsync(question with { KeptOnly = true, Version = "1" })).Waiting.ShouldBe(2);
        var before = (await world.ReadAsync(question)).Find("accuracy")!.Points;
        (await world.ReadAsync(question with { KeptOnly = true })).Waiting.ShouldBe(0);
        await world.World.PredictAsync($$"""{"id":"late","at":"{{EstimateWorld.Start.AddHours(3):yyyy-MM-ddTHH:mm:ssZ}}","version":"1","score":0.5}""");
        (await world.ReadAsync(question with { KeptOnly = true })).Waiting.ShouldBe(1);
        var after = (await world.ReadAsync(question)).Find("accuracy")!.Points;
        after[0].N.ShouldBe(201);
        after[0].Value.ShouldNotBe(before[0].Value);
        (after[1].N, after[1].Value, after[1].Low, after[1].High).ShouldBe((before[1].N, before[1].Value, before[1].Low, before[1].High));

        (await world.ReadAsync(question with { AsOf = EstimateWorld.Start.AddDays(1).AddTicks(-1) })).Find("accuracy")!.Points.Single().N.ShouldBe(201);
        await Should.ThrowAsync<Core.Readings.QuestionException>(async () => await world.ReadAsync(question with { Segment = new Core.Profiles.SegmentKey("region", "osh") }));
        await Should.ThrowAsync<Core.Readings.QuestionException>(async () => await world.ReadAsync(question with { Method = Vedetta.Statistics.Estimation.EstimationMethod.Dle }));
        await Should.ThrowAsync<Core.Readings.QuestionException>(async () => await world.ReadAsync(question with { Outcome = "revenue" }));
    }
}
