using Vedetta.Statistics.Estimation;
using Vedetta.Statistics.Estimation.Binary;
using Vedetta.Statistics.Estimation.Calibration;
using Vedetta.Statistics.Estimation.Trust;
using Vedetta.Statistics.Learners;

namespace Vedetta.Statistics.Tests.Estimation;

/// <summary>Estimates of windows: what they cover, and what they answer when little can be said.</summary>
public sealed class BinaryEstimatorTests
{
    private static readonly EstimationOptions Cbpe = new() { Method = EstimationMethod.Cbpe };

    [Fact]
    public void Estimate_of_calibrated_scores_covers_the_labels()
    {
        // Windows of one reference share the error of its calibration, so the reference is drawn anew each time.
        var random = new Random(11);
        var misses = new Dictionary<EstimatedMetric, int>();
        for (var draw = 0; draw < 100; draw++)
        {
            var rows = Draw(500, random);
            var realized = BinaryExpectation.Of(LabelledScores.Of(rows).Realized(), null, EstimatedMetrics.Binary, null, withVariance: false, out _);
            var estimate = BinaryEstimator.Fit(Draw(3000, random), Cbpe with { Backtest = false, Calibrator = CalibratorKind.Isotonic }).Estimate(rows);
            foreach (var (metric, truth) in estimate.Metrics.Zip(realized))
                misses[metric.Metric] = misses.GetValueOrDefault(metric.Metric) + (truth.Value < metric.Low || truth.Value > metric.High ? 1 : 0);
        }
        // Five of a hundred are expected; twelve or more have a probability below half a per cent.
        misses.Values.Max().ShouldBeLessThan(12);
    }

    [Fact]
    public void Rows_without_a_score_are_left_out_and_said()
    {
        var random = new Random(2);
        var estimator = BinaryEstimator.Fit(Draw(2000, random), Cbpe);
        var whole = Draw(500, random);
        var broken = new ScoredRows([.. whole.Scores, double.NaN, double.PositiveInfinity], [.. whole.Predicted, true, false]);
        var estimate = estimator.Estimate(broken);
        estimate.Used.ShouldBe(500);
        estimate.Notes.ShouldContain("2 of 502 rows have no score and are left out");
        estimate.Find(EstimatedMetric.RocAuc)!.Value.ShouldBe(estimator.Estimate(whole).Find(EstimatedMetric.RocAuc)!.Value);
        estimate.Find(EstimatedMetric.RocAuc)!.Verdict.Kind.ShouldBe(VerdictKind.Healthy);
        var nothing = estimator.Estimate(new ScoredRows([double.NaN, double.NaN], [true, false]));
        nothing.Metrics.ShouldAllBe(m => m.Value == null && m.Verdict.Kind == VerdictKind.Undecided);
    }

    [Fact]
    public void Reference_of_one_class_gives_reasons_and_no_exception()
    {
        var estimator = BinaryEstimator.Fit(new ScoredRows(new double[100], new bool[100], new double[100]), Cbpe);
        estimator.UndecidedReason.ShouldBe("every label of the reference is negative");
        estimator.Estimate(new ScoredRows([0.5], [true])).Metrics.ShouldAllBe(m => m.Verdict.Reason == "every label of the reference is negative");
        BinaryEstimator.Fit(new ScoredRows([], [], []), Cbpe).UndecidedReason.ShouldBe("the reference is empty");
        BinaryEstimator.Fit(new ScoredRows([0.2], [true]), Cbpe).UndecidedReason.ShouldBe("no row of the reference has both a score and a label");
    }

    [Fact]
    public void Tiny_window_has_values_but_no_verdict()
    {
        var random = new Random(4);
        var estimate = BinaryEstimator.Fit(Draw(2000, random), Cbpe).Estimate(Draw(12, random));
        estimate.Find(EstimatedMetric.Accuracy)!.Value.ShouldNotBeNull();
        estimate.Metrics.ShouldAllBe(m => m.Verdict.Kind == VerdictKind.Undecided);
    }

    [Fact]
    public void Window_without_predicted_positives_has_no_precision()
    {
        var random = new Random(4);
        var rows = Draw(300, random);
        var estimate = BinaryEstimator.Fit(Draw(2000, random), Cbpe).Estimate(new ScoredRows(rows.Scores, new bool[300]));
        estimate.Find(EstimatedMetric.Precision)!.Value.ShouldBeNull();
        estimate.Find(EstimatedMetric.Precision)!.Verdict.Reason.ShouldBe("no row is predicted positive");
        estimate.Find(EstimatedMetric.Accuracy)!.Verdict.Kind.ShouldNotBe(VerdictKind.Undecided);
    }

    [Fact]
    public void Far_worse_scores_alarm_and_usual_ones_do_not()
    {
        var random = new Random(8);
        var estimator = BinaryEstimator.Fit(Draw(10_000, random), Cbpe with { WindowRows = 1000 });
        estimator.Estimate(Draw(1000, random)).Find(EstimatedMetric.Accuracy)!.Verdict.Kind.ShouldBe(VerdictKind.Healthy);
        var vague = Array.ConvertAll(Draw(1000, random).Scores, s => 0.5 + (0.2 * (s - 0.5)));
        estimator.Estimate(new ScoredRows(vague, Array.ConvertAll(vague, s => s > 0.5))).Find(EstimatedMetric.Accuracy)!.Verdict.IsAlarm.ShouldBeTrue();
    }

    [Fact]
    public void Reference_whose_calibration_wanders_is_not_to_be_trusted()
    {
        var random = new Random(9);
        var rows = Draw(6000, random);
        var labels = new double[6000];
        for (var i = 0; i < labels.Length; i++)
            labels[i] = random.NextDouble() < (i / 500 % 2 == 0 ? rows.Scores[i] : 1 - rows.Scores[i]) ? 1 : 0;
        var wandering = BinaryEstimator.Fit(new ScoredRows(rows.Scores, rows.Predicted, labels), Cbpe);
        wandering.Reference.Single(r => r.Metric == EstimatedMetric.Accuracy).Trusted.ShouldBeFalse();
        wandering.Estimate(rows).Find(EstimatedMetric.Accuracy)!.Verdict.Kind.ShouldBe(VerdictKind.Undecided);
        BinaryEstimator.Fit(rows, Cbpe).Reference.ShouldAllBe(r => r.Trusted);
    }

    [Fact]
    public void Trust_is_lost_by_repeated_misses_and_kept_by_hits()
    {
        var estimate = new MetricEstimate { Metric = EstimatedMetric.F1, Value = 0.5, Low = 0.4, High = 0.6, Verdict = new Verdict.Healthy() };
        var trust = EstimateTrust.Start.After(estimate, 0.7);
        trust.Trusted.ShouldBeTrue();
        trust.After(estimate, 0.7).LostAt.ShouldBe(2);
        trust.After(estimate, null).ShouldBe(trust);
        Enumerable.Range(0, 50).Aggregate(EstimateTrust.Start, (t, _) => t.After(estimate, 0.5)).Trusted.ShouldBeTrue();
    }

    [Fact]
    public void Auto_takes_the_median_of_three_and_follows_a_shift_calibration_cannot_see()
    {
        // The score ignores a feature that decides the label; its share changes in the window.
        var random = new Random(12);
        var estimator = BinaryEstimator.Fit(Shifted(8000, 0.5, random), new EstimationOptions { Metrics = [EstimatedMetric.LabelRate] });
        var window = Shifted(2000, 0.9, random);
        var estimate = estimator.Estimate(window).Find(EstimatedMetric.LabelRate)!;
        estimate.Candidates.Select(c => c.Method).ShouldBe(["cbpe", "pape", "residual"]);
        estimate.Value.ShouldBe(estimate.Candidates.Select(c => c.Value).Order().ElementAt(1));
        var truth = window.Labels!.Average();
        Math.Abs(estimate.Value!.Value - truth).ShouldBeLessThan(0.3 * Math.Abs(estimate.Candidates[0].Value - truth));
    }

    [Fact]
    public void Held_out_rows_choose_the_score_itself_or_a_curve()
    {
        var random = new Random(6);
        var rows = LabelledScores.Of(Draw(300, random));
        CalibrationRule.Choose(rows.Scores, rows.Labels, rows.Places).Trials.Count.ShouldBe(5);
        var bent = LabelledScores.Of(Draw(10_000, random, s => s < 0.5 ? 0.2 : 0.9));
        var choice = CalibrationRule.Choose(bent.Scores, bent.Labels, bent.Places);
        choice.Kind.ShouldBe(CalibratorKind.Isotonic);
        choice.Trials.Single(t => t.Kind == CalibratorKind.Isotonic).HeldOutBrier.ShouldBeLessThan(choice.Trials.Single(t => t.Kind == CalibratorKind.None).HeldOutBrier);
    }

    internal static ScoredRows Draw(int n, Random random, Func<double, double>? curve = null)
    {
        var scores = Samples.Fill(n, random.NextDouble);
        var labels = Array.ConvertAll(scores, s => random.NextDouble() < (curve?.Invoke(s) ?? s) ? 1.0 : 0);
        return new ScoredRows(scores, Array.ConvertAll(scores, s => s >= 0.5), labels);
    }

    private static ScoredRows Shifted(int n, double share, Random random)
    {
        var feature = Samples.Fill(n, () => random.NextDouble() < share ? 1 : 0);
        var scores = Samples.Fill(n, random.NextDouble);
        var labels = new double[n];
        for (var i = 0; i < n; i++)
            labels[i] = random.NextDouble() < (0.5 * scores[i]) + (0.4 * feature[i]) ? 1 : 0;
        return new ScoredRows(scores, Array.ConvertAll(scores, s => s >= 0.5), labels, new LearningTable([LearningColumn.Numeric("x", feature)]));
    }
}
