using Vedetta.Core.Monitors;
using Vedetta.Statistics;

namespace Vedetta.Core.Incidents.Noise;

/// <summary>Why a monitor is noisy, and what to do. The limits are those in use at large installations. Pure.</summary>
internal static class NoiseDetectors
{
    private const int FewRows = 500;
    private const int EnoughWindows = 5;
    private const int EnoughSteps = 10;

    public static IEnumerable<NoiseSuggestion> Of(MonitorDefinition monitor, NoisyMonitor row, NoiseFacts facts, IReadOnlyList<Incident> own)
    {
        var known = facts.Windows >= EnoughWindows;
        if (known && facts.BadShare >= 0.5) yield return new NoiseSuggestion(NoiseCause.BaselineMismatch, facts.BadShare);
        if (((row.NoiseShare >= 0.5 && row.Noise >= 2) || (known && facts.BadShare >= 0.2)) && Higher(monitor, facts) is { } threshold) yield return new NoiseSuggestion(NoiseCause.RaiseThreshold, threshold);
        if (known && facts.BadShare >= 0.1 && IsLow(monitor)) yield return new NoiseSuggestion(NoiseCause.LowThreshold, DefaultThresholds.Of(monitor.Metric).Warning);
        if (facts.Points.Count >= EnoughWindows && facts.ShareOf(point => point.Reading.N is > 0 and < FewRows) > 0.5) yield return new NoiseSuggestion(NoiseCause.LargerWindow, MedianRows(facts));
        if (IsShort(facts, own)) yield return new NoiseSuggestion(NoiseCause.LongerPending, facts.Length.TotalHours);
        if (own.Any(incident => incident.IsFlapping) || row.Flaps >= 2) yield return new NoiseSuggestion(NoiseCause.KeepFiring, row.Flaps);
        if (known && facts.ShareOf(point => point.Reading.Verdict.Kind == VerdictKind.Undecided) is > 0.2 and var open) yield return new NoiseSuggestion(NoiseCause.OftenUndecided, open);
        if (known && facts.ShareOf(point => point.Revision > 0) is > 0.1 and var late) yield return new NoiseSuggestion(NoiseCause.LateData, late);
        foreach (var column in facts.Points.GroupBy(point => point.Key.Column, StringComparer.Ordinal))
            if (GoesOneWay([.. column])) yield return new NoiseSuggestion(NoiseCause.GrowsByItself, Number: null, column.Key.Length == 0 ? null : column.Key);
    }

    // The lower number is the worse one there: raising it would make more noise.
    private static double? Higher(MonitorDefinition monitor, NoiseFacts facts)
    {
        if (monitor.Metric == MonitorMetric.Activity) return null;
        var now = facts.Points.Select(point => point.Reading.Warning).OfType<double>().DefaultIfEmpty(0).Max();
        return now > 0 && facts.UsualExcess() is > 1 and var excess ? double.Round(now * excess, 3, MidpointRounding.ToPositiveInfinity) : null;
    }

    private static bool IsLow(MonitorDefinition monitor) =>
        monitor.Metric != MonitorMetric.Activity && monitor.Warning is { } warning && warning < DefaultThresholds.Of(monitor.Metric).Warning;

    private static double MedianRows(NoiseFacts facts)
    {
        var rows = facts.Points.Select(point => point.Reading.N).Order().ToList();
        return rows[rows.Count / 2];
    }

    // Incidents that end with the window they began with.
    private static bool IsShort(NoiseFacts facts, IReadOnlyList<Incident> own)
    {
        var over = own.Where(incident => incident is { Resolved: not null, Severity: Severity.Warning }).ToList();
        return facts.Length > TimeSpan.Zero && over.Count >= 3
            && over.Count(incident => incident.Members.All(member => member.LastWindow.To - member.Window.From <= facts.Length)) * 2 > over.Count;
    }

    private static bool GoesOneWay(List<Point> points)
    {
        var values = points.Select(point => point.Reading.Value).OfType<double>().ToList();
        if (values.Count <= EnoughSteps) return false;
        var (up, down) = (0, 0);
        for (var i = 1; i < values.Count; i++)
        {
            if (values[i] > values[i - 1]) up++;
            else if (values[i] < values[i - 1]) down++;
        }

        return Math.Max(up, down) >= 0.9 * (values.Count - 1);
    }
}
