using Vedetta.Core.Monitors;
using Vedetta.Statistics;

namespace Vedetta.Core.Incidents.Noise;

/// <summary>What the points of a monitor say of its noise.</summary>
/// <param name="Points">The points, in order of window; history too.</param>
/// <param name="Windows">Windows from the first to the last point: those without a point were healthy with nothing to tell.</param>
/// <param name="BadWindows">Windows with a bad verdict.</param>
/// <param name="Length">Length of a window.</param>
internal sealed record NoiseFacts(IReadOnlyList<Point> Points, int Windows, int BadWindows, TimeSpan Length)
{
    public double BadShare => Windows == 0 ? 0 : (double)BadWindows / Windows;

    public static NoiseFacts Of(IReadOnlyList<Point> points)
    {
        var whole = points.Where(point => point.Reading.Completeness >= 1).OrderBy(point => point.Key.Window.From).ToList();
        if (whole.Count == 0) return new NoiseFacts([], 0, 0, TimeSpan.Zero);
        var first = whole[0].Key.Window;
        var length = first.To - first.From;
        var windows = Math.Max(1, (int)Math.Round((whole[^1].Key.Window.To - first.From) / length));
        var bad = whole.Where(point => point.Reading.Verdict.Kind is VerdictKind.Warning or VerdictKind.Critical).Select(point => point.Key.Window.From).Distinct().Count();
        return new NoiseFacts(whole, Math.Max(windows, bad), bad, length);
    }

    /// <summary>Share of the points for which something holds.</summary>
    public double ShareOf(Func<Point, bool> holds) => Points.Count == 0 ? 0 : (double)Points.Count(holds) / Points.Count;

    /// <summary>The excess that one window in twenty went beyond; null without any.</summary>
    public double? UsualExcess()
    {
        var excess = Points.Select(point => point.Reading.Excess).OfType<double>().Where(double.IsFinite).Order().ToList();
        return excess.Count < 5 ? null : excess[Math.Min(excess.Count - 1, (int)Math.Ceiling(0.95 * excess.Count) - 1)];
    }
}
