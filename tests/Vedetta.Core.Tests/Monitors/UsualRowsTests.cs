using Vedetta.Core.Monitors.Evaluating;
using Vedetta.Core.Time;

namespace Vedetta.Core.Tests.Monitors;

public sealed class UsualRowsTests
{
    private static readonly DateTimeOffset Tuesday = new(2026, 8, 25, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(4, 0)] // the first Saturday: only working days are known
    [InlineData(6, 0)]
    [InlineData(7, 7)]
    [InlineData(20, 14)]
    [InlineData(28, 4)] // four Tuesdays
    public void Of_days_speaks_of_the_usual_only_after_a_whole_week(int days, int history)
    {
        var day = new Window(Tuesday.AddDays(days), Tuesday.AddDays(days + 1));

        UsualRows.Of(day, WindowSize.Day, TimeZoneInfo.Utc, Tuesday, _ => 100).Count.ShouldBe(history);
    }

    [Theory]
    [InlineData(167, 0)]
    [InlineData(168, 168)]
    [InlineData(672, 4)]
    public void Of_hours_speaks_of_the_usual_only_after_a_whole_week(int hours, int history)
    {
        var hour = new Window(Tuesday.AddHours(hours), Tuesday.AddHours(hours + 1));

        UsualRows.Of(hour, WindowSize.Hour, TimeZoneInfo.Utc, Tuesday, _ => 100).Count.ShouldBe(history);
    }
}
