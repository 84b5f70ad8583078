using Vedetta.Core.Monitors;
using Vedetta.Core.Readings;
using Vedetta.Core.Time;
using Vedetta.Statistics;
using Vedetta.Web.Charts;
using Vedetta.Web.Drift;
using Vedetta.Web.Overview;
using Vedetta.Web.Shell;

namespace Vedetta.Web.Tests.Charts;

public sealed class ChartTests
{
    [Fact]
    public void Time_chart_keeps_gaps_and_five_digits()
    {
        var chart = new TimeChart(["1 Jul", "2 Jul"], [0], Unit.Percent, [new ChartSeries("a", [0.123456789, null], "accent", [0.1, null], [0.2, null])], [new ChartLine(0.25, "critical 0.25", "critical")], [], [], Min: 0);
        chart.ToJson().ShouldBe("""{"kind":"time","x":["1 Jul","2 Jul"],"ticks":[0],"unit":"percent","series":[{"name":"a","values":[0.12346,null],"tone":"accent","low":[0.1,null],"high":[0.2,null],"dash":"solid","width":1.75,"hatched":false,"dots":false}],"lines":[{"y":0.25,"label":"critical 0.25","tone":"critical"}],"marks":[],"spans":[],"min":0}""");
    }

    [Fact]
    public void Chart_data_cannot_end_its_script_element() =>
        new TimeChart(["</script><b>"], [], Unit.Number, [], [], [], []).ToJson().ShouldNotContain("<");

    [Fact]
    public void Numbers_that_are_not_finite_are_gaps() =>
        new CurveChart([double.NaN, 1], [double.PositiveInfinity, 2], Unit.Points, null).ToJson().ShouldBe("""{"kind":"curve","x":[null,1],"y":[null,2],"unit":"points"}""");

    [Theory]
    [InlineData(0.49, 0)]
    [InlineData(0.5, 1)]
    [InlineData(1.0, 2)]
    [InlineData(2.0, 3)]
    [InlineData(4.0, 4)]
    [InlineData(400.0, 4)]
    public void Bin_of_a_cell_follows_the_ramp(double excess, int bin) => HeatRow.Bin(Point(excess, new Verdict.Warning("far"))).ShouldBe(bin);

    [Fact]
    public void Bin_of_a_large_effect_that_is_only_noise_stays_below_the_threshold() => HeatRow.Bin(Point(9, new Verdict.Healthy("few rows"))).ShouldBe(1);

    [Fact]
    public void Bin_of_an_undecided_cell_is_hatched_whatever_its_effect() => HeatRow.Bin(Point(9, new Verdict.Undecided("few rows"))).ShouldBe(HeatRow.Undecided);

    [Fact]
    public void Version_with_most_rows_is_live_and_silence_changes_nothing()
    {
        var spans = LiveVersions.Spans(["2", "3"], [[5, 9, 1, 0, 7], [0, 1, 8, 0, 0]], 5);
        spans.ShouldBe([new VersionSpan("2", 0, 1), new VersionSpan("3", 2, 3), new VersionSpan("2", 4, 4)]);
    }

    [Fact]
    public void Address_of_a_state_reads_back_as_the_same_state()
    {
        var asked = new Asked(new DateOnly(2026, 7, 1), new DateOnly(2026, 9, 28), WindowSize.Week, "3", new Core.Profiles.SegmentKey("region", "o:sh&"), BaselineKind.LastWeek, "ks", "a b?", new DateTimeOffset(2026, 9, 1, 18, 0, 0, TimeSpan.Zero));
        var query = asked.Address("/x")[2..];
        Asked.Of(new Microsoft.AspNetCore.Http.QueryCollection(Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(query))).ShouldBe(asked);
        new Asked().Address("/x").ShouldBe("/x");
    }

    private static SeriesPoint Point(double excess, Verdict verdict) =>
        new(new Window(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddDays(1)), new Reading(1, null, null, null, null, 100, 100, 0.1, 0.25, excess, 1, verdict), 0, null, null);
}
