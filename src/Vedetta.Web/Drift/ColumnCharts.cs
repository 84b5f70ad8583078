using Vedetta.Core.Models;
using Vedetta.Core.Readings;
using Vedetta.Web.Charts;
using Vedetta.Web.Language;
using Vedetta.Web.Shell;

namespace Vedetta.Web.Drift;

/// <summary>Charts of one column. Pure.</summary>
public sealed class ColumnCharts(Scope scope, Words words)
{
    private readonly TimeZoneInfo _zone = scope.Model.Zone;

    private IReadOnlyList<string> X => [.. scope.Windows.Select(window => words.Format.Window(window, _zone))];

    /// <summary>The statistic over the windows with its interval, thresholds and the window looked at.</summary>
    public TimeChart History(HeatRow row, SeriesPoint? at)
    {
        var readings = row.Points.Select(point => point is { Reading: { N: > 0, Completeness: >= 1 } } || point == at ? point?.Reading : null).ToList();
        var sample = readings.LastOrDefault(reading => reading is not null);
        var byExcess = Words.IsRecommended(scope.Asked.Method);
        var scale = byExcess ? sample?.Warning is > 0 and var one ? 1 / one : 1 : 1;
        var lines = new List<ChartLine>();
        void Line(double? at, Core.Incidents.Severity severity, string tone)
        {
            if (at is { } y) lines.Add(new ChartLine(y * scale, $"{words.Of(severity)} {(byExcess ? words.Format.Excess(y * scale) : words.Format.Threshold(y))}", tone));
        }

        // Far above both thresholds their labels would lie on each other: then only the upper one is named.
        var top = readings.Max(r => byExcess ? r?.Excess : r?.Value) ?? 0;
        if (sample is not { Warning: { } low, Critical: { } high } || (high - low) * scale > 0.09 * top) Line(sample?.Warning, Core.Incidents.Severity.Warning, "warning");
        Line(sample?.Critical, Core.Incidents.Severity.Critical, "critical");
        var index = at is null ? -1 : scope.IndexOf(at.Window.From);
        return new TimeChart(
            X, scope.Ticks(), Unit.Number,
            [byExcess
                ? new ChartSeries(words.DriftLane, [.. readings.Select(r => r?.Excess)], "accent")
                : new ChartSeries(words.MethodName(scope.Asked.Method), [.. readings.Select(r => r?.Value)], "accent", [.. readings.Select(r => r?.Low)], [.. readings.Select(r => r?.High)])],
            lines, index < 0 ? [] : [new ChartMark(index, words.Format.Window(at!.Window, _zone))], [], Min: 0);
    }

    /// <summary>Both histograms as shares of rows with a number.</summary>
    public StepsChart Steps(DistributionAnswer answer)
    {
        var bins = answer.Bins.Where(bin => bin is { IsMissing: false, From: not null, To: not null }).ToList();
        var (reference, current) = (bins.Sum(bin => bin.Baseline), bins.Sum(bin => bin.Current));
        var marks = new List<ChartValue>();
        if (Median(answer) is var (was, now))
        {
            if (was is { } w) marks.Add(new ChartValue(w, "", "ref-line"));
            if (now is { } n) marks.Add(new ChartValue(n, words.Format.Short(n), "accent"));
        }

        return new StepsChart(
            [.. bins.Select(bin => bin.From!.Value), .. bins.Count > 0 ? new[] { bins[^1].To!.Value } : []],
            [.. bins.Select(bin => reference == 0 ? 0 : (double)bin.Baseline / reference)],
            current == 0 ? [] : [.. bins.Select(bin => (double)bin.Current / current)],
            marks);
    }

    /// <summary>Cumulative shares, now minus baseline, and where they are farthest apart.</summary>
    public CurveChart? Gap(DistributionAnswer answer)
    {
        if (answer.Cdf.Count < 3 || answer.N == 0) return null;
        var gaps = answer.Cdf.Select(point => point.Current - point.Baseline).ToList();
        var peak = Enumerable.Range(0, gaps.Count).MaxBy(i => Math.Abs(gaps[i]));
        return new CurveChart([.. answer.Cdf.Select(point => point.At)], gaps, Unit.Points, peak);
    }

    /// <summary>Share of missing values.</summary>
    public TimeChart Missing(ColumnView view) => Time(Unit.Percent, Min: 0, new ChartSeries(words.Missing, [.. view.Quality.Select(point => point is { N: > 0 } ? (double?)point.MissingRate : null)], "accent"));

    /// <summary>Share of rows with a category that the baseline does not have.</summary>
    public TimeChart NewCategories(ColumnView view) => Time(Unit.Percent, Min: 0, new ChartSeries(words.Of(Core.Monitors.MonitorMetric.NewCategories), [.. view.Quality.Select(point => point is { N: > 0 } ? point.NewCategoryRate : null)], "accent"));

    /// <summary>The median, and the mean with a standard deviation to each side.</summary>
    public TimeChart Quantiles(ColumnView view)
    {
        var points = view.Quality.Select(point => point is { N: > 0 } ? point : null).ToList();
        return Time(
            Unit.Number, Min: null,
            new ChartSeries(words.MeanBand, [.. points.Select(p => p?.Mean)], "ref-line", [.. points.Select(p => p?.P10 ?? p?.Mean - p?.Std)], [.. points.Select(p => p?.P90 ?? p?.Mean + p?.Std)], Dash.Dashed, 1.25),
            new ChartSeries(words.MedianWord, [.. points.Select(p => p?.Median)], "accent", Width: 2));
    }

    /// <summary>Medians of both sides.</summary>
    public static (double? Was, double? Now) Median(DistributionAnswer answer)
    {
        foreach (var (quantile, baseline, current) in answer.Quantiles)
            if (Math.Abs(quantile - 0.5) < 1e-9) return (baseline, current);
        return (null, null);
    }

    // A share that stays near zero keeps an axis up to one percent, so that nothing looks like much.
    private TimeChart Time(Unit unit, double? Min, params ChartSeries[] series) =>
        new(X, scope.Ticks(), unit, series, [], [], [], Min, unit == Unit.Percent && series.Max(s => s.Values.Max() ?? 0) < 0.01 ? 0.012 : null);

    /// <summary>Whether a column's values are numbers on an axis.</summary>
    public static bool IsNumeric(ColumnType type) => type is ColumnType.Numeric or ColumnType.Timestamp;
}
