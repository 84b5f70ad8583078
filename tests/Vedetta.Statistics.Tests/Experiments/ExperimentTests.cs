using Vedetta.Statistics.Experiments;

namespace Vedetta.Statistics.Tests.Experiments;

public class ExperimentTests
{
    private static readonly DecisionRule Rule = new(UnitsPerArm: 1000);
    private static readonly SampleRatio Fair = SampleRatio.Of([5000, 5000])!;

    [Fact]
    public void Decision_waits_for_a_broken_split_whatever_the_effect()
    {
        var split = SampleRatio.Of([5500, 5000])!;
        var answer = ExperimentDecision.Of(Rule, split, ProportionEffect.Of(100, 5500, 400, 5000), []);
        answer.Answer.ShouldBe(ExperimentAnswer.Wait);
        answer.Reasons.ShouldHaveSingleItem().ShouldContain("split is broken");
    }

    [Theory]
    [InlineData(500, 700, ExperimentAnswer.Ship)]
    [InlineData(500, 510, ExperimentAnswer.Wait)]
    [InlineData(500, 350, ExperimentAnswer.Keep)]
    public void Decision_follows_the_interval(long control, long treatment, ExperimentAnswer expected) =>
        ExperimentDecision.Of(Rule, Fair, ProportionEffect.Of(control, 5000, treatment, 5000), []).Answer.ShouldBe(expected);

    [Fact]
    public void Decision_waits_for_units_and_keeps_for_a_broken_guardrail()
    {
        var gain = ProportionEffect.Of(50, 500, 90, 500)!;
        ExperimentDecision.Of(Rule, null, gain, []).Reasons[0].ShouldContain("500 units");
        ExperimentDecision.Of(Rule, Fair, null, []).Answer.ShouldBe(ExperimentAnswer.Wait);

        var better = ProportionEffect.Of(500, 5000, 700, 5000)!;
        var defaults = new Guardrail("default rate", ProportionEffect.Of(100, 5000, 300, 5000)!, 0.01, HigherIsBetter: false);
        ExperimentDecision.Of(Rule, Fair, better, [defaults]).Answer.ShouldBe(ExperimentAnswer.Keep);
        var unsure = defaults with { Effect = ProportionEffect.Of(100, 5000, 150, 5000)! };
        ExperimentDecision.Of(Rule, Fair, better, [unsure]).Answer.ShouldBe(ExperimentAnswer.Wait);
        var held = defaults with { Effect = ProportionEffect.Of(100, 5000, 100, 5000)! };
        ExperimentDecision.Of(Rule, Fair, better, [held]).Answer.ShouldBe(ExperimentAnswer.Ship);
    }

    // Looked at after every 100 units, an A/A experiment crosses 5 % in fewer than 5 % of cases; a fixed test does not hold that.
    [Fact]
    public void Always_valid_p_stands_repeated_looks()
    {
        var random = new Random(3);
        var (always, naive) = (0, 0);
        for (var experiment = 0; experiment < 300; experiment++)
        {
            var test = new AlwaysValid(1, 0.01);
            var (sum, p, crossed) = (0.0, 1.0, false);
            for (var n = 1; n <= 3000; n++)
            {
                sum += Samples.Gauss(random) - Samples.Gauss(random);
                if (n % 100 != 0)
                    continue;
                p = test.Read(sum / n, n, p).PValue;
                crossed |= Math.Abs(sum / n) / Math.Sqrt(2.0 / n) > 1.96;
            }
            always += p < 0.05 ? 1 : 0;
            naive += crossed ? 1 : 0;
        }
        (always / 300.0).ShouldBeLessThan(0.05);
        (naive / 300.0).ShouldBeGreaterThan(0.15);
    }

    [Fact]
    public void Half_width_of_the_sequence_is_where_the_likelihood_reaches_its_limit()
    {
        var test = new AlwaysValid(2, 0.02);
        test.Read(test.HalfWidth(400), 400).Likelihood.ShouldBe(20, 1e-6);
    }

    [Fact]
    public void Bootstrap_by_unit_agrees_with_the_delta_method_and_repeats_itself()
    {
        var random = new Random(11);
        (double, double)[] Arm(double mean) => [.. Enumerable.Range(0, 300).Select(_ => 1.0 + random.Next(5)).Select(n => (n * (mean + (0.2 * Samples.Gauss(random))), n))];
        var (a, b) = (Arm(1), Arm(1.05));

        var (difference, interval) = UnitBootstrap.RatioDifference(a, b, draws: 1000).ShouldNotBeNull();
        var delta = MeanEffect.Ratio([.. a.Select(x => x.Item1)], [.. a.Select(x => x.Item2)], [.. b.Select(x => x.Item1)], [.. b.Select(x => x.Item2)])!;

        difference.ShouldBe(delta.Difference, 1e-12);
        interval.Low.ShouldBe(delta.Interval.Low, 0.006);
        interval.High.ShouldBe(delta.Interval.High, 0.006);
        UnitBootstrap.RatioDifference(a, b, draws: 1000)!.Value.Interval.ShouldBe(interval);
        UnitBootstrap.RatioDifference(a.AsSpan(0, 5), b).ShouldBeNull();
    }
}
