using System.Globalization;
using Vedetta.Cli.Validating;
using Vedetta.Core.Time;
using YamlDotNet.RepresentationModel;

namespace Vedetta.Cli.Testing;

/// <summary>Reads how rows are made up.</summary>
internal sealed class RowPlanReader(List<SchemaProblem> problems)
{
    /// <summary>What the model answers; every other column is a feature.</summary>
    public static readonly string[] Outputs = ["score", "prediction", "decision", "latency_ms", "amount"];

    private const int MostReference = 1_000_000;

    /// <summary>Reads the plan.</summary>
    public RowPlan Read(YamlNode node)
    {
        var plan = new SchemaNode(node, "rows", ["count", "step", "reference", "seed", "version", "columns", "error", "label"], problems);
        var columns = new Dictionary<string, ValuePlan>(StringComparer.Ordinal);
        if (plan.Child("columns") is YamlMappingNode map)
        {
            foreach (var (key, value) in map.Children)
                if (key is YamlScalarNode { Value: { Length: > 0 } name }) columns[name] = Values(name, value);
        }
        else
        {
            plan.Fail(plan.Child("columns") ?? node, "rows need 'columns': a distribution per column, such as income: { normal: [20000, 5000] }");
        }

        var label = plan.Child("label") is { } child ? Label(child) : null;
        if (label is { Rate: null } && !columns.ContainsKey("score")) plan.Fail(plan.Child("label")!, "labels are thrown by the score, and there is none: give 'rate'");
        return new RowPlan(
            plan.Word("step", "day", "hour") == "hour" ? WindowSize.Hour : WindowSize.Day,
            Series(plan, "count") ?? ValueSeries.Of(400), (int)Math.Min(plan.Whole("reference") ?? 2_000, MostReference), (int)Math.Min(plan.Whole("seed") ?? 1, int.MaxValue), plan.Text("version") ?? "1",
            columns, Series(plan, "error"), label);
    }

    private LabelPlan Label(YamlNode node)
    {
        var label = new SchemaNode(node, "label", ["rate", "after", "share"], problems);
        return new LabelPlan(Series(label, "rate"), TestFileReader.Duration(label, "after") ?? TimeSpan.FromDays(1), Series(label, "share") ?? ValueSeries.Of(1));
    }

    private ValuePlan Values(string name, YamlNode node)
    {
        var values = new SchemaNode(node, name, ["constant", "normal", "uniform", "lognormal", "choice", "missing"], problems);
        var missing = Series(values, "missing") ?? ValueSeries.Of(0);
        if (values.Child("choice") is { } choice) return new ValuePlan(ValueDistribution.Choice, null, null, Weights(values, choice), missing);
        if (values.Child("constant") is { } one) return new ValuePlan(ValueDistribution.Constant, Number(values, one, name), null, [], missing);
        foreach (var (key, kind) in (ReadOnlySpan<(string, ValueDistribution)>)[("normal", ValueDistribution.Normal), ("uniform", ValueDistribution.Uniform), ("lognormal", ValueDistribution.Lognormal)])
        {
            if (values.Child(key) is not { } child) continue;
            if (child is YamlSequenceNode { Children: [var first, var second] }) return new ValuePlan(kind, Number(values, first, name), Number(values, second, name), [], missing);
            values.Fail(child, $"{name}: '{key}' takes two numbers or series, such as [20000, 5000]");
        }

        values.Fail(node, $"{name}: a column needs one of constant, normal, uniform, lognormal and choice");
        return new ValuePlan(ValueDistribution.Constant, ValueSeries.Of(0), null, [], missing);
    }

    private static List<(string, ValueSeries)> Weights(SchemaNode values, YamlNode node)
    {
        var weights = new List<(string, ValueSeries)>();
        if (node is YamlMappingNode map)
        {
            foreach (var (key, value) in map.Children)
                if (key is YamlScalarNode { Value: { Length: > 0 } category }) weights.Add((category, Number(values, value, category)));
        }

        if (weights.Count == 0) values.Fail(node, "'choice' takes categories with their weights, such as { osh: 0.5, naryn: 0.5 }");
        return weights;
    }

    private static ValueSeries? Series(SchemaNode node, string key) => node.Child(key) is { } child ? Number(node, child, key) : null;

    private static ValueSeries Number(SchemaNode node, YamlNode child, string name)
    {
        var problem = string.Create(CultureInfo.InvariantCulture, $"a number or a series such as '0x5 0.4x3'");
        if (child is YamlScalarNode { Value: { } text } && ValueSeries.TryParse(text, out problem) is { } series) return series;
        node.Fail(child, $"{name}: {problem}");
        return ValueSeries.Of(0);
    }
}
