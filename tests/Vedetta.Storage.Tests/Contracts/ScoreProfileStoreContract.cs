using Vedetta.Core.Models;
using Vedetta.Core.Profiles;
using Vedetta.Core.Quality.Scores;
using Vedetta.Core.Storage;
using Vedetta.Core.Time;

namespace Vedetta.Storage.Tests.Contracts;

/// <summary>What every store of score profiles does.</summary>
public abstract class ScoreProfileStoreContract : IAsyncLifetime
{
    private static readonly ModelId Model = new("scoring");
    private static readonly DateTimeOffset Day = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly SegmentKey Osh = new("region", "osh");

    protected IScoreProfileStore Store { get; private set; } = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => Store = await CreateAsync();

    public abstract ValueTask DisposeAsync();

    protected abstract ValueTask<IScoreProfileStore> CreateAsync();

    [Fact]
    public async Task A_model_nobody_wrote_has_nothing()
    {
        (await Store.MarkAsync(Model, Cancel)).ShouldBeNull();
        (await Store.DaysAsync(Model, Cancel)).ShouldBeEmpty();
        (await Store.SegmentsAsync(Model, Cancel)).ShouldBeEmpty();
        (await Store.ReadAsync(new ScoreProfileQuery(Model, ScoreLevel.Day, new Window(Day, Day.AddDays(1))), Cancel)).ShouldBeEmpty();
        await Store.DeleteAsync(Model, Cancel);
    }

    [Fact]
    public async Task Profiles_written_are_read_back_by_span_version_segment_and_outcome()
    {
        await WriteAsync([Of(Day), Of(Day, outcome: "label", matures: Day.AddDays(9)), Of(Day, version: "2"), Of(Day, segment: Osh), Of(Day.AddDays(1)), Of(Day, level: ScoreLevel.Month)]);
        var all = new Window(Day, Day.AddDays(2));
        (await Store.ReadAsync(new ScoreProfileQuery(Model, ScoreLevel.Day, all), Cancel)).Count.ShouldBe(5);
        (await Store.ReadAsync(new ScoreProfileQuery(Model, ScoreLevel.Month, all), Cancel)).Count.ShouldBe(1);
        (await Store.ReadAsync(new ScoreProfileQuery(Model, ScoreLevel.Day, new Window(Day.AddDays(1), Day.AddDays(2))), Cancel)).Count.ShouldBe(1);
        var one = (await Store.ReadAsync(new ScoreProfileQuery(Model, ScoreLevel.Day, all, ["label"], "1", SegmentKey.All), Cancel)).ShouldHaveSingleItem();
        one.Key.ShouldBe(new ScoreProfileKey(ScoreLevel.Day, Day, "1", SegmentKey.All, "label"));
        one.Rows.ShouldBe(7);
        one.MaturesAt.ShouldBe(Day.AddDays(9));
        one.Payload.ToArray().ShouldBe([1, 2, 3]);
        (await Store.SegmentsAsync(Model, Cancel)).ShouldBe([Osh]);
    }

    [Fact]
    public async Task A_span_is_replaced_as_a_whole_and_the_mark_moves_with_it()
    {
        await WriteAsync([Of(Day), Of(Day, version: "2"), Of(Day.AddDays(1)), Of(Day, level: ScoreLevel.Month)]);
        await Store.WriteAsync(Model, new ScoreWrite([(ScoreLevel.Day, Day)], [Of(Day, version: "3")], new ScoreMark(12, "rules", "references")), Cancel);
        var left = await Store.ReadAsync(new ScoreProfileQuery(Model, ScoreLevel.Day, new Window(Day, Day.AddDays(2))), Cancel);
        left.Select(f => (f.Key.Start, f.Key.Version)).Order().ShouldBe([(Day, "3"), (Day.AddDays(1), "1")]);
        (await Store.ReadAsync(new ScoreProfileQuery(Model, ScoreLevel.Month, new Window(Day, Day.AddDays(2))), Cancel)).Count.ShouldBe(1);
        (await Store.MarkAsync(Model, Cancel)).ShouldBe(new ScoreMark(12, "rules", "references"));
        await Store.WriteAsync(Model, new ScoreWrite([], [], null), Cancel);
        (await Store.MarkAsync(Model, Cancel)).ShouldBe(new ScoreMark(12, "rules", "references"));
    }

    [Fact]
    public async Task Days_say_their_rows_and_when_they_mature()
    {
        await WriteAsync([Of(Day), Of(Day, version: "2"), Of(Day, outcome: "label", matures: Day.AddDays(9)), Of(Day, outcome: "fpd", matures: Day.AddDays(4)), Of(Day, segment: Osh), Of(Day.AddDays(3))]);
        (await Store.DaysAsync(Model, Cancel)).ShouldBe([new ScoreDay(Day, 14, Day.AddDays(4)), new ScoreDay(Day.AddDays(3), 7, null)]);
    }

    [Fact]
    public async Task References_are_read_whatever_the_span_and_models_do_not_see_each_other()
    {
        var other = new ModelId("other");
        await WriteAsync([Of(DateTimeOffset.UnixEpoch, level: ScoreLevel.Reference), Of(Day)]);
        await Store.WriteAsync(other, new ScoreWrite([], [Of(Day, version: "9")], new ScoreMark(1, "", "")), Cancel);
        (await Store.ReadAsync(new ScoreProfileQuery(Model, ScoreLevel.Reference, default), Cancel)).Count.ShouldBe(1);
        await Store.DeleteAsync(Model, Cancel);
        (await Store.DaysAsync(Model, Cancel)).ShouldBeEmpty();
        (await Store.MarkAsync(Model, Cancel)).ShouldBeNull();
        (await Store.DaysAsync(other, Cancel)).Count.ShouldBe(1);
        await WriteAsync([Of(Day)]);
        (await Store.DaysAsync(Model, Cancel)).Count.ShouldBe(1);
    }

    private static ScoreFragment Of(
        DateTimeOffset start, string version = "1", SegmentKey? segment = null, string outcome = "", ScoreLevel level = ScoreLevel.Day, DateTimeOffset? matures = null) =>
        new(new ScoreProfileKey(level, start, version, segment ?? SegmentKey.All, outcome), 7, matures, new byte[] { 1, 2, 3 });

    private async Task WriteAsync(IReadOnlyList<ScoreFragment> fragments) => await Store.WriteAsync(Model, new ScoreWrite([], fragments, null), Cancel);
}
