using Vedetta.Core.Models;
using Vedetta.Core.Monitors;
using Vedetta.Core.Monitors.Evaluating;
using Vedetta.Web.Charts;
using Vedetta.Web.Language;

namespace Vedetta.Web.Monitors;

/// <summary>What the page of one monitor shows: its form, and what it would have said.</summary>
/// <param name="Model">The model.</param>
/// <param name="Stored">The monitor as it is stored; null for a new one.</param>
/// <param name="Form">The fields as they stand.</param>
/// <param name="Faults">What is wrong with them.</param>
/// <param name="Columns">Columns it may name.</param>
/// <param name="Segments">Segments it may look at, <c>column:value</c>.</param>
/// <param name="Versions">Versions it may look at.</param>
/// <param name="Days">Days of history it is tried on.</param>
/// <param name="Try">What it would have said; null before anybody asked.</param>
/// <param name="MayEdit">Whether the reader may save it.</param>
public sealed record MonitorView(
    ModelDefinition Model, MonitorDefinition? Stored, MonitorForm Form, IReadOnlyList<FieldFault> Faults, IReadOnlyCollection<string> Columns, IReadOnlyList<string> Segments,
    IReadOnlyList<string> Versions, int Days, MonitorTry? Try, bool MayEdit)
{
    /// <summary>Spans of history that are offered, in days.</summary>
    public static IReadOnlyList<int> Spans { get; } = [30, 90, 365];

    /// <summary>What is wrong with a field; null when nothing is.</summary>
    public string? FaultOf(string field) => Faults.FirstOrDefault(fault => fault.Field == field || fault.Field.StartsWith(field + "[", StringComparison.Ordinal))?.Message;
}

/// <summary>A monitor tried on history.</summary>
/// <param name="Monitor">The rule that was tried.</param>
/// <param name="Readings">What it would have said, in order of window.</param>
/// <param name="Fire">The incidents that would have come of it.</param>
public sealed record MonitorTry(MonitorDefinition Monitor, IReadOnlyList<BacktestReading> Readings, WouldFire Fire)
{
    /// <summary>Readings beyond a threshold, the latest first.</summary>
    public IReadOnlyList<BacktestReading> Bad => [.. Readings.Where(reading => reading.Reading.Verdict.IsAlarm).OrderByDescending(reading => reading.Window.From).ThenByDescending(reading => reading.Reading.Excess ?? 0)];

    /// <summary>Largest excess of each window with the incidents that would have fired shaded.</summary>
    public TimeChart? Chart(ModelDefinition model, Words words)
    {
        var windows = Readings.GroupBy(reading => reading.Window).OrderBy(window => window.Key.From).ToList();
        if (windows.Count < 2) return null;
        var excess = windows.ConvertAll(window => window.Where(each => each.Reading.Verdict.Kind != Statistics.VerdictKind.Undecided).Max(each => each.Reading.Excess));
        var sample = Readings.Select(reading => reading.Reading).FirstOrDefault(reading => reading is { Warning: > 0, Critical: not null });
        var lines = new List<ChartLine> { new(1, words.Of(Core.Incidents.Severity.Warning) + " " + words.Format.Excess(1), "warning") };
        if (sample is { Warning: { } warning, Critical: { } critical } && critical / warning > 1.15) lines.Add(new ChartLine(critical / warning, words.Of(Core.Incidents.Severity.Critical) + " " + words.Format.Excess(critical / warning), "critical"));
        var spans = new List<ChartSpan>();
        foreach (var incident in Fire.Incidents)
        {
            var last = incident.Members.Max(member => member.LastWindow.From);
            var (from, to) = (windows.FindIndex(window => window.Key.To > incident.Opened), windows.FindLastIndex(window => window.Key.From <= last));
            if (from >= 0 && to >= from) spans.Add(new ChartSpan(from, to, "", incident.Severity == Core.Incidents.Severity.Critical ? "critical" : "warning"));
        }

        var step = Math.Max(1, (int)Math.Ceiling(windows.Count / 7.0));
        return new TimeChart(
            [.. windows.Select(window => words.Format.Window(window.Key, model.Zone))], [.. Enumerable.Range(0, windows.Count).Where(i => i % step == 0)], Unit.Number,
            [new ChartSeries(words.LargestExcess, excess, "accent")], lines, [], spans, Min: 0);
    }
}
