using Vedetta.Core.Models;
using Vedetta.Core.Profiles;
using Vedetta.Core.Quality.Scores;
using Vedetta.Core.Readings;
using Vedetta.Core.Time;
using Vedetta.Statistics.Credit;

namespace Vedetta.Core.Tests.Quality.Scores;

public sealed class ScoreReadingsTests
{
    private static readonly Window Sixty = new(ScoreWorld.Start, ScoreWorld.Start.AddDays(60));

    [Fact]
    public async Task Every_cut_off_equals_what_the_rows_say()
    {
        var (world, rows) = await ThreeThousandAsync();
        var answer = await world.Readings.CutoffAsync(ScoreWorld.Id, new ScoreQuestion(Sixty, Cutoff: 0.09), ScoreWorld.Cancel);
        var curve = Statistics.Credit.CutoffCurve.Of(rows.Select(a => new Application(a.Score, a.Amount, a.Decision == "approve" ? a.Bad : null)), default);
        answer.Basis.Rows.ShouldBe(3_000);
        answer.Points.Count.ShouldBeInRange(50, 250);
        foreach (var point in answer.Points.Append(answer.Tried).Append(answer.InUse))
        {
            var exact = curve.At(Math.BitDecrement(point.Cutoff)); // approved are the scores below
            if (exact.ApprovalRate == 0) continue;
            point.ApprovalRate!.Value.Value.ShouldBe(exact.ApprovalRate, 1e-12);
            point.ExpectedByScore!.Value.ShouldBe(exact.ExpectedBadRate!.Value, 1e-6);
            point.Labelled.ShouldBe(exact.Labelled);
            if (exact.RealizedBadRate is { } bad) point.Realized!.Value.Value.ShouldBe(bad, 1e-12);
        }

        answer.Tried.NoLonger.ShouldBe(rows.LongCount(a => a.Score is >= 0.09 and < 0.16));
        answer.Tried.Newly.ShouldBe(0);
        answer.Tried.Near!.Value.Value.ShouldBe(rows.Count(a => a.Score is >= 0.08 and < 0.1) / 3_000.0, 1e-12);
    }

    [Fact]
    public async Task Swap_set_and_overrides_count_the_rows_themselves()
    {
        var (world, rows) = await ThreeThousandAsync();
        var answer = await world.Readings.CutoffAsync(ScoreWorld.Id, new ScoreQuestion(Sixty, Cutoff: 0.2), ScoreWorld.Cancel);
        bool[] rule = [.. rows.Select(a => a.Score < 0.16)];
        bool?[] bad = [.. rows.Select(a => a.Decision == "approve" ? a.Bad : (bool?)null)];
        answer.Swap.ShouldBe(SwapSet.Of(rule, [.. rows.Select(a => a.Score < 0.2)], bad));
        answer.Overrides.ShouldBe(Statistics.Credit.Overrides.Of(rule, [.. rows.Select(a => a.Decision == "approve")], bad));
    }

    [Fact]
    public async Task Bands_hold_the_rows_between_their_limits_from_the_one_approved_first()
    {
        var (world, rows) = await ThreeThousandAsync();
        var answer = await world.Readings.BandsAsync(ScoreWorld.Id, new ScoreQuestion(Sixty, Bands: [0.05, 0.1, 0.16]), ScoreWorld.Cancel);
        answer.Bands.Select(b => b.Line.Band.Name).ShouldBe(["A", "B", "C", "D"]);
        answer.Bands[1].Line.Band.Rows.ShouldBe(rows.LongCount(a => a.Score is >= 0.05 and < 0.1));
        answer.Bands[1].Line.Band.Bad.ShouldBe(rows.LongCount(a => a is { Score: >= 0.05 and < 0.1, Decision: "approve", Bad: true }));
        answer.Bands[3].Line.Band.Approved.ShouldBe(rows.LongCount(a => a is { Score: >= 0.16, Decision: "approve" }));
    }

    [Fact]
    public async Task The_area_under_the_path_is_that_of_the_rows_within_the_error_stated()
    {
        var (world, rows) = await ThreeThousandAsync();
        var roc = (await world.Readings.BandsAsync(ScoreWorld.Id, new ScoreQuestion(Sixty), ScoreWorld.Cancel)).Roc.ShouldNotBeNull();
        var labelled = rows.Where(a => a.Decision == "approve").ToList();
        var exact = Statistics.Performance.Binary.RocAuc.Of(Statistics.Performance.Binary.BinaryScores.From([.. labelled.Select(a => a.Score)], [.. labelled.Select(a => a.Bad)]))!;
        Math.Abs(roc.Area - exact.Value).ShouldBeLessThanOrEqualTo(roc.CellError);
        roc.CellError.ShouldBeLessThan(0.01);
        roc.Good[^1].ShouldBe(1, 1e-9);
        roc.Bad[^1].ShouldBe(1, 1e-9);
    }

    [Fact]
    public async Task The_calibrated_bad_rate_holds_the_true_one_where_the_score_says_too_little()
    {
        // The world's bad rate is 1.2 times the score.
        var (world, rows) = await ThreeThousandAsync(count: 40_000);
        var point = (await world.Readings.CutoffAsync(ScoreWorld.Id, new ScoreQuestion(Sixty), ScoreWorld.Cancel)).InUse;
        var truth = rows.Where(a => a.Score < 0.16).Average(a => 1.2 * a.Score);
        point.Expected.ShouldNotBeNull();
        truth.ShouldBeInRange(point.Expected.Value.Low, point.Expected.Value.High);
        point.ExpectedByScore!.Value.ShouldBeLessThan(point.Expected.Value.Low);
    }

    [Fact]
    public async Task A_segment_and_a_version_are_counted_alone()
    {
        var (world, rows) = await ThreeThousandAsync();
        var osh = await world.Readings.CutoffAsync(ScoreWorld.Id, new ScoreQuestion(Sixty, Segment: new SegmentKey("region", "osh")), ScoreWorld.Cancel);
        osh.Basis.Rows.ShouldBe(rows.LongCount(a => a.Region == "osh"));
        var second = await world.Readings.CutoffAsync(ScoreWorld.Id, new ScoreQuestion(Sixty, Version: "2"), ScoreWorld.Cancel);
        second.InUse.Approved.ShouldBe(rows.LongCount(a => a.Version == "2" && a.Score < 0.16));
    }

    [Fact]
    public async Task A_span_counts_whole_days_of_the_model_and_months_equal_their_days()
    {
        var world = await new ScoreWorld("Asia/Bishkek").CreateAsync();
        var rows = ScoreWorld.Draw(4_000, seed: 3, days: 100);
        await world.PredictAsync(rows);
        var zone = world.Definition.Zone;
        foreach (var (from, to) in new[] { (5, 40), (0, 100), (31, 59), (12, 13) })
        {
            var span = new Window(ScoreWorld.Start.AddDays(from), ScoreWorld.Start.AddDays(to));
            var answer = await world.Readings.CutoffAsync(ScoreWorld.Id, new ScoreQuestion(span), ScoreWorld.Cancel);
            answer.Basis.Rows.ShouldBe(rows.LongCount(a => answer.Basis.Window.Contains(a.At)), FormattableString.Invariant($"{from}-{to}"));
            TimeZoneInfo.ConvertTime(answer.Basis.Window.To, zone).TimeOfDay.ShouldBe(TimeSpan.Zero);
        }
    }

    [Fact]
    public async Task Scores_that_are_approved_from_the_cut_off_on_are_read_the_other_way()
    {
        var points = new ScoreDefinition(ScoreKind.Points, 300, 850, ScoreDirection.Negative, ApproveAbove: true);
        var world = await new ScoreWorld(score: points, threshold: 600).CreateAsync();
        var rows = ScoreWorld.Draw(4_000, seed: 9).Select(a => a with { Score = Math.Round(850 - (900 * a.Score)), Decision = a.Score < 0.2 ? "approve" : "decline" }).ToList();
        await world.PredictAsync(rows);
        await world.LabelAsync(rows, TimeSpan.FromDays(3));
        var answer = await world.Readings.CutoffAsync(ScoreWorld.Id, new ScoreQuestion(Sixty, Cutoff: 700), ScoreWorld.Cancel);
        answer.Tried.Approved.ShouldBe(rows.LongCount(a => a.Score >= 700));
        answer.Tried.ExpectedByScore.ShouldBeNull();
        answer.Tried.Realized!.Value.Value.ShouldBe(rows.Where(a => a.Score >= 700).Average(a => a.Bad ? 1.0 : 0), 1e-12);
        answer.Points.Select(p => p.Approved).ShouldBe(answer.Points.Select(p => p.Approved).OrderDescending());
        var bands = await world.Readings.BandsAsync(ScoreWorld.Id, new ScoreQuestion(Sixty, Bands: [600, 700]), ScoreWorld.Cancel);
        bands.Bands[0].Low.ShouldBe(700);
        bands.Bands[0].Line.BadRate!.Value.ShouldBeLessThan(bands.Bands[2].Line.BadRate!.Value);
    }

    [Fact]
    public async Task Revenue_is_the_mean_of_like_scores_times_the_rows_approved()
    {
        var (world, rows) = await ThreeThousandAsync();
        await world.LabelAsync(rows.Where(a => a.Decision == "approve"), TimeSpan.FromDays(2), a => a.Bad ? -500 : 100);
        var answer = await world.Readings.CutoffAsync(ScoreWorld.Id, new ScoreQuestion(Sixty, Cutoff: 0.1), ScoreWorld.Cancel);
        var value = answer.Tried.Value.ShouldNotBeNull();
        var mean = rows.Where(a => a is { Score: < 0.1, Decision: "approve" }).Average(a => a.Bad ? -500.0 : 100);
        var whole = mean * rows.Count(a => a.Score < 0.1);
        value.Value.ShouldBe(whole, Math.Abs(whole) * 0.06);
        whole.ShouldBeInRange(value.Low, value.High);
    }

    [Fact]
    public async Task Questions_that_make_no_sense_are_refused_by_the_part_that_is_wrong()
    {
        var (world, _) = await ThreeThousandAsync();
        async Task Refused(string field, ScoreQuestion question) =>
            (await Should.ThrowAsync<QuestionException>(async () => await world.Readings.CutoffAsync(ScoreWorld.Id, question, ScoreWorld.Cancel))).Field.ShouldBe(field);
        await Refused("outcome", new ScoreQuestion(Outcome: "revenue"));
        await Refused("value", new ScoreQuestion(Value: "label"));
        await Refused("segment", new ScoreQuestion(Segment: new SegmentKey("city", "osh")));
        await Refused("to", new ScoreQuestion(new Window(ScoreWorld.Start, ScoreWorld.Start)));
        await Refused("step", new ScoreQuestion(Step: 1e-9));
        await Should.ThrowAsync<UnknownModelException>(async () => await world.Readings.CutoffAsync(new ModelId("nobody"), new ScoreQuestion(), ScoreWorld.Cancel));
    }

    private static async Task<(ScoreWorld World, List<Applicant> Rows)> ThreeThousandAsync(int count = 3_000)
    {
        var world = await new ScoreWorld().CreateAsync();
        var rows = ScoreWorld.Draw(count, seed: 1);
        await world.PredictAsync(rows);
        await world.LabelAsync(rows.Where(a => a.Decision == "approve"), TimeSpan.FromDays(10));
        return (world, rows);
    }
}
