using Vedetta.Statistics.Objectives;

namespace Vedetta.Statistics.Tests.Objectives;

public class BurnRateTests
{
    [Fact]
    public void Thresholds_are_those_of_the_golden_file()
    {
        foreach (var g in FormulaGolden.Group("burn_rate").EnumerateArray())
            Near.Relative(BurnRate.Threshold(g.Number("budget_pct") / 100, TimeSpan.FromHours(g.Number("period_h")), TimeSpan.FromHours(g.Number("long_h"))), g.Number("factor"), 1e-9);
    }

    [Fact]
    public void Rate_of_a_window_is_its_share_of_bad_events_over_the_share_allowed()
    {
        BurnRate.Of(2, 100, 0.99)!.Value.ShouldBe(2, 1e-12);
        BurnRate.Of(0, 0, 0.99).ShouldBeNull();
        Should.Throw<ArgumentOutOfRangeException>(() => BurnRate.Of(0, 10, 1));
        Should.Throw<ArgumentOutOfRangeException>(() => BurnRate.Threshold(0.1, TimeSpan.FromHours(1), TimeSpan.FromHours(2)));
    }
}
