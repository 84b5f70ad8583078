using Vedetta.Core.Business.Expressions;
using Vedetta.Core.Models;

namespace Vedetta.Core.Business;

/// <summary>What a plan may say, for every door that takes one: files, the API, pages. Pure.</summary>
public static class BusinessRules
{
    /// <summary>Metrics of one plan at most.</summary>
    public const int MostMetrics = 40;

    private static readonly string[] Fixed = ["version", "variant", "decision", "prediction", "score", "amount", "latency_ms"];

    /// <summary>Everything wrong with a plan by itself; fields are named <c>metrics[2].value</c>.</summary>
    public static IReadOnlyList<FieldFault> Alone(BusinessPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var faults = new List<FieldFault>();
        if (plan.Metrics.Count > MostMetrics) faults.Add(new("metrics", $"{plan.Metrics.Count} metrics, allowed are {MostMetrics}"));
        foreach (var (name, value) in plan.Assumptions)
        {
            if (!IsName(name)) faults.Add(new($"assumptions.{name}", "a name is letters, digits and _, the first no digit"));
            else if (name is "count" or "sum" or "mean" or "nps" or "and" or "in" or "is" or "not") faults.Add(new($"assumptions.{name}", "this word means something in expressions"));
            if (!double.IsFinite(value)) faults.Add(new($"assumptions.{name}", "a finite number is wanted"));
        }

        for (var i = 0; i < plan.Metrics.Count; i++) Check(plan, i, faults);
        return faults;
    }

    /// <summary>Columns that the plan's expressions name and the model does not have.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="model">Its model.</param>
    /// <param name="catalog">The stored columns of the model.</param>
    public static IReadOnlyList<FieldFault> AgainstModel(BusinessPlan plan, ModelDefinition model, IReadOnlyList<StoredColumn> catalog)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var known = Known(model, catalog);
        var faults = new List<FieldFault>();
        for (var i = 0; i < plan.Metrics.Count; i++)
        {
            if (ExpressionParser.Parse(plan.Metrics[i].Value).Expression is not { } expression) continue;
            foreach (var column in expression.Columns.Where(column => !known.Contains(column)))
                faults.Add(new(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"metrics[{i}].value"), $"'{model.Id}' has no column or outcome '{column}'; known: {string.Join(", ", known.Order(StringComparer.Ordinal).Take(40))}"));
        }

        return faults;
    }

    /// <summary>Names that expressions of a model may use.</summary>
    public static IReadOnlySet<string> Known(ModelDefinition model, IReadOnlyList<StoredColumn> catalog)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(catalog);
        var known = new HashSet<string>(Fixed, StringComparer.Ordinal);
        known.UnionWith(model.Schema.Columns.Select(column => column.Name));
        known.UnionWith(catalog.Where(column => column.Family == ColumnFamily.Tag).Select(column => "tag_" + column.Name));
        known.UnionWith(model.Outcomes.Where(outcome => outcome.Kind != OutcomeKind.Series).Select(outcome => outcome.Name));
        return known;
    }

    private static void Check(BusinessPlan plan, int place, List<FieldFault> faults)
    {
        var metric = plan.Metrics[place];
        var field = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"metrics[{place}]");
        if (!ModelId.TryParse(metric.Name, out _)) faults.Add(new($"{field}.name", $"a name is {ModelId.Allowed}"));
        if (plan.Metrics.Take(place).Any(other => string.Equals(other.Name, metric.Name, StringComparison.Ordinal))) faults.Add(new($"{field}.name", $"'{metric.Name}' is named twice"));
        if (metric.Title is { Length: > 200 } || metric.TitleRu is { Length: > 200 }) faults.Add(new($"{field}.title", "at most 200 characters"));
        if (metric.Minimum is { } low && !double.IsFinite(low)) faults.Add(new($"{field}.minimum", "a finite number is wanted"));
        if (metric.Maximum is { } high && !double.IsFinite(high)) faults.Add(new($"{field}.maximum", "a finite number is wanted"));
        if (metric is { Minimum: { } minimum, Maximum: { } maximum } && minimum > maximum) faults.Add(new($"{field}.maximum", "the maximum lies below the minimum"));
        var (expression, fault) = ExpressionParser.Parse(metric.Value);
        if (fault is not null) faults.Add(new($"{field}.value", string.Create(System.Globalization.CultureInfo.InvariantCulture, $"at character {fault.Place}: {fault.Message}")));
        foreach (var name in expression?.Assumptions ?? [])
            if (!plan.Assumptions.ContainsKey(name)) faults.Add(new($"{field}.value", $"'{name}' is neither count, sum, mean, nps nor an assumption; assumptions: {(plan.Assumptions.Count == 0 ? "none" : string.Join(", ", plan.Assumptions.Keys))}"));
    }

    private static bool IsName(string name) => name.Length is > 0 and <= 64 && !char.IsAsciiDigit(name[0]) && name.All(c => char.IsLetterOrDigit(c) || c == '_');
}
