using Vedetta.Core.Ingestion.Parsing;

namespace Vedetta.Core.Tests.Ingestion;

public sealed class EventTimeTests
{
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    [Theory]
    [InlineData("2026-01-31T10:00:00Z", "2026-01-31T10:00:00Z")]
    [InlineData("2026-01-31t10:00:00.123456z", "2026-01-31T10:00:00.123456Z")]
    [InlineData("2026-01-31 10:00:00.1234567891+06:00", "2026-01-31T04:00:00.123456Z")]
    [InlineData("2024-02-29T23:59:60Z", "2024-03-01T00:00:00Z")]
    [InlineData("2026-01-31T10:00-0330", "2026-01-31T13:30:00Z")]
    [InlineData("2026-01-31T10:00+06", "2026-01-31T04:00:00Z")]
    public void TryParse_a_moment_with_an_offset_is_read(string text, string expected)
    {
        EventTime.TryParse(System.Text.Encoding.UTF8.GetBytes(text), zone: null, out var micros).ShouldBeTrue();
        EventTime.At(micros).ShouldBe(DateTimeOffset.Parse(expected, System.Globalization.CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("")]
    [InlineData("2026-1-31T10:00:00Z")]
    [InlineData("2023-02-29T10:00:00Z")]
    [InlineData("2026-13-01T10:00:00Z")]
    [InlineData("2026-01-31T24:00:00Z")]
    [InlineData("2026-01-31T10:60:00Z")]
    [InlineData("2026-01-31T10:00:00")]
    [InlineData("2026-01-31")]
    [InlineData("2026-01-31T10:00:00.Z")]
    [InlineData("2026-01-31T10:00:00+25:00")]
    [InlineData("2026-01-31T10:00:00Zx")]
    [InlineData("31.01.2026 10:00")]
    public void TryParse_anything_else_is_refused_without_a_zone(string text) =>
        EventTime.TryParse(System.Text.Encoding.UTF8.GetBytes(text), zone: null, out _).ShouldBeFalse();

    [Theory]
    [InlineData("2026-03-29 01:59:59", "2026-03-29T00:59:59Z")]
    [InlineData("2026-03-29 02:30:00", "2026-03-29T01:30:00Z")]
    [InlineData("2026-03-29 03:00:00", "2026-03-29T01:00:00Z")]
    [InlineData("2026-10-25 02:30:00", "2026-10-25T00:30:00Z")]
    [InlineData("2026-10-25 03:00:00", "2026-10-25T02:00:00Z")]
    [InlineData("2026-07-01", "2026-06-30T22:00:00Z")]
    public void TryParse_a_clock_reading_is_read_in_its_zone_also_where_the_clock_jumps(string text, string expected)
    {
        EventTime.TryParse(System.Text.Encoding.UTF8.GetBytes(text), Berlin, out var micros).ShouldBeTrue();
        EventTime.At(micros).ShouldBe(DateTimeOffset.Parse(expected, System.Globalization.CultureInfo.InvariantCulture));
    }
}
