using Vedetta.Core.Incidents;
using Vedetta.Core.Incidents.Noise;
using Vedetta.Core.Models;
using Vedetta.Core.Monitors;
using Vedetta.Core.Time;
using Vedetta.Statistics;

namespace Vedetta.Core.Tests.Incidents;

public class NoiseReportTests
{
    private static readonly ModelId Model = new("scoring");
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);
    private static readonly Window Span = new(Start, Start.AddDays(90));
    private static readonly MonitorDefinition Drift = DefaultMonitors.Of(Model, "drift", MonitorMetric.Drift, ["*"]) with { Method = "psi", Warning = 0.05, Critical = 0.2 };

    [Fact]
    public void Of_counts_what_fired_what_people_said_and_how_long_it_lasted()
    {
        var row = Report([Fired(0, 1, "noise"), Fired(10, 3, "noise"), Fired(20, 2, "useful"), Fired(30, 9, null) with { Backfilled = true }, Fired(200, 1, "noise")], []).ShouldHaveSingleItem();
        (row.Fired, row.Useful, row.Noise, row.MedianDuration).ShouldBe((3, 1, 2, TimeSpan.FromDays(2)));
        row.NoiseShare!.Value.ShouldBe(2 / 3.0, 1e-12);
        Report([Fired(0, 1, null)], []).ShouldHaveSingleItem().NoiseShare.ShouldBeNull();
        Report([Fired(0, 1, null) with { Members = [] }], []).ShouldBeEmpty("another monitor's");
    }

    [Fact]
    public void Suggestions_name_the_threshold_that_one_window_in_twenty_went_beyond()
    {
        var points = Points(40, day => day % 4 == 0 ? (0.08 + day / 1000.0, true) : (0.02 + day % 3 / 100.0, false));
        var causes = Report([Fired(0, 1, "noise"), Fired(4, 1, "noise")], points).ShouldHaveSingleItem().Suggestions;
        var raise = causes.Single(each => each.Cause == NoiseCause.RaiseThreshold).Number!.Value;
        points.Count(point => point.Reading.Value > raise).ShouldBeLessThanOrEqualTo(2);
        points.Count(point => point.Reading.Value > 0.05).ShouldBe(10);
        causes.Single(each => each.Cause == NoiseCause.LowThreshold).Number.ShouldBe(0.1);
        causes.ShouldNotContain(each => each.Cause == NoiseCause.BaselineMismatch);
    }

    [Fact]
    public void Suggestions_tell_a_baseline_that_no_longer_fits_and_a_counter()
    {
        var causes = Report([Fired(0, 30, null)], Points(30, day => (0.06 + day / 100.0, true))).ShouldHaveSingleItem().Suggestions.Select(each => each.Cause).ToList();
        causes.ShouldContain(NoiseCause.BaselineMismatch);
        causes.ShouldContain(NoiseCause.GrowsByItself);
        causes.ShouldNotContain(NoiseCause.LateData);
        causes.ShouldNotContain(NoiseCause.LargerWindow);
    }

    [Fact]
    public void Suggestions_tell_small_windows_late_data_undecided_windows_and_what_comes_and_goes()
    {
        var points = Points(20, day => (day % 2 == 0 ? 0.01 : 0.02, false)).Select((point, i) => point with
        {
            Revision = i % 5 == 0 ? 1 : 0,
            Reading = point.Reading with { N = 120, Verdict = i % 3 == 0 ? new Verdict.Undecided("120 rows") : new Verdict.Healthy() },
        }).ToList();
        var causes = Report([Fired(0, 1, null) with { Reopenings = 2 }, Fired(5, 1, null), Fired(9, 1, null)], points).ShouldHaveSingleItem().Suggestions;
        causes.Select(each => each.Cause).ShouldBe([NoiseCause.LargerWindow, NoiseCause.LongerPending, NoiseCause.KeepFiring, NoiseCause.OftenUndecided, NoiseCause.LateData]);
        causes[0].Number.ShouldBe(120);
    }

    [Fact]
    public void Quiet_monitor_with_a_useful_incident_gets_no_suggestion() =>
        Report([Fired(3, 2, "useful")], Points(60, day => day == 3 ? (0.4, true) : (day % 2 / 100.0, false)).ToList()).ShouldHaveSingleItem().Suggestions.ShouldBeEmpty();

    private static IReadOnlyList<NoisyMonitor> Report(IReadOnlyList<Incident> incidents, IReadOnlyList<Point> points) => NoiseReport.Of(incidents, [Drift], _ => points, Span);

    private static Incident Fired(int day, int days, string? feedback)
    {
        var window = new Window(Start.AddDays(day), Start.AddDays(day + 1));
        var reading = new Reading(0.1, null, null, 1e-9, null, 5_000, 5_000, 0.05, 0.2, 2, 1, new Verdict.Warning("PSI 0.1"));
        var member = new IncidentMember("drift", MonitorMetric.Drift, "income", "", window, window, Severity.Warning, reading, reading);
        return new Incident($"INC-{day}", Model, "1", Audience.DataScience, IncidentState.Resolved, Severity.Warning, "drift", new IncidentCause("drift", ["income"]), window.From, window.To,
            null, window.To.AddDays(days), [member], null, [], false, feedback, FiringSince: window.To);
    }

    private static IReadOnlyList<Point> Points(int days, Func<int, (double Value, bool Bad)> of) => [.. Enumerable.Range(0, days).Select(day =>
    {
        var (value, bad) = of(day);
        var window = new Window(Start.AddDays(day), Start.AddDays(day + 1));
        var reading = new Reading(value, null, null, null, null, 5_000, 5_000, 0.05, 0.2, value / 0.05, 1, bad ? new Verdict.Warning("PSI") : new Verdict.Healthy());
        return new Point(new PointKey(Model, "drift", "income", window), reading, window.To, 0, null, window.To, false);
    })];
}
