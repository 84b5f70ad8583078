using Vedetta.Core.Incidents;
using Vedetta.Core.Models;
using Vedetta.Core.Monitors;
using Vedetta.Core.Readings;
using Vedetta.Core.Tests.Stage;
using Vedetta.Statistics;

namespace Vedetta.Core.Tests.Monitors;

/// <summary>Two features whose relation turns while each of them stays as it was: only a look at whole rows sees it.</summary>
public class MultivariateStoryTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);

    [Theory, InlineData("mmd"), InlineData("classifier"), InlineData("pca_reconstruction")]
    public async Task A_turned_relation_is_one_reading_of_the_whole_model(string method)
    {
        using var stage = await StartAsync(method);
        for (var day = 0; day < 2; day++) await LiveDayAsync(stage, day, turned: false);
        (await stage.IncidentsAsync()).ShouldBeEmpty();
        await LiveDayAsync(stage, 2, turned: true);

        var points = await stage.PointsAsync("rows");
        points.Count.ShouldBe(3);
        points.ShouldAllBe(point => point.Key.Column.Length == 0 && point.Reading.PValue != null && point.Reading.N == 300 && point.Reading.BaselineN == 1000);
        points.Select(point => point.Reading.Verdict.Kind).ShouldBe([VerdictKind.Healthy, VerdictKind.Healthy, points[2].Reading.Verdict.Kind]);
        points[2].Reading.Verdict.Kind.ShouldBeOneOf(VerdictKind.Warning, VerdictKind.Critical);
        points[2].Reading.Verdict.Reason.ShouldNotBeNull().ShouldContain("n = 300");
        (await stage.IncidentsAsync()).ShouldHaveSingleItem().Cause.Kind.ShouldBe("drift");
    }

    [Theory, InlineData("mahalanobis"), InlineData("isolation_forest"), InlineData("knn"), InlineData("pca_residual")]
    public async Task Outliers_are_the_share_of_rows_unlike_the_reference(string method)
    {
        using var stage = await StartAsync(method, MonitorMetric.Outliers);
        for (var day = 0; day < 2; day++) await LiveDayAsync(stage, day, turned: false);
        (await stage.IncidentsAsync()).ShouldBeEmpty();
        await LiveDayAsync(stage, 2, turned: true, shift: 4);

        var points = await stage.PointsAsync("rows");
        points.Count.ShouldBe(3);
        points[0].Reading.Value.ShouldNotBeNull().ShouldBeInRange(0, 0.05);
        points[0].Reading.Verdict.Kind.ShouldBe(VerdictKind.Healthy);
        var turned = points[2].Reading;
        turned.Value.ShouldNotBeNull().ShouldBeGreaterThan(0.1);
        turned.Low.ShouldNotBeNull().ShouldBeLessThan(turned.Value!.Value);
        turned.Verdict.Kind.ShouldBeOneOf(VerdictKind.Warning, VerdictKind.Critical);
        turned.Verdict.Reason.ShouldNotBeNull().ShouldContain("beyond the limit that 1.00 % of the reference pass");
        (await stage.IncidentsAsync()).ShouldHaveSingleItem().Title.ShouldStartWith("Rows are unlike those of the baseline");
    }

    [Fact]
    public async Task Outliers_are_pending_on_the_day_fire_on_the_next_and_resolve()
    {
        using var stage = await StartAsync("mahalanobis", MonitorMetric.Outliers, wait: TimeSpan.FromDays(1));
        for (var day = 0; day < 2; day++) await LiveDayAsync(stage, day, turned: false);
        (await stage.IncidentsAsync()).ShouldBeEmpty();
        await LiveDayAsync(stage, 2, turned: true, shift: 4);
        (await stage.IncidentsAsync()).ShouldHaveSingleItem().State.ShouldBe(IncidentState.Pending);
        await LiveDayAsync(stage, 3, turned: true, shift: 4);
        (await stage.IncidentsAsync()).ShouldHaveSingleItem().State.ShouldBe(IncidentState.Firing);
        await LiveDayAsync(stage, 4, turned: false);
        (await stage.IncidentsAsync()).ShouldHaveSingleItem().State.ShouldBe(IncidentState.Resolved);
    }

    [Fact]
    public async Task The_reason_names_the_columns_that_tell_the_sides_apart()
    {
        using var stage = await StartAsync("classifier");
        await LiveDayAsync(stage, 0, turned: false, shift: 2);
        var point = (await stage.PointsAsync("rows")).ShouldHaveSingleItem();
        point.Reading.Verdict.Reason.ShouldNotBeNull().ShouldContain("told apart by income (");
        (await stage.IncidentsAsync(IncidentState.Firing)).ShouldHaveSingleItem().Title.ShouldContain("told apart");
    }

    [Fact]
    public async Task Drift_readings_of_all_columns_together_are_the_series_of_the_star()
    {
        using var stage = await StartAsync("classifier");
        for (var day = 0; day < 2; day++) await LiveDayAsync(stage, day, turned: false, shift: 2 * day);
        var answer = await stage.Readings.DriftAsync(ModelStage.Id, new DriftQuestion(new SeriesQuestion(), "classifier"), default);
        var series = answer.Columns.ShouldHaveSingleItem();
        series.Column.ShouldBe("*");
        series.Points.Select(point => point.Reading.Verdict.Kind).ShouldBe([VerdictKind.Healthy, VerdictKind.Critical]);
        series.Points[1].Reading.ShouldBe((await stage.PointsAsync("rows"))[1].Reading);
    }

    [Fact]
    public async Task Without_anything_to_compare_with_the_answer_is_undecided()
    {
        using var stage = new ModelStage(Start, ModelTask.Binary, new ColumnDefinition("income", ColumnType.Numeric), new ColumnDefinition("debt", ColumnType.Numeric));
        await stage.SaveAsync();
        await AddMonitorAsync(stage, "mmd");
        await LiveDayAsync(stage, 0, turned: false);
        var reading = (await stage.PointsAsync("rows")).ShouldHaveSingleItem().Reading;
        reading.Verdict.Kind.ShouldBe(VerdictKind.Undecided);
        reading.Verdict.Reason.ShouldNotBeNull().ShouldContain("nothing to compare with");
    }

    private static async Task<ModelStage> StartAsync(string method, MonitorMetric metric = MonitorMetric.Drift, TimeSpan wait = default)
    {
        var stage = new ModelStage(Start, ModelTask.Binary, new ColumnDefinition("income", ColumnType.Numeric), new ColumnDefinition("debt", ColumnType.Numeric));
        await stage.SaveAsync();
        await stage.ReferenceAsync(Rows(new Random(8), 1000, Start.AddDays(-30), turned: false, shift: 0));
        await AddMonitorAsync(stage, method, metric, wait);
        return stage;
    }

    private static async Task AddMonitorAsync(ModelStage stage, string method, MonitorMetric metric = MonitorMetric.Drift, TimeSpan wait = default)
    {
        var monitor = DefaultMonitors.Of(ModelStage.Id, "rows", metric, ["*"]) with { Method = method, Managed = false, WarningFor = TimeSpan.Zero, For = wait };
        MonitorRules.Alone(monitor).ShouldBeEmpty();
        await stage.Metadata.Monitors.SaveAsync([monitor], default);
    }

    private static async Task LiveDayAsync(ModelStage stage, int day, bool turned, double shift = 0)
    {
        stage.Time.Now = Start.AddDays(day + 1).AddMinutes(20);
        await stage.SendAsync(Rows(new Random(200 + day), 300, Start.AddDays(day), turned, shift));
        await stage.EvaluateAsync();
    }

    private static IReadOnlyList<StageRow> Rows(Random random, int count, DateTimeOffset from, bool turned, double shift) =>
        [.. Enumerable.Range(0, count).Select(i =>
        {
            var (income, noise) = (Normal(random), Normal(random));
            var debt = ((turned ? -0.9 : 0.9) * income) + (0.44 * noise);
            return new StageRow(from.AddMinutes(i * 4), new Dictionary<string, object?>(StringComparer.Ordinal) { ["income"] = 100 + (10 * (income + shift)), ["debt"] = debt });
        })];

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
