using Vedetta.Core.Incidents.Machine;
using Vedetta.Core.Monitors.Labels;
using Vedetta.Core.Time;
using Vedetta.Statistics;

namespace Vedetta.Core.Monitors.Evaluating;

/// <summary>Which readings change points, and which of those the incidents have to see. Pure.</summary>
internal static class PointChanges
{
    /// <summary>Compares readings with what is stored.</summary>
    /// <param name="readings">Readings, of each monitor in order of time.</param>
    /// <param name="stored">Points that are stored.</param>
    /// <param name="ailing">Monitors and columns that were bad when last judged; brought up to date.</param>
    /// <param name="firstLive">First live event.</param>
    /// <param name="options">What history is.</param>
    /// <param name="now">The present.</param>
    public static (IReadOnlyList<PointChange> Changed, IReadOnlyList<IncidentFact> Facts) Of(
        IReadOnlyList<MonitorReading> readings, IReadOnlyDictionary<PointKey, Point> stored, HashSet<(string Monitor, string Column)> ailing,
        DateTimeOffset? firstLive, EvaluationOptions options, DateTimeOffset now)
    {
        var changed = new List<PointChange>();
        var facts = new List<IncidentFact>();
        foreach (var reading in readings)
        {
            var was = stored.GetValueOrDefault(reading.Key);
            var point = Points.Next(was, reading.Key, reading.Reading, now, IsHistory(reading, firstLive, options, now));
            if (ReferenceEquals(point, was)) continue;
            if (reading.Reading.Completeness >= 1 || IsSignal(reading)) facts.Add(new IncidentFact(reading.Monitor, point));
            var recovers = Track(reading, ailing);
            if (was is null && !recovers && IsQuiet(reading)) continue;
            changed.Add(new PointChange(point, was?.Reading.Verdict.Kind));
        }

        return (changed, facts);
    }

    // A streaming detector speaks as values come; nobody waits for the end of the window.
    private static bool IsSignal(MonitorReading reading) =>
        reading.Monitor.Metric == MonitorMetric.Stream && reading.Reading.Verdict.Kind is (VerdictKind.Warning or VerdictKind.Critical);

    // A recovery is told even when all it says is zero.
    private static bool Track(MonitorReading reading, HashSet<(string Monitor, string Column)> ailing)
    {
        var key = (reading.Monitor.Name, reading.Key.Column);
        switch (reading.Reading.Verdict.Kind)
        {
            case VerdictKind.Warning or VerdictKind.Critical:
                ailing.Add(key);
                return false;
            case VerdictKind.Healthy:
                return ailing.Remove(key);
            default:
                return false;
        }
    }

    // Outcomes come long after their window: what they say of predictions of a live model is news, whenever they come.
    private static bool IsHistory(MonitorReading reading, DateTimeOffset? firstLive, EvaluationOptions options, DateTimeOffset now) =>
        LabelMonitorRules.Takes(reading.Monitor.Metric)
            ? firstLive is not { } live || reading.Key.Window.To <= live
            : IsHistory(reading.Key.Window, firstLive, options, now);

    /// <summary>Whether a window is history at its first evaluation: recorded, and nobody is notified.</summary>
    public static bool IsHistory(Window window, DateTimeOffset? firstLive, EvaluationOptions options, DateTimeOffset now)
    {
        if (firstLive is not { } live || window.To <= live) return true;
        var length = window.To - window.From;
        return now - options.Watermark.ClosesAt(window) > (length > options.HistoryAfter ? length : options.HistoryAfter);
    }

    // A share that was always zero, or an hour in which no budget burned, makes no point: thousands of columns and days of nothing would bury the rest.
    private static bool IsQuiet(MonitorReading reading) =>
        (reading.Monitor.Metric == MonitorMetric.SloBurn && reading.Reading.Verdict.Kind is VerdictKind.Healthy or VerdictKind.Undecided)
        || (reading.Monitor.Metric is MonitorMetric.Missing or MonitorMetric.OutOfRange or MonitorMetric.TypeErrors or MonitorMetric.NewCategories
            or MonitorMetric.VanishedCategories or MonitorMetric.Constant or MonitorMetric.Duplicates or MonitorMetric.Freshness or MonitorMetric.Silence
        && reading.Reading.Value is 0 or null
        && reading.Reading.Verdict.Kind is VerdictKind.Healthy or VerdictKind.Undecided);
}
