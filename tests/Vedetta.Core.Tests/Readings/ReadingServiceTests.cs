using Vedetta.Core.Models;
using Vedetta.Core.Readings;
using Vedetta.Core.Tests.Monitors;
using Vedetta.Core.Tests.Stage;
using Vedetta.Core.Time;
using Vedetta.Statistics;

namespace Vedetta.Core.Tests.Readings;

public class ReadingServiceTests
{
    [Fact]
    public async Task Fleet_lists_state_traffic_and_worst_drift()
    {
        using var stage = await DriftStoryTests.StartAsync();
        (await stage.Readings.FleetAsync(default)).ShouldHaveSingleItem().Status.Reasons.ShouldBe(["no rows have arrived yet"]);
        for (var day = 0; day < 3; day++) await DriftStoryTests.LiveDayAsync(stage, day, shift: day == 2 ? 2 : 0);

        var row = (await stage.Readings.FleetAsync(default)).ShouldHaveSingleItem();
        row.LiveVersion.ShouldBe("1");
        row.Status.Verdict.ShouldBe(VerdictKind.Critical);
        row.Status.Since.ShouldBe(DriftStoryTests.Day(2).From);
        row.Status.Reasons[0].ShouldStartWith("income (drift): ");
        row.Status.EvaluatedAt.ShouldBe(stage.Time.Now);
        row.Status.NextEvaluation.ShouldNotBeNull().ShouldBeGreaterThan(stage.Time.Now);
        row.WorstDrift.ShouldNotBeNull().Column.ShouldBe("income");
        row.OpenIncidents.ShouldBe(1);
        row.Traffic.Count.ShouldBe(28);
        row.Traffic.Sum().ShouldBe(900);
        row.Status.Monitors.ShouldContain(monitor => monitor.Monitor == "missing" && monitor.Reading.Verdict.Kind == VerdictKind.Healthy);
    }

    [Fact]
    public async Task Quality_counts_missing_moments_and_traffic_per_window()
    {
        using var stage = await DriftStoryTests.StartAsync();
        await DriftStoryTests.LiveDayAsync(stage, 0, shift: 0);
        var quality = await stage.Readings.QualityAsync(ModelStage.Id, new SeriesQuestion(Columns: ["income", "region"]), default);
        quality.Columns.Select(column => column.Column).ShouldBe(["income", "region"]);
        var income = quality.Columns[0].Points.ShouldHaveSingleItem();
        income.N.ShouldBe(300);
        income.MissingRate.ShouldBe(0);
        income.Mean.ShouldNotBeNull().ShouldBe(100, 3);
        quality.Columns[1].Points[0].Categories.ShouldBe(3);
        quality.Columns[1].Points[0].NewCategoryRate.ShouldBe(0);
        quality.Traffic.ShouldHaveSingleItem().N.ShouldBe(300);
        quality.LastEvent.ShouldNotBeNull();
    }

    [Fact]
    public async Task Distribution_bins_add_up_on_both_sides()
    {
        using var stage = await DriftStoryTests.StartAsync();
        for (var day = 0; day < 2; day++) await DriftStoryTests.LiveDayAsync(stage, day, shift: 2);
        var income = await stage.Readings.DistributionAsync(ModelStage.Id, new DistributionQuestion("income"), default);
        income.Window.ShouldBe(DriftStoryTests.Day(1));
        income.N.ShouldBe(300);
        income.Bins.Sum(bin => bin.Current).ShouldBe(300);
        income.Bins.Sum(bin => bin.Baseline).ShouldBe(3000);
        income.Bins.Count.ShouldBeInRange(15, 45);
        income.Cdf[^1].Baseline.ShouldBe(1, 1e-9);
        income.Cdf.Zip(income.Cdf.Skip(1)).ShouldAllBe(pair => pair.First.At < pair.Second.At && pair.First.Current <= pair.Second.Current);
        income.Quantiles.Single(quantile => quantile.Quantile == 0.5).Current.ShouldNotBeNull().ShouldBeGreaterThan(110);

        var region = await stage.Readings.DistributionAsync(ModelStage.Id, new DistributionQuestion("region", new Window(DriftStoryTests.Day(0).From, DriftStoryTests.Day(1).To)), default);
        region.Bins.Select(bin => bin.Label).ShouldBe(["chuy", "osh", "talas"], ignoreOrder: true);
        region.Bins.Sum(bin => bin.Current).ShouldBe(600);
        region.BaselineN.ShouldBe(3000);
    }

    [Fact]
    public async Task Questions_that_make_no_sense_say_which_part_and_what_is_allowed()
    {
        using var stage = await DriftStoryTests.StartAsync();
        await DriftStoryTests.LiveDayAsync(stage, 0, shift: 0);
        (await Should.ThrowAsync<QuestionException>(async () => await stage.Readings.DriftAsync(ModelStage.Id, new DriftQuestion(new SeriesQuestion(), "psy"), default))).Field.ShouldBe("method");
        (await Should.ThrowAsync<QuestionException>(async () => await stage.Readings.DistributionAsync(ModelStage.Id, new DistributionQuestion("incom"), default))).Field.ShouldBe("column");
        await Should.ThrowAsync<UnknownModelException>(async () => await stage.Readings.StatusAsync(new ModelId("nobody"), default));
        (await stage.Readings.CorrelationsAsync(ModelStage.Id, new SeriesQuestion(), default)).Pairs.ShouldBeEmpty("one numeric feature has no pair");
        var before = await stage.Readings.DriftAsync(ModelStage.Id, new DriftQuestion(new SeriesQuestion(new Window(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddDays(1)))), default);
        before.Columns.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_drift_question_with_a_method_that_does_not_fit_leaves_the_column_unjudged()
    {
        using var stage = await DriftStoryTests.StartAsync();
        await DriftStoryTests.LiveDayAsync(stage, 0, shift: 0);
        var answer = await stage.Readings.DriftAsync(ModelStage.Id, new DriftQuestion(new SeriesQuestion(), "ks"), default);
        var region = answer.Columns.Single(column => column.Column == "region").Points.ShouldHaveSingleItem().Reading;
        region.Value.ShouldBeNull();
        region.Verdict.Kind.ShouldBe(VerdictKind.Undecided);
        region.Verdict.Reason.ShouldNotBeNull().ShouldContain("ks compares numbers");
    }

    [Fact]
    public async Task Every_baseline_answers_and_a_model_without_reference_is_compared_with_the_days_before()
    {
        var start = new DateTimeOffset(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);
        using var stage = new ModelStage(start, ModelTask.Binary, new ColumnDefinition("income", ColumnType.Numeric), new ColumnDefinition("region", ColumnType.Categorical));
        await stage.SaveAsync();
        for (var day = 0; day < 9; day++) await DriftStoryTests.LiveDayAsync(stage, day, shift: 0);
        foreach (var baseline in Enum.GetValues<Vedetta.Core.Monitors.BaselineKind>())
        {
            if (baseline == Vedetta.Core.Monitors.BaselineKind.PreviousVersion)
            {
                // Only quality is compared by version.
                await Should.ThrowAsync<QuestionException>(async () => await stage.Readings.DriftAsync(ModelStage.Id, new DriftQuestion(new SeriesQuestion(), Baseline: baseline), default));
                continue;
            }

            var answer = await stage.Readings.DriftAsync(ModelStage.Id, new DriftQuestion(new SeriesQuestion(), Baseline: baseline), default);
            var last = answer.Columns.Single(column => column.Column == "region").Points[^1].Reading;
            if (baseline == Vedetta.Core.Monitors.BaselineKind.LastYear) last.Verdict.Kind.ShouldBe(VerdictKind.Undecided);
            else last.Value.ShouldNotBeNull(baseline.ToString());
            if (baseline == Vedetta.Core.Monitors.BaselineKind.Reference) answer.Notes.ShouldContain(note => note.Contains("no reference"));
        }

        (await stage.IncidentsAsync()).ShouldBeEmpty();
    }
}
