using Vedetta.Core.Models;
using Vedetta.Core.Monitors;
using Vedetta.Core.Monitors.Evaluating;
using Vedetta.Core.Profiles;
using Vedetta.Core.Quality;
using Vedetta.Core.Quality.Estimated;
using Vedetta.Core.Time;
using Vedetta.Statistics;
using Vedetta.Statistics.Estimation;
using Vedetta.Statistics.Estimation.Binary;
using Vedetta.Statistics.Intervals;
using Vedetta.Statistics.Performance;
using Vedetta.Statistics.Performance.Binary;
using Vedetta.Statistics.Profiles;

namespace Vedetta.Core.Tests.Quality;

/// <summary>Twenty seeded years of days without change: how often monitors that need no labels cry wolf.</summary>
public class QuietYearsTests
{
    private const int Years = 20;
    private const int Days = 365;
    private const int PerDay = 200;

    [Fact]
    public void Estimated_quality_and_unsure_predictions_stay_within_their_stated_rate()
    {
        var (estimated, unsure, undecided) = (0, 0, 0);
        for (var year = 0; year < Years; year++)
        {
            var random = new Random(1000 + year);
            var (scores, labels) = Rows(random, 30 * PerDay);
            var estimator = BinaryEstimator.Fit(new ScoredRows(scores, Predicted(scores), labels), new EstimationOptions { Method = EstimationMethod.Cbpe, Metrics = [EstimatedMetric.RocAuc], WindowRows = PerDay });
            var baseline = Baseline(scores, labels);
            var reference = Set(scores);
            for (var day = 0; day < Days; day++)
            {
                var (now, _) = Rows(random, PerDay);
                var estimate = estimator.Estimate(new ScoredRows(now, Predicted(now))).Metrics[0];
                var point = new EstimatedPoint(default, PerDay, estimate.Value, estimate.Low, estimate.High, null, 1, estimate.Verdict, Trusted: true, null, scores.Length, estimate.Unjudged, []);
                var said = EstimateReadings.Of(point, PerformanceMetric.RocAuc, baseline, QualityRule.Usual).Verdict;
                if (said.IsAlarm) estimated++;
                if (said.Kind == VerdictKind.Undecided) undecided++;
                if (ConfidenceReadings.Of(Facts(Set(now), reference), Confidence).Verdict.IsAlarm) unsure++;
            }
        }

        // An alarm needs the bound of a 95 % interval beyond two standard deviations; the other one has alpha 0.01 and an effect.
        undecided.ShouldBe(0);
        ((double)estimated / (Years * Days)).ShouldBeLessThanOrEqualTo(0.001);
        ((double)unsure / (Years * Days)).ShouldBeLessThanOrEqualTo(0.01);
    }

    private static readonly ModelDefinition Model = new(
        new ModelId("quiet"), ModelTask.Binary, null, null, "1", 0.5, "UTC", ScoreDefinition.Probability, ModelSchema.Empty, [OutcomeDefinition.Label], default, 1);

    private static readonly MonitorDefinition Confidence = DefaultMonitors.Of(Model.Id, "unsure", MonitorMetric.LowConfidence, []);

    private static WindowFacts Facts(ProfileSet now, ProfileSet reference) => new(
        Model, default, 1, now, new BaselineFacts("the reference", [], [new BaselineSide(reference.Rows, reference.Columns, null)]), default, [], null);

    private static ProfileSet Set(double[] scores)
    {
        var profile = new NumericProfile(null, new FineHistogram(0, 1));
        profile.Add(scores);
        return new ProfileSet(default, scores.Length, new Dictionary<string, ColumnProfile>(StringComparer.Ordinal) { ["score"] = profile }, null, [], []);
    }

    private static QualityBaseline Baseline(double[] scores, double[] labels)
    {
        MetricValue Area(int from, int count) => RocAuc.Of(BinaryScores.From(scores.AsSpan(from, count), Array.ConvertAll(labels[from..(from + count)], label => label == 1)))!.Measure();
        return new QualityBaseline("the reference", Area(0, scores.Length), scores.Length, [.. Enumerable.Range(0, 30).Select(day => Area(day * PerDay, PerDay).Value!.Value)]);
    }

    private static bool[] Predicted(double[] scores) => Array.ConvertAll(scores, score => score >= 0.5);

    private static (double[] Scores, double[] Labels) Rows(Random random, int rows)
    {
        var (scores, labels) = (new double[rows], new double[rows]);
        for (var i = 0; i < rows; i++)
        {
            scores[i] = 1 / (1 + Math.Exp(-3 * ((random.NextDouble() * 2) - 1)));
            labels[i] = random.NextDouble() < scores[i] ? 1 : 0;
        }

        return (scores, labels);
    }
}
