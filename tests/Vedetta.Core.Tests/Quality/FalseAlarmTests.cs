using Vedetta.Core.Monitors;
using Vedetta.Core.Quality;
using Vedetta.Statistics;
using Vedetta.Statistics.Performance;

namespace Vedetta.Core.Tests.Quality;

/// <summary>Years of days in which nothing changes, judged by the usual rules of monitors of quality.</summary>
public class FalseAlarmTests
{
    private const int PerDay = 100;
    private static readonly PerformanceMetric[] Watched = [PerformanceMetric.RocAuc, PerformanceMetric.Brier, PerformanceMetric.F1, PerformanceMetric.LabelRate];

    [Fact]
    public void Twenty_seeded_years_without_change_fire_nothing_by_the_corridor_and_seldom_by_shares()
    {
        var (fired, byShare, warned, days) = (new List<string>(), 0, 0, 0);
        for (var seed = 1; seed <= 20; seed++)
        {
            var random = new Random(seed);
            var reference = Enumerable.Range(0, 40).Select(_ => Measure(random, PerDay)).ToList();
            var whole = Measure(random, 40 * PerDay);
            var corridor = Watched.ToDictionary(metric => metric, metric => new QualityBaseline("the reference", whole[metric], 40 * PerDay, [.. reference.Select(day => day[metric].Value!.Value)]));
            var before = Watched.ToDictionary(metric => metric, metric => corridor[metric] with { Windows = [] });
            var warnings = new HashSet<(PerformanceMetric Metric, bool Corridor)>();
            for (var day = 0; day < 365; day++, days++)
            {
                var values = Measure(random, PerDay);
                foreach (var metric in Watched)
                {
                    foreach (var byCorridor in new[] { true, false })
                    {
                        var rule = byCorridor ? QualityRule.Usual : QualityRule.Of(Comparison.Relative, null, null, DefaultMonitors.MinimumSample, null);
                        var verdict = QualityJudgement.Of(PerformanceMetrics.Describe(metric), values[metric], new QualityCounts(PerDay, PerDay, PerDay, 0, 0), 1, byCorridor ? corridor[metric] : before[metric], rule).Verdict;
                        verdict.Kind.ShouldNotBe(VerdictKind.Undecided);

                        // A warning fires with the next that says the same.
                        var again = verdict.Kind == VerdictKind.Warning && !warnings.Add((metric, byCorridor));
                        if (verdict.Kind != VerdictKind.Warning) warnings.Remove((metric, byCorridor));
                        warned += verdict.IsAlarm ? 1 : 0;
                        if (verdict.Kind != VerdictKind.Critical && !again) continue;
                        if (!byCorridor) byShare++;
                        else fired.Add($"seed {seed}, day {day}: {verdict.Reason}");
                    }
                }
            }
        }

        fired.ShouldBeEmpty();

        // Days of a hundred rows: the stated rate of monitors is one of a hundred windows.
        ((double)byShare / (days * Watched.Length)).ShouldBeLessThan(0.001);
        ((double)warned / (days * Watched.Length * 2)).ShouldBeLessThan(DefaultMonitors.Alpha);
    }

    private static Dictionary<PerformanceMetric, MetricValue> Measure(Random random, int rows)
    {
        var (scores, labels, decisions) = (new double[rows], new bool[rows], new sbyte[rows]);
        for (var i = 0; i < rows; i++)
        {
            var logit = 3 * ((random.NextDouble() * 2) - 1);
            scores[i] = 1 / (1 + Math.Exp(-logit));
            labels[i] = random.NextDouble() < scores[i];
            decisions[i] = (sbyte)(scores[i] >= 0.5 ? 1 : 0);
        }

        return WindowMetrics.Binary(scores, labels, areDecided: true, decisions, Watched).ToDictionary(pair => pair.Key, pair => pair.Value);
    }
}
