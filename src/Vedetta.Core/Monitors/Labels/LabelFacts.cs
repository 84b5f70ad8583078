using Vedetta.Core.Quality;
using Vedetta.Statistics.Performance;

namespace Vedetta.Core.Monitors.Labels;

/// <summary>What outcomes say of one window.</summary>
/// <param name="Metric">The metric of quality; null for delays and coverage.</param>
/// <param name="Value">What was measured: a metric, the median delay in days, or the share of mature predictions with an outcome.</param>
/// <param name="Counts">Predictions and outcomes.</param>
/// <param name="Baseline">What it is compared with; null when there is nothing.</param>
/// <param name="HasMaturity">Whether the outcome has a rule that tells when it is due.</param>
public sealed record LabelFacts(MetricDescription? Metric, MetricValue Value, QualityCounts Counts, QualityBaseline? Baseline, bool HasMaturity);
