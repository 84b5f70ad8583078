using Vedetta.Cli.CommandLine;
using Vedetta.Core.Incidents;
using Vedetta.Core.Incidents.Machine;
using Vedetta.Core.Models;
using Vedetta.Core.Monitors;
using Vedetta.Core.Monitors.Evaluating;
using Vedetta.Core.Monitors.Files;
using Vedetta.Core.Time;

namespace Vedetta.Cli.Testing;

/// <summary>
/// Plays effects that are stated: what each monitor measured, window by window, goes through its thresholds and the life of
/// incidents. Nothing is measured, so it tells nothing of methods and samples.
/// </summary>
internal sealed class ValuesPlay : ITestPlay
{
    private readonly MonitorTestFile _file;
    private readonly IReadOnlyDictionary<string, MonitorDefinition> _monitors;
    private readonly List<IncidentFact> _facts = [];
    private readonly Watermark _watermark = EvaluationOptions.Default.Watermark;
    private int _told;

    private ValuesPlay(MonitorTestFile file, IReadOnlyDictionary<string, MonitorDefinition> monitors) => (_file, _monitors) = (file, monitors);

    /// <summary>Begins.</summary>
    /// <exception cref="UsageException">The monitors have faults, or values name one that is not there.</exception>
    public static ValuesPlay Begin(MonitorTestFile file, MonitorTest test)
    {
        var parsed = MonitorsFile.Parse(file.Monitors);
        if (parsed.Problems.Count > 0) throw new UsageException($"{file.Path}: {string.Join("; ", parsed.Problems.Select(problem => $"{problem.Where}: {problem.Message}"))}");
        var monitors = parsed.Documents.SelectMany(document => document.Monitors).Select(entry => entry.Monitor).ToDictionary(monitor => monitor.Name, StringComparer.Ordinal);
        var play = new ValuesPlay(file, monitors);
        var end = test.Expectations[^1].At;
        var zone = TimeZoneInfo.FindSystemTimeZoneById(file.Description.TimeZone ?? "UTC");
        foreach (var values in test.Values)
        {
            if (!monitors.TryGetValue(values.Monitor, out var monitor)) throw new UsageException($"{file.Path}: '{test.Name}' states values of '{values.Monitor}'{NearMatch.Question(values.Monitor, monitors.Keys)}; monitors are {string.Join(", ", monitors.Keys)}");
            play.Add(monitor, values, end, zone);
        }

        play._facts.Sort((a, b) => a.Window.To.CompareTo(b.Window.To));
        return play;
    }

    /// <inheritdoc/>
    public ValueTask<Snapshot> AtAsync(DateTimeOffset moment, CancellationToken cancel)
    {
        var facts = _facts.Where(fact => _watermark.IsClosed(fact.Window, moment)).ToList();
        var context = new IncidentContext(_file.Model, VersionHistory.Only(""), _watermark, _monitors);
        var step = facts.Count == 0 ? new IncidentStep([], [], []) : IncidentMachine.Advance([], facts, context, moment);
        var said = facts.GroupBy(fact => (fact.Monitor.Name, fact.Column)).Select(group => group.Last()).Select(fact => new Said(fact.Monitor.Name, fact.Column, fact.Window, fact.Point.Reading)).ToList();
        var notices = step.Notices.Skip(_told).Select(notice => notice.Kind).ToList();
        _told = step.Notices.Count;
        return new(new Snapshot(said, step.Changed, notices));
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private void Add(MonitorDefinition monitor, StatedValues values, DateTimeOffset end, TimeZoneInfo zone)
    {
        var i = 0;
        foreach (var window in WindowCalendar.Cut(new Window(_file.Start, end), monitor.Window, zone))
        {
            var reading = StatedReadings.Of(monitor, values.Series.At(i++), values.N);
            var closed = _watermark.ClosesAt(window);
            _facts.Add(new IncidentFact(monitor, new Point(new PointKey(_file.Model, monitor.Name, values.Column, window), reading, closed, 0, null, closed, Backfilled: false)));
        }
    }
}
