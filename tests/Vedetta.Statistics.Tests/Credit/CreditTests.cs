using Vedetta.Statistics.Credit;

namespace Vedetta.Statistics.Tests.Credit;

public class CreditTests
{
    [Fact]
    public void Vintage_counts_a_loan_only_once_it_is_mature()
    {
        var table = Vintages.Of([new(0, 3, 1), new(0, 3, null), new(0, 1, 1), new(1, 1, null)], vintages: 2, months: 3);

        table.At(0, 1).ShouldSatisfyAllConditions(c => c.Loans.ShouldBe(3), c => c.Bad.ShouldBe(2), c => c.Complete.ShouldBeTrue());
        table.At(0, 2).ShouldSatisfyAllConditions(c => c.Loans.ShouldBe(2), c => c.Rate.ShouldBe(0.5), c => c.Complete.ShouldBeFalse());
        table.At(1, 2).ShouldSatisfyAllConditions(c => c.Loans.ShouldBe(0), c => c.Rate.ShouldBeNull(), c => c.Coverage.ShouldBe(0));
        Should.Throw<ArgumentOutOfRangeException>(() => Vintages.Of([new(2, 1, null)], 2, 3));
    }

    [Fact]
    public void Ladder_foretells_a_young_vintage_from_the_growth_of_the_old_ones()
    {
        var loans = new List<VintageLoan>();
        void Add(int vintage, int observed, int atOne, int atTwo)
        {
            for (var i = 0; i < 1000; i++) loans.Add(new(vintage, observed, i < atOne ? 1 : i < atTwo ? 2 : null));
        }
        Add(0, 2, 20, 40);
        Add(1, 2, 30, 60);
        Add(2, 1, 25, 99);

        var ladder = ChainLadder.Of(Vintages.Of(loans, 3, 2));

        ladder.Factors.ShouldHaveSingleItem()!.Value.ShouldBe(2, 1e-12);
        ladder.Forecasts[2].Forecast.ShouldBe(0.05, 1e-12);
        ladder.Forecasts[2].LastMonth.ShouldBe(1);
        ladder.Forecasts[0].Forecast.ShouldBe(0.04, 1e-12);
    }

    [Fact]
    public void Early_outcome_is_linked_with_the_late_one()
    {
        var link = EarlyLate.Of([0.01, 0.02, 0.03, null, 0.05], [0.05, 0.09, 0.16, 0.2, 0.24]);

        link.Vintages.ShouldBe(4);
        link.Correlation!.Value.ShouldBeInRange(0.95, 1);
        link.Interval!.Value.Contains(link.Correlation.Value).ShouldBeTrue();
        (link.Intercept!.Value + (link.Slope!.Value * 0.0275)).ShouldBe((0.05 + 0.09 + 0.16 + 0.24) / 4, 1e-12);
        EarlyLate.Of([0.1, 0.2], [0.1, 0.2]).Correlation.ShouldBeNull();
    }

    [Fact]
    public void Roll_rates_compare_a_bucket_with_the_one_before_a_month_earlier()
    {
        var rates = RollRates.Of([[100, 10, 0], [95, 12, 4]]);
        rates[0].ShouldBe([0.12, 0.4]);
        var moves = RollRates.OfMoves([(0, 0, 90), (0, 1, 10), (1, 0, 6), (1, 2, 4)], 3);
        moves.Cured(1).ShouldBe(0.6);
        moves.Rolled(0).ShouldBe(0.1);
        moves.Share(2, 0).ShouldBeNull();
    }

    [Fact]
    public void Band_that_is_safer_on_paper_and_worse_in_truth_breaks_the_order()
    {
        var lines = ScoreBands.Of(
        [
            new("safe", 1000, 900, 0.02, 900, 90), new("middle", 1000, 700, 0.05, 700, 21), new("empty", 0, 0, null, 0, 0), new("risky", 1000, 200, 0.2, 200, 50),
        ]);

        lines[0].Break!.ShouldSatisfyAllConditions(b => b.Broken.ShouldBeTrue(), b => b.Next.ShouldBe("middle"), b => b.PValue.ShouldBeLessThan(0.001));
        lines[1].Break!.ShouldSatisfyAllConditions(b => b.Separated.ShouldBeTrue(), b => b.Broken.ShouldBeFalse(), b => b.Next.ShouldBe("risky"));
        lines[3].Break.ShouldBeNull();
        lines[2].BadRate.ShouldBeNull();
        lines[3].CumulativeRows.ShouldBe(1);
        lines[1].Odds!.Value.ShouldBe(679.0 / 21, 1e-12);
        Should.Throw<ArgumentException>(() => ScoreBands.Of([new("odd", 10, 5, null, 5, 6)]));
    }

    [Fact]
    public void Cutoff_curve_equals_a_count_over_the_applications()
    {
        var random = new Random(2);
        Application[] rows = [.. Enumerable.Range(0, 2000).Select(i => new Application(Math.Round(random.NextDouble(), 2), 1000, i % 3 == 0 ? random.NextDouble() < 0.2 : null))];
        var economics = new Economics(0.1, 0.6);
        var curve = CutoffCurve.Of(rows, economics);
        foreach (var cutoff in (double[])[-1, 0, 0.13, 0.5, 1])
        {
            var approved = rows.Where(r => r.Pd <= cutoff).ToArray();
            var at = curve.At(cutoff);
            at.ApprovalRate.ShouldBe(approved.Length / 2000.0);
            at.Labelled.ShouldBe(approved.Count(r => r.Bad is not null));
            at.Profit.ShouldBe(approved.Sum(r => 1000 * ((0.1 * (1 - r.Pd)) - (0.6 * r.Pd))), 1e-6);
            if (approved.Length > 0) at.ExpectedBadRate!.Value.ShouldBe(approved.Average(r => r.Pd), 1e-12);
        }
        // An application pays while 0.1 (1 - pd) > 0.6 pd.
        curve.Best()!.Value.Cutoff.ShouldBe(0.14, 1e-9);
        curve.MassNear(0.5, 0.01).ShouldBe(rows.Count(r => r.Pd is >= 0.49 and <= 0.51) / 2000.0);
        curve.Flips(0.3, 0.2).ShouldBe(rows.Count(r => r.Pd is > 0.2 and <= 0.3) / 2000.0);
        CutoffCurve.Of([], economics).Best().ShouldBeNull();
    }

    [Fact]
    public void Overrides_are_counted_on_both_sides_with_their_risk()
    {
        bool[] rule = [true, true, true, false, false, false, false];
        bool[] decision = [true, true, false, true, true, false, false];
        bool?[] bad = [false, false, null, true, false, null, null];

        var overrides = Overrides.Of(rule, decision, bad);

        overrides.LowSide.ShouldBe(new OverrideSide(4, 2));
        overrides.HighSide.ShouldBe(new OverrideSide(3, 1));
        overrides.ExcessRisk!.Value.Difference.ShouldBe(0.5);
        new OverrideSide(1000, 100).RoseSince(new OverrideSide(1000, 50)).ShouldBeTrue();
        new OverrideSide(100, 6).RoseSince(new OverrideSide(100, 5)).ShouldBeFalse();
    }

    [Theory]
    [InlineData(1, TrafficLight.Green)]
    [InlineData(12, TrafficLight.Yellow)]
    [InlineData(14, TrafficLight.Orange)]
    [InlineData(30, TrafficLight.Red)]
    public void Extended_lights_follow_the_distance_from_the_pd(double defaults, TrafficLight light) =>
        TrafficLights.Extended(defaults, 1000, 0.01).ShouldBe(light);
}
