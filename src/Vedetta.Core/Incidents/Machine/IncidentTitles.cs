using System.Globalization;
using Vedetta.Core.Monitors;

namespace Vedetta.Core.Incidents.Machine;

/// <summary>What happened, in words with numbers. Pure.</summary>
public static class IncidentTitles
{
    /// <summary>The title: what is worst, by how much, and how many more.</summary>
    public static string Of(Incident incident)
    {
        if (incident.Members.Count == 0) return "nothing is wrong any more";
        var worst = incident.Members[0];
        var columns = incident.Cause.Columns;
        if (incident.Cause.Kind == IncidentCauses.Release) return OfRelease(incident, worst);
        var others = columns.Count(column => !string.Equals(column, worst.Column, StringComparison.Ordinal));
        var head = columns.Count <= 1 || worst.Column.Length == 0
            ? worst.Column.Length == 0 ? OfModel(worst.Metric) : $"{NameOf(worst)} {Happened(worst.Metric)}"
            : others <= 3
                ? $"{string.Join(", ", columns.OrderBy(column => !string.Equals(column, worst.Column, StringComparison.Ordinal)))}: {Noun(incident.Cause.Kind)}"
                : string.Create(CultureInfo.InvariantCulture, $"{worst.Column} and {others} more columns: {Noun(incident.Cause.Kind)}");
        return worst.Reading.Verdict.Reason is { } reason ? $"{head}. {(columns.Count > 1 && worst.Column.Length > 0 ? $"Worst {worst.Column}: " : "")}{reason}" : head;
    }

    private static string OfRelease(Incident incident, IncidentMember worst)
    {
        var columns = incident.Cause.Columns;
        var head = $"release {incident.Version}: {string.Join(", ", columns)} {(columns.Count == 1 ? "drifts" : "drift")} since it took over";
        return worst.Reading.Verdict.Reason is { } reason ? $"{head}. {(columns.Count > 1 ? $"Worst {worst.Column}: " : "")}{reason}" : head;
    }

    /// <summary>The column, or what is measured of the whole model.</summary>
    public static string NameOf(IncidentMember member) =>
        member.Column.Length > 0 ? member.Column : EnumWords.Of(member.Metric).Replace('_', ' ');

    private static string Noun(string kind) => kind switch
    {
        IncidentCauses.DataFault => "broken data",
        IncidentCauses.Drift => "distributions moved",
        IncidentCauses.Categories => "categories changed",
        IncidentCauses.Volume => "number of rows unusual",
        IncidentCauses.Silence => "data late or silent",
        IncidentCauses.Performance => "predictions worse",
        IncidentCauses.Business => "business metrics unusual",
        IncidentCauses.Labels => "outcomes missing or late",
        IncidentCauses.Age => "the model is old",
        _ => kind,
    };

    private static string OfModel(MonitorMetric metric) => metric switch
    {
        MonitorMetric.Silence => "No events arrive",
        MonitorMetric.Volume => "The number of rows is unusual",
        MonitorMetric.Duplicates => "Rows are sent again",
        MonitorMetric.Freshness => "Rows come late",
        MonitorMetric.Correlation => "Features no longer move together as they did",
        MonitorMetric.Drift => "Rows are told apart from those of the baseline",
        MonitorMetric.DriftShare => "Many columns drifted at once",
        MonitorMetric.Outliers => "Rows are unlike those of the baseline",
        MonitorMetric.Performance => "Predictions became worse",
        MonitorMetric.Calibration => "Scores no longer agree with what happens",
        MonitorMetric.LabelDelay => "Outcomes come later than usual",
        MonitorMetric.LabelCoverage => "Outcomes are missing",
        MonitorMetric.EstimatedPerformance => "Predictions are estimated to have become worse",
        MonitorMetric.Staleness => "What the model learnt is old",
        MonitorMetric.Activity => "The model stands idle",
        MonitorMetric.LowConfidence => "The model is unsure more often",
        _ => EnumWords.Of(metric).Replace('_', ' '),
    };

    private static string Happened(MonitorMetric metric) => metric switch
    {
        MonitorMetric.Drift => "drifted",
        MonitorMetric.Missing => "is missing more often",
        MonitorMetric.OutOfRange => "leaves its range",
        MonitorMetric.TypeErrors => "has values of the wrong type",
        MonitorMetric.NewCategories => "has new categories",
        MonitorMetric.VanishedCategories => "lost categories",
        MonitorMetric.Distinct => "has another number of distinct values",
        MonitorMetric.Constant => "became constant",
        MonitorMetric.Stream => "changed",
        MonitorMetric.SloBurn => "spends its error budget too fast",
        _ => "is unusual",
    };
}
