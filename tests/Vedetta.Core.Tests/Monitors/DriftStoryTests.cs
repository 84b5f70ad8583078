using Vedetta.Core.Incidents;
using Vedetta.Core.Models;
using Vedetta.Core.Monitors;
using Vedetta.Core.Readings;
using Vedetta.Core.Tests.Stage;
using Vedetta.Core.Time;
using Vedetta.Statistics;

namespace Vedetta.Core.Tests.Monitors;

/// <summary>A model lives through weeks: calm, drift, a person who takes it, calm again.</summary>
public class DriftStoryTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_drift_fires_is_acknowledged_and_resolves()
    {
        using var stage = await StartAsync();
        for (var day = 0; day < 5; day++) await LiveDayAsync(stage, day, shift: 0);
        (await stage.IncidentsAsync()).ShouldBeEmpty();

        await LiveDayAsync(stage, 5, shift: 2);
        var incident = (await stage.IncidentsAsync()).ShouldHaveSingleItem();
        incident.State.ShouldBe(IncidentState.Firing);
        incident.Severity.ShouldBe(Severity.Critical);
        incident.Cause.Kind.ShouldBe("drift");
        incident.Cause.Columns.ShouldBe(["income"]);
        incident.Members[0].Window.ShouldBe(Day(5));
        incident.Title.ShouldContain("income");
        stage.Notices.All.ShouldHaveSingleItem().Kind.ShouldBe(NoticeKind.Fired);

        var taken = await stage.Incidents.AcknowledgeAsync(incident.Id, "ann", "looking", default);
        taken!.State.ShouldBe(IncidentState.Acknowledged);
        await LiveDayAsync(stage, 6, shift: 2);
        (await stage.IncidentsAsync()).ShouldHaveSingleItem().State.ShouldBe(IncidentState.Acknowledged);
        (await stage.Readings.StatusAsync(ModelStage.Id, default)).Verdict.ShouldBe(VerdictKind.Critical);

        await LiveDayAsync(stage, 7, shift: 0);
        var over = (await stage.IncidentsAsync()).ShouldHaveSingleItem();
        over.State.ShouldBe(IncidentState.Resolved);
        over.Members[0].LastWindow.ShouldBe(Day(6));
        stage.Notices.All[^1].Kind.ShouldBe(NoticeKind.Resolved);
        (await stage.Readings.StatusAsync(ModelStage.Id, default)).Verdict.ShouldBe(VerdictKind.Healthy);
    }

    [Fact]
    public async Task Drift_readings_give_values_for_every_window_and_all()
    {
        using var stage = await StartAsync();
        for (var day = 0; day < 3; day++) await LiveDayAsync(stage, day, shift: day == 2 ? 2 : 0);

        var days = await stage.Readings.DriftAsync(ModelStage.Id, new DriftQuestion(new SeriesQuestion()), default);
        var income = days.Columns.Single(column => column.Column == "income");
        income.Points.Count.ShouldBe(3);
        income.Points[0].Reading.Verdict.Kind.ShouldBe(VerdictKind.Healthy);
        income.Points[2].Reading.Verdict.Kind.ShouldBe(VerdictKind.Critical);
        income.Points[2].Reading.Value.ShouldNotBeNull().ShouldBeGreaterThan(1);
        income.Points[2].Reading.Verdict.Reason.ShouldNotBeNull().ShouldStartWith("PSI ");

        var all = await stage.Readings.DriftAsync(ModelStage.Id, new DriftQuestion(new SeriesQuestion(Every: WindowSize.All)), default);
        all.Columns.Single(column => column.Column == "income").Points.ShouldHaveSingleItem().Reading.N.ShouldBe(900);
    }

    internal static Window Day(int day) => new(Start.AddDays(day), Start.AddDays(day + 1));

    internal static async Task<ModelStage> StartAsync()
    {
        var stage = new ModelStage(Start, ModelTask.Binary, new ColumnDefinition("income", ColumnType.Numeric), new ColumnDefinition("region", ColumnType.Categorical));
        await stage.SaveAsync();
        var random = new Random(7);
        await stage.ReferenceAsync(Enumerable.Range(0, 3000).Select(i => Row(random, Start.AddDays(-30).AddMinutes(i), 0)));
        return stage;
    }

    /// <summary>A day's rows come as they happen; after midnight and the watermark the day is judged.</summary>
    internal static async Task LiveDayAsync(ModelStage stage, int day, double shift, int rows = 300)
    {
        await stage.SendAsync(Rows(day, shift, rows));
        stage.Time.Now = Start.AddDays(day + 1).AddMinutes(20);
        await stage.EvaluateAsync();
    }

    internal static IEnumerable<StageRow> Rows(int day, double shift, int rows = 300)
    {
        var random = new Random(1000 + day);
        return Enumerable.Range(0, rows).Select(i => Row(random, Start.AddDays(day).AddMinutes(i * 1440.0 / rows), shift)).ToList();
    }

    private static StageRow Row(Random random, DateTimeOffset at, double shift)
    {
        var normal = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        var region = random.Next(3) switch { 0 => "osh", 1 => "chuy", _ => "talas" };
        return new StageRow(at, new Dictionary<string, object?>(StringComparer.Ordinal) { ["income"] = 100 + (10 * (normal + shift)), ["region"] = region }, Score: random.NextDouble());
    }
}
