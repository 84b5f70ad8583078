using Vedetta.Core.Routing;

namespace Vedetta.Core.Tests.Routing;

public class RotaTests
{
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
    private static readonly Rota Rota = new("ds", [new("anna", []), new("boris", []), new("clara", [])], new DateOnly(2026, 3, 16), DayOfWeek.Monday, new TimeOnly(10, 0));

    [Theory]
    [InlineData("2026-03-16T08:59:00Z", "clara")] // ten in Berlin is nine in UTC: the week before still holds
    [InlineData("2026-03-16T09:00:00Z", "anna")]
    [InlineData("2026-03-23T08:59:00Z", "anna")]
    [InlineData("2026-03-23T09:00:00Z", "boris")]
    [InlineData("2026-03-30T07:59:00Z", "boris")] // summer time: ten is eight in UTC
    [InlineData("2026-03-30T08:00:00Z", "clara")]
    [InlineData("2026-04-06T08:00:00Z", "anna")]
    public void OnCall_hands_over_every_week_by_the_clock_of_the_zone(string moment, string name) =>
        Rota.OnCall(Moment(moment), Berlin).ShouldNotBeNull().Name.ShouldBe(name);

    [Fact]
    public void OnCall_begins_on_the_first_day_of_hand_over_and_knows_the_next_one()
    {
        var thursday = Rota with { Starting = new DateOnly(2026, 3, 12) };
        thursday.OnCall(Moment("2026-03-16T09:00:00Z"), Berlin).ShouldNotBeNull().Name.ShouldBe("anna");
        Rota.NextHandOver(Moment("2026-03-24T00:00:00Z"), Berlin).ShouldBe(Moment("2026-03-30T08:00:00Z"));
        (Rota with { Members = [] }).OnCall(Moment("2026-03-16T09:00:00Z"), Berlin).ShouldBeNull();
    }

    [Theory]
    [InlineData("2026-03-28T08:00:00Z", "2026-03-29T07:00:00Z")] // nine in Berlin before and after the change
    [InlineData("2026-10-24T07:00:00Z", "2026-10-25T08:00:00Z")]
    [InlineData("2026-06-10T06:59:00Z", "2026-06-10T07:00:00Z")]
    public void Next_digest_of_a_day_stands_at_the_same_clock_time(string after, string next) =>
        new DigestPlan(DigestEvery.Day, new TimeOnly(9, 0)).Next(Moment(after), Berlin).ShouldBe(Moment(next));

    [Fact]
    public void Next_digest_of_an_hour_comes_in_both_hours_of_autumn()
    {
        var plan = new DigestPlan(DigestEvery.Hour, new TimeOnly(0, 15));
        var slots = new List<DateTimeOffset>();
        for (var at = Moment("2026-10-24T23:00:00Z"); slots.Count < 4; at = slots[^1]) slots.Add(plan.Next(at, Berlin));
        slots.ShouldBe([Moment("2026-10-24T23:15:00Z"), Moment("2026-10-25T00:15:00Z"), Moment("2026-10-25T01:15:00Z"), Moment("2026-10-25T02:15:00Z")]);
    }

    private static DateTimeOffset Moment(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
