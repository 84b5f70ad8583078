using Vedetta.Core.Ingestion;
using Vedetta.Core.Models;
using Vedetta.Core.Quality.Scores;
using Vedetta.Core.Time;

namespace Vedetta.Core.Tests.Quality.Scores;

public sealed class ScoreProfilesTests
{
    private static readonly Window Sixty = new(ScoreWorld.Start, ScoreWorld.Start.AddDays(60));

    [Fact]
    public async Task Late_outcomes_touch_their_own_days_only()
    {
        var world = await new ScoreWorld().CreateAsync();
        var rows = ScoreWorld.Draw(2_000, seed: 2);
        await world.PredictAsync(rows);
        (await world.Profiles.RefreshAsync(ScoreWorld.Id, ScoreWorld.Cancel)).ShouldBe(60);
        (await world.Profiles.RefreshAsync(ScoreWorld.Id, ScoreWorld.Cancel)).ShouldBe(0);
        var late = rows.Where(a => a.At < ScoreWorld.Start.AddDays(2)).ToList();
        await world.LabelAsync(late, TimeSpan.FromDays(90));
        (await world.Profiles.RefreshAsync(ScoreWorld.Id, ScoreWorld.Cancel)).ShouldBe(2);
        (await LabelsAsync(world)).Labelled.ShouldBe(late.Count);
    }

    [Fact]
    public async Task Rows_in_many_commits_and_out_of_order_count_like_rows_in_one()
    {
        var (one, many) = (await new ScoreWorld().CreateAsync(), await new ScoreWorld().CreateAsync());
        var rows = ScoreWorld.Draw(1_500, seed: 4);
        await one.PredictAsync(rows);
        await one.LabelAsync(rows, TimeSpan.FromDays(5));
        await one.Profiles.RefreshAsync(ScoreWorld.Id, ScoreWorld.Cancel);
        foreach (var part in rows.OrderBy(a => a.Id, StringComparer.Ordinal).Chunk(200))
        {
            await many.LabelAsync(part, TimeSpan.FromDays(5)); // before their predictions
            await many.PredictAsync(part);
            await many.Profiles.RefreshAsync(ScoreWorld.Id, ScoreWorld.Cancel);
        }

        (await AllAsync(many)).ShouldBe(await AllAsync(one));
    }

    [Fact]
    public async Task A_row_before_its_maturity_is_censored_and_counted_when_it_matures()
    {
        var world = await new ScoreWorld(maturity: TimeSpan.FromDays(30)).CreateAsync();
        var now = world.Time.Now;
        var old = ScoreWorld.Draw(500, seed: 6).Select(a => a with { Id = "old" + a.Id }).ToList();
        var young = ScoreWorld.Draw(500, seed: 7).Select(a => a with { Id = "young" + a.Id, At = now.AddDays(-10).AddMinutes(a.At.Minute) }).ToList();
        await world.PredictAsync(old.Concat(young));
        await world.LabelAsync(old.Concat(young.Where(a => a.Bad)), TimeSpan.FromDays(5));
        var basis = (await world.Readings.CutoffAsync(ScoreWorld.Id, new ScoreQuestion(new Window(ScoreWorld.Start, now)), ScoreWorld.Cancel)).Basis;
        basis.Labels.Labelled.ShouldBe(500);
        basis.Labels.Immature.ShouldBe(500);
        basis.Early.ShouldBe(young.Count(a => a.Bad));

        world.Time.Advance(TimeSpan.FromDays(21));
        (await world.Profiles.RefreshAsync(ScoreWorld.Id, ScoreWorld.Cancel)).ShouldBe(1);
        var after = (await world.Readings.CutoffAsync(ScoreWorld.Id, new ScoreQuestion(new Window(ScoreWorld.Start, now)), ScoreWorld.Cancel)).Basis;
        after.Labels.Labelled.ShouldBe(500 + young.Count(a => a.Bad));
        after.Labels.Unlabelled.ShouldBe(young.Count(a => !a.Bad));
        after.Labels.Immature.ShouldBe(0);
    }

    [Fact]
    public async Task What_was_known_at_a_moment_leaves_out_what_came_later()
    {
        var world = await new ScoreWorld().CreateAsync();
        var rows = ScoreWorld.Draw(800, seed: 8);
        await world.PredictAsync(rows);
        await world.LabelAsync(rows, TimeSpan.FromDays(10));
        var then = ScoreWorld.Start.AddDays(30);
        var basis = (await world.Readings.CutoffAsync(ScoreWorld.Id, new ScoreQuestion(Sixty, AsOf: then), ScoreWorld.Cancel)).Basis;
        basis.Rows.ShouldBe(rows.LongCount(a => a.At <= then));
        basis.Labels.Labelled.ShouldBe(rows.LongCount(a => a.At.AddDays(10) <= then));
    }

    [Fact]
    public async Task Days_whose_rows_are_deleted_go_with_their_month()
    {
        var world = await new ScoreWorld().CreateAsync();
        var rows = ScoreWorld.Draw(2_000, seed: 10);
        await world.PredictAsync(rows);
        await world.Profiles.RefreshAsync(ScoreWorld.Id, ScoreWorld.Cancel);
        var before = ScoreWorld.Start.AddDays(40);
        await world.Events.DeleteAsync(ScoreWorld.Id, before, ScoreWorld.Cancel);
        await world.Profiles.RefreshAsync(ScoreWorld.Id, ScoreWorld.Cancel);
        (await world.Store.DaysAsync(ScoreWorld.Id, ScoreWorld.Cancel)).ShouldAllBe(day => day.Start >= before);
        (await world.Readings.CutoffAsync(ScoreWorld.Id, new ScoreQuestion(Sixty), ScoreWorld.Cancel)).Basis.Rows.ShouldBe(rows.LongCount(a => a.At >= before));
    }

    [Fact]
    public async Task A_new_outcome_counts_every_day_again_and_a_new_meaning_of_the_score_begins_anew()
    {
        var world = await new ScoreWorld().CreateAsync();
        var rows = ScoreWorld.Draw(600, seed: 11);
        await world.PredictAsync(rows);
        await world.Profiles.RefreshAsync(ScoreWorld.Id, ScoreWorld.Cancel);
        await world.Registry.EditAsync(ScoreWorld.Id, s => s!.Definition with { Outcomes = [.. s.Definition.Outcomes, new OutcomeDefinition("fpd", OutcomeKind.Class, null, null)] }, [], ScoreWorld.Cancel);
        (await world.Profiles.LagAsync(ScoreWorld.Id, ScoreWorld.Cancel)).Current.ShouldBeFalse();
        (await world.Profiles.RefreshAsync(ScoreWorld.Id, ScoreWorld.Cancel)).ShouldBeGreaterThan(50);
        await world.Registry.EditAsync(ScoreWorld.Id, s => s!.Definition with { Score = new ScoreDefinition(ScoreKind.Points, 0, 100, ScoreDirection.Positive, ApproveAbove: false) }, [], ScoreWorld.Cancel);
        (await world.Profiles.RefreshAsync(ScoreWorld.Id, ScoreWorld.Cancel)).ShouldBeGreaterThan(50);
        (await world.Readings.CutoffAsync(ScoreWorld.Id, new ScoreQuestion(Sixty, Cutoff: 1), ScoreWorld.Cancel)).Tried.Approved.ShouldBe(600);
    }

    [Fact]
    public async Task A_refresh_that_ends_in_the_middle_is_made_up_for()
    {
        var world = await new ScoreWorld().CreateAsync();
        var rows = ScoreWorld.Draw(900, seed: 12);
        await world.PredictAsync(rows);
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(async () => await world.Profiles.RefreshAsync(ScoreWorld.Id, stop.Token));
        await world.Profiles.RefreshAsync(ScoreWorld.Id, ScoreWorld.Cancel);
        (await world.Readings.CutoffAsync(ScoreWorld.Id, new ScoreQuestion(Sixty), ScoreWorld.Cancel)).Basis.Rows.ShouldBe(900);
    }

    [Fact]
    public async Task Verification_finds_what_the_rows_do_not_say()
    {
        var world = await new ScoreWorld(maturity: TimeSpan.FromDays(30)).CreateAsync();
        var rows = ScoreWorld.Draw(700, seed: 13, days: 20);
        await world.PredictAsync(rows);
        await world.LabelAsync(rows, TimeSpan.FromDays(9));
        (await world.Profiles.DifferencesAsync(ScoreWorld.Id, ScoreWorld.Cancel)).ShouldBeEmpty();
        var day = (await world.Store.ReadAsync(new ScoreProfileQuery(ScoreWorld.Id, ScoreLevel.Day, Sixty, ["label"], "1", Core.Profiles.SegmentKey.All), ScoreWorld.Cancel)).OrderBy(f => f.Key.Start).ToList();
        await world.Store.WriteAsync(ScoreWorld.Id, new ScoreWrite([(ScoreLevel.Day, day[3].Key.Start)], [day[3] with { Payload = day[4].Payload }], null), ScoreWorld.Cancel);
        var found = await world.Profiles.DifferencesAsync(ScoreWorld.Id, ScoreWorld.Cancel);
        found.ShouldContain(d => d.Key.Column == "#scores:label" && d.Key.Start == day[3].Key.Start);
        found.ShouldContain(d => d.Key.Column == "#scores" && d.Stored == "absent");
        await world.Profiles.RepairAsync(ScoreWorld.Id, ScoreWorld.Cancel);
        (await world.Profiles.DifferencesAsync(ScoreWorld.Id, ScoreWorld.Cancel)).ShouldBeEmpty();
    }

    private static async Task<LabelCounts> LabelsAsync(ScoreWorld world) =>
        (await world.Readings.CutoffAsync(ScoreWorld.Id, new ScoreQuestion(Sixty), ScoreWorld.Cancel)).Basis.Labels;

    private static async Task<List<string>> AllAsync(ScoreWorld world)
    {
        var all = new List<string>();
        foreach (var level in Enum.GetValues<ScoreLevel>())
            foreach (var fragment in await world.Store.ReadAsync(new ScoreProfileQuery(ScoreWorld.Id, level, new Window(ScoreWorld.Start.AddDays(-99), ScoreWorld.Start.AddDays(999))), ScoreWorld.Cancel))
            {
                var table = new ScoreTable(10, 10);
                ScoreFormat.AddTo(table, fragment.Payload.Span, ScoreFormat.SectionOf(fragment.Payload.Span));
                var counts = table.Sorted().Select(place => $"{table.CellAt(place)}={string.Join(',', table.Counts(place).ToArray())}");
                all.Add($"{fragment.Key} {fragment.Rows} {string.Join(' ', counts)}");
            }

        return [.. all.Order(StringComparer.Ordinal)];
    }
}
