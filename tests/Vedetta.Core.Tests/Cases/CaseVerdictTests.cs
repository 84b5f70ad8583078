using Vedetta.Core.Incidents;
using Vedetta.Core.Monitors;
using Vedetta.Core.Time;
using Vedetta.Statistics;

namespace Vedetta.Core.Tests.Cases;

/// <summary>What is known to have happened in real data is what the monitors say.</summary>
public class CaseVerdictTests
{
    [Fact]
    public async Task Elec2_by_week_sees_the_market_change_in_its_week_and_names_the_columns()
    {
        var end = Utc(1997, 5, 12);
        await using var stage = await CaseWorld.OpenAsync("elec2", end.AddMinutes(20));
        await stage.Monitors.PutAsync(Drift("drift-week", WindowSize.Week, "*"), default);
        await stage.ImportAsync(end);
        await stage.EvaluateAsync();

        foreach (var column in new[] { "vicprice", "vicdemand", "transfer" })
        {
            var points = (await stage.PointsAsync("drift-week")).Where(point => point.Key.Column == column).ToList();
            points.Count.ShouldBe(13);
            points.Where(point => point.Key.Window.To <= Utc(1997, 5, 5)).ShouldAllBe(point => point.Reading.Verdict.Kind == VerdictKind.Healthy);
            points[^1].Key.Window.ShouldBe(new Window(Utc(1997, 5, 5), Utc(1997, 5, 12)));
            points[^1].Reading.Verdict.Kind.ShouldBe(VerdictKind.Critical, points[^1].Reading.Verdict.Reason);
        }

        var open = await stage.IncidentsAsync(IncidentState.Firing);
        var named = open.SelectMany(incident => incident.Members).Where(member => member.Window == new Window(Utc(1997, 5, 5), Utc(1997, 5, 12))).Select(member => member.Column);
        new[] { "vicprice", "vicdemand", "transfer" }.ShouldBeSubsetOf(named);
        stage.Notices.All.ShouldBeEmpty();
    }

    [Fact]
    public async Task Mlb_by_month_raises_nothing_critical_on_the_score()
    {
        await using var stage = await CaseWorld.OpenAsync("mlb_forecasts", Utc(2023, 1, 1));
        await stage.Monitors.PutAsync(Drift("score-month", WindowSize.Month, "score"), default);
        await stage.ImportAsync();
        await stage.EvaluateAsync();

        (await stage.PointsAsync("score-month")).ShouldAllBe(point => point.Reading.Verdict.Kind != VerdictKind.Critical);
        (await stage.IncidentsAsync()).SelectMany(incident => incident.Members)
            .ShouldNotContain(member => member.Column == "score" && member.Metric == MonitorMetric.Drift && member.Severity == Severity.Critical);
    }

    [Fact]
    public async Task Ma_employment_is_calm_by_year_on_the_score_and_names_relp_in_the_shuffled_months()
    {
        await using var stage = await CaseWorld.OpenAsync("ma_employment", Utc(2019, 2, 1));
        foreach (var monitor in await stage.Monitors.ListAsync(CaseWorld.Id, default)) await stage.Monitors.DeleteAsync(CaseWorld.Id, monitor.Name, default);
        await stage.Monitors.PutAsync(Drift("year", WindowSize.Year, "*"), default);
        await stage.Monitors.PutAsync(Drift("month", WindowSize.Month, "*"), default);
        await stage.ImportAsync();
        await stage.EvaluateAsync();

        (await stage.PointsAsync("year")).Where(point => point.Key.Column == "score").ShouldAllBe(point => point.Reading.Verdict.Kind == VerdictKind.Healthy);
        foreach (var month in new[] { Utc(2017, 12, 1), Utc(2018, 1, 1) })
        {
            var relp = (await stage.PointsAsync("month")).Single(point => point.Key.Window.From == month && point.Key.Column == "RELP");
            relp.Reading.Verdict.Kind.ShouldBe(VerdictKind.Critical, relp.Reading.Verdict.Reason);
            (await stage.IncidentsAsync()).ShouldContain(incident => incident.Members.Any(member => member.Column == "RELP" && member.Severity == Severity.Critical
                && member.Window.From <= month && member.LastWindow.To > month));
        }
    }

    private static DateTimeOffset Utc(int year, int month, int day) => new(year, month, day, 0, 0, 0, TimeSpan.Zero);

    private static MonitorDefinition Drift(string name, WindowSize window, string column) =>
        DefaultMonitors.Of(CaseWorld.Id, name, MonitorMetric.Drift, [column]) with { Method = "auto", Window = window, Managed = false };
}
