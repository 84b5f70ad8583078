using Vedetta.Core.Models;
using Vedetta.Core.Monitors;
using Vedetta.Core.Tests.Stage;
using Vedetta.Statistics;

namespace Vedetta.Core.Tests.Monitors;

/// <summary>When nothing happens nobody is called; when a column breaks it is one incident.</summary>
public class QuietModelTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Twenty_quiet_months_raise_no_incident()
    {
        using var stage = await StartAsync();
        var random = new Random(11);
        for (var month = 0; month < 20; month++)
            await stage.SendAsync(Enumerable.Range(0, 30 * 60).Select(i => Row(random, Start.AddDays(month * 30).AddMinutes(i * 24))), live: false);
        stage.Time.Now = Start.AddDays(601);
        await stage.EvaluateAsync();

        var incidents = await stage.IncidentsAsync();
        incidents.Where(incident => incident.Severity == Vedetta.Core.Incidents.Severity.Critical).Select(incident => incident.Title).ShouldBeEmpty();

        // 600 days at 1 % per family and window hold warnings of single days; two in a row are an exception.
        incidents.Count(incident => incident.State != Vedetta.Core.Incidents.IncidentState.Pending).ShouldBeLessThanOrEqualTo(2, string.Join("\n", incidents.Select(incident => incident.Title)));
    }

    [Fact]
    public async Task A_column_that_goes_missing_is_one_data_fault_with_its_drift_and_the_outputs()
    {
        using var stage = await StartAsync();
        var random = new Random(5);
        for (var day = 0; day < 3; day++) await SendDayAsync(stage, day, _ => Row(random, default));
        await SendDayAsync(stage, 3, at =>
        {
            var row = Row(random, at);
            return row with { Values = new Dictionary<string, object?>(row.Values, StringComparer.Ordinal) { ["income"] = null }, Score = 0.9 };
        });

        var incident = (await stage.IncidentsAsync()).ShouldHaveSingleItem();
        incident.Cause.Kind.ShouldBe("data_fault");
        incident.Cause.Columns.ShouldContain("income");
        incident.Cause.Columns.ShouldContain("score");
        incident.Members.ShouldContain(member => member.Column == "income" && member.Metric == MonitorMetric.Missing);
        incident.Title.ShouldContain("income");
        stage.Notices.All.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Constant_on_both_sides_is_healthy_and_on_one_side_is_judged()
    {
        using var stage = await StartAsync();
        var random = new Random(5);
        await SendDayAsync(stage, 0, at => Row(random, at));
        var flag = (await stage.PointsAsync("drift")).Single(point => point.Key.Column == "flag");
        flag.Reading.Verdict.ShouldBeOfType<Verdict.Healthy>().Reason.ShouldNotBeNull().ShouldContain("constant");

        await SendDayAsync(stage, 1, at =>
        {
            var row = Row(random, at);
            return row with { Values = new Dictionary<string, object?>(row.Values, StringComparer.Ordinal) { ["flag"] = random.NextDouble(), ["income"] = 100.0 } };
        });
        var points = (await stage.PointsAsync("drift")).Where(point => point.Key.Window.From == Start.AddDays(1)).ToDictionary(point => point.Key.Column);
        points["flag"].Reading.Verdict.Kind.ShouldBe(VerdictKind.Critical);
        points["income"].Reading.Verdict.Kind.ShouldBe(VerdictKind.Critical);
        (await stage.PointsAsync("constant")).ShouldContain(point => point.Key.Column == "income" && point.Reading.Verdict.Kind == VerdictKind.Critical);
    }

    [Fact]
    public async Task Silence_is_judged_after_the_first_live_event_and_ends_with_the_next()
    {
        using var stage = await StartAsync();
        var random = new Random(5);
        await stage.SendAsync(Enumerable.Range(0, 240).Select(i => Row(random, Start.AddDays(-5).AddMinutes(i))), live: false);
        for (var day = 0; day < 2; day++) await SendDayAsync(stage, day, at => Row(random, at));
        (await stage.PointsAsync("silence")).ShouldAllBe(point => point.Reading.Verdict.Kind != VerdictKind.Critical);

        for (var hour = 1; hour <= 200; hour++)
        {
            stage.Time.Now = Start.AddDays(2).AddHours(hour).AddMinutes(16);
            await stage.Evaluation.EvaluateDueAsync(stage.Time.Now, default);
        }

        var status = await stage.Readings.StatusAsync(ModelStage.Id, default);
        status.Silent.ShouldBeTrue();
        (await stage.IncidentsAsync()).ShouldContain(incident => incident.Cause.Kind == "silence" && incident.State == Vedetta.Core.Incidents.IncidentState.Firing);

        await stage.SendAsync(Enumerable.Range(0, 50).Select(i => Row(random, stage.Time.Now.AddSeconds(i))));
        stage.Time.Advance(TimeSpan.FromHours(2));
        await stage.Evaluation.EvaluateDueAsync(stage.Time.Now, default);
        (await stage.Readings.StatusAsync(ModelStage.Id, default)).Silent.ShouldBeFalse();
        (await stage.IncidentsAsync()).Single(incident => incident.Cause.Kind == "silence").State.ShouldBe(Vedetta.Core.Incidents.IncidentState.Resolved);
    }

    private static async Task<ModelStage> StartAsync()
    {
        var stage = new ModelStage(Start, ModelTask.Binary,
            new ColumnDefinition("income", ColumnType.Numeric), new ColumnDefinition("age", ColumnType.Numeric),
            new ColumnDefinition("flag", ColumnType.Numeric), new ColumnDefinition("region", ColumnType.Categorical));
        await stage.SaveAsync();
        var random = new Random(7);
        await stage.ReferenceAsync(Enumerable.Range(0, 4000).Select(i => Row(random, Start.AddDays(-30).AddMinutes(i))));
        return stage;
    }

    private static async Task SendDayAsync(ModelStage stage, int day, Func<DateTimeOffset, StageRow> row)
    {
        await stage.SendAsync(Enumerable.Range(0, 240).Select(i => Start.AddDays(day).AddMinutes(i * 6)).Select(at => row(at) with { At = at }).ToList());
        stage.Time.Now = Start.AddDays(day + 1).AddMinutes(20);
        await stage.EvaluateAsync();
    }

    private static StageRow Row(Random random, DateTimeOffset at) => new(
        at,
        new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["income"] = Math.Exp(10 + Normal(random)), ["age"] = 40 + (12 * Normal(random)), ["flag"] = 1.0,
            ["region"] = random.Next(4) switch { 0 => "osh", 1 => "chuy", 2 => "talas", _ => "naryn" },
        },
        Score: 1 / (1 + Math.Exp(-Normal(random))));

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
