using Vedetta.Core.Business;
using Vedetta.Core.Business.Daily;
using Vedetta.Core.Time;
using Vedetta.Statistics.Business;
using static Vedetta.Storage.Tests.Relational.Sample;

namespace Vedetta.Storage.Tests.Relational;

public sealed class BusinessStoreContract
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, InlineData("memory"), InlineData("sqlite")]
    public async Task SavePlanAsync_a_plan_comes_back_equal_and_is_replaced(string kind)
    {
        await using var stores = await MetadataStores.OpenAsync(kind);
        (await stores.Business.PlanAsync(Scoring, Cancel)).ShouldBeNull();
        await stores.Business.SavePlanAsync(Plan(50), Cancel);
        await stores.Business.SavePlanAsync(Plan(60), Cancel);
        var read = (await stores.Business.PlanAsync(Scoring, Cancel)).ShouldNotBeNull();
        read.Metrics.ShouldBe(Plan(60).Metrics);
        read.Assumptions["loss"].ShouldBe(60);
        (read.Currency, read.ChangedAt, read.ChangedBy, read.Fingerprint()).ShouldBe(("KGS", Day, "ann", Plan(60).Fingerprint()));
    }

    [Theory, InlineData("memory"), InlineData("sqlite")]
    public async Task SaveDaysAsync_days_come_back_in_order_and_are_replaced_with_the_mark(string kind)
    {
        await using var stores = await MetadataStores.OpenAsync(kind);
        await stores.Business.SaveDaysAsync([DayOf(2, 7), DayOf(0, 5)], new BusinessMark(Scoring, "a", 3, Day), Cancel);
        await stores.Business.SaveDaysAsync([DayOf(2, 8)], new BusinessMark(Scoring, "b", 4, Day.AddDays(1)), Cancel);
        var days = await stores.Business.DaysAsync(Scoring, new Window(Day, Day.AddDays(9)), Cancel);
        days.Select(day => day.Find("applications", "")!.Sums.X).ShouldBe([5, 8]);
        days[1].First.ShouldNotBeNull()["applications"].ShouldBe(4);
        days[1].Day.ShouldBe(DayOf(2, 8).Day);
        (await stores.Business.DaysAsync(Scoring, new Window(Day, Day.AddDays(1)), Cancel)).Count.ShouldBe(1);
        (await stores.Business.MarkAsync(Scoring, Cancel)).ShouldBe(new BusinessMark(Scoring, "b", 4, Day.AddDays(1)));
    }

    [Theory, InlineData("memory"), InlineData("sqlite")]
    public async Task SaveReviewAsync_reviews_come_back_latest_first_and_go_with_the_model(string kind)
    {
        await using var stores = await MetadataStores.OpenAsync(kind);
        foreach (var day in (int[])[0, 2, 1]) await stores.Business.SaveReviewAsync(Review(day), Cancel);
        var reviews = await stores.Business.ReviewsAsync(Scoring, Cancel);
        reviews.Select(review => review.Id).ShouldBe(["r2", "r1", "r0"]);
        reviews[0].Effects.ShouldBe(Review(2).Effects);
        reviews[0].Comparison.ShouldBe(Review(2).Comparison);
        await stores.Business.SavePlanAsync(Plan(1), Cancel);
        await stores.Models.DeleteAsync(Scoring, Cancel);
        (await stores.Business.ReviewsAsync(Scoring, Cancel)).ShouldBeEmpty();
        (await stores.Business.PlanAsync(Scoring, Cancel)).ShouldBeNull();
    }

    private static BusinessPlan Plan(double loss) => new(
        Scoring, [new("applications", "count"), new("margin", "loss * count(label = 1)", "Margin", "Маржа", BusinessUnit.Money, BusinessAim.Higher, -1, 2.5)],
        new Dictionary<string, double>(StringComparer.Ordinal) { ["loss"] = loss }, "KGS", Day, "ann");

    private static BusinessDay DayOf(int day, double count) => new(
        Scoring, new Window(Day.AddDays(day), Day.AddDays(day + 1)), Day.AddDays(9), 1, [new BusinessCell("applications", "", new AggregateSums(count, count, 0, count, 0, 0), 3)],
        new Dictionary<string, double>(StringComparer.Ordinal) { ["applications"] = 4 }, Day.AddDays(8));

    private static BusinessReview Review(int day) => new(
        $"r{day}", Scoring, Day.AddDays(day), "ann", "earns less", new BusinessComparison("version:1", "version:2", WindowOf(day), WindowOf(day + 1)),
        [new BusinessEffect("margin", true, 1, 2, 1, 0.5, 1.5, 10, 20, 0.9, true)]);
}
