using Vedetta.Core.Incidents.Machine;
using Vedetta.Core.Monitors;
using Vedetta.Core.Monitors.Evaluating;
using Vedetta.Statistics;

namespace Vedetta.Core.Explaining;

/// <summary>Columns the model reads that moved in the same window as its output. Pure.</summary>
internal static class UpstreamCauses
{
    private const int Most = 3;
    private const double LargestExcess = 10;

    /// <summary>The drifting features that carry most of the decision; empty for an incident of a feature.</summary>
    public static IReadOnlyList<Cause> Of(ExplainFacts facts, IReadOnlyCollection<string> told)
    {
        if (!facts.IsOutput) return [];
        var rule = DefaultMonitors.Of(facts.Monitor.Model, "", MonitorMetric.Drift, [MonitoredColumns.Every]) with { Method = "auto" };
        var before = facts.Before is { } earlier ? Evaluation.Evaluate(earlier, rule).ToDictionary(each => each.Column, each => each.Reading.Excess ?? 0, StringComparer.Ordinal) : [];
        return [.. Evaluation.Evaluate(facts.Onset, rule)

            // What had moved as far the window before did not begin now.
            .Where(each => each.Reading.Excess >= 1.5 * before.GetValueOrDefault(each.Column))
            .Where(each => each.Reading.Verdict.Kind is VerdictKind.Warning or VerdictKind.Critical && !IncidentCauses.IsOutput(each.Column) && !told.Contains(each.Column))
            .Select(each => (each.Column, each.Reading, Importance: facts.Onset.Model.Schema.Find(each.Column)?.Importance))

            // What the model is known not to read moves beside it, not before it.
            .Where(each => each.Importance is not 0)
            .OrderByDescending(each => Math.Min(each.Reading.Excess ?? 0, LargestExcess) * (each.Importance ?? 0.01))
            .Take(Most)
            .Select(each => new Cause(CauseKind.Upstream, each.Column, Now: each.Reading.Excess, Share: each.Importance, Window: facts.Onset.Window))];
    }
}
