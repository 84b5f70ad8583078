using Vedetta.Core.Incidents;
using Vedetta.Statistics.Intervals;
using Vedetta.Statistics.Performance.Calibration;
using Vedetta.Web.Charts;
using Vedetta.Web.Language;
using Vedetta.Web.Shell;

namespace Vedetta.Web.Performance;

/// <summary>Charts of the performance page. Pure.</summary>
public sealed class PerformanceCharts(PerformanceView view, Words words)
{
    private const double Complete = 0.95;
    private const double Judged = 0.3;
    private const int MostPoints = 240;

    private Unit Unit => UnitOf(view.Quality);

    /// <summary>Rates are written as percentages.</summary>
    public static Unit UnitOf(QualityOverTime quality) => Words.IsRate(quality.Metric) ? Unit.Percent : Unit.Number;

    /// <summary>Realized with its band, estimated with a hatched one, labels that still arrive shaded, thresholds and events.</summary>
    public TimeChart OverTime()
    {
        var (scope, quality) = (view.Scope, view.Quality);
        var zone = scope.Model.Zone;
        return new TimeChart(
            [.. scope.Windows.Select(window => words.Format.Window(window, zone))], scope.Ticks(), Unit, [.. SeriesOf(quality, words), .. OfLabelledRows() is { } same ? (ChartSeries[])[same] : []], Lines(),
            [.. view.Marks.Select(mark => new ChartMark(mark.Index, mark.Letter))], Arriving());
    }

    /// <summary>The two lines: also a lane of the overview.</summary>
    public static List<ChartSeries> SeriesOf(QualityOverTime quality, Words words)
    {
        var series = new List<ChartSeries>();
        if (quality.Estimated.Any(point => point?.Reading.Value is not null))
        {
            series.Add(new ChartSeries(
                words.EstimatedWord, [.. quality.Estimated.Select(point => point?.Reading.Value)], "s2", [.. quality.Estimated.Select(point => point?.Reading.Low)], [.. quality.Estimated.Select(point => point?.Reading.High)],
                Dash.Dashed, 1.5, quality.LatestEstimated is { } last ? words.MetricValue(quality.Metric, last.Reading.Value) : null, Hatched: true));
        }

        if (quality.Realized.Any(point => point?.Reading.Value is not null))
        {
            series.Add(new ChartSeries(
                words.RealizedWord, [.. quality.Realized.Select(point => point?.Reading.Value)], "accent", [.. quality.Realized.Select(point => point?.Reading.Low)], [.. quality.Realized.Select(point => point?.Reading.High)],
                Width: 2, End: quality.Estimated.Any(point => point?.Reading.Value is not null) ? null : quality.LatestRealized is { } last ? words.MetricValue(quality.Metric, last.Reading.Value) : null));
        }

        return series;
    }

    // In credit only approved rows get labels: the estimate of those same rows is what labels can be held against.
    private ChartSeries? OfLabelledRows()
    {
        var compared = view.Quality.Standing.Compared;
        if (!compared.Any(each => each.Labelled < 0.98 * each.Rows)) return null;
        var values = new double?[view.Scope.Windows.Count];
        foreach (var each in compared)
            if (view.Scope.IndexOf(each.Window.From) is >= 0 and var i) values[i] = each.Estimate;
        return new ChartSeries(words.EstimatedOfLabelled, values, "s2", Dash: Dash.Dotted, Width: 1.5);
    }

    /// <summary>Observed rate against expected rate in ten groups of as many rows.</summary>
    public XyChart? Calibration()
    {
        if (view.Decisions is not { } decisions || CalibrationBins.EqualCount(decisions.Now.Scores) is not { } now || !decisions.Now.Scores.AreProbabilities) return null;
        var series = new List<XySeries>();
        var most = 1.1 * now.Bins.Max(bin => Math.Max(bin.MeanScore, bin.Rate));
        if (decisions.Reference is { Scores.HasBothClasses: true } reference && CalibrationBins.EqualCount(reference.Scores) is { } before)
        {
            // The reference may hold riskier rows than ever get a label here: only what can be compared is drawn.
            var same = before.Bins.Where(bin => bin.MeanScore <= most).ToList();
            series.Add(new XySeries(words.Reference, [.. same.Select(bin => bin.MeanScore)], [.. same.Select(bin => bin.Rate)], "ref-line", Width: 1.25));
        }

        series.Insert(0, new XySeries("", [0, most], [0, most], "ink-3", Dash: Dash.Dashed, Width: 1));
        Interval[] limits = [.. now.Bins.Select(bin => Proportion.Wilson(bin.Rate * bin.Rows, bin.Rows))];
        series.Add(new XySeries(
            words.ObservedWord, [.. now.Bins.Select(bin => bin.MeanScore)], [.. now.Bins.Select(bin => bin.Rate)], "accent",
            [.. limits.Select(limit => limit.Low)], [.. limits.Select(limit => limit.High)], Dots: true));
        return new XyChart(Unit.Percent, Unit.Percent, words.ExpectedRate, series, [], [], XMin: 0, YMin: 0);
    }

    /// <summary>The lattice path, with the point of the threshold.</summary>
    public XyChart? Roc()
    {
        if (view.Decisions is not { } decisions) return null;
        var path = decisions.Now.Path(MostPoints);
        if (path.Count == 0) return null;
        var at = decisions.Now.At(Towards(decisions));
        var point = new XyPoint(at.Fp / decisions.Now.Scores.Negatives, at.Tp / decisions.Now.Scores.Positives, words.ThresholdAt(words.Format.Number(decisions.Threshold)), "critical");
        return new XyChart(
            Unit.Percent, Unit.Percent, words.NegativesPassed,
            [
                new XySeries("", [0, 1], [0, 1], "ink-3", Dash: Dash.Dashed, Width: 1),
                new XySeries(words.PositivesPassed, [.. path.Select(corner => corner.FalsePositiveRate)], [.. path.Select(corner => corner.TruePositiveRate)], "accent", Step: true, Area: true),
            ],
            [], [point], 0, 1, 0, 1);
    }

    /// <summary>Cost of wrong decisions per row at every threshold.</summary>
    public XyChart? Costs()
    {
        if (view.Decisions is not { } decisions) return null;
        var points = decisions.Now.Costs(view.Asked.CostFalsePositive, view.Asked.CostFalseNegative, MostPoints).Select(point => (At: Own(decisions, point.Threshold), point.Cost)).OrderBy(point => point.At).ToList();
        if (points.Count < 2) return null;
        var best = points.MinBy(point => point.Cost);
        return new XyChart(
            Unit.Number, Unit.Number, words.ThresholdName,
            [new XySeries(words.CostPerRow, [.. points.Select(point => point.At)], [.. points.Select(point => point.Cost)], "accent")],
            Math.Abs(best.At - decisions.InUse) < 0.05 * (points[^1].At - points[0].At)
                ? [new ChartValue(decisions.InUse, $"{words.Cheapest}, {words.InUse}", "accent")]
                : [new ChartValue(best.At, words.Cheapest, "accent"), new ChartValue(decisions.InUse, words.InUse, "ink-2")],
            []);
    }

    /// <summary>The threshold in the direction of the scores of the picture.</summary>
    public double Towards(DecisionPicture decisions) => Own(decisions, decisions.Threshold);

    // Turning around twice gives the number itself.
    private double Own(DecisionPicture decisions, double threshold) =>
        !decisions.Now.Turned ? threshold : view.Scope.Model.Score.Kind == Core.Models.ScoreKind.Probability ? 1 - threshold : -threshold;

    private List<ChartLine> Lines()
    {
        var lines = new List<ChartLine>();
        var reading = view.Quality.LatestRealized?.Reading is { Warning: not null } or { Critical: not null } ? view.Quality.LatestRealized.Reading : view.Quality.LatestEstimated?.Reading;
        void Add(double? value, Severity severity, string tone)
        {
            if (value is { } y && double.IsFinite(y)) lines.Add(new ChartLine(y, $"{words.Of(severity)} {words.MetricValue(view.Quality.Metric, y)}", tone));
        }

        Add(reading?.Warning, Severity.Warning, "warning");
        Add(reading?.Critical, Severity.Critical, "critical");
        return lines;
    }

    // Runs of windows whose labels still arrive, with how complete they are.
    private List<ChartSpan> Arriving()
    {
        var complete = view.Quality.Completeness;
        var spans = new List<ChartSpan>();
        var last = complete.ToList().FindLastIndex(share => share >= Complete);
        if (last < 0) return spans;
        for (var i = 0; i < complete.Count; i++)
        {
            // Coverage sways a little between windows: before the last complete one only holes are shown.
            if (complete[i] is not { } share || share >= (i < last ? Judged : Complete)) continue;
            var (from, low) = (i, share < Judged);
            while (i + 1 < complete.Count && complete[i + 1] is { } next && next < (i < last ? Judged : Complete) && next < Judged == low) i++;
            var mean = complete.Skip(from).Take(i - from + 1).Average() ?? 0;
            spans.Add(new ChartSpan(from, i, (i - from + 1) * 14 < complete.Count ? "" : low ? words.LabelsTooFew : words.LabelsComplete(words.Format.Percent(Math.Round(mean, 2))), low ? "ink" : "ink-3"));
        }

        return spans;
    }
}
