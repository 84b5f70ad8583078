using Vedetta.Core.Incidents;
using Vedetta.Core.Routing;

namespace Vedetta.Core.Tests.Routing;

public class QuietTimeTests
{
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
    private static readonly QuietSpan Night = new([], new TimeOnly(22, 0), new TimeOnly(7, 0), CriticalBreaksThrough: true);

    [Theory]
    [InlineData("2026-03-28T21:00:00Z", "2026-03-29T05:00:00Z", 8)] // the hour from 2 to 3 does not exist
    [InlineData("2026-10-24T20:00:00Z", "2026-10-25T06:00:00Z", 10)] // and comes twice
    [InlineData("2026-06-10T20:00:00Z", "2026-06-11T05:00:00Z", 9)]
    public void At_of_a_night_is_as_long_as_that_night_is(string from, string to, int hours)
    {
        var (begin, end) = (Moment(from), Moment(to));
        var night = Night.At(begin, Berlin).ShouldNotBeNull();
        (night.From, night.To).ShouldBe((begin, end));
        (night.To - night.From).TotalHours.ShouldBe(hours);
        Night.At(begin.AddSeconds(-1), Berlin).ShouldBeNull();
        Night.At(end.AddSeconds(-1), Berlin).ShouldBe(night);
        Night.At(end, Berlin).ShouldBeNull();
        for (var moment = begin; moment < end; moment = moment.AddMinutes(30)) Night.At(moment, Berlin).ShouldBe(night, moment.ToString("o"));
    }

    [Fact]
    public void At_of_times_that_do_not_exist_or_come_twice_loses_no_minute()
    {
        var inTheGap = new QuietSpan([], new TimeOnly(2, 30), new TimeOnly(3, 30), CriticalBreaksThrough: false).At(Moment("2026-03-29T01:10:00Z"), Berlin).ShouldNotBeNull();
        (inTheGap.From, inTheGap.To).ShouldBe((Moment("2026-03-29T01:00:00Z"), Moment("2026-03-29T01:30:00Z")));
        var twice = new QuietSpan([], new TimeOnly(2, 15), new TimeOnly(2, 45), CriticalBreaksThrough: false).At(Moment("2026-10-25T00:50:00Z"), Berlin).ShouldNotBeNull();
        (twice.From, twice.To).ShouldBe((Moment("2026-10-25T00:15:00Z"), Moment("2026-10-25T01:45:00Z")));
        new QuietSpan([], new TimeOnly(2, 10), new TimeOnly(2, 50), CriticalBreaksThrough: false).At(Moment("2026-03-29T01:00:00Z"), Berlin).ShouldBeNull("such a span is empty that day");
    }

    [Fact]
    public void At_counts_the_weekday_on_which_a_span_begins()
    {
        var friday = Night with { Days = [DayOfWeek.Friday] };
        friday.At(Moment("2026-06-12T23:30:00Z"), Berlin).ShouldNotBeNull("the night from Friday to Saturday");
        friday.At(Moment("2026-06-13T04:59:00Z"), Berlin).ShouldNotBeNull();
        friday.At(Moment("2026-06-13T23:30:00Z"), Berlin).ShouldBeNull();
        friday.At(Moment("2026-06-12T04:00:00Z"), Berlin).ShouldBeNull("the night from Thursday");
    }

    [Fact]
    public void Release_lets_critical_through_quiet_hours_and_nothing_through_a_mute()
    {
        var midnight = Moment("2026-06-10T22:00:00Z");
        QuietTime.Release([Night], Severity.Critical, midnight, Berlin).ShouldBe(midnight);
        QuietTime.Release([Night], Severity.Warning, midnight, Berlin).ShouldBe(Moment("2026-06-11T05:00:00Z"));
        QuietTime.Release([Night with { CriticalBreaksThrough = false }], Severity.Critical, midnight, Berlin).ShouldBe(Moment("2026-06-11T05:00:00Z"));
    }

    [Fact]
    public void Release_goes_from_span_to_span_and_says_when_there_is_no_gap()
    {
        var morning = new QuietSpan([], new TimeOnly(6, 0), new TimeOnly(9, 30), CriticalBreaksThrough: true);
        var weekend = new QuietSpan([DayOfWeek.Saturday, DayOfWeek.Sunday], new TimeOnly(0, 0), new TimeOnly(0, 0), CriticalBreaksThrough: true);
        QuietTime.Release([Night, morning, weekend], Severity.Warning, Moment("2026-06-12T21:00:00Z"), Berlin).ShouldBe(Moment("2026-06-15T07:30:00Z"), "Friday night to Monday half past nine");
        var always = new QuietSpan([], new TimeOnly(0, 0), new TimeOnly(0, 0), CriticalBreaksThrough: false);
        QuietTime.Release([always], Severity.Critical, Moment("2026-06-12T21:00:00Z"), Berlin).ShouldBeNull();
    }

    private static DateTimeOffset Moment(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
