using Vedetta.Cli.Demo;
using Vedetta.Cli.Demo.Credit;
using static Vedetta.Cli.Tests.Demo.DemoDays;

namespace Vedetta.Cli.Tests.Demo;

public sealed class ApplicationScoringTests
{
    private static readonly Lazy<ApplicationScoring> Lazily = new(() => new ApplicationScoring(Calendar, DemoFleet.Seed));
    private static ApplicationScoring Model => Lazily.Value;

    [Fact]
    public void WriteHour_over_ninety_days_makes_at_least_300_000_rows()
    {
        Days(Model, 0, 90).Batch.Count.ShouldBeInRange(300_000, 420_000);
    }

    [Fact]
    public void WriteReference_gives_at_least_50_000_labelled_rows()
    {
        var reference = Reference(Model);
        reference.Batch.Count.ShouldBeGreaterThan(50_000);
        reference.Outcomes.Count(o => o.Outcome == "label").ShouldBe(reference.Batch.Count);
    }

    [Fact]
    public void WriteHour_twice_gives_the_same_rows()
    {
        var (a, b) = (Days(Model, 41, 42), Days(Model, 41, 42));
        b.Batch.Score.Values.ToArray().ShouldBe(a.Batch.Score.Values.ToArray());
        b.Batch.At.ShouldBe(a.Batch.At);
        b.Outcomes.ShouldBe(a.Outcomes);
    }

    [Fact]
    public void WriteHour_keeps_rows_inside_the_hour_and_in_order()
    {
        var hour = Calendar.Hour((24 * 44) + 11);
        var rows = Rows(Model);
        Model.WriteHour(hour, rows);
        rows.Batch.At.ShouldBe(rows.Batch.At.Order());
        var from = (hour.From - DateTimeOffset.UnixEpoch).Ticks / 10;
        rows.Batch.At.ShouldAllBe(at => at >= from && at < from + 3_600_000_000);
    }

    [Fact]
    public void Bureau_score_is_missing_for_most_only_while_the_feed_is_broken()
    {
        MissingShare(54).ShouldBeLessThan(0.12);
        MissingShare(55).ShouldBeInRange(0.84, 0.92);
        MissingShare(57).ShouldBeInRange(0.84, 0.92);
        MissingShare(58).ShouldBeLessThan(0.12);
    }

    [Fact]
    public void Campaign_is_a_channel_that_comes_on_day_40_and_stays()
    {
        ShareOf("channel", "campaign", 39).ShouldBe(0);
        ShareOf("channel", "campaign", 46).ShouldBeInRange(0.15, 0.30);
        ShareOf("channel", "campaign", 89).ShouldBeInRange(0.15, 0.30);
    }

    [Fact]
    public void Release_v3_shrinks_scores_towards_the_mean_until_the_rollback()
    {
        var before = Days(Model, 61, 62);
        var during = Days(Model, 64, 65);
        var after = Days(Model, 67, 68);
        during.Batch.Version[0].ShouldBe("v3");
        after.Batch.Version[0].ShouldBe("v2");
        Spread(during).ShouldBeLessThan(0.75 * Spread(before));
        Spread(after).ShouldBe(Spread(before), 0.1);
    }

    [Fact]
    public void Scores_are_calibrated_on_the_reference_and_miss_the_later_concept_drift()
    {
        var reference = Reference(Model);
        LabelRate(reference).ShouldBe(reference.Batch.Score.Values.ToArray().Average(), 0.012);

        var late = Days(Model, 80, 86);
        var scores = Enumerable.Range(0, late.Batch.Count).Where(r => late.Batch.Decision[r] == "approve").Average(r => late.Batch.Score[r]);
        LabelRate(late).ShouldBeGreaterThan(1.5 * scores);
    }

    [Fact]
    public void Concept_drift_leaves_the_scores_as_they_were()
    {
        var before = Days(Model, 67, 70).Batch.Score.Values.ToArray();
        var after = Days(Model, 71, 76).Batch.Score.Values.ToArray();
        after.Average().ShouldBe(before.Average(), 0.006);
    }

    [Fact]
    public void Labels_arrive_after_the_first_due_date()
    {
        var day = Days(Model, 20, 21);
        var labels = day.Outcomes.Where(o => o.Outcome == "label").ToArray();
        labels.Length.ShouldBeInRange(day.Batch.Count / 2, day.Batch.Count);
        labels.ShouldAllBe(o => (o.At - Calendar.Start).TotalDays > 33 && (o.At - Calendar.Start).TotalDays < 34);
    }

    private static double MissingShare(int day)
    {
        var values = Numbers(Model, Days(Model, day, day + 1), "bureau_score");
        return values.Count(double.IsNaN) / (double)values.Length;
    }

    private static double ShareOf(string column, string category, int day)
    {
        var values = Categories(Model, Days(Model, day, day + 1), column);
        return values.Count(v => v == category) / (double)values.Length;
    }

    private static double Spread(Vedetta.Cli.Demo.World.DemoRows rows)
    {
        var values = rows.Batch.Score.Values.ToArray();
        var mean = values.Average();
        return Math.Sqrt(values.Average(v => (v - mean) * (v - mean)));
    }

    private static double LabelRate(Vedetta.Cli.Demo.World.DemoRows rows) => rows.Outcomes.Where(o => o.Outcome == "label").Average(o => o.Value);
}
