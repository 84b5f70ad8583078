using Vedetta.Core.Monitors;
using Vedetta.Core.Monitors.Evaluating;
using Vedetta.Core.Scheduling;
using Vedetta.Core.Time;

namespace Vedetta.Core.Tests.Time;

public class WindowCalendarTests
{
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
    private static readonly TimeZoneInfo Kathmandu = TimeZoneInfo.FindSystemTimeZoneById("Asia/Kathmandu");

    [Fact]
    public void Days_of_a_clock_change_have_23_and_25_hours_and_leave_no_gap()
    {
        var days = WindowCalendar.Cut(new Window(Utc(2026, 3, 1), Utc(2026, 11, 30)), WindowSize.Day, Berlin).ToList();
        days.Zip(days.Skip(1)).ShouldAllBe(pair => pair.First.To == pair.Second.From);
        days.Select(day => (day.To - day.From).TotalHours).Distinct().Order().ShouldBe([23, 24, 25]);
    }

    [Fact]
    public void The_repeated_hour_counts_twice_and_half_hour_zones_keep_their_hours()
    {
        var day = WindowCalendar.At(Utc(2026, 10, 25).AddHours(12), WindowSize.Day, Berlin);
        WindowCalendar.Cut(day, WindowSize.Hour, Berlin).Count().ShouldBe(25);
        WindowCalendar.At(Utc(2026, 1, 1), WindowSize.Hour, Kathmandu).From.Minute.ShouldBe(15);
    }

    [Fact]
    public void Weeks_begin_on_monday_and_months_and_years_follow_the_calendar()
    {
        WindowCalendar.At(Utc(2026, 1, 1), WindowSize.Week, TimeZoneInfo.Utc).ShouldBe(new Window(Utc(2025, 12, 29), Utc(2026, 1, 5)));
        WindowCalendar.At(Utc(2026, 2, 28), WindowSize.Month, TimeZoneInfo.Utc).ShouldBe(new Window(Utc(2026, 2, 1), Utc(2026, 3, 1)));
        WindowCalendar.Previous(new Window(Utc(2026, 1, 1), Utc(2027, 1, 1)), WindowSize.Year, TimeZoneInfo.Utc).ShouldBe(new Window(Utc(2025, 1, 1), Utc(2026, 1, 1)));
    }

    [Fact]
    public void Baselines_of_a_day_are_the_days_before_and_the_same_weekday_across_a_clock_change()
    {
        var day = WindowCalendar.At(Utc(2026, 3, 31).AddHours(12), WindowSize.Day, Berlin);
        Baselines.Of(BaselineKind.Trailing, day, WindowSize.Day, Berlin).Count.ShouldBe(7);
        var week = Baselines.Of(BaselineKind.LastWeek, day, WindowSize.Day, Berlin).ShouldHaveSingleItem();
        week.ShouldBe(WindowCalendar.At(Utc(2026, 3, 24).AddHours(12), WindowSize.Day, Berlin));
        Baselines.Of(BaselineKind.LastYear, day, WindowSize.Day, Berlin)[0].ShouldBe(WindowCalendar.At(Utc(2025, 3, 31).AddHours(12), WindowSize.Day, Berlin));
    }

    [Fact]
    public void Completeness_grows_with_the_watermark_and_reaches_one_when_the_window_closes()
    {
        var watermark = new Watermark(TimeSpan.FromHours(1));
        var day = new Window(Utc(2026, 1, 1), Utc(2026, 1, 2));
        watermark.Completeness(day, day.From).ShouldBe(0);
        watermark.Completeness(day, day.From.AddHours(13)).ShouldBe(0.5);
        watermark.Completeness(day, day.To).ShouldBe(23.0 / 24, 1e-12);
        watermark.Completeness(day, day.To.AddHours(1)).ShouldBe(1);
    }

    [Fact]
    public void The_next_window_is_due_when_it_closes()
    {
        var monitor = DefaultMonitors.Of(new("m"), "drift", MonitorMetric.Drift, ["*"]);
        EvaluationPlan.NextDue(monitor, TimeZoneInfo.Utc, Watermark.Default, Utc(2026, 1, 1).AddHours(5)).ShouldBe(Utc(2026, 1, 2).AddMinutes(15));
        EvaluationPlan.NextDue(monitor, TimeZoneInfo.Utc, Watermark.Default, Utc(2026, 1, 2).AddMinutes(10)).ShouldBe(Utc(2026, 1, 2).AddMinutes(15));
        EvaluationPlan.NextDue([], TimeZoneInfo.Utc, Watermark.Default, Utc(2026, 1, 2)).ShouldBeNull();
    }

    [Fact]
    public void Late_rows_reach_the_later_windows_that_are_compared_with_theirs()
    {
        var monitor = DefaultMonitors.Of(new("m"), "x", MonitorMetric.Drift, ["*"]) with { Baseline = BaselineKind.Previous };
        var need = new EvaluationNeed(null, [Utc(2026, 1, 3)], Utc(2026, 1, 10), new Window(Utc(2026, 1, 1), Utc(2026, 1, 10)), null);
        EvaluationPlan.WindowsOf(monitor, need, TimeZoneInfo.Utc, Watermark.Default, Utc(2026, 1, 10)).Select(window => window.From.Day).ShouldContain(4);
        var alone = monitor with { Metric = MonitorMetric.Duplicates };
        EvaluationPlan.WindowsOf(alone, need, TimeZoneInfo.Utc, Watermark.Default, Utc(2026, 1, 10)).Select(window => window.From.Day).ShouldBe([3]);
    }

    private static DateTimeOffset Utc(int year, int month, int day) => new(year, month, day, 0, 0, 0, TimeSpan.Zero);
}
