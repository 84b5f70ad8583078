using Vedetta.Core.Time;
using Vedetta.Statistics.Estimation;
using Vedetta.Statistics.Estimation.Trust;

namespace Vedetta.Core.Quality.Estimated;

/// <summary>Weighs judged windows: whether labels bear estimates out, and since when they do not. Pure.</summary>
internal static class EstimateStandings
{
    /// <summary>How the estimates of a metric by one estimator stand.</summary>
    /// <param name="judged">Judged windows in order of time.</param>
    /// <param name="metric">The metric.</param>
    /// <param name="fit">The estimator.</param>
    /// <param name="estimator">Gives the intervals.</param>
    /// <param name="asOf">Only labels known by then; null for all.</param>
    public static EstimateStanding Of(IReadOnlyList<JudgedWindow> judged, EstimatedMetric metric, FitKey fit, WindowEstimator estimator, DateTimeOffset? asOf)
    {
        var trust = EstimateTrust.Start;
        var compared = new List<ComparedWindow>();
        (Window Window, DateTimeOffset At)? lost = null;
        foreach (var window in judged)
        {
            if (window.Fit != fit || window.KnownAt > asOf) continue;
            var place = Place(window.Metrics, metric);
            if (place < 0 || window.Metrics[place].Unjudged is not null || window.Realized[place] is not { } realized) continue;
            var estimate = estimator.Restate(window.Metrics[place], window.Used);
            if (estimate is not { Value: { } value, Low: { } low, High: { } high }) continue;
            trust = trust.After(estimate, realized);
            compared.Add(new ComparedWindow(window.Window, window.Rows, window.Labelled, value, low, high, realized, window.KnownAt));
            if (!trust.Trusted) lost ??= (window.Window, window.KnownAt > window.Window.To ? window.KnownAt : window.Window.To);
        }

        return new EstimateStanding(trust.Trusted, lost?.At, lost?.Window, trust.Windows, trust.Misses, compared);
    }

    private static int Place(IReadOnlyList<MetricEstimate> metrics, EstimatedMetric metric)
    {
        for (var i = 0; i < metrics.Count; i++)
            if (metrics[i].Metric == metric) return i;
        return -1;
    }
}
