using Vedetta.Core.Experiments;
using Vedetta.Core.Models;
using Vedetta.Core.Time;
using Vedetta.Statistics.Experiments;

namespace Vedetta.Core.Tests.Experiments;

/// <summary>The rule on simulated experiments that are looked at every day.</summary>
public sealed class ExperimentStoryTests
{
    private const int Runs = 200;
    private const int Days = 40;
    private const int PerDay = 60;
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void An_experiment_without_effect_is_shipped_in_at_most_alpha_of_the_runs_though_it_is_looked_at_every_day()
    {
        var answers = Enumerable.Range(0, Runs).Select(run => Read(run, effect: 0).Decision.Answer).ToList();
        answers.Count(a => a == ExperimentAnswer.Ship).ShouldBeLessThanOrEqualTo((int)(0.05 * Runs));

        // Reading a fixed interval at each of the same looks would ship far more: the gate is what keeps the promise.
        var naive = Enumerable.Range(0, Runs).Count(run => Read(run, effect: 0).Looks.Any(look => look.ControlUnits >= 500 && look.Difference / StandardError(look) > 1.96));
        naive.ShouldBeGreaterThan((int)(0.05 * Runs));
    }

    [Fact]
    public void A_real_gain_is_shipped_in_most_runs_and_never_before_the_agreed_units()
    {
        var readings = Enumerable.Range(0, 40).Select(run => Read(run, effect: 0.35)).ToList();
        readings.Count(r => r.Decision.Answer == ExperimentAnswer.Ship).ShouldBeGreaterThan(36);
        foreach (var reading in readings.Where(r => r.DecidedAt is not null))
            reading.Looks.First(look => look.Window.To == reading.DecidedAt).ControlUnits.ShouldBeGreaterThanOrEqualTo(500);
    }

    [Fact]
    public void A_real_loss_keeps_the_control() => Read(1, effect: -0.5).Decision.Answer.ShouldBe(ExperimentAnswer.Keep);

    [Fact]
    public void A_broken_split_waits_whatever_the_effect()
    {
        var counts = Simulate(Definition, 3, effect: 2);
        counts.Units[0] += 900;
        var reading = ExperimentReport.Of(Definition, counts, Start.AddDays(Days));
        reading.Split!.Holds.ShouldBeFalse();
        reading.Treatments[0].Decision.Answer.ShouldBe(ExperimentAnswer.Wait);
        reading.Treatments[0].Decision.Reasons[0].ShouldContain("split");
    }

    [Fact]
    public void Nothing_mature_waits_and_says_until_when()
    {
        var counts = new ExperimentCounts(Windows(), 2, 1) { LatestMaturity = new DateTimeOffset(2026, 6, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds() * 1000 };
        (counts.Units[0], counts.Units[1]) = (500, 510);
        var treatment = ExperimentReport.Of(Definition, counts, Start.AddDays(Days)).Treatments[0];
        treatment.Decision.Answer.ShouldBe(ExperimentAnswer.Wait);
        treatment.Decision.Reasons.ShouldContain("outcomes mature until 2026-06-01");
        treatment.Looks.ShouldBeEmpty();
    }

    [Fact]
    public void A_broken_guardrail_keeps_the_control_though_the_metric_gains()
    {
        var guarded = Definition with { Guardrails = [new ExperimentMetric(ExperimentMetricKind.DecisionRate, Decision: "approve", Margin: 0.02)] };
        var counts = new ExperimentCounts(Windows(), 2, 2);
        var random = new Random(9);
        for (var day = 0; day < Days; day++)
        {
            for (var i = 0; i < PerDay; i++)
            {
                var arm = i % 2;
                counts.Units[arm]++;
                counts.Sums[0].Values[arm][day].Add(0, Normal(random) + (arm * 0.35));
                counts.Sums[1].Values[arm][day].Add(0, random.NextDouble() < (arm == 0 ? 0.7 : 0.4) ? 1 : 0);
            }
        }

        var treatment = ExperimentReport.Of(guarded, counts, Start.AddDays(Days)).Treatments[0];
        treatment.Decision.Answer.ShouldBe(ExperimentAnswer.Keep);
        treatment.Decision.Reasons[0].ShouldContain("decision_rate(approve)");
    }

    [Fact]
    public void A_rule_changed_after_the_start_is_told()
    {
        var late = Definition with { FixedAt = Start.AddDays(3) };
        ExperimentReport.Of(late, Simulate(late, 1, 0), Start.AddDays(Days)).Notes.ShouldHaveSingleItem().ShouldContain("after the experiment had begun");
    }

    private static readonly ExperimentDefinition Definition = new(
        new ModelId("m"), "x", Title: null, ArmsBy.Variant, [new("a"), new("b")], Start, To: null, new ExperimentMetric(ExperimentMetricKind.OutcomeMean, "revenue"), [], [], FixedAt: Start.AddDays(-1));

    private static TreatmentReading Read(int seed, double effect) => ExperimentReport.Of(Definition, Simulate(Definition, seed, effect), Start.AddDays(Days)).Treatments[0];

    private static ExperimentCounts Simulate(ExperimentDefinition definition, int seed, double effect)
    {
        var counts = new ExperimentCounts(Windows(), 2, definition.Metrics.Count);
        var random = new Random(seed);
        for (var day = 0; day < Days; day++)
        {
            for (var i = 0; i < PerDay; i++)
            {
                var arm = random.Next(2);
                counts.Units[arm]++;
                counts.Sums[0].Values[arm][day].Add(0, Normal(random) + (arm * effect));
            }
        }

        return counts;
    }

    private static double StandardError(ExperimentLook look) => Math.Sqrt((1.0 / look.ControlUnits) + (1.0 / look.TreatmentUnits));

    private static IReadOnlyList<Window> Windows() => [.. WindowCalendar.Cut(new Window(Start, Start.AddDays(Days)), WindowSize.Day, TimeZoneInfo.Utc)];

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
