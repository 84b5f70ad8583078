using System.Globalization;
using System.Xml;
using Microsoft.AspNetCore.Http;
using Vedetta.Core.Models;
using Vedetta.Core.Monitors;
using Vedetta.Core.Profiles;
using Vedetta.Core.Quality;
using Vedetta.Core.Time;

namespace Vedetta.Web.Monitors;

/// <summary>The fields of a monitor as a person filled them in. Empty means the metric's usual value.</summary>
public sealed record MonitorForm
{
    /// <summary>Unique within the model.</summary>
    public string Name { get; init; } = "";

    /// <summary>What it measures.</summary>
    public MonitorMetric Metric { get; init; }

    /// <summary>Columns, commas between.</summary>
    public string Columns { get; init; } = "";

    /// <summary>Method by its name.</summary>
    public string Method { get; init; } = "";

    /// <summary>The span judged.</summary>
    public WindowSize Window { get; init; } = WindowSize.Day;

    /// <summary>What it is compared with; null for the metric's usual.</summary>
    public BaselineKind? Baseline { get; init; }

    /// <summary>From where it warns.</summary>
    public string Warning { get; init; } = "";

    /// <summary>From where it is critical.</summary>
    public string Critical { get; init; } = "";

    /// <summary>Fewer rows are not judged.</summary>
    public string MinimumSample { get; init; } = "";

    /// <summary>False alarms accepted in one window.</summary>
    public string Alpha { get; init; } = "";

    /// <summary>Rows it looks at, <c>column:value</c>.</summary>
    public string Segment { get; init; } = "";

    /// <summary>Only this version.</summary>
    public string Version { get; init; } = "";

    /// <summary>How long it must stay bad.</summary>
    public string For { get; init; } = "";

    /// <summary>How long a mere warning must stay bad.</summary>
    public string WarningFor { get; init; } = "";

    /// <summary>How long it must be healthy before an incident is over.</summary>
    public string KeepFiring { get; init; } = "";

    /// <summary>Who is told; null for the metric's usual.</summary>
    public Audience? Audience { get; init; }

    /// <summary>What to do.</summary>
    public string Runbook { get; init; } = "";

    /// <summary>Values of a stream between two false alarms.</summary>
    public string RunLength { get; init; } = "";

    /// <summary>The outcome a metric of labels speaks of; empty for the usual one.</summary>
    public string Outcome { get; init; } = "";

    /// <summary>Whose rows a realized figure speaks of.</summary>
    public Population Population { get; init; }

    /// <summary>How quality is compared; null for the usual way.</summary>
    public Comparison? Compare { get; init; }

    /// <summary>Least share of labels that must be known.</summary>
    public string MinimumCoverage { get; init; } = "";

    /// <summary>Whether it is evaluated.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>The form of a stored monitor.</summary>
    public static MonitorForm Of(MonitorDefinition m) => new()
    {
        Name = m.Name, Metric = m.Metric, Columns = string.Join(", ", m.Columns), Method = m.Method ?? "", Window = m.Window, Baseline = m.Baseline,
        Warning = Number(m.Warning), Critical = Number(m.Critical), MinimumSample = m.MinimumSample.ToString(CultureInfo.InvariantCulture), Alpha = Number(m.Alpha),
        Segment = m.Segment.ToString(), Version = m.Version ?? "", For = m.For == TimeSpan.Zero ? "" : XmlConvert.ToString(m.For), WarningFor = m.WarningFor is { } patience ? XmlConvert.ToString(patience) : "", KeepFiring = m.KeepFiring is { } keep ? XmlConvert.ToString(keep) : "",
        Audience = m.Audience, Runbook = m.Runbook ?? "", RunLength = Number(m.RunLength), Enabled = m.Enabled,
        Outcome = m.Outcome ?? "", Population = m.Population, Compare = m.Compare, MinimumCoverage = Number(m.MinimumCoverage),
    };

    /// <summary>Reads what was sent.</summary>
    public static MonitorForm Of(IFormCollection form)
    {
        string Text(string name) => form[name].ToString().Trim();
        return new MonitorForm
        {
            Name = Text("name"), Metric = EnumWords.TryParse<MonitorMetric>(Text("metric"), out var metric) ? metric : MonitorMetric.Drift, Columns = Text("columns"), Method = Text("method"),
            Window = EnumWords.TryParse<WindowSize>(Text("window"), out var window) ? window : WindowSize.Day, Baseline = EnumWords.TryParse<BaselineKind>(Text("baseline"), out var baseline) ? baseline : null,
            Warning = Text("warning"), Critical = Text("critical"), MinimumSample = Text("minimum_sample"), Alpha = Text("alpha"), Segment = Text("segment"), Version = Text("version"),
            For = Text("for"), WarningFor = Text("warning_for"), KeepFiring = Text("keep_firing"), Audience = EnumWords.TryParse<Audience>(Text("audience"), out var audience) ? audience : null, Runbook = Text("runbook"),
            Outcome = Text("outcome"), Population = EnumWords.TryParse<Population>(Text("population"), out var population) ? population : Population.All,
            Compare = EnumWords.TryParse<Comparison>(Text("compare"), out var compare) ? compare : null, MinimumCoverage = Text("minimum_coverage"),
            RunLength = Text("run_length"), Enabled = Text("enabled") is "true" or "on",
        };
    }

    /// <summary>The monitor these fields describe, and everything that could not be read.</summary>
    public (MonitorDefinition Monitor, IReadOnlyList<FieldFault> Faults) ToDefinition(ModelId model)
    {
        var faults = new List<FieldFault>();
        var segment = SegmentKey.All;
        if (Segment.Length > 0)
        {
            var colon = Segment.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0) segment = new SegmentKey(Segment[..colon].Trim(), Segment[(colon + 1)..].Trim());
            else faults.Add(new FieldFault("segment", "a segment is written column:value"));
        }

        var columns = Columns.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (Name.Length == 0) faults.Add(new FieldFault("name", $"a name is {MonitorRules.AllowedName}"));
        var monitor = new MonitorDefinition(
            model, Name, Metric, columns.Length == 0 && MonitorRules.UsesColumns(Metric) ? ["*"] : columns,
            MonitorRules.UsesMethod(Metric) ? Method.Length > 0 ? Method : MonitorRules.UsualMethod(Metric) : null,
            MonitorRules.UsualWindow(Metric) == WindowSize.Hour ? WindowSize.Hour : Window, Baseline ?? MonitorRules.UsualBaseline(Metric), Read("warning", Warning, faults), Read("critical", Critical, faults),
            (int)Math.Clamp(Read("minimum_sample", MinimumSample, faults) ?? DefaultMonitors.MinimumSample, 0, int.MaxValue), Read("alpha", Alpha, faults) ?? DefaultMonitors.Alpha, segment,
            Version.Length == 0 ? null : Version, Duration("for", For, faults) ?? TimeSpan.Zero, Audience ?? MonitorRules.UsualAudience(Metric), Runbook.Length == 0 ? null : Runbook, Enabled,
            WarningFor: Duration("warning_for", WarningFor, faults), RunLength: Metric == MonitorMetric.Stream ? Read("run_length", RunLength, faults) : null,
            Outcome: Outcome.Length == 0 ? null : Outcome, Population: Population, Compare: Compare, MinimumCoverage: Read("minimum_coverage", MinimumCoverage, faults),
            KeepFiring: Duration("keep_firing", KeepFiring, faults));
        return (monitor, faults);
    }

    private static double? Read(string field, string text, List<FieldFault> faults)
    {
        if (text.Length == 0) return null;
        if (double.TryParse(text.Replace(',', '.'), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)) return number;
        faults.Add(new FieldFault(field, "a number such as 0.25"));
        return null;
    }

    private static TimeSpan? Duration(string field, string text, List<FieldFault> faults)
    {
        if (text.Length == 0) return null;
        if (MonitorRules.TryParseDuration(text, out var duration)) return duration;
        faults.Add(new FieldFault(field, "a number with m, h, d or w, such as 30m, or an ISO 8601 duration"));
        return null;
    }

    private static string Number(double? value) => value?.ToString("R", CultureInfo.InvariantCulture) ?? "";
}
