using System.Globalization;
using Microsoft.AspNetCore.Http;
using Vedetta.Core.Models;
using Vedetta.Core.Monitors;
using Vedetta.Core.Quality;
using Vedetta.Core.Readings;
using Vedetta.Statistics.Performance;

namespace Vedetta.Web.Performance;

/// <summary>What the address of the performance page asks for beyond its windows.</summary>
/// <param name="Metric">The metric drawn.</param>
/// <param name="Outcome">The outcome; null for the first that says whether predictions were right.</param>
/// <param name="By">Segment column of the slice table; null for the first.</param>
/// <param name="Threshold">Threshold of the decision table; null for the model's own.</param>
/// <param name="CostFalsePositive">Cost of one false positive.</param>
/// <param name="CostFalseNegative">Cost of one false negative.</param>
/// <param name="Population">Whose predictions realized figures are of.</param>
/// <param name="Inclusion">Column that re-weights them; <c>none</c> for no weights; null for the usual one.</param>
public sealed record PerformanceAsked(PerformanceMetric Metric, string? Outcome, string? By, double? Threshold, double CostFalsePositive, double CostFalseNegative,
    Population Population = Population.All, string? Inclusion = null)
{
    /// <summary>What is shown when nothing is asked.</summary>
    public static PerformanceAsked Usual(ModelDefinition model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return new PerformanceAsked(MetricChoice.FirstOf(MetricChoice.TaskOf(model.Task)), null, null, null, 1, 1);
    }

    /// <summary>Reads the query of a request.</summary>
    /// <exception cref="QuestionException">A part of it makes no sense for this model.</exception>
    public static PerformanceAsked Of(IQueryCollection query, ModelDefinition model)
    {
        var task = MetricChoice.TaskOf(model.Task);
        var metric = MetricChoice.FirstOf(task);
        if (Text(query, "metric") is { } name && !PerformanceMetrics.TryParse(name, task, out metric, out var problem)) throw new QuestionException("metric", problem!);
        if (Text(query, "by") is { } by && !SegmentsOf(model).Contains(by, StringComparer.Ordinal)) throw new QuestionException("by", $"'{by}' is no segment of '{model.Id}'");
        return new PerformanceAsked(metric, Text(query, "outcome"), Text(query, "by"), Number(query, "threshold"), Cost(query, "fp"), Cost(query, "fn"),
            PopulationOf(query), Text(query, "inclusion"));
    }

    /// <summary>Columns whose values are segments.</summary>
    public static IReadOnlyList<string> SegmentsOf(ModelDefinition model) => [.. model.Schema.Columns.Where(column => column.Segment).Select(column => column.Name), .. model.Schema.SegmentTags];

    /// <summary>These choices as parts of an address; what is usual is left out.</summary>
    public IReadOnlyList<(string Name, string Value)> Parts(ModelDefinition model)
    {
        var parts = new List<(string, string)>();
        if (Metric != MetricChoice.FirstOf(MetricChoice.TaskOf(model.Task))) parts.Add(("metric", PerformanceMetrics.Name(Metric)));
        if (Outcome is not null) parts.Add(("outcome", Outcome));
        if (By is not null) parts.Add(("by", By));
        if (Threshold is { } threshold) parts.Add(("threshold", threshold.ToString("R", CultureInfo.InvariantCulture)));
        if (CostFalsePositive != 1) parts.Add(("fp", CostFalsePositive.ToString("R", CultureInfo.InvariantCulture)));
        if (CostFalseNegative != 1) parts.Add(("fn", CostFalseNegative.ToString("R", CultureInfo.InvariantCulture)));
        if (Population != Population.All) parts.Add(("population", EnumWords.Of(Population)));
        if (Inclusion is not null) parts.Add(("inclusion", Inclusion));
        return parts;
    }

    private static string? Text(IQueryCollection query, string name) => query[name].ToString() is { Length: > 0 } text ? text : null;

    private static double? Number(IQueryCollection query, string name)
    {
        if (Text(query, name) is not { } text) return null;
        return double.TryParse(text.Replace(',', '.'), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? number
            : throw new QuestionException(name, $"'{text}' is no number");
    }

    private static Population PopulationOf(IQueryCollection query)
    {
        if (Text(query, "population") is not { } text) return Population.All;
        return EnumWords.TryParse<Population>(text, out var population) ? population : throw new QuestionException("population", $"'{text}' is none of {string.Join(", ", EnumWords.All<Population>())}");
    }

    private static double Cost(IQueryCollection query, string name) =>
        Number(query, name) is not { } cost ? 1 : cost >= 0 ? cost : throw new QuestionException(name, "a cost is not negative");
}
