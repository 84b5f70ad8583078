using Vedetta.Core.Monitors;
using Vedetta.Core.Monitors.Evaluating;
using Vedetta.Statistics;
using Vedetta.Statistics.Profiles;

namespace Vedetta.Core.Explaining;

/// <summary>Data faults in the first bad window, judged as the monitors of data quality judge them. Pure.</summary>
internal static class FaultCauses
{
    private const int Most = 3;

    private static readonly (MonitorMetric Metric, CauseKind Kind)[] Faults =
    [
        (MonitorMetric.Constant, CauseKind.Constant),
        (MonitorMetric.TypeErrors, CauseKind.TypeErrors),
        (MonitorMetric.Missing, CauseKind.Missing),
        (MonitorMetric.OutOfRange, CauseKind.OutOfRange),
        (MonitorMetric.NewCategories, CauseKind.NewCategories),
    ];

    /// <summary>Faults of the column itself; of every column that the model reads when an output or the whole model is bad.</summary>
    public static IReadOnlyList<Cause> Of(ExplainFacts facts)
    {
        var found = new List<(Cause Cause, double Weight)>();
        foreach (var (metric, kind) in Faults)
        {
            var rule = DefaultMonitors.Of(facts.Monitor.Model, "", metric, facts.IsOutput ? [MonitoredColumns.Every] : [facts.Column]);
            var before = facts.Before is { } earlier
                ? Evaluation.Evaluate(earlier, rule).ToDictionary(each => each.Column, each => each.Reading, StringComparer.Ordinal)
                : [];
            foreach (var (column, reading) in Evaluation.Evaluate(facts.Onset, rule))
            {
                // What was so the window before did not begin now.
                if (before.GetValueOrDefault(column) is { Verdict.Kind: VerdictKind.Warning or VerdictKind.Critical } was && reading.Value < 2 * was.Value) continue;
                if (reading.Verdict.Kind is not (VerdictKind.Warning or VerdictKind.Critical)) continue;
                if (facts.IsOutput && Incidents.Machine.IncidentCauses.IsOutput(column)) continue;
                found.Add((CauseOf(facts, kind, column, reading), (reading.Excess ?? 1) * (facts.Onset.Model.Schema.Find(column)?.Importance ?? 0.01)));
            }
        }

        // A column that is missing may be constant too; one word about a column is enough.
        return [.. found.OrderByDescending(each => each.Weight).DistinctBy(each => each.Cause.Column, StringComparer.Ordinal).Take(Most).Select(each => each.Cause)];
    }

    private static Cause CauseOf(ExplainFacts facts, CauseKind kind, string column, Reading reading)
    {
        var now = facts.Onset.Current.Columns.GetValueOrDefault(column);
        var before = facts.Onset.Baseline?.Find(column, now);
        return kind switch
        {
            CauseKind.Constant => new Cause(kind, column, Window: facts.Onset.Window),
            CauseKind.NewCategories when now is CategoricalProfile a && before is CategoricalProfile b =>
                new Cause(kind, column, string.Join(", ", CategoryShares.Unknown(a, b).Categories.Take(3)), Now: reading.Value, Low: reading.Low, High: reading.High, Window: facts.Onset.Window),
            _ => new Cause(kind, column, Before: ShareBefore(kind, before), Now: reading.Value, Low: reading.Low, High: reading.High, Window: facts.Onset.Window),
        };
    }

    private static double? ShareBefore(CauseKind kind, ColumnProfile? before)
    {
        if (before is not { Rows: > 0 }) return null;
        var rows = kind switch
        {
            CauseKind.TypeErrors => before.Invalid,
            CauseKind.OutOfRange => before.OutOfRange,
            _ => before.Missing + (before is NumericProfile numbers ? numbers.NotANumber : 0),
        };
        return (double)rows / before.Rows;
    }
}
