using Vedetta.Core.Time;
using Vedetta.Web.Language;

namespace Vedetta.Web.Tests.Language;

public sealed class FormatsTests
{
    private static readonly Formats English = new(Tongue.English);
    private static readonly Formats Russian = new(Tongue.Russian);

    [Theory]
    [InlineData(0.0, "0")]
    [InlineData(0.78049, "0.780")]
    [InlineData(0.0945, "0.0945")]
    [InlineData(9.996, "10.0")]
    [InlineData(5.4, "5.40")]
    [InlineData(54_432.0, "54,400")]
    [InlineData(-17.94, "−17.9")]
    [InlineData(0.00001, "< 0.001")]
    [InlineData(999.9, "1,000")]
    [InlineData(double.PositiveInfinity, "∞")]
    public void Number_any_size_has_three_significant_digits(double value, string expected) => English.Number(value).ShouldBe(expected);

    [Fact]
    public void Number_in_Russian_has_comma_and_space() => Russian.Number(54_432.0).ShouldBe("54\u00A0400");

    [Fact]
    public void Number_without_a_value_is_a_dash() => English.Number(null).ShouldBe("–");

    [Theory]
    [InlineData(0.0538, "5.38\u00A0%")]
    [InlineData(0.05, "5\u00A0%")]
    [InlineData(1.0, "100\u00A0%")]
    [InlineData(0.0, "0\u00A0%")]
    [InlineData(0.00001, "< 0.01\u00A0%")]
    public void Percent_of_a_share_drops_empty_decimals(double share, string expected) => English.Percent(share).ShouldBe(expected);

    [Theory]
    [InlineData(6.21, "6.2\u00A0×")]
    [InlineData(12.4, "12\u00A0×")]
    [InlineData(1200.0, "> 99\u00A0×")]
    public void Excess_shrinks_to_what_matters(double excess, string expected) => English.Excess(excess).ShouldBe(expected);

    [Fact]
    public void Window_of_a_day_a_month_and_a_week_has_its_own_name()
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Bishkek");
        var moment = new DateTimeOffset(2026, 9, 28, 6, 0, 0, TimeSpan.Zero);
        English.Window(WindowCalendar.At(moment, WindowSize.Day, zone), zone).ShouldBe("28\u00A0Sep");
        English.Window(WindowCalendar.At(moment, WindowSize.Month, zone), zone).ShouldBe("Sep\u00A02026");
        English.Window(WindowCalendar.At(moment, WindowSize.Week, zone), zone).ShouldBe("28\u00A0Sep – 4\u00A0Oct\u00A02026");
        English.Window(WindowCalendar.At(moment, WindowSize.Hour, zone), zone).ShouldBe("28\u00A0Sep 12:00");
        Russian.Window(WindowCalendar.At(moment, WindowSize.Month, zone), zone).ShouldBe("сен\u00A02026");
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(3, 1)]
    [InlineData(5, 2)]
    [InlineData(11, 2)]
    [InlineData(21, 0)]
    [InlineData(112, 2)]
    public void RussianForm_follows_the_last_digits(long n, int form) => Tongues.RussianForm(n).ShouldBe(form);

    [Theory]
    [InlineData(null, "ru-RU,ru;q=0.9,en;q=0.8", Tongue.Russian)]
    [InlineData(null, "de,en;q=0.5,ru;q=0.3", Tongue.English)]
    [InlineData("ru", "en", Tongue.Russian)]
    [InlineData("xx", "ru", Tongue.Russian)]
    [InlineData(null, "", Tongue.English)]
    [InlineData(null, "ru;q=nonsense", Tongue.English)]
    public void Choose_takes_the_persons_word_then_the_browsers(string? chosen, string accepted, Tongue expected) => Tongues.Choose(chosen, accepted).ShouldBe(expected);
}
