using System.Globalization;
using Vedetta.Core.Monitors.Evaluating;
using Vedetta.Core.Time;
using Vedetta.Statistics;
using Vedetta.Statistics.Estimation;

namespace Vedetta.Core.Quality.Estimated;

/// <summary>Puts an answer together from what is kept. Not thread-safe.</summary>
internal sealed class EstimateAnswers(EstimationRequest request, KeptSeries series, Watermark watermark)
{
    private readonly Dictionary<FitKey, (Fitted Fitted, WindowEstimator Estimator)> _fits = [];
    private readonly Dictionary<(FitKey Fit, EstimatedMetric Metric), EstimateStanding> _standings = [];

    /// <summary>The answer.</summary>
    public async ValueTask<EstimatedAnswer> MakeAsync(EstimatorShelf shelf, string method, int waiting, CancellationToken cancel)
    {
        var notes = new List<string>();
        var windows = new List<(Window Window, KeptWindow Kept)>();
        foreach (var (window, _) in request.Windows.Asked)
        {
            if (series.Find(window) is not { } kept) continue;
            if (!_fits.ContainsKey(kept.Fit))
            {
                var serving = request.Versions.FirstOrDefault(version => string.Equals(version.Version, kept.Fit.Version, StringComparison.Ordinal) && version.Reference?.UploadedAt == kept.Fit.UploadedAt);
                if (serving is null || EstimatorShelf.KeyOf(request.Layout, serving, request.Question.Method) != kept.Fit) continue;
                var fitted = request.Question.KeptOnly ? shelf.Find(kept.Fit) : await shelf.GetAsync(request.Layout, serving, request.Question.Method, cancel);
                if (fitted is null) continue;
                _fits[kept.Fit] = (fitted, fitted.ForWindows(request.Windows.UsualRows));
                notes.AddRange(fitted.Notes);
                if (fitted.Estimator.UndecidedReason is { } why) notes.Add(why);
            }

            windows.Add((window, kept));
        }

        if (windows.Count == 0) return new EstimatedAnswer(request.Layout.Outcome.Name, method, [], notes, waiting);
        var last = _fits[windows[^1].Kept.Fit];
        return new EstimatedAnswer(
            request.Layout.Outcome.Name, method, [.. last.Estimator.Reference.Select(reference => SeriesOf(reference, last.Fitted, windows))], [.. notes.Distinct(StringComparer.Ordinal)], waiting);
    }

    private EstimatedSeries SeriesOf(ReferenceMetric reference, Fitted last, List<(Window Window, KeptWindow Kept)> windows)
    {
        var points = windows.Select(each => PointOf(reference.Metric, each.Window, each.Kept)).OfType<EstimatedPoint>().ToList();
        return new EstimatedSeries(EstimatedMetrics.Name(reference.Metric), EstimatedMetrics.LargerIsBetter(reference.Metric), reference, StandingOf(last.Key, reference.Metric), points);
    }

    private EstimatedPoint? PointOf(EstimatedMetric metric, Window window, KeptWindow kept)
    {
        if (kept.Metrics.FirstOrDefault(each => each.Metric == metric) is not { } estimate) return null;
        var (fitted, estimator) = _fits[kept.Fit];
        var stated = estimator.Restate(estimate, kept.Used);
        var standing = StandingOf(kept.Fit, metric);
        var trusted = standing.LostIn is not { } lost || window.To <= lost.From;
        var completeness = request.Question.Every == WindowSize.All ? 1 : watermark.Completeness(window, request.KnownBy);
        var reference = estimator.Reference.FirstOrDefault(each => each.Metric == metric);
        var why = completeness < 1 ? $"the window is still open, {Judgement.Percent(completeness)} of it has passed"
            : !trusted ? WhyNot(standing)
            : stated.Value is null || reference is { Trusted: false } ? stated.Verdict.Reason
            : stated.Unjudged;
        var from = kept.MainVersion.Length > 0 && !string.Equals(kept.MainVersion, kept.Fit.Version, StringComparison.Ordinal) ? kept.Fit.Version : null;
        return new EstimatedPoint(
            window, kept.Rows, stated.Value, stated.Low, stated.High, reference?.Thresholds, completeness, why is null ? stated.Verdict : new Verdict.Undecided(why), trusted, from, fitted.Rows, why, kept.Notes);
    }

    private EstimateStanding StandingOf(FitKey fit, EstimatedMetric metric)
    {
        if (_standings.TryGetValue((fit, metric), out var known)) return known;
        return _standings[(fit, metric)] = EstimateStandings.Of(series.Judged, metric, fit, _fits[fit].Estimator, request.Question.AsOf);
    }

    private static string WhyNot(EstimateStanding standing) => string.Create(CultureInfo.InvariantCulture,
        $"not trusted since {standing.Since!.Value.UtcDateTime:yyyy-MM-dd}: labels lay outside the interval in {standing.Misses} of {standing.Windows} compared windows");
}
