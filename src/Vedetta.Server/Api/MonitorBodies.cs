using System.Xml;
using Vedetta.Core.Models;
using Vedetta.Core.Monitors;
using Vedetta.Core.Profiles;
using Vedetta.Core.Quality;
using Vedetta.Core.Time;

namespace Vedetta.Server.Api;

/// <summary>A monitor as clients describe it; the words are those of <c>monitors.yml</c>.</summary>
public sealed record MonitorBody
{
    /// <summary>Unique within the model.</summary>
    public string? Name { get; init; }

    /// <summary>What it measures.</summary>
    public required MonitorMetric Metric { get; init; }

    /// <summary>One column.</summary>
    public string? Column { get; init; }

    /// <summary>Several columns, or <c>*</c> alone.</summary>
    public IReadOnlyList<string>? Columns { get; init; }

    /// <summary>Method of drift or outliers, or the detector of a stream.</summary>
    public string? Method { get; init; }

    /// <summary>The span judged.</summary>
    public WindowSize? Window { get; init; }

    /// <summary>What it is compared with.</summary>
    public BaselineKind? Baseline { get; init; }

    /// <summary>From where it warns.</summary>
    public double? Warning { get; init; }

    /// <summary>From where it is critical.</summary>
    public double? Critical { get; init; }

    /// <summary>Fewer rows are not judged.</summary>
    public int? MinimumSample { get; init; }

    /// <summary>Share of false alarms accepted in one window.</summary>
    public double? Alpha { get; init; }

    /// <summary>Rows it looks at, <c>column:value</c>.</summary>
    public string? Segment { get; init; }

    /// <summary>Only this version.</summary>
    public string? Version { get; init; }

    /// <summary>How long it must stay bad: <c>30m</c>, <c>2h</c>, <c>1d</c> or ISO 8601.</summary>
    public string? For { get; init; }

    /// <summary>How long a mere warning must stay bad, in the same words; left out, until the next window says the same.</summary>
    public string? WarningFor { get; init; }

    /// <summary>How long it must be healthy before an incident is over, in the same words; left out, one healthy window.</summary>
    public string? KeepFiring { get; init; }

    /// <summary>Values a streaming detector shall take between two false alarms.</summary>
    public double? RunLength { get; init; }

    /// <summary>Outcome that quality is held against.</summary>
    public string? Outcome { get; init; }

    /// <summary>Whose predictions quality is about.</summary>
    public Population? Population { get; init; }

    /// <summary>How quality is compared.</summary>
    public Comparison? Compare { get; init; }

    /// <summary>Quality of a window with a smaller share of labelled predictions is not judged.</summary>
    public double? MinimumCoverage { get; init; }

    /// <summary>Who is told.</summary>
    public Audience? Audience { get; init; }

    /// <summary>What to do.</summary>
    public string? Runbook { get; init; }

    /// <summary>Whether it is evaluated.</summary>
    public bool? Enabled { get; init; }

    /// <summary>Answered, so that an answer can be sent back as it is; not read.</summary>
    public string? Model { get; init; }

    /// <summary>Answered, not read: a monitor that is written is no longer managed.</summary>
    public bool? Managed { get; init; }

    /// <summary>As Core takes it; what is left out takes the metric's usual value.</summary>
    public MonitorDefinition ToDefinition(ModelId model, string name)
    {
        var faults = new List<FieldFault>();
        var segment = SegmentKey.All;
        if (Segment is { Length: > 0 } text)
        {
            var colon = text.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0) segment = new SegmentKey(text[..colon], text[(colon + 1)..]);
            else faults.Add(new FieldFault("segment", "a segment is written column:value"));
        }

        var duration = DurationOf("for", For, faults) ?? TimeSpan.Zero;
        var warningFor = DurationOf("warning_for", WarningFor, faults);
        var keepFiring = DurationOf("keep_firing", KeepFiring, faults);
        if (Column is not null && Columns is not null) faults.Add(new FieldFault("columns", "give either column or columns"));
        if (faults.Count > 0) throw new MonitorValidationException(faults);
        IReadOnlyList<string> columns = Columns ?? (Column is not null ? [Column] : MonitorRules.UsesColumns(Metric) ? ["*"] : []);
        return new MonitorDefinition(
            model, name, Metric, columns, Method ?? MonitorRules.UsualMethod(Metric),
            Window ?? MonitorRules.UsualWindow(Metric), Baseline ?? MonitorRules.UsualBaseline(Metric), Warning, Critical,
            MinimumSample ?? 200, Alpha ?? 0.01, segment, Version, duration, Audience ?? MonitorRules.UsualAudience(Metric), Runbook, Enabled ?? true,
            WarningFor: warningFor, RunLength: RunLength, Outcome: Outcome, Population: Population ?? Core.Quality.Population.All, Compare: Compare, MinimumCoverage: MinimumCoverage,
            KeepFiring: keepFiring);
    }

    private static TimeSpan? DurationOf(string field, string? text, List<FieldFault> faults)
    {
        if (text is not { Length: > 0 }) return null;
        if (MonitorRules.TryParseDuration(text, out var duration)) return duration;
        faults.Add(new FieldFault(field, "a number with m, h, d or w, such as 30m, or an ISO 8601 duration"));
        return null;
    }
}

/// <summary>A monitor as clients see it.</summary>
public sealed record MonitorAnswer(
    string Model, string Name, MonitorMetric Metric, IReadOnlyList<string> Columns, string? Method, WindowSize Window, BaselineKind Baseline,
    double? Warning, double? Critical, int MinimumSample, double Alpha, string? Segment, string? Version, string For, string? WarningFor, Audience Audience, string? Runbook,
    bool Enabled, bool Managed, double? RunLength, string? Outcome, Population Population, Comparison? Compare, double? MinimumCoverage, string? KeepFiring)
{
    /// <summary>As clients see it.</summary>
    public static MonitorAnswer Of(MonitorDefinition monitor) => new(
        monitor.Model.Value, monitor.Name, monitor.Metric, monitor.Columns, monitor.Method, monitor.Window, monitor.Baseline, monitor.Warning,
        monitor.Critical, monitor.MinimumSample, monitor.Alpha, monitor.Segment.IsAll ? null : monitor.Segment.ToString(), monitor.Version,
        XmlConvert.ToString(monitor.For), monitor.WarningFor is { } patience ? XmlConvert.ToString(patience) : null, monitor.Audience, monitor.Runbook, monitor.Enabled, monitor.Managed, monitor.RunLength,
        monitor.Outcome, monitor.Population, monitor.Compare, monitor.MinimumCoverage, monitor.KeepFiring is { } keep ? XmlConvert.ToString(keep) : null);
}
