using Vedetta.Core.Reports;
using Vedetta.Core.Time;

namespace Vedetta.Core.Tests.Reports;

/// <summary>When reports are due, and what becomes of those that cannot be sent.</summary>
public sealed class ReportScheduleTests
{
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
    private static readonly ReportSchedule Nightly = new("nightly", [], null, WindowSize.Day, new TimeOnly(7, 0), "mail");

    [Theory]
    [InlineData("2026-03-10T05:59:00Z", "2026-03-09T06:00:00Z")]
    [InlineData("2026-03-10T06:00:00Z", "2026-03-10T06:00:00Z")]
    [InlineData("2026-03-29T05:00:00Z", "2026-03-29T05:00:00Z")]
    [InlineData("2026-10-25T05:59:00Z", "2026-10-24T05:00:00Z")]
    [InlineData("2026-10-25T06:00:00Z", "2026-10-25T06:00:00Z")]
    public void A_daily_report_is_due_by_the_clock_of_the_zone(string now, string due) => Nightly.LastDue(Berlin, At(now)).ShouldBe(At(due));

    [Fact]
    public void An_hour_that_spring_skips_and_one_that_autumn_repeats_are_one_moment_each()
    {
        var early = Nightly with { At = new TimeOnly(2, 30) };
        early.LastDue(Berlin, At("2026-03-29T12:00:00Z")).ShouldBe(At("2026-03-29T01:00:00Z"));
        early.LastDue(Berlin, At("2026-10-25T12:00:00Z")).ShouldBe(At("2026-10-25T00:30:00Z"));
    }

    [Fact]
    public void A_weekly_report_is_due_on_Mondays()
    {
        var weekly = Nightly with { Every = WindowSize.Week };
        weekly.LastDue(Berlin, At("2026-03-11T00:00:00Z")).ShouldBe(At("2026-03-09T06:00:00Z"));
        weekly.LastDue(Berlin, At("2026-03-09T05:00:00Z")).ShouldBe(At("2026-03-02T06:00:00Z"));
    }

    [Fact]
    public void What_fails_waits_longer_each_time_and_is_given_up_for_the_next_one()
    {
        var (due, now) = (At("2026-03-10T06:00:00Z"), At("2026-03-10T06:00:10Z"));
        ReportDelivery? known = null;
        var waits = new List<double>();
        for (var i = 0; i < ReportDelivery.MostAttempts; i++)
        {
            ReportDelivery.IsDue(known, due, now).ShouldBeTrue();
            known = ReportDelivery.After(known, due, delivered: false, again: true, "451 later", now);
            ReportDelivery.IsDue(known, due, now).ShouldBeFalse();
            waits.Add((known.NextAttempt - now).TotalMinutes);
            now = known.NextAttempt;
        }

        waits.ShouldBe([1, 3, 9, 27, 81, 120, 120, 120]);
        ReportDelivery.IsDue(known, due, now.AddDays(1)).ShouldBeFalse();
        ReportDelivery.IsDue(known, due.AddDays(1), due.AddDays(1)).ShouldBeTrue();
        var sent = ReportDelivery.After(known, due.AddDays(1), delivered: true, again: false, "250 ok", now);
        sent.ShouldSatisfyAllConditions(each => each.Attempts.ShouldBe(1), each => each.SentAt.ShouldBe(now));
        ReportDelivery.IsDue(sent, due.AddDays(1), now.AddHours(1)).ShouldBeFalse();
        ReportDelivery.IsDue(ReportDelivery.After(null, due, delivered: false, again: false, "no e-mail channel", now), due, now.AddHours(9)).ShouldBeFalse();
    }

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
