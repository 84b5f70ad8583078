using Vedetta.Core.Readings;
using Vedetta.Statistics;
using Vedetta.Web.Shell;

namespace Vedetta.Web.Drift;

/// <summary>The heat-map: excess per column and window, the columns that matter first.</summary>
/// <param name="Rows">Outputs first, then by importance × excess.</param>
/// <param name="Marks">Windows with an event, by letter.</param>
public sealed record HeatMap(IReadOnlyList<HeatRow> Rows, IReadOnlyList<HeatMark> Marks)
{
    /// <summary>Lays drift answers on the windows of the page.</summary>
    public static HeatMap Of(DriftAnswer drift, Scope scope, IReadOnlyList<HeatMark> marks)
    {
        var rows = drift.Columns.Select((series, order) => HeatRow.Of(series, scope, order)).ToList();
        return new HeatMap([.. rows.OrderBy(row => row.IsOutput ? 0 : 1).ThenByDescending(row => row.IsOutput ? 0 : row.Weight).ThenBy(row => row.Order)], marks);
    }

    /// <summary>Columns whose latest judged window is bad, the worst first.</summary>
    public IReadOnlyList<HeatRow> Bad => [.. Rows.Where(row => row.Verdict is VerdictKind.Warning or VerdictKind.Critical).OrderByDescending(row => row.Latest!.Reading.Excess)];
}

/// <summary>A lettered window.</summary>
public sealed record HeatMark(string Letter, int Index, string Text);

/// <summary>One column of the model over the windows.</summary>
/// <param name="Column">Its name.</param>
/// <param name="Importance">Its share of the decision; null where unknown.</param>
/// <param name="IsOutput">Score, prediction or decision.</param>
/// <param name="Points">One per window; null where nothing was computed.</param>
/// <param name="Order">Its place in the answer.</param>
public sealed record HeatRow(string Column, double? Importance, bool IsOutput, IReadOnlyList<SeriesPoint?> Points, int Order)
{
    /// <summary>Bin of a window that is not judged.</summary>
    public const int Undecided = -1;

    private static readonly double[] Edges = [0.5, 1, 2, 4];

    /// <summary>The latest window that could be judged; where none could, the latest closed one with rows, or the open one.</summary>
    public SeriesPoint? Latest => Points.LastOrDefault(point => point is { Reading: { N: > 0, Verdict: not Statistics.Verdict.Undecided } })
        ?? Points.LastOrDefault(point => point is { Reading: { N: > 0, Completeness: >= 1 } }) ?? Points.LastOrDefault(point => point is { Reading.N: > 0 });

    /// <summary>Verdict of the latest window.</summary>
    public VerdictKind Verdict => Latest?.Reading.Verdict.Kind ?? VerdictKind.Undecided;

    /// <summary>Importance × excess of the latest window: what orders the rows. An unknown importance counts as a small one.</summary>
    public double Weight => (Importance ?? 0.02) * (Latest is { Reading: { Excess: { } excess } reading } && reading.Verdict.Kind != VerdictKind.Undecided ? Math.Max(excess, 0.05) : 0.05);

    /// <summary>Step of the ramp: below ½, ½–1, 1–2, 2–4, above 4 thresholds; -1 where not judged.</summary>
    public static int Bin(SeriesPoint? point) => Shown(point) is { } excess ? Edges.Count(edge => excess >= edge) : Undecided;

    /// <summary>
    /// The excess that is drawn; null where not judged. An excess that is no more than noise is drawn as below its
    /// threshold: colour says what a verdict says.
    /// </summary>
    public static double? Shown(SeriesPoint? point)
    {
        if (point is not { Reading: { Excess: { } excess } reading } || reading.Verdict.Kind == VerdictKind.Undecided || double.IsNaN(excess)) return null;
        return reading.Verdict.Kind == VerdictKind.Healthy ? Math.Min(excess, Math.BitDecrement(1)) : excess;
    }

    internal static HeatRow Of(DriftSeries series, Scope scope, int order)
    {
        var points = new SeriesPoint?[scope.Windows.Count];
        foreach (var point in series.Points)
            if (scope.IndexOf(point.Window.From) is >= 0 and var i) points[i] = point;
        var output = series.Importance is null && (series.Column is "score" or "prediction" or "decision" || series.Column.StartsWith("score_", StringComparison.Ordinal));
        return new HeatRow(series.Column, series.Importance, output, points, order);
    }
}
